// Owns: the recipients of mailings on this computer: kept until the intake's last day to apply, then deleted whole.
// Must not: be searched by a person, sent to anybody, or tell who has been taken out.
import type { MailingChannel } from '../../domain/intake/resources.ts';
import { mailingChannels } from '../../domain/intake/resources.ts';
import type { Recipient } from '../../domain/intake/rows/mailing.ts';
import {
  batchIdSchema,
  intakeIdSchema,
  isoDateSchema,
  type BatchId,
  type IntakeId,
  type IsoDate,
} from '../../domain/ids.ts';
import { numberOf, textOf } from '../columns.ts';
import { prepared, type Db, type Row } from '../connection.ts';

export type HeldMailing = { readonly mailing: BatchId; readonly intake: IntakeId; readonly until: IsoDate };
export type HeldCounts = Readonly<Record<MailingChannel, number>>;

export function keepRecipients(db: Db, held: HeldMailing, recipients: readonly Recipient[]): void {
  const insert = prepared(db, 'INSERT INTO mailing_recipient VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    prepared(db, 'INSERT INTO mailing_held VALUES (?, ?, ?)').run(held.mailing, held.intake, held.until);
    for (const one of recipients) {
      const { email, address, postalCode, postTown } = one;
      const who = [one.row, one.channel, one.identityNumber, one.givenName, one.familyName];
      insert.run(held.mailing, ...who, email, address, postalCode, postTown);
    }
  })();
}

export function heldMailings(db: Db): HeldMailing[] {
  const rows = prepared(db, 'SELECT mailing, intake, until FROM mailing_held ORDER BY mailing').all();
  return rows.map((row) => ({
    mailing: batchIdSchema.parse(textOf(row, 'mailing')),
    intake: intakeIdSchema.parse(textOf(row, 'intake')),
    until: isoDateSchema.parse(textOf(row, 'until')),
  }));
}

/** Undefined when this computer does not hold them, or not any more. */
export function heldCounts(db: Db, mailing: string): HeldCounts | undefined {
  if (!prepared(db, 'SELECT 1 FROM mailing_held WHERE mailing = ?').get(mailing)) return undefined;
  const sql = 'SELECT channel, count(*) AS n FROM mailing_recipient WHERE mailing = ? GROUP BY channel';
  const found = new Map(
    prepared(db, sql)
      .all(mailing)
      .map((row) => [textOf(row, 'channel'), numberOf(row, 'n')]),
  );
  const count = (channel: MailingChannel) => found.get(channel) ?? 0;
  return { email: count('email'), letter: count('letter'), digitalMailbox: count('digitalMailbox') };
}

export function recipientsOf(db: Db, mailing: string, channel: MailingChannel): Recipient[] {
  const sql = 'SELECT * FROM mailing_recipient WHERE mailing = ? AND channel = ? ORDER BY row';
  return prepared(db, sql).all(mailing, channel).map(recipientOf);
}

/** For the preview of one letter. */
export function firstRecipient(db: Db, mailing: string, channel: MailingChannel): Recipient | undefined {
  const sql = 'SELECT * FROM mailing_recipient WHERE mailing = ? AND channel = ? ORDER BY row LIMIT 1';
  const row = prepared(db, sql).get(mailing, channel);
  return row ? recipientOf(row) : undefined;
}

/** Who has applied to the intake since the list was read in needs no letter (MA-4). How many went. */
export function dropApplied(db: Db, mailing: string): number {
  const sql = `DELETE FROM mailing_recipient WHERE mailing = ? AND identity_number IN
    (SELECT identity_number FROM case_row WHERE identity_number <> '' AND intake =
      (SELECT intake FROM mailing_held WHERE mailing = mailing_recipient.mailing))`;
  return prepared(db, sql).run(mailing).changes;
}

/** A mark of protected identity came: the person is in no list from now on. */
export function dropRecipients(db: Db, identityNumbers: readonly string[]): number {
  const sql = 'DELETE FROM mailing_recipient WHERE identity_number IN (SELECT value FROM json_each(?))';
  return prepared(db, sql).run(JSON.stringify(identityNumbers)).changes;
}

/** The whole list; the row that names it too. */
export function dropMailing(db: Db, mailing: string): void {
  prepared(db, 'DELETE FROM mailing_recipient WHERE mailing = ?').run(mailing);
  prepared(db, 'DELETE FROM mailing_held WHERE mailing = ?').run(mailing);
}

function recipientOf(row: Row): Recipient {
  const channel = mailingChannels.find((one) => one === textOf(row, 'channel')) ?? 'letter';
  return {
    row: numberOf(row, 'row'),
    channel,
    identityNumber: textOf(row, 'identity_number'),
    givenName: textOf(row, 'given_name'),
    familyName: textOf(row, 'family_name'),
    email: textOf(row, 'email'),
    address: textOf(row, 'address'),
    postalCode: textOf(row, 'postal_code'),
    postTown: textOf(row, 'post_town'),
  };
}
