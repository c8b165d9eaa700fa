/** A seeded generator (sfc32 by Chris Doty-Humphrey): the same seed gives the same plan on every machine. */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private count = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.imul(seed, 0x9e3779b9) | 0;
    this.c = 0x243f6a88;
    for (let round = 0; round < 16; round++) this.bits();
  }

  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + sum) | 0;
    return sum;
  }

  /** In [0, 1). */
  next(): number {
    return (this.bits() >>> 0) / 4_294_967_296;
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }
}
