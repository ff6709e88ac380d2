// Owns: a mailing list from the read table to recipients on this computer: dry run, keeping, the act with counts.
// Must not: put a recipient into the ledger, nor keep anything of somebody who is taken out (MA-3, MA-6).
import { checkApplyBy } from '../../../domain/mailing/decide-mailing.ts';
import { intakeStream, type IntakeId, type IsoDate } from '../../../domain/ids.ts';
import { checkMapping, rememberMapping, type Mapping } from '../../../domain/intake/mapping.ts';
import type { MailingChannel } from '../../../domain/intake/resources.ts';
import { parseMailing, type ParsedMailing, type Recipient } from '../../../domain/intake/rows/mailing.ts';
import type { RawTable } from '../../../domain/intake/table.ts';
import { needRole, rolesForKind } from '../../../domain/team/roles.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { MailingPlan, MailingReport } from '../../../ipc/party/mailings.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { dropMailing, keepRecipients } from '../../../db/local/mailings.ts';
import { rejectsFile, type RejectWords } from '../../files/csv-out.ts';
import { casesOfFile } from '../intake/cases-of-file.ts';
import { newBatch, openIntake } from '../intake/import-plan.ts';
import { chosenMapping, headerSignature, readMapping, rememberedFor } from '../intake/imports.ts';
import type { OpenTable } from '../intake/window-files.ts';
import { lastDayOf, type Session, type WriteSession } from '../session.ts';

export type MailingFile = {
  readonly table: RawTable;
  readonly fileName: string;
  readonly intake: IntakeId;
  readonly asOf: IsoDate;
  readonly mapping: Mapping;
};

/** As the window asks for it: our reading of the headers, corrected by what the person chose. */
export function mailingFile(
  session: Session,
  open: OpenTable | undefined,
  plan: MailingPlan,
): Result<MailingFile, Problem> {
  if (!open || open.token !== plan.token) return err({ tag: 'fileGone' });
  const { mapping } = readMapping(session, open.table, 'mailing');
  const { intake, asOf } = plan;
  return ok({
    table: open.table,
    fileName: open.name,
    intake,
    asOf,
    mapping: chosenMapping(mapping, plan.mapping),
  });
}

/** Everything that preparing would do; nothing is written. A file of another kind is refused whole. */
export function readMailing(session: Session, file: MailingFile): Result<ParsedMailing, Problem> {
  const checked = checkMapping(file.mapping, session.reference.headers);
  if (!checked.ok) return checked;
  const applied = new Set(casesOfFile(session, file.intake).cases.map((one) => one.identityNumber));
  return ok(
    parseMailing(file.table, checked.value, {
      values: session.reference.values,
      asOf: file.asOf,
      hasApplied: (number) => applied.has(number),
    }),
  );
}

export function mailingReport({ rows, recipients, ...parsed }: ParsedMailing): MailingReport {
  return { rows, recipients: byChannel(recipients), ...parsed };
}

function byChannel(recipients: readonly Recipient[]): Record<MailingChannel, number> {
  const counts = { email: 0, letter: 0, digitalMailbox: 0 };
  for (const { channel } of recipients) counts[channel] += 1;
  return counts;
}

export type Preparing = { readonly file: MailingFile; readonly applyBy: IsoDate };

/** The recipients stay on this computer; the group gets the counts (MA-6). */
export function prepareMailing(
  session: WriteSession,
  { file, applyBy }: Preparing,
): Result<MailingReport & { mailing: string }, Problem> {
  const may = needRole(session.ledger.team(), session.self, rolesForKind('mailing.prepared'));
  if (!may.ok) return may;
  const { intake } = file;
  const day = checkApplyBy(applyBy, { today: session.today(), lastDay: lastDayOf(session, intake) });
  if (!day.ok) return day;
  const parsed = readMailing(session, file);
  if (!parsed.ok) return parsed;
  const { recipients } = parsed.value;
  if (recipients.length === 0) return err({ tag: 'mailingEmpty' });
  const mailing = newBatch();
  const report = mailingReport(parsed.value);
  // Kept first: a list that a power cut leaves without its act is deleted at the next opening.
  keepRecipients(session.store.db, { mailing, intake, until: applyBy }, recipients);
  const act = preparedAct(file, { mailing, applyBy, report });
  const written = session.ledger.append([...openIntake(session, intake), act]);
  if (!written.ok) {
    dropMailing(session.store.db, mailing);
    return err(written.error);
  }
  return ok({ ...report, mailing });
}

function preparedAct(
  { intake, fileName, table, asOf }: MailingFile,
  prepared: {
    readonly mailing: ReturnType<typeof newBatch>;
    readonly applyBy: IsoDate;
    readonly report: MailingReport;
  },
): NewAct {
  const { mailing, applyBy, report } = prepared;
  return {
    stream: intakeStream(intake),
    payload: {
      kind: 'mailing.prepared',
      mailing,
      intake,
      fileName: fileName.slice(0, 400),
      sha256: table.sha256,
      asOf,
      applyBy,
      rows: report.rows,
      recipients: report.recipients,
      takenOut: report.takenOut,
      duplicates: report.duplicates.length,
      rejected: report.rejected.length,
    },
  };
}

/** Kept by the group, so that a colleague's next list from the same source is read the same way (IN-11). */
export function saveMailingMapping(session: WriteSession, { table, mapping }: MailingFile): void {
  const columns = rememberMapping(mapping);
  const signature = headerSignature(table.header);
  const known = rememberedFor(session, 'mailing', table.header);
  if (known && JSON.stringify(known) === JSON.stringify(columns)) return;
  session.ledger.append([
    { stream: 'shared', payload: { kind: 'mailing.mapped', signature, columns: { ...columns } } },
  ]);
}

/** Row, field and reason; or, when asked, the rows as they stood, to correct and read in again (IN-42, IN-43). */
export function mailingRejects(
  session: Session,
  { file, whole }: { readonly file: MailingFile; readonly whole: boolean },
  words: RejectWords,
): Result<string, Problem> {
  const parsed = readMailing(session, file);
  if (!parsed.ok) return parsed;
  const { rejected, duplicates } = parsed.value;
  const options = { values: session.reference.values, asOf: file.asOf };
  return ok(rejectsFile({ file, rejected, duplicates, whole, isStub: () => false }, options, words));
}
