// Owns: gathering a case file out of the store, in words. Must not: give out anything of a person with protected identity.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { composeCaseFile } from '../../../domain/disclosure/case-file.ts';
import type { CaseFileInput, FileAnswer, FileCheck } from '../../../domain/disclosure/file-input.ts';
import type { CaseFile, FilePage } from '../../../domain/disclosure/file-items.ts';
import { pageText } from '../../../domain/disclosure/page-text.ts';
import { composedDocumentSchema } from '../../../domain/document/blocks.ts';
import { answerWords } from '../../../domain/history/answer-words.ts';
import { caseStream, employerStream, type CaseId } from '../../../domain/ids.ts';
import { decisionStanding, type DecisionStanding } from '../../../domain/ledger/case/decisions.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { runChecks } from '../../../domain/rules/all-checks.ts';
import { sentenceOf, sourceWord, type CheckResult, type RuleContext } from '../../../domain/rules/check.ts';
import { caseFacts } from '../../../domain/rules/facts.ts';
import { criterion } from '../../../domain/rules/rule-set.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { formContext } from '../decision/decisions.ts';
import { formDocument, originalPage } from '../decision/pages.ts';
import { isHidden } from '../review/hidden.ts';
import { issuedDocuments } from '../review/lists.ts';
import { nameOf, ruleContext, type Session } from '../session.ts';
import { incidentsOf } from './incidents.ts';

/** The original of a notice without names stands only in a case file that goes to an authority, such as the court (DO-10). */
export function caseFileFor(
  session: Session,
  caseId: CaseId,
  { product, toWhom }: { readonly product: string; readonly toWhom: string },
): Result<CaseFile, Problem> {
  const file = caseFileOf(session, caseId);
  const original = originalPage(session, session.ledger.caseState(caseId), caseId);
  return file.ok && original !== null && product === 'caseFile' && toWhom === 'authority'
    ? ok({ ...file.value, pages: [...file.value.pages, pageText(original)] })
    : file;
}

export function caseFileOf(session: Session, caseId: CaseId): Result<CaseFile, Problem> {
  const state = session.ledger.caseState(caseId);
  if (state.applicationId === null) return err({ tag: 'caseNotOpened' });
  // The person is handled outside the program by the named officer; what is left here is no file to give out.
  if (state.stub) return err({ tag: 'protectedIdentity' });
  // WO-8: who has an interest neither reads the file nor masks it for somebody else.
  if (isHidden(session, caseId)) return err({ tag: 'conflictOfInterest' });
  return ok(composeCaseFile(inputOf(session, caseId, state)));
}

function inputOf(session: Session, caseId: CaseId, state: CaseState): CaseFileInput {
  const team = session.ledger.team();
  const standing = decisionStanding(state);
  const rules = ruleContext(session, state);
  const basis = basisOf(standing);
  const employers = new Set(
    Object.values(state.offers).flatMap((offer) => (offer.employer ? [offer.employer] : [])),
  );
  return {
    caseId,
    state,
    events: session.ledger.eventsOf(caseStream(caseId)),
    employers: [...employers].map((id) => ({
      events: session.ledger.eventsOf(employerStream(id)),
      state: session.ledger.employerState(id),
    })),
    nameOf: (member) => nameOf(team, member as Parameters<typeof nameOf>[1]),
    moment: momentText,
    words: session.reference.fileWords,
    checks: runChecks(caseFacts(state), rules).map((one) => checkOf(session, rules, one)),
    answers: answersOf(session, caseId, basis),
    fixed: basis?.answers ?? {},
    answerWords: answerWords(session.reference.form),
    pages: pagesOf(session, caseId, standing),
    incidents: incidentsOf(session, caseId).map(({ incident, discoveredOn, what }) => ({
      id: incident,
      discoveredOn,
      what,
    })),
  };
}

function checkOf({ reference }: Session, { ruleSet }: RuleContext, result: CheckResult): FileCheck {
  const fact = result.facts.find((one) => one.status === 'value');
  const source = fact?.source === undefined ? '' : sourceWord(fact.source);
  return {
    id: result.id,
    name: criterion(ruleSet, result.id).name,
    outcome: reference.fileWords.outcome[result.outcome] ?? result.outcome,
    sentence: sentenceOf(ruleSet, result),
    source: [source, fact?.asOf].filter((part) => part !== undefined && part !== '').join(', '),
    reads: result.facts.map((one) => one.name),
  };
}

function basisOf(standing: DecisionStanding) {
  return standing.status === 'basis' || standing.status === 'registered' ? standing.basis : null;
}

function answersOf(session: Session, caseId: CaseId, basis: PayloadOf<'basis.fixed'> | null): FileAnswer[] {
  if (!basis) return [];
  const form = formDocument(session, formContext(session, caseId, basis.outcome), basis.answers);
  return (form?.blocks ?? []).flatMap((block) => {
    if (block.kind !== 'field') return [];
    const value = block.value
      .filter((run) => run.style !== 'mark')
      .map((run) => run.text)
      .join('')
      .trim();
    return value === '' ? [] : [{ number: block.number, label: block.label, value }];
  });
}

/** The words that were decided, as the event holds them. */
function pagesOf(session: Session, caseId: CaseId, standing: DecisionStanding): FilePage[] {
  if (standing.status !== 'registered') return [];
  const documents = z
    .object({ party: composedDocumentSchema })
    .safeParse(issuedDocuments(session, caseId, standing.event));
  return documents.success ? [pageText(documents.data.party)] : [];
}

/** `2026-11-02 14.30`, whatever zone the computer stands in: the paper is the agency's. */
export function momentText(at: number): string {
  const when = Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000)).toZonedDateTimeISO(
    'Europe/Stockholm',
  );
  const two = (value: number) => String(value).padStart(2, '0');
  return `${when.toPlainDate().toString()} ${two(when.hour)}.${two(when.minute)}`;
}
