// Owns: giving out of a case: what can be masked, composing what is given, and the event that says what went to whom.
// Must not: draw a page, open a dialog, or record anything before the file is whole in its place.
import { composeAccount, type Standing } from '../../../domain/disclosure/account.ts';
import {
  composeFile,
  type DisclosureIncomplete,
  type Frame,
} from '../../../domain/disclosure/file-document.ts';
import type { CaseFile } from '../../../domain/disclosure/file-items.ts';
import { givenOf } from '../../../domain/disclosure/given.ts';
import type { ExportKind, Permit } from '../../../domain/disclosure/grounds.ts';
import { maskFile, type MaskedFile } from '../../../domain/disclosure/masking.ts';
import { composeAccess, type GivenTo } from '../../../domain/disclosure/subject-access.ts';
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import { caseStream, type CaseId } from '../../../domain/ids.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import { conclusionOf } from '../../../domain/ledger/case/readings.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { DisclosureView, GiveInput } from '../../../ipc/disclosure.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { noteOutputFiles } from '../../../db/local/output-files.ts';
import { casesOfPerson } from '../../../db/queries/person.ts';
import { originalPage } from '../decision/pages.ts';
import { newBatch } from '../intake/import-plan.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { caseFileFor, caseFileOf } from './case-file.ts';
import { exportPermit } from './grounds.ts';
import { incidentsOf } from './incidents.ts';
import type { GivenOut, Prepared } from './prepared.ts';
import { disclosureTexts } from './texts.ts';

/** What the window chooses from. Values are shown to the person who masks, and never come back: items are named by id. */
export function disclosureView(session: Session, id: CaseId): Result<DisclosureView, Problem> {
  const file = caseFileOf(session, id);
  if (!file.ok) return file;
  const team = session.ledger.team();
  const given = givenOf(session.ledger.caseState(id), session.ledger.eventsOf(caseStream(id)));
  return ok({
    hasOriginal: originalPage(session, session.ledger.caseState(id), id) !== null,
    items: file.value.items.map(({ id: item, section, label, value, source, third, withheld, group }) => ({
      id: item,
      section,
      label,
      value,
      source,
      third,
      withheld: withheld === true,
      group: group?.label ?? null,
    })),
    disclosed: given.disclosed.map(({ at, actor, value }) => ({
      at,
      by: nameOf(team, actor),
      product: value.product,
      toWhom: value.toWhom,
      recipient: value.recipient ?? null,
      day: value.day,
      masked: value.masked.length,
    })),
    complaints: given.complaints.map(({ at, actor, value }) => ({
      complaint: value.complaint,
      receivedOn: value.receivedOn,
      fromWhom: value.fromWhom,
      what: value.what,
      answeredOn: value.answeredOn ?? null,
      answer: value.answer ?? null,
      by: nameOf(team, actor),
      at,
    })),
  });
}

export function exportKindOf({ product, toWhom }: Pick<GiveInput, 'product' | 'toWhom'>): ExportKind {
  if (product !== 'caseFile') return product;
  return toWhom === 'party' || toWhom === 'representative' ? 'caseFileParty' : 'caseFileOther';
}

export function prepareGiving(session: Session, input: GiveInput): Result<Prepared, Problem> {
  const permit = exportPermit(session, exportKindOf(input));
  if (!permit.ok) return permit;
  const file = caseFileFor(session, input.id, input);
  if (!file.ok) return file;
  const standing = standingOf(session, input.id);
  const frame = frameOf(session, input, permit.value);
  const beside = [frame.to, frame.request, frame.ground, frame.by, ...standingTexts(standing)];
  const masked = maskFile(file.value, input.masks, beside);
  const [to = '', request = '', ground = '', by = '', ...told] = masked.beside;
  const giving: Giving = {
    session,
    input,
    file: masked,
    frame: { ...frame, to, request, ground, by },
    standing: withTexts(standing, told),
  };
  const documents = documentsOf(giving);
  if (!documents.ok) return err({ tag: 'documentIncomplete' });
  return ok({
    permit: permit.value,
    documents: documents.value,
    json: input.json && input.product !== 'account' ? jsonOf(giving) : null,
    stem: stemOf(input, masked),
  });
}

type Giving = {
  readonly session: Session;
  readonly input: GiveInput;
  readonly file: MaskedFile;
  readonly frame: Frame;
  readonly standing: Standing;
};

function frameOf(session: Session, input: GiveInput, permit: Permit): Frame {
  const words = session.reference.fileWords.values['toWhom'] ?? {};
  const who = words[input.toWhom] ?? input.toWhom;
  const named = (input.recipient ?? '').trim();
  return {
    caseId: input.id,
    day: session.today(),
    to: named === '' ? upper(who) : `${named} (${who})`,
    request: (input.request ?? '').trim(),
    ground: permit.ground,
    by: session.self.name,
  };
}

function upper(text: string): string {
  return `${text.slice(0, 1).toLocaleUpperCase('sv')}${text.slice(1)}`;
}

/** The greatest number of acts on a page, tried from many to few (DI-24). */
const rowsTried = [60, 44, 34, 28, 24, 20, 16, 12, 8, 6, 4, 2];

function documentsOf({
  session,
  input,
  file,
  frame,
  standing,
}: Giving): Result<ComposedDocument[], DisclosureIncomplete> {
  const texts = disclosureTexts(session);
  if (input.product === 'caseFile') return one(composeFile(file, frame, texts));
  if (input.product === 'subjectAccess') {
    const others = otherFiles(session, input).map((other) => maskFile(other, thirdMasks(other, input)));
    const givenTo = givenToOf(session, input.id);
    return one(composeAccess({ files: [file, ...others], frame, givenTo }, texts));
  }
  const tried: ComposedDocument[] = [];
  for (const rows of rowsTried) {
    const composed = composeAccount({ file, standing, frame, rows }, texts);
    if (!composed.ok) return composed;
    tried.push(composed.value);
  }
  return ok(tried);
}

function one(
  composed: Result<ComposedDocument, DisclosureIncomplete>,
): Result<ComposedDocument[], DisclosureIncomplete> {
  return composed.ok ? ok([composed.value]) : composed;
}

/** The person's further applications, whichever intake; one with protected identity gives nothing. */
function otherFiles(session: Session, { id }: GiveInput): CaseFile[] {
  const number = textValue(session.ledger.caseState(id).fields, 'personalIdentityNumber');
  if (number === undefined) return [];
  return casesOfPerson(session.store.db, number)
    .filter((row) => row.caseId !== id)
    .flatMap((row) => {
      const file = caseFileOf(session, row.caseId);
      return file.ok ? [file.value] : [];
    });
}

/** In the other applications what tells of the same is masked too, and everything of third persons. */
function thirdMasks(file: CaseFile, { masks }: GiveInput): GiveInput['masks'] {
  const ground = masks[0]?.ground ?? 'Uppgift om någon annan';
  const items = new Set(masks.flatMap((mask) => ('item' in mask ? [mask.item] : [])));
  const chosen = file.items
    .filter((item) => item.third || items.has(item.id))
    .map((item) => ({ item: item.id, ground }));
  return [...chosen, ...masks.filter((mask) => 'word' in mask)];
}

function givenToOf(session: Session, id: CaseId): GivenTo[] {
  const words = session.reference.fileWords.values;
  return givenOf(session.ledger.caseState(id), session.ledger.eventsOf(caseStream(id))).disclosed.map(
    ({ value }) => ({
      dag: value.day,
      handling: words['product']?.[value.product] ?? value.product,
      mottagare: words['toWhom']?.[value.toWhom] ?? value.toWhom,
    }),
  );
}

function standingOf(session: Session, id: CaseId): Standing {
  const state = session.ledger.caseState(id);
  const { values, yesNo: _yesNo } = session.reference.fileWords;
  const conclusion = conclusionOf(state);
  const decision = decisionStanding(state);
  const file = caseFileOf(session, id);
  const valueOf = (field: string) =>
    file.ok ? (file.value.items.find((item) => item.id === `facts/${field}`)?.value ?? '') : '';
  const given = givenOf(state, session.ledger.eventsOf(caseStream(id)));
  return {
    person: `${valueOf('givenName')} ${valueOf('familyName')}`.trim(),
    conclusion:
      conclusion.status === 'agreed' ? (values['conclusion']?.[conclusion.value.conclusion] ?? '') : '',
    outcome:
      decision.status === 'registered'
        ? {
            utgang: values['outcome']?.[decision.registered.outcome] ?? decision.registered.outcome,
            dag: decision.registered.day,
            nummer: decision.registered.barNumber,
          }
        : null,
    complaints: given.complaints.map(({ value }) => ({
      receivedOn: value.receivedOn,
      answeredOn: value.answeredOn ?? null,
    })),
    incidents: incidentsOf(session, id).map((incident) => incident.discoveredOn),
  };
}

/** The texts of the standing that masking must pass through, and back in the same order. */
function standingTexts({ person, conclusion, outcome }: Standing): string[] {
  return [person, conclusion, ...(outcome ? [outcome.utgang, outcome.dag, outcome.nummer] : [])];
}

function withTexts(
  standing: Standing,
  [person = '', conclusion = '', utgang = '', dag = '', nummer = '']: string[],
): Standing {
  return { ...standing, person, conclusion, outcome: standing.outcome ? { utgang, dag, nummer } : null };
}

function stemOf({ product }: GiveInput, file: MaskedFile): string {
  const names = { caseFile: 'akt', account: 'redogorelse', subjectAccess: 'registerutdrag' } as const;
  const item = file.items.find((each) => each.id === 'case/applicationId');
  const number = item === undefined || item.masked ? '' : `-${item.value.replace(/[^\p{L}\p{N}-]+/gu, '_')}`;
  return `${names[product]}${number}`;
}

/** The same as the paper, for a machine; what is masked is `null` here as well. */
function jsonOf({ input, file, frame }: Giving): string {
  const { items, pages, masked, grounds } = file;
  const value = {
    v: 1,
    product: input.product,
    day: frame.day,
    to: frame.to,
    request: frame.request,
    ground: frame.ground,
    by: frame.by,
    masked: { ...masked, grounds },
    items: items.map(({ id, section, label, value: text, source, who, group, masked: gone }) => ({
      id,
      section,
      label,
      value: gone ? null : text,
      masked: gone,
      source,
      ...(who === undefined ? {} : { who }),
      ...(group === undefined ? {} : { part: group.label }),
    })),
    pages,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Once the files are whole in their place: what was given, to whom, on what ground, with what masked (DI-23). */
export function recordGiving(
  session: WriteSession,
  {
    input,
    permit,
    files,
  }: { readonly input: GiveInput; readonly permit: Permit; readonly files: readonly GivenOut[] },
): Result<{ event: string }, Problem> {
  const recipient = (input.recipient ?? '').trim();
  const request = (input.request ?? '').trim();
  const payload: PayloadOf<'case.disclosed'> = {
    kind: 'case.disclosed',
    batch: newBatch(),
    product: input.product,
    exportKind: permit.kind,
    ground: permit.ground,
    toWhom: input.toWhom,
    ...(recipient === '' ? {} : { recipient }),
    ...(request === '' ? {} : { request }),
    day: session.today(),
    // A word that was masked is not said here: the event would be the one place where it still stands beside its mask.
    masked: input.masks.map((mask) => ({ item: 'item' in mask ? mask.item : 'word', ground: mask.ground })),
    files: files.map(({ format, sha256, bytes }) => ({ format, sha256, bytes })),
  };
  const written = session.ledger.append([{ stream: caseStream(input.id), payload }]);
  const writtenAt = session.now();
  const event = written.ok ? (written.value[0]?.hash ?? null) : null;
  noteOutputFiles(
    session.store.db,
    files.map(({ path, sha256, bytes, kind }) => ({
      path,
      sha256,
      bytes,
      kind,
      caseId: input.id,
      event,
      writtenAt,
    })),
  );
  return written.ok ? ok({ event: event ?? '' }) : err(written.error);
}
