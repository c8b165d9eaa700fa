import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

function count(testResults: { status: string; assertionResults: { status: string }[] }[] | null): { line: string; exitCode: number | null } {
  const folder = mkdtempSync(path.join(tmpdir(), 'doorstep-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = path.join(folder, 'report.json');
  if (testResults !== null) writeFileSync(report, JSON.stringify({ testResults }));
  const program = fileURLToPath(new URL('./count-tests.js', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [program, report], { encoding: 'utf8' });
  return { line: stdout, exitCode: status };
}

const passed = { status: 'passed' };
const failed = { status: 'failed' };

it('counts tests over all files', () => {
  const results = [
    { status: 'passed', assertionResults: [passed, passed, { status: 'skipped' }] },
    { status: 'passed', assertionResults: [passed] },
  ];
  expect(count(results)).toEqual({ line: '3 passed, 0 failed\n', exitCode: 0 });
});

it('fails on a failed test, once', () => {
  expect(count([{ status: 'failed', assertionResults: [passed, failed] }])).toEqual({ line: '1 passed, 1 failed\n', exitCode: 1 });
});

it('fails on a file that could not be loaded, on a run without tests, and without a report', () => {
  const loaded = { status: 'passed', assertionResults: [passed] };
  expect(count([loaded, { status: 'failed', assertionResults: [] }])).toEqual({ line: '1 passed, 1 failed\n', exitCode: 1 });
  expect(count([])).toEqual({ line: '0 passed, 0 failed\n', exitCode: 1 });
  expect(count(null)).toEqual({ line: '0 passed, 1 failed\n', exitCode: 1 });
});
