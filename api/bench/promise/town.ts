import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readOpenAddresses } from '../../src/adapters/geocoding/open-addresses.ts';
import type { Position } from '../../src/shared/geo.ts';
import { SeededRandom } from './random.ts';

/** Where people live, and the depot among them. */
export interface Town {
  readonly name: string;
  readonly addresses: readonly Position[];
  readonly depot: Position;
}

const GENERATED_ADDRESSES = 20_000;
const CENTER: Position = { latitude: 37.8, longitude: -122.25 };
/** Of the whole town and of a quarter, in degrees: some 9 km and 1.2 km. */
const TOWN_SPREAD = 0.08;
const QUARTER_SPREAD = 0.011;
const QUARTERS = 40;

/** A town of quarters, the same for the same seed. */
export function generatedTown(seed: number): Town {
  const random = new SeededRandom(seed);
  const near = ({ latitude, longitude }: Position, spread: number): Position => ({ latitude: latitude + random.normal() * spread, longitude: longitude + random.normal() * spread * 1.25 });
  const quarters = Array.from({ length: QUARTERS }, () => near(CENTER, TOWN_SPREAD / 2));
  return { name: `generated (seed ${seed})`, depot: CENTER, addresses: Array.from({ length: GENERATED_ADDRESSES }, () => near(random.pick(quarters), QUARTER_SPREAD)) };
}

/** The addresses of a file in the form of the OpenAddresses project, or of all such files in a folder; the depot is where their middle is. */
export async function readTown(path: string): Promise<Town> {
  const files = statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.csv')).map((name) => join(path, name)) : [path];
  const addresses: Position[] = [];
  for (const file of files) for await (const { position } of readOpenAddresses(createReadStream(file))) addresses.push(position);
  if (addresses.length === 0) throw new Error(`${path} has no addresses with a position.`);
  const median = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
  const depot = { latitude: median(addresses.map(({ latitude }) => latitude)), longitude: median(addresses.map(({ longitude }) => longitude)) };
  return { name: `${addresses.length} addresses of ${files.length} file${files.length === 1 ? '' : 's'}`, addresses, depot };
}

/** A door somewhere near an address of the town: nearly always one that nobody has asked for. */
export function newDoor(town: Town, random: SeededRandom): Position {
  const { latitude, longitude } = random.pick(town.addresses);
  return { latitude: latitude + (random.next() - 0.5) * 0.002, longitude: longitude + (random.next() - 0.5) * 0.002 };
}
