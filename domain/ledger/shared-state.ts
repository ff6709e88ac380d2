// Owns: what a group shares (confirmed texts, mappings, views) and an intake's settings, as folded.
// Must not: hold the shipped defaults; those are dated files under resources.
import type { DeviceId, IntakeId, IsoDate } from '../ids.ts';
import { applyMailing, noMailings, type MailingPart } from './mailing-state.ts';
import type { PayloadOf } from './payload.ts';
import { lookSubjects, type LookSubject } from './payloads/second-look.ts';
import type { Micros } from '../ports.ts';
import { agree, canonical, ownOf, write, type Register, type Standing } from './register.ts';
import { emptyStream, type Application, type Fold, type StreamState } from './stream.ts';

export type TextConfirmation = Omit<PayloadOf<'texts.confirmed'>, 'kind' | 'ids'>;
export type SavedMapping = Omit<PayloadOf<'mapping.saved'>, 'kind' | 'importKind'>;
export type SavedView = Omit<PayloadOf<'view.saved'>, 'kind'>;
export type ViewPlace = Omit<PayloadOf<'view.placed'>, 'kind' | 'id'>;
export type RecordedGround = Omit<PayloadOf<'ground.recorded'>, 'kind' | 'exportKind'>;
export type RecordedIssuer = Omit<PayloadOf<'issuer.trusted'>, 'kind'>;
export type RecordedIncident = Omit<PayloadOf<'incident.recorded'>, 'kind'>;

export type Officer = Omit<PayloadOf<'officer.named'>, 'kind'>;
export type Receipt = Omit<PayloadOf<'purge.receipted'>, 'kind' | 'of' | 'device'> & { readonly at: Micros };

export type SharedState = StreamState & {
  /** Text id → confirmations. */
  readonly confirmations: Readonly<Record<string, Register<TextConfirmation>>>;
  readonly mappings: Readonly<Record<string, Register<SavedMapping>>>;
  /** `null`: removed. */
  readonly views: Readonly<Record<string, Register<SavedView | null>>>;
  readonly viewPlaces: Readonly<Record<string, Register<ViewPlace>>>;
  readonly officer: Register<Officer>;
  /** What the agency asks a second look at. */
  readonly secondLook: Register<readonly LookSubject[]>;
  /** Run or mark → device → what it last said to have taken away. */
  readonly receipts: Readonly<Record<string, Readonly<Record<DeviceId, Receipt>>>>;
  /** Kind of export → records of its ground. */
  readonly grounds: Readonly<Record<string, Register<RecordedGround>>>;
  /** Incident id → its records; the newest that saw the others stands alone. */
  readonly incidents: Readonly<Record<string, Register<RecordedIncident>>>;
  /** Issuer of data packages → records of the trust in it. */
  readonly issuers: Readonly<Record<string, Register<RecordedIssuer>>>;
};

export const emptyShared: SharedState = {
  ...emptyStream,
  confirmations: {},
  mappings: {},
  views: {},
  viewPlaces: {},
  officer: [],
  secondLook: [],
  receipts: {},
  grounds: {},
  incidents: {},
  issuers: {},
};

export const sharedFold: Fold<SharedState> = { empty: emptyShared, apply: applyToShared };

function applyToShared(state: SharedState, { payload, act, seen }: Application): SharedState {
  switch (payload.kind) {
    case 'texts.confirmed': {
      const { kind: _kind, ids, ...value } = payload;
      let { confirmations } = state;
      for (const id of ids)
        confirmations = {
          ...confirmations,
          [id]: write(ownOf(confirmations, id) ?? [], { act, value }, seen),
        };
      return { ...state, confirmations };
    }
    case 'mapping.saved':
    case 'mailing.mapped': {
      const { signature, columns } = payload;
      const key = mappingKey(payload.kind === 'mailing.mapped' ? 'mailing' : payload.importKind, signature);
      const standing = ownOf(state.mappings, key) ?? [];
      const mapping = write(standing, { act, value: { signature, columns } }, seen);
      return { ...state, mappings: { ...state.mappings, [key]: mapping } };
    }
    case 'view.saved':
    case 'view.placed':
    case 'view.removed':
      return viewed(state, payload, { act, seen });
    case 'officer.named': {
      const { kind: _kind, ...value } = payload;
      return { ...state, officer: write(state.officer, { act, value }, seen) };
    }
    case 'secondLook.set':
      return { ...state, secondLook: write(state.secondLook, { act, value: payload.asks }, seen) };
    case 'purge.receipted':
      return receipted(state, payload, act);
    case 'ground.recorded': {
      const { kind: _kind, exportKind, ...value } = payload;
      const standing = ownOf(state.grounds, exportKind) ?? [];
      return { ...state, grounds: { ...state.grounds, [exportKind]: write(standing, { act, value }, seen) } };
    }
    case 'issuer.trusted': {
      const { kind: _kind, ...value } = payload;
      const standing = ownOf(state.issuers, payload.issuer) ?? [];
      const issuers = { ...state.issuers, [payload.issuer]: write(standing, { act, value }, seen) };
      return { ...state, issuers };
    }
    case 'incident.recorded': {
      const { kind: _kind, ...value } = payload;
      const standing = ownOf(state.incidents, payload.incident) ?? [];
      return {
        ...state,
        incidents: { ...state.incidents, [payload.incident]: write(standing, { act, value }, seen) },
      };
    }
    default:
      return state;
  }
}

/** Of settings made apart the one that asks for more, as long as nobody has seen both. */
export function asksOf({ secondLook }: Pick<SharedState, 'secondLook'>): readonly LookSubject[] {
  return lookSubjects.filter((one) => secondLook.some(({ value }) => value.includes(one)));
}

/** `asks:<subject>`: the setting, where a search finds it. */
export type AskFlag = `asks:${LookSubject}`;

type ViewPayload = PayloadOf<'view.saved' | 'view.placed' | 'view.removed'>;

function viewed(
  state: SharedState,
  payload: ViewPayload,
  { act, seen }: Pick<Application, 'act' | 'seen'>,
): SharedState {
  const { kind, ...rest } = payload;
  const { id } = payload;
  if (kind === 'view.placed') {
    const { mine, order } = payload as PayloadOf<'view.placed'>;
    const places = write(ownOf(state.viewPlaces, id) ?? [], { act, value: { mine, order } }, seen);
    return { ...state, viewPlaces: { ...state.viewPlaces, [id]: places } };
  }
  const value = kind === 'view.removed' ? null : (rest as SavedView);
  return {
    ...state,
    views: { ...state.views, [id]: write(ownOf(state.views, id) ?? [], { act, value }, seen) },
  };
}

/** RE-76: renamed apart, one of the names stands for both, the same on every computer; removed beside a renaming, it stays. */
export function standingView(
  { views }: Pick<SharedState, 'views'>,
  id: string,
): Standing<SavedView> | undefined {
  const standing = (ownOf(views, id) ?? []).flatMap(({ act, value }) =>
    value === null ? [] : [{ act, value }],
  );
  return standing.reduce<Standing<SavedView> | undefined>(
    (one, next) => (one && canonical(one.value) <= canonical(next.value) ? one : next),
    undefined,
  );
}

/** The group's as long as one of different words says so; last in the list until it has a place. */
export function viewPlace({ viewPlaces }: Pick<SharedState, 'viewPlaces'>, id: string): ViewPlace {
  const places = (ownOf(viewPlaces, id) ?? []).map(({ value }) => value);
  if (places.length === 0) return { mine: false, order: 100_000 };
  return {
    mine: places.every(({ mine }) => mine),
    order: Math.min(...places.map(({ order }) => order)),
  };
}

/** A device's own events have one order: its later receipt stands for the earlier. */
function receipted(state: SharedState, payload: PayloadOf<'purge.receipted'>, act: number): SharedState {
  const by = state.acts[act];
  if (!by) return state;
  const { kind: _kind, of, device, ...told } = payload;
  const own = { ...ownOf(state.receipts, of), [device]: { ...told, at: by.at } };
  return { ...state, receipts: { ...state.receipts, [of]: own } };
}

export function mappingKey(importKind: string, signature: string): string {
  return `${importKind} ${signature}`;
}

export type IntakeState = StreamState &
  MailingPart & {
    readonly id: IntakeId | null;
    readonly lastDays: Register<IsoDate>;
    readonly imports: Register<Omit<PayloadOf<'import.done'>, 'kind'>>;
    /** Counts kept before a purge, by run. */
    readonly frozen: readonly FrozenCounts[];
  };
export type FrozenCounts = Omit<PayloadOf<'statistics.frozen'>, 'kind'>;

export const emptyIntake: IntakeState = {
  ...emptyStream,
  id: null,
  lastDays: [],
  imports: [],
  frozen: [],
  ...noMailings,
};

export const intakeFold: Fold<IntakeState> = { empty: emptyIntake, apply: applyToIntake };

function applyToIntake(state: IntakeState, { payload, act, seen }: Application): IntakeState {
  switch (payload.kind) {
    case 'intake.opened':
      return { ...state, id: payload.intake };
    case 'intake.settings':
      return { ...state, lastDays: write(state.lastDays, { act, value: payload.standardLastDay }, seen) };
    case 'import.done': {
      const { kind: _kind, ...value } = payload;
      return { ...state, imports: [...state.imports, { act, value }] };
    }
    case 'statistics.frozen': {
      const { kind: _kind, ...counts } = payload;
      return { ...state, frozen: [...state.frozen, counts] };
    }
    case 'mailing.prepared':
    case 'mailing.sent':
    case 'mailing.returned':
    case 'mailing.cleared':
    case 'outreach.counted':
      return applyMailing(state, payload, act);
    default:
      return state;
  }
}

/** The day a permit is measured against before there is an offer; undefined while two settings differ. */
export function standardLastDay(state: IntakeState): IsoDate | undefined {
  const agreed = agree(state.lastDays);
  return agreed.status === 'agreed' ? agreed.value : undefined;
}
