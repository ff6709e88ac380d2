// Owns: rows of a mailing list -> recipients with a channel, people taken out by reason, rows not read in (MA-2 to MA-5).
// Must not: keep a cell of anybody who is taken out, nor know who has applied; that comes in as a question.
import type { Mapping } from '../mapping.ts';
import type { DuplicateRow, RejectedRow } from '../problems.ts';
import { foldWord, type MailingChannel, mailingChannels } from '../resources.ts';
import { cellText, type RawRecord, type RawTable } from '../table.ts';
import { markedPersons, type ParseOptions, personOf, protectionMark } from './applications.ts';
import { readContext, type ReadContext, RowReader } from './row-reader.ts';

/** What is needed to write to one person, and nothing more. Texts are empty where the file says nothing. */
export type Recipient = {
  readonly row: number;
  readonly channel: MailingChannel;
  /** Twelve digits. */
  readonly identityNumber: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly address: string;
  readonly postalCode: string;
  readonly postTown: string;
};

export const takenOutReasons = ['protected', 'deceased', 'applied'] as const;
export type TakenOutReason = (typeof takenOutReasons)[number];

/** rows = recipients + taken out + rejected + duplicates: every row is in exactly one. */
export type ParsedMailing = {
  readonly rows: number;
  readonly recipients: readonly Recipient[];
  readonly takenOut: Readonly<Record<TakenOutReason, number>>;
  readonly rejected: readonly RejectedRow[];
  /** `of` is the number of the row that stands: never the person's. */
  readonly duplicates: readonly DuplicateRow[];
  /** Recipients whom the file's own channel does not reach, and another does. */
  readonly otherChannel: number;
};

export type MailingOptions = Omit<ParseOptions, 'existing'> & {
  /** Twelve digits: the person has an application in the intake. */
  readonly hasApplied: (identityNumber: string) => boolean;
};

/** The first reason that holds is the one that is told; a person whom one row marks is out in every row. */
export function parseMailing(table: RawTable, mapping: Mapping, options: MailingOptions): ParsedMailing {
  const context = readContext(mapping, options);
  const out = { protected: markedPersons(table, context), deceased: deceasedPersons(table, context) };
  const takenOut = { protected: 0, deceased: 0, applied: 0 };
  const seen = new Map<string, number>();
  const recipients: Recipient[] = [];
  const rejected: RejectedRow[] = [];
  const duplicates: DuplicateRow[] = [];
  let otherChannel = 0;
  for (const record of table.records) {
    const reader = new RowReader(record, context);
    const reason = reasonOf(reader, out, options);
    if (reason !== undefined) {
      takenOut[reason] += 1;
      continue;
    }
    const parsed = parseRecipient(record, reader);
    if ('problems' in parsed) {
      rejected.push(parsed);
      continue;
    }
    const of = seen.get(parsed.identityNumber);
    if (of !== undefined) duplicates.push({ row: record.row, of: String(of) });
    else {
      const { isOther, ...recipient } = parsed;
      seen.set(recipient.identityNumber, record.row);
      recipients.push(recipient);
      if (isOther) otherChannel += 1;
    }
  }
  return { rows: table.records.length, recipients, takenOut, rejected, duplicates, otherChannel };
}

type Out = Readonly<Record<'protected' | 'deceased', ReadonlySet<string>>>;

/** MA-3: of somebody who is taken out no other cell is read. */
function reasonOf(reader: RowReader, out: Out, { hasApplied }: MailingOptions): TakenOutReason | undefined {
  const number = personOf(reader);
  const isOut = (reason: 'protected' | 'deceased') => number !== undefined && out[reason].has(number);
  if (protectionMark(reader) !== undefined || isOut('protected')) return 'protected';
  if (isDeceased(reader) || isOut('deceased')) return 'deceased';
  return number !== undefined && hasApplied(number) ? 'applied' : undefined;
}

/** A day, a mark, any answer but no and an empty cell: the careful reading. */
function isDeceased(reader: RowReader): boolean {
  const cell = reader.cell('deceased');
  const word = foldWord(cellText(cell));
  return cell !== false && word !== '' && reader.context.values.yesNo.get(word) !== 'no';
}

function deceasedPersons(table: RawTable, context: ReadContext): ReadonlySet<string> {
  const readers = table.records.map((record) => new RowReader(record, context));
  return new Set(readers.filter(isDeceased).flatMap((reader) => personOf(reader) ?? []));
}

type Parsed = Recipient & { readonly isOther: boolean };

function parseRecipient(record: RawRecord, reader: RowReader): Parsed | RejectedRow {
  const identityNumber = reader.identityNumber('personalIdentityNumber') ?? '';
  const text = (field: Parameters<RowReader['text']>[0]) => reader.text(field) ?? '';
  const [givenName, familyName] = [text('givenName'), text('familyName')];
  if (`${givenName}${familyName}` === '' && isWhole(reader)) reader.fail('familyName', 'missing');
  const where = {
    email: text('email'),
    address: text('address'),
    postalCode: text('postalCode'),
    postTown: text('postTown'),
  };
  const wanted = reader.choice('mailingChannel', reader.context.values.mailingChannel);
  const channel = isWhole(reader) ? channelOf(reader, wanted, where) : undefined;
  if (channel === undefined) return unreached(reader);
  const isOther = wanted !== undefined && wanted !== channel;
  const person = { row: record.row, channel, identityNumber, givenName, familyName };
  return { ...person, ...onlyFor(channel, where), isOther };
}

function isWhole(reader: RowReader): boolean {
  return reader.problems.length === 0;
}

function unreached(reader: RowReader): RejectedRow {
  if (isWhole(reader)) reader.fail('mailingChannel', 'noAddress');
  return reader.rejected(undefined);
}

type Where = Pick<Recipient, 'email' | 'address' | 'postalCode' | 'postTown'>;

/**
 * MA-5: as the source says, where its address is there; else the first of e-mail and letter that reaches. A digital mailbox is used
 * only when the source says so: nothing else in the file tells that the person has one.
 */
function channelOf(
  reader: RowReader,
  wanted: MailingChannel | undefined,
  where: Where,
): MailingChannel | undefined {
  const reaches: Readonly<Record<MailingChannel, boolean>> = {
    email: /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/u.test(where.email),
    letter: isPostal(reader, where),
    digitalMailbox: wanted === 'digitalMailbox',
  };
  if (wanted !== undefined && reaches[wanted]) return wanted;
  return mailingChannels.find((channel) => channel !== 'digitalMailbox' && reaches[channel]);
}

/** A file that has no column for the post code has it in the address. */
function isPostal(reader: RowReader, { address, postalCode, postTown }: Where): boolean {
  const hasPlace = !reader.has('postalCode') || (postalCode !== '' && postTown !== '');
  return address !== '' && hasPlace;
}

/** Data that the channel does not use is not kept. */
function onlyFor(channel: MailingChannel, where: Where): Where {
  const none = { email: '', address: '', postalCode: '', postTown: '' };
  if (channel === 'email') return { ...none, email: where.email };
  return channel === 'letter' ? { ...where, email: '' } : none;
}
