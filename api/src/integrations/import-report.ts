import type { ImportSummary, RowResult } from './import-orders.ts';

const WORDS = { CREATED: 'created', ALREADY_THERE: 'already there', REFUSED: 'refused' } as const;

/** One order for people: `line 12–14  #1003  refused  Shipping Name is empty.` */
export function resultLine({ line, lastLine, reference, result, detail }: RowResult): string {
  return `line ${line === lastLine ? line : `${line}–${lastLine}`}  ${reference || '(no name)'}  ${WORDS[result]}  ${detail}`;
}

/** First line of the report file. */
export const REPORT_HEADER = 'Line,Last line,Name,Result,Detail\n';

/** One order for spreadsheets. */
export function reportRow({ line, lastLine, reference, result, detail }: RowResult): string {
  return `${[String(line), String(lastLine), reference, WORDS[result], detail].map(csvField).join(',')}\n`;
}

/** The end of an import, for people. */
export function summaryText({ total, counts, stoppedBy }: ImportSummary): string {
  const rest = total - counts.CREATED - counts.ALREADY_THERE - counts.REFUSED;
  const sums = `${total} orders: ${counts.CREATED} created, ${counts.ALREADY_THERE} already there, ${counts.REFUSED} refused`;
  return stoppedBy === undefined ? `${sums}.` : `${sums}, ${rest} not attempted. ${stoppedBy} Run the same command again to go on.`;
}

/** Quoted where needed; a text that a spreadsheet would take for a formula is kept from being one. */
function csvField(text: string): string {
  const safe = /^[=+@\t-]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
