import { readFileSync } from 'node:fs';
import type { WidgetFiles } from './build.ts';

/**
 * What a page's visitor loads, after gzip, held against what we allow ourselves. "In all" is everything a page fetches in which
 * all goes well, in English: an offer is shown and a window held; a delivery is followed live on a map with streets. What it does not
 * count is listed below it: fetched when it comes to it, or instead of English.
 */
const KIBIBYTE = 1024;
const FIRST_PAINT_BUDGET = 10 * KIBIBYTE;
const BUDGETS: Readonly<Record<string, number>> = { 'slot-picker': 15 * KIBIBYTE, tracking: 16 * KIBIBYTE };

/** Of others, gzip, in KB, as published in November 2026: to see what ours are beside. */
const PEERS = { 'Lit alone': 5.8, 'Leaflet 1.9': 42.9, 'MapLibre GL 5': 288 };

const dist = new URL('../dist/', import.meta.url);
const { version, widgets } = JSON.parse(readFileSync(new URL('files.json', dist), 'utf8')) as { version: string; widgets: Record<string, WidgetFiles> };
const sizeOf = (file: string) => readFileSync(new URL(`${file}.gz`, dist)).length;
const sum = (files: readonly string[]) => files.reduce((total, file) => total + sizeOf(`${version}/${file}`), 0);
const shown = (bytes: number) => `${(bytes / KIBIBYTE).toFixed(2)} KB`.padStart(10);

function check(what: string, bytes: number, budget: number): void {
  console.log(`${what.padEnd(44)} ${shown(bytes)} of ${shown(budget)}  ${bytes <= budget ? 'fits' : 'TOO LARGE'}`);
  if (bytes > budget) process.exitCode = 1;
}

const loader = sizeOf('doorstep.js');
console.log(`${'doorstep.js, the loader of both'.padEnd(44)} ${shown(loader)}\n`);
for (const [widget, { entry, session, words, shared, onDemand }] of Object.entries(widgets)) {
  const english = words.en!;
  check(`${widget}: loader and first paint`, loader + sum([entry]), FIRST_PAINT_BUDGET);
  check(`${widget}: in all`, loader + sum([entry, session, english, ...shared]), BUDGETS[widget]!);
  for (const file of onDemand.filter((name) => !/-(?!en)[a-z]{2}\.js$/.test(name))) {
    console.log(`  when it comes to it: ${file.padEnd(30)}  ${shown(sum([file]))}`);
  }
  const others = Object.entries(words).map(([language, file]) => `${language} ${sum([file])}`).join(', ');
  console.log(`  one of (bytes): ${others}\n`);
}
for (const [name, size] of Object.entries(PEERS)) console.log(`${name.padEnd(44)} ${shown(size * KIBIBYTE)}`);
