import { describe, expect, it } from 'vitest';
import { DemoClock } from '../demo/demo-clock.ts';
import { Agenda, type Actor } from './agenda.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const minute = (count: number) => new Date(NOON + count * 60_000);

function setUp(options: Partial<ConstructorParameters<typeof Agenda>[0]> = {}) {
  const clock = new DemoClock(minute(0), 2_000);
  const seen: string[] = [];
  const errors: string[] = [];
  const agenda = new Agenda({ clock, onError: (name, error) => errors.push(`${name}: ${(error as Error).message}`), ...options });
  const note = (what: string) => seen.push(`${what} ${(clock.now().getTime() - NOON) / 60_000}`);
  async function* walker(name: string, ...stops: number[]): Actor {
    note(name);
    for (const stop of stops) {
      yield minute(stop);
      note(name);
    }
  }
  return { clock, agenda, seen, errors, note, walker };
}

describe('an agenda that is stepped', () => {
  it('resumes everybody in the order of time, at that time', async () => {
    const { agenda, seen, walker } = setUp();
    agenda.spawn('a', minute(5), walker('a', 20, 30));
    agenda.spawn('b', minute(10), walker('b', 15));
    await agenda.step(() => false);
    expect(seen).toEqual(['a 5', 'b 10', 'b 15', 'a 20', 'a 30']);
  });

  it('resumes those of one instant as they asked for it', async () => {
    const { agenda, seen, walker } = setUp();
    for (const name of ['c', 'a', 'b']) agenda.spawn(name, minute(1), walker(name, 2));
    await agenda.step(() => false);
    expect(seen).toEqual(['c 1', 'a 1', 'b 1', 'c 2', 'a 2', 'b 2']);
  });

  it('stops before what is enough, and goes on from there', async () => {
    const { agenda, seen, walker, clock } = setUp();
    agenda.spawn('a', minute(5), walker('a', 20));
    await agenda.step((next) => next >= minute(20));
    expect(seen).toEqual(['a 5']);
    expect(clock.now()).toEqual(minute(5));
    expect(agenda.next).toEqual(minute(20));
    await agenda.step(() => false);
    expect(seen).toEqual(['a 5', 'a 20']);
  });

  it('gives somebody who asks for an instant that has passed the next place', async () => {
    const { agenda, seen, walker } = setUp();
    agenda.spawn('late', minute(10), walker('late', 3));
    await agenda.step(() => false);
    expect(seen).toEqual(['late 10', 'late 10']);
  });

  it('goes on without one that fails', async () => {
    const { agenda, seen, errors, walker } = setUp();
    async function* failing(): Actor {
      yield minute(2);
      throw new Error('the van broke down');
    }
    agenda.spawn('van', minute(1), failing());
    agenda.spawn('a', minute(3), walker('a'));
    await agenda.step(() => false);
    expect(errors).toEqual(['van: the van broke down']);
    expect(seen).toEqual(['a 3']);
  });
});

describe('an agenda that follows a running clock', () => {
  it('resumes nobody before the time, and ends once it is stopped', async () => {
    const { agenda, clock, seen, walker, note } = setUp();
    async function* last(): Actor {
      note('last');
      agenda.stop();
    }
    agenda.spawn('a', minute(1), walker('a', 2));
    agenda.spawn('last', minute(3), last());
    agenda.spawn('never', minute(4), walker('never'));
    clock.run();
    await agenda.run();
    expect(seen.map((line) => line.split(' ')[0])).toEqual(['a', 'a', 'last']);
    seen.forEach((line, index) => expect(Number(line.split(' ')[1])).toBeGreaterThanOrEqual(index + 1));
  });

  it('leaves a long pause out', async () => {
    const { agenda, clock } = setUp({ skipLongerThan: 20 * 60_000 });
    async function* last(): Actor {
      agenda.stop();
    }
    agenda.spawn('morning', minute(6_000), last());
    clock.run();
    const startedAt = performance.now();
    await agenda.run();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(minute(6_000).getTime());
  });

  it('keeps to the time when the pause is short', async () => {
    const { agenda, clock } = setUp({ skipLongerThan: 20 * 60_000 });
    agenda.spawn('soon', minute(15), (async function* (): Actor {})());
    clock.run();
    const running = agenda.run();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(clock.now().getTime()).toBeLessThan(minute(14).getTime());
    agenda.stop();
    await running;
  });
});
