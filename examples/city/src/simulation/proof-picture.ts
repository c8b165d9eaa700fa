import { crc32, deflateSync } from 'node:zlib';
import type { Random } from '../random.ts';

type Color = readonly [red: number, green: number, blue: number];

const PHOTO = { width: 240, height: 180 };
const SIGNATURE = { width: 240, height: 80 };

/** A small photo of a parcel at a door, as PNG: each one of another house. */
export function drawDoorPhoto(random: Random): Uint8Array<ArrayBuffer> {
  const shade = (from: number, to: number): Color => [random.integer(from, to), random.integer(from, to), random.integer(from, to)];
  const wall = shade(170, 225), door = shade(40, 130), light = random.between(0.85, 1.1);
  const canvas = new Canvas(PHOTO.width, PHOTO.height, wall);
  for (let y = 12; y < 140; y += 16) canvas.fill(0, y, PHOTO.width, 1, scale(wall, 0.93));
  canvas.fill(0, 140, PHOTO.width, 40, [148, 142, 132]);
  const left = random.integer(60, 110);
  canvas.fill(left - 5, 21, 80, 119, scale(wall, 1.12));
  canvas.fill(left, 26, 70, 114, door);
  for (const [x, y] of [[10, 10], [40, 10], [10, 62], [40, 62]] as const) canvas.fill(left + x, 26 + y, 20, 40, scale(door, 0.8));
  canvas.fill(left + 60, 84, 5, 5, [214, 180, 90]);
  const [width, height] = [random.integer(38, 64), random.integer(26, 44)];
  const [x, y] = [left + random.integer(-20, 40), 152 - height];
  canvas.fill(x - 3, 150, width + 6, 5, [110, 105, 98]);
  canvas.fill(x, y, width, height, scale([198, 152, 96], light));
  canvas.fill(x + width / 2 - 4, y, 8, height, scale([222, 190, 140], light));
  canvas.fill(x + 6, y + 6, 15, 10, [246, 246, 242]);
  return canvas.toPng();
}

/** A signature, as PNG. */
export function drawSignature(random: Random): Uint8Array<ArrayBuffer> {
  const canvas = new Canvas(SIGNATURE.width, SIGNATURE.height, [255, 255, 255]);
  const waves = Array.from({ length: 4 }, () => ({ height: random.between(4, 14), turns: random.between(1, 7), phase: random.between(0, 2 * Math.PI) }));
  const length = random.integer(130, 200);
  for (let step = 0; step <= 1_500; step++) {
    const share = step / 1_500;
    const rise = waves.reduce((sum, { height, turns, phase }) => sum + height * Math.sin(phase + 2 * Math.PI * turns * share), 0);
    const sway = 9 * Math.sin(2 * Math.PI * 5 * share + waves[0]!.phase);
    canvas.fill(20 + length * share + sway, 40 + rise * (1 - 0.5 * share), 2, 2, [24, 32, 92]);
  }
  return canvas.toPng();
}

function scale([red, green, blue]: Color, factor: number): Color {
  const value = (part: number) => Math.min(255, Math.round(part * factor));
  return [value(red), value(green), value(blue)];
}

/** Filled boxes on a ground, and the bytes of a PNG (ISO/IEC 15948): 8-bit RGB, one IDAT chunk. */
class Canvas {
  readonly #width: number;
  readonly #height: number;
  readonly #rows: Uint8Array;

  constructor(width: number, height: number, ground: Color) {
    this.#width = width;
    this.#height = height;
    // Each row begins with its filter type: 0, none.
    this.#rows = new Uint8Array(height * (1 + 3 * width));
    this.fill(0, 0, width, height, ground);
  }

  fill(left: number, top: number, width: number, height: number, color: Color): void {
    const [fromX, fromY] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
    const [toX, toY] = [Math.min(this.#width, Math.round(left + width)), Math.min(this.#height, Math.round(top + height))];
    for (let y = fromY; y < toY; y++) {
      for (let x = fromX; x < toX; x++) this.#rows.set(color, y * (1 + 3 * this.#width) + 1 + 3 * x);
    }
  }

  toPng(): Uint8Array<ArrayBuffer> {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.#width, 0);
    header.writeUInt32BE(this.#height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(this.#rows)), chunk('IEND', Buffer.alloc(0))];
    return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]));
  }
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
