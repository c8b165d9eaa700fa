/**
 * Prints "N passed, N failed" from the JSON report of a test run, the file given; exits nonzero unless tests ran and
 * none failed. A test file that could not be loaded counts as one failure: none of its tests is in the report.
 * Plain JavaScript, because CI calls it with the machine's own Node.js.
 */
import { existsSync, readFileSync } from 'node:fs';

const [, , reportFile] = process.argv;
const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
if (report === undefined) console.error(`there is no test report at ${reportFile}: the tests did not run to their end`);

const files = report === undefined ? [] : report.testResults;
const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'));
const passed = count('passed');
const failed = count('failed') + unloaded.length + (report === undefined ? 1 : 0);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

function count(status) {
  return files.flatMap((file) => file.assertionResults).filter((test) => test.status === status).length;
}
