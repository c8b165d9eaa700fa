import { SECOND, pino, startServer, type App } from '@doorstep/api';
import { generateCity } from '../city/generate-city.ts';
import { openCourier } from '../courier/open-courier.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { Console } from './console.ts';
import { createCourier } from './create-courier.ts';
import { DataFolder } from './data-folder.ts';
import { DemoClock } from './demo-clock.ts';
import { getOnTheRoad, startingTime } from './first-morning.ts';
import { newsOf, tellLapsedPapers, tellServerOnly, tellWhereToGo } from './news.ts';
import { DEFAULT_SEED, type DemoOptions } from './options.ts';
import { registerDemoPages } from './pages.ts';

/** A demo that runs. */
export interface Demo {
  /** Stops the simulation and saves its time, then stops the server and the database. */
  stop(): Promise<void>;
}

const SAVE_EVERY = SECOND;
/** Of real time. */
const HOLD_SECONDS = 10 * 60;
const TELL_EVERY = 30 * SECOND;

/**
 * Everything `npm start` does, with a line for each step. A failure on the way stops what was started.
 * @param signal aborted while it starts: what was begun is finished quickly, for `stop` to follow
 */
export async function runDemo(options: DemoOptions, terminal: Console, signal: AbortSignal): Promise<Demo> {
  const { config, speed } = options;
  const folder = new DataFolder(config);
  const known = folder.readKeys();
  const seed = seedOf(options, known?.seed);
  const city = await terminal.step('city', async () => generateCity({ seed }), ({ houses, graph }) => `${houses.length.toLocaleString('en-US')} addresses on ${graph.streets.length.toLocaleString('en-US')} streets, from seed ${seed}`);

  const say = (line: string) => terminal.line(line);
  const clock = new DemoClock(startingTime(known && folder.readTime(), SAVE_EVERY), speed);
  let simulation: Simulation | undefined;
  const app = await startServer({
    // A hold lasts as long as it does on a person's watch.
    config, clock, ports: { holdPolicy: { lifetimeSeconds: HOLD_SECONDS * speed } }, log: pino({ level: config.logLevel }), onStep: (step, milliseconds) => terminal.stepDone(step, milliseconds),
    onDatabaseLost(message) {
      terminal.line(`${message}. "npm start" goes on from here.`);
      process.exit(1);
    },
    extend: (http) => registerDemoPages(http, { city, world: () => simulation?.world }),
  });
  const timers: NodeJS.Timeout[] = [];
  const save = (isStopped: boolean) => folder.saveTime({ now: clock.now().toISOString(), speed: clock.isRunning ? speed : 0, isStopped });
  let running: Promise<void> | undefined;
  const stop = async () => {
    for (const timer of timers) clearInterval(timer);
    simulation?.stop();
    await running;
    clock.stop();
    if (simulation) save(true);
    await app.close();
  };
  try {
    const keys = known ?? (await createCourier(app, { city, clock, terminal }));
    if (!keys && config.databaseUrl === undefined) throw new Error(`The demo in ${config.dataDirectory} was not set up to its end, or its keys are gone. Start over with: npm start -- --reset`);
    if (!keys) {
      tellServerOnly(terminal, app);
      return { stop };
    }
    if (!known) folder.saveKeys(keys);
    if (signal.aborted) return { stop };
    const courier = await openCourier(apiUrlOf(app), keys, city);
    await tellLapsedPapers(terminal, courier);
    simulation = new Simulation({
      apiUrl: apiUrlOf(app), city, courier, clock, say, ordersPerDay: options.ordersPerDay,
      pings: { sampleSeconds: Math.max(1, speed / 4), batchSeconds: speed },
    });
    signal.addEventListener('abort', () => simulation?.stop());
    save(false);
    timers.push(setInterval(() => save(false), SAVE_EVERY));
    await getOnTheRoad(simulation, terminal, { isNew: !known });
  } catch (error) {
    await stop();
    throw error;
  }
  if (signal.aborted) return { stop };
  clock.run();
  running = simulation.run();
  await tellWhereToGo(terminal, { app, world: simulation.world, keysFile: folder.keysFile, speed });
  timers.push(setInterval(() => say(newsOf(simulation!)), TELL_EVERY));
  return { stop };
}

function apiUrlOf({ url }: App): string {
  return `${url}/graphql`;
}

function seedOf({ seed, config }: DemoOptions, knownSeed: string | undefined): string {
  if (knownSeed === undefined || seed === undefined || seed === knownSeed) return knownSeed ?? seed ?? DEFAULT_SEED;
  throw new Error(`The city in ${config.dataDirectory} is that of seed ${knownSeed}. For seed ${seed} add --reset, or choose another folder with --data.`);
}
