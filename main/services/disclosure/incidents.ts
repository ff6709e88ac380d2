// Owns: incidents of the group: recording, listing, and the paper of one. Must not: take a name; cases are named by their ids.
import { composeIncident } from '../../../domain/disclosure/incident.ts';
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import type { BatchId, CaseId } from '../../../domain/ids.ts';
import { ownOf } from '../../../domain/ledger/register.ts';
import type { RecordedIncident } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { addDays } from '../../../domain/rules/days.ts';
import type { IncidentInput, IncidentView } from '../../../ipc/disclosure.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { rowsByIds } from '../../../db/queries/cases.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { exportPermit } from './grounds.ts';
import type { Prepared } from './prepared.ts';
import { disclosureTexts } from './texts.ts';

/** Newest discovery first. Two records of one incident that did not see each other both stand. */
export function listIncidents(session: Session): IncidentView[] {
  const shared = session.ledger.shared();
  const views = Object.values(shared.incidents).flatMap((register) =>
    register.map((standing): IncidentView => {
      const act = shared.acts[standing.act];
      return {
        ...standing.value,
        happenedOn: standing.value.happenedOn ?? null,
        reportedOn: standing.value.reportedOn ?? null,
        reportReason: standing.value.reportReason ?? null,
        applications: applicationsOf(session, standing.value.cases),
        by: act ? nameOf(session.ledger.team(), act.actor) : '',
        at: act?.at ?? 0,
        reportBefore: addDays(standing.value.discoveredOn, reportDays),
        differs: register.length > 1,
      };
    }),
  );
  return views.sort((a, b) => (a.discoveredOn < b.discoveredOn ? 1 : -1));
}

/** 72 hours in article 33(1), counted in days since the hour is not recorded. */
const reportDays = 3;

export function incidentsOf(session: Session, caseId: CaseId): RecordedIncident[] {
  return Object.values(session.ledger.shared().incidents)
    .flatMap((register) => register.map((one) => one.value))
    .filter((one) => one.cases.includes(caseId))
    .sort((a, b) => (a.discoveredOn < b.discoveredOn ? -1 : 1));
}

function applicationsOf(session: Session, cases: readonly CaseId[]): string[] {
  return rowsByIds(session.store.db, cases).map((row) => row.applicationId);
}

export function recordIncident(
  session: WriteSession,
  input: IncidentInput,
): Result<{ incident: string }, Problem> {
  const today = session.today();
  if (input.discoveredOn > today) return err({ tag: 'dayInFuture', day: input.discoveredOn });
  if (input.reported === 'reported' && input.reportedOn === undefined)
    return err({ tag: 'reportDayMissing' });
  if (input.reported === 'notNeeded' && (input.reportReason ?? '').trim() === '')
    return err({ tag: 'noReason' });
  const { incident = newBatch(), ...rest } = input;
  const written = session.ledger.append([
    { stream: 'shared', payload: { kind: 'incident.recorded', incident, ...given(rest) } },
  ]);
  return written.ok ? ok({ incident }) : err(written.error);
}

type Rest = Omit<IncidentInput, 'incident'>;

/** Absent and undefined are one in a form and two in an event. */
function given({ happenedOn, reportedOn, reportReason, ...rest }: Rest) {
  return {
    ...rest,
    ...(happenedOn === undefined ? {} : { happenedOn }),
    ...(reportedOn === undefined ? {} : { reportedOn }),
    ...(reportReason === undefined || reportReason.trim() === '' ? {} : { reportReason }),
  };
}

export function prepareIncident(session: Session, id: BatchId): Result<Prepared, Problem> {
  const permit = exportPermit(session, 'incident');
  if (!permit.ok) return permit;
  const document = incidentDocument(session, id);
  if (!document.ok) return document;
  return ok({ permit: permit.value, documents: [document.value], json: null, stem: 'incident' });
}

function incidentDocument(session: Session, id: BatchId): Result<ComposedDocument, Problem> {
  const shared = session.ledger.shared();
  const standing = ownOf(shared.incidents, id)?.at(-1);
  const act = standing ? shared.acts[standing.act] : undefined;
  if (!standing || !act) return err({ tag: 'unknownIncident' });
  const composed = composeIncident(
    {
      incident: standing.value,
      cases: applicationsOf(session, standing.value.cases),
      by: nameOf(session.ledger.team(), act.actor),
      day: session.today(),
    },
    disclosureTexts(session),
  );
  return composed.ok ? composed : err({ tag: 'documentIncomplete' });
}
