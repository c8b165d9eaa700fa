import type { Random } from './random.ts';

/** Overlooks a position now and then (Christiaens and Vanden Berghe 2020). Draws one number per overlooked position, not per position. */
export class Blink {
  private readonly random: Random;
  private readonly logStay: number;
  private left = 0;

  constructor(random: Random, rate: number) {
    this.random = random;
    this.logStay = rate > 0 ? Math.log(1 - rate) : 0;
    this.left = this.draw();
  }

  private draw(): number {
    return this.logStay === 0 ? Infinity : 1 + Math.floor(Math.log(1 - this.random.next()) / this.logStay);
  }

  now(): boolean {
    if (--this.left > 0) return false;
    this.left = this.draw();
    return true;
  }
}
