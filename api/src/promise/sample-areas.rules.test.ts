import { describe, expect, it } from 'vitest';
import { MOST_AREAS, sampleAreas } from './sample-areas.rules.ts';

const square = (id: string, x: number, size = 4) => ({ id, area: { type: 'Polygon' as const, coordinates: [[[x, 0], [x + size, 0], [x + size, size], [x, size], [x, 0]]] as [number, number][][] } });

describe('the areas of a depot', () => {
  it('are cells of its territories, with the place in their middle', () => {
    const areas = sampleAreas([square('ter_1', 0)]);
    expect(areas).toHaveLength(16);
    expect(areas[0]).toEqual({ territoryId: 'ter_1', center: { longitude: 0.5, latitude: 0.5 } });
    expect(sampleAreas([square('ter_1', 0), square('ter_2', 10)]).map(({ territoryId }) => territoryId)).toEqual([...Array(9).fill('ter_1'), ...Array(9).fill('ter_2')]);
  });

  it('leave out what is not served, and never leave out a whole territory', () => {
    const triangle = { id: 'ter_1', area: { type: 'Polygon' as const, coordinates: [[[0, 0], [4, 0], [0, 4], [0, 0]]] as [number, number][][] } };
    expect(sampleAreas([triangle]).every(({ center }) => center.longitude + center.latitude <= 4)).toBe(true);
    const sliver = { id: 'ter_2', area: { type: 'Polygon' as const, coordinates: [[[0, 0], [4, 4], [4, 4.000001], [0, 0]]] as [number, number][][] } };
    expect(sampleAreas([sliver]).length).toBeGreaterThan(0);
  });

  it('are bounded, however many territories there are', () => {
    expect(sampleAreas(Array.from({ length: 100 }, (_, index) => square(`ter_${index}`, index * 5)))).toHaveLength(MOST_AREAS);
    expect(sampleAreas([])).toEqual([]);
  });
});
