import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { drawDoorPhoto, drawSignature } from './proof-picture.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe.each([['photo', drawDoorPhoto, 240, 180], ['signature', drawSignature, 240, 80]] as const)('the %s of a proof', (_name, draw, width, height) => {
  it('is a PNG of its size with pixels that differ', () => {
    const bytes = Buffer.from(draw(createRandom(1)));
    expect([...bytes.subarray(0, 8)]).toEqual(PNG);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
    const dataAt = bytes.indexOf('IDAT');
    const rows = inflateSync(bytes.subarray(dataAt + 4, dataAt + 4 + bytes.readUInt32BE(dataAt - 4)));
    expect(rows.length).toBe(height * (1 + 3 * width));
    expect(new Set(rows).size).toBeGreaterThan(3);
    expect(bytes.length).toBeLessThan(20_000);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(draw(createRandom(1))).toEqual(draw(createRandom(1)));
    expect(draw(createRandom(1))).not.toEqual(draw(createRandom(2)));
  });
});
