// Owns: everything that colleagues have left standing side by side on a case or an employer, each with its sides.
// Must not: choose between sides, nor know a window.
import type { CaseId } from '../ids.ts';
import { decisionStanding } from '../ledger/case/decisions.ts';
import { offerMove } from '../ledger/case/offers.ts';
import { joinsOf, ledBy } from '../ledger/case/joins.ts';
import { conclusionOf } from '../ledger/case/readings.ts';
import type {
  CaseState,
  DecisionRecord,
  JoinSaid,
  MatterSaid,
  OfferMove,
  TransferSaid,
  Verdict,
} from '../ledger/case/state.ts';
import { matterOf } from '../matter/matter.ts';
import { transferOf } from '../ledger/case/transfers.ts';
import type { EmployerCheck, EmployerState, UnionStatement } from '../ledger/employer-state.ts';
import { employerCheck, unionStatements } from '../ledger/employer-state.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { readField, type Fields, type Register, type Standing } from '../ledger/register.ts';

/** One standing write of a layer; `null` says that its author took the value away. */
export type FieldSides = { readonly source: string; readonly sides: Register<FieldValue | null> };

export type CaseConflict =
  | { readonly kind: 'decision'; readonly sides: readonly DecisionRecord[] }
  | { readonly kind: 'verdict'; readonly sides: Register<Verdict> }
  | ({ readonly kind: 'field'; readonly field: string } & FieldSides)
  | ({ readonly kind: 'offerField'; readonly offer: string; readonly field: string } & FieldSides)
  | { readonly kind: 'offerMove'; readonly offer: string; readonly sides: Register<OfferMove> }
  /** Colleagues differ on whether, or which way, two cases are one application. */
  | { readonly kind: 'join'; readonly other: CaseId; readonly sides: Register<JoinSaid> }
  /** Colleagues have moved the case differently between the season's intakes. */
  | { readonly kind: 'transfer'; readonly sides: Register<TransferSaid> }
  /** Colleagues have recorded different days on which the party opened a case at the agency. */
  | { readonly kind: 'matter'; readonly sides: Register<MatterSaid> }
  /** This case is handled in another and has a decision of its own. */
  | { readonly kind: 'joinedDecided'; readonly other: CaseId; readonly sides: Register<JoinSaid> };

export type EmployerConflict =
  | { readonly kind: 'check'; readonly sides: Register<EmployerCheck> }
  | { readonly kind: 'union'; readonly organisation: string; readonly sides: Register<UnionStatement> };

/** A state never changes, and its row and its flags both ask: found once for each. */
const found = new WeakMap<CaseState, readonly CaseConflict[]>();

/** Deciding acts first, then verdicts, joins, offers and fields. Nothing personal of a protected person is compared. */
export function caseConflicts(state: CaseState): readonly CaseConflict[] {
  const known = found.get(state);
  if (known) return known;
  const conflicts = findConflicts(state);
  found.set(state, conflicts);
  return conflicts;
}

function findConflicts(state: CaseState): CaseConflict[] {
  const fields = state.stub === null ? differing(state.fields) : [];
  return [
    ...decisionConflicts(state),
    ...verdictConflicts(state),
    ...transferConflicts(state),
    ...(state.stub === null ? matterConflicts(state) : []),
    ...joinConflicts(state),
    ...(state.stub === null ? offerConflicts(state) : []),
    ...fields.map((one): CaseConflict => ({ kind: 'field', ...one })),
  ];
}

function decisionConflicts(state: CaseState): CaseConflict[] {
  if (state.decisionHeads.length < 2) return [];
  const heads = new Set<string>(state.decisionHeads.map((head) => head.event));
  return [{ kind: 'decision', sides: state.decisions.filter((one) => heads.has(one.event)) }];
}

function verdictConflicts(state: CaseState): CaseConflict[] {
  const said = conclusionOf(state);
  return said.status === 'differs' ? [{ kind: 'verdict', sides: said.values }] : [];
}

function transferConflicts(state: CaseState): CaseConflict[] {
  const said = transferOf(state);
  return said.status === 'differs' ? [{ kind: 'transfer', sides: said.values }] : [];
}

function matterConflicts(state: CaseState): CaseConflict[] {
  const said = matterOf(state);
  return said.status === 'differs' ? [{ kind: 'matter', sides: said.values }] : [];
}

function joinConflicts(state: CaseState): CaseConflict[] {
  const differ = joinsOf(state).flatMap(({ other, said }): CaseConflict[] =>
    said.status === 'differs' ? [{ kind: 'join', other, sides: said.values }] : [],
  );
  if (decisionStanding(state).status === 'undecided') return differ;
  const decided = ledBy(state).map(
    (other): CaseConflict => ({ kind: 'joinedDecided', other, sides: state.joins[other] ?? [] }),
  );
  return [...differ, ...decided];
}

function offerConflicts(state: CaseState): CaseConflict[] {
  return Object.values(state.offers).flatMap((offer) => {
    const move = offerMove(offer);
    const moves: CaseConflict[] =
      move.status === 'differs' ? [{ kind: 'offerMove', offer: offer.id, sides: move.values }] : [];
    const fields = differing(offer.fields).map(
      (one): CaseConflict => ({ kind: 'offerField', offer: offer.id, ...one }),
    );
    return [...moves, ...fields];
  });
}

/** In order of name. The sides are those of the layer that differs, values taken away among them. */
function differing(fields: Fields): (FieldSides & { readonly field: string })[] {
  const names = Object.keys(fields).filter((name) => readField(fields[name], name).status === 'differs');
  return names.sort().flatMap((field) => {
    const reading = readField(fields[field], field);
    const source = reading.status === 'differs' ? (reading.values[0]?.source ?? 'hand') : 'hand';
    const registers = fields[field];
    const layer: readonly Standing<FieldValue | null>[] =
      source === 'hand' ? (registers?.hand ?? []) : (registers?.sources[source] ?? []);
    return [{ field, source, sides: layer }];
  });
}

export function employerConflicts(state: EmployerState): EmployerConflict[] {
  const check = employerCheck(state);
  const checks: EmployerConflict[] =
    check.status === 'differs' ? [{ kind: 'check', sides: check.values }] : [];
  const unions = unionStatements(state).flatMap((said): EmployerConflict[] => {
    const organisation = said.status === 'differs' ? said.values[0]?.value.organisation : undefined;
    return said.status === 'differs' && organisation !== undefined
      ? [{ kind: 'union', organisation, sides: said.values }]
      : [];
  });
  return [...checks, ...unions];
}

/** What tells one conflict of a stream from another: `field:phone`. */
export function conflictKey(conflict: CaseConflict | EmployerConflict): string {
  switch (conflict.kind) {
    case 'decision':
    case 'verdict':
    case 'transfer':
    case 'matter':
    case 'check':
      return conflict.kind;
    case 'field':
      return `field:${conflict.field}`;
    case 'offerField':
      return `offerField:${conflict.offer}:${conflict.field}`;
    case 'offerMove':
      return `offerMove:${conflict.offer}`;
    case 'join':
    case 'joinedDecided':
      return `${conflict.kind}:${conflict.other}`;
    case 'union':
      return `union:${conflict.organisation}`;
  }
}
