// Owns: the table that a sending system takes, one for each channel: the address of that channel, the name, subject and text.
// Must not: hold what the channel does not need: an identity number stands in the digital mailbox's file alone (MA-9).
import type { MailingChannel } from '../intake/resources.ts';
import type { Recipient } from '../intake/rows/mailing.ts';
import type { MailingLetter } from './letter.ts';

export type MergeTable = {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
};
export type MergeRow = { readonly to: Recipient; readonly letter: Pick<MailingLetter, 'subject' | 'text'> };

type Column = readonly [head: string, value: (to: Recipient) => string];

const name: readonly Column[] = [
  ['Förnamn', (to) => to.givenName],
  ['Efternamn', (to) => to.familyName],
];
const columns: Readonly<Record<MailingChannel, readonly Column[]>> = {
  email: [['E-post', (to) => to.email], ...name],
  letter: [
    ...name,
    ['Adress', (to) => to.address],
    ['Postnummer', (to) => spaced(to.postalCode)],
    ['Postort', (to) => to.postTown],
  ],
  digitalMailbox: [['Personnummer', (to) => hyphened(to.identityNumber)], ...name],
};

export function mergeTable(channel: MailingChannel, rows: readonly MergeRow[]): MergeTable {
  const own = columns[channel];
  return {
    fields: [...own.map(([head]) => head), 'Rubrik', 'Text'],
    data: rows.map(({ to, letter }) => [...own.map(([, value]) => value(to)), letter.subject, letter.text]),
  };
}

/** With its hyphen, and `123 45`, so that no spreadsheet makes a number of it (DI-15). */
function hyphened(number: string): string {
  return `${number.slice(0, 8)}-${number.slice(8)}`;
}
function spaced(code: string): string {
  return /^\d{5}$/.test(code) ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
