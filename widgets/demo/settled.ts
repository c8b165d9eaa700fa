import type { DoorstepElement } from '../src/internal/base-element.ts';
import { FakeApi } from './fake-api.ts';

const QUIET = 40;

/** Until nothing has gone to or from the fake server for a moment, and what came is drawn. */
export async function settled(element: DoorstepElement): Promise<void> {
  await element.whenLoaded;
  for (let before = -1; before !== FakeApi.traffic; ) {
    before = FakeApi.traffic;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
  await element.whenLoaded;
  await element.updateComplete;
}
