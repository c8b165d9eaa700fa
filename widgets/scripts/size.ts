import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KIBIBYTE = 1024;

/** Bytes each file may have after gzip, which is what a shop's visitor loads. */
const BUDGETS = { 'slot-picker.js': 15 * KIBIBYTE, 'tracking.js': 16 * KIBIBYTE };

for (const [file, budget] of Object.entries(BUDGETS)) {
  const code = readFileSync(new URL(`../dist/${file}`, import.meta.url));
  const size = gzipSync(code, { level: 9 }).length;
  const verdict = size <= budget ? 'fits' : 'TOO LARGE';
  console.log(`${file.padEnd(16)} ${kibibytes(size)} gzip of ${kibibytes(budget)}  (${kibibytes(code.length)} plain)  ${verdict}`);
  if (size > budget) process.exitCode = 1;
}

function kibibytes(bytes: number): string {
  return `${(bytes / KIBIBYTE).toFixed(2)} KB`.padStart(9);
}
