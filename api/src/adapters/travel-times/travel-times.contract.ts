import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VEHICLE_KINDS } from '../../fleet/fleet.rules.ts';
import type { TravelTimes } from '../../routes/travel-times.port.ts';

/** The area in which every implementation under test must know its way. */
export interface ContractArea {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** What every implementation of the travel-times port must keep. */
export function travelTimesContract(name: string, open: () => TravelTimes, area: ContractArea): void {
  const position = fc.record({
    latitude: fc.double({ min: area.south, max: area.north, noNaN: true }),
    longitude: fc.double({ min: area.west, max: area.east, noNaN: true }),
  });
  const places = fc.array(position, { minLength: 1, maxLength: 6 });
  const kind = fc.constantFrom(...VEHICLE_KINDS);

  describe(`travel times of ${name}`, () => {
    it('are whole, not negative, and nothing from a place to itself', async () => {
      await fc.assert(
        fc.asyncProperty(places, kind, async (there, vehicleKind) => {
          const matrix = await open().matrix(there, vehicleKind);
          expect(matrix.size).toBe(there.length);
          for (const values of [matrix.meters, matrix.seconds]) {
            expect(values).toHaveLength(there.length ** 2);
            expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
            there.forEach((_, at) => expect(values[at * there.length + at]).toBe(0));
          }
        }),
        { numRuns: 30 },
      );
    });

    it('are the same in a matrix, a row, a column and a path', async () => {
      await fc.assert(
        fc.asyncProperty(places, kind, async (there, vehicleKind) => {
          const times = open();
          const size = there.length;
          const matrix = await times.matrix(there, vehicleKind);
          const row = await times.oneToMany(there[0]!, there, vehicleKind);
          const column = await times.manyToOne(there, there[0]!, vehicleKind);
          const path = await times.path(there, vehicleKind);
          expect([...row.seconds]).toEqual(there.map((_, to) => matrix.seconds[to]));
          expect([...row.meters]).toEqual(there.map((_, to) => matrix.meters[to]));
          expect([...column.seconds]).toEqual(there.map((_, from) => matrix.seconds[from * size]));
          expect([...column.meters]).toEqual(there.map((_, from) => matrix.meters[from * size]));
          expect([...path.seconds]).toEqual(there.slice(1).map((_, leg) => matrix.seconds[leg * size + leg + 1]));
          expect([...path.meters]).toEqual(there.slice(1).map((_, leg) => matrix.meters[leg * size + leg + 1]));
        }),
        { numRuns: 30 },
      );
    });

    it('are never longer than over a third place', async () => {
      await fc.assert(
        fc.asyncProperty(fc.tuple(position, position, position), kind, async (there, vehicleKind) => {
          const { seconds, meters } = await open().matrix(there, vehicleKind);
          for (const values of [seconds, meters]) expect(values[2]!).toBeLessThanOrEqual(values[1]! + values[5]!);
        }),
      );
    });

    it('answer nothing for no places', async () => {
      const times = open();
      expect((await times.matrix([], 'VAN')).size).toBe(0);
      expect((await times.path([], 'VAN')).seconds).toHaveLength(0);
    });
  });
}
