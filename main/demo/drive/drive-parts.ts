// Owns: parts of the invented year's files, and a few rows of BÄR's list that say otherwise than our bases.
// Must not: change a file of the year itself.
import { isIsoDate } from '../../../domain/ids.ts';
import { addDays } from '../../../domain/rules/days.ts';
import type { DemoFile } from '../csv.ts';

/** The header and the rows for which `keep` holds, by their number from 0. */
export function partOf(file: DemoFile, keep: (row: number) => boolean): DemoFile {
  return changed(file, (lines) => lines.filter((_, index) => keep(index)));
}

/** BÄR's last day a week before ours in the first `count` rows: a difference for a person to settle. */
export function endingEarlier(file: DemoFile, count: number): DemoFile {
  return changed(file, (lines) => lines.map((line, index) => (index < count ? endEarlier(line) : line)));
}

function endEarlier(line: string): string {
  const end = line.slice(-10);
  return isIsoDate(end) ? `${line.slice(0, -10)}${addDays(end, -7)}` : line;
}

/** Rows end in CRLF and hold none. Bytes are kept one to one, whatever the file's encoding. */
function changed(file: DemoFile, change: (lines: readonly string[]) => readonly string[]): DemoFile {
  const [header = '', ...lines] = Buffer.from(file.bytes).toString('latin1').trimEnd().split('\r\n');
  const text = `${[header, ...change(lines)].join('\r\n')}\r\n`;
  return { name: file.name, bytes: new Uint8Array(Buffer.from(text, 'latin1')) };
}
