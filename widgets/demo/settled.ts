import type { LitElement } from 'lit';
import { FakeApi } from './fake-api.ts';

const QUIET = 40;

/** Until nothing has gone to or from the fake server for a moment, and what came is drawn. */
export async function settled(element: LitElement): Promise<void> {
  for (let before = -1; before !== FakeApi.traffic; ) {
    before = FakeApi.traffic;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
  await element.updateComplete;
}
