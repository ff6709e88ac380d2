// Owns: the fold of one case: which part of the state each kind of event changes.
// Must not: ask what day it is; what is due or stale is computed by readers who are told the day.
import { applyAttachment } from '../../attachment/attachments.ts';
import { applyMatter } from '../../matter/matter.ts';
import type { PayloadOf } from '../payload.ts';
import { write } from '../register.ts';
import { asRestricted } from '../restricted.ts';
import type { Application, Fold } from '../stream.ts';
import { applyDecision } from './decisions.ts';
import { enterFields, importFields } from './fields.ts';
import { applyHandover } from './handover.ts';
import { applyJoin } from './joins.ts';
import { applyOffer } from './offers.ts';
import { closedOver, openedCase } from './restricted.ts';
import { applyQuestion, applyRequest, noteCome } from './requests.ts';
import { applyRetention, type RetentionPayload } from './retention.ts';
import { emptyCase, type CaseState, type Verdict } from './state.ts';
import { applyTransfer, openedIn } from './transfers.ts';
import { applyLook, changedAfterLooks, noteFact, reviewUnseen } from './looks.ts';
import { without } from '../without.ts';
import { applyWork, barsAuthor } from './work.ts';

export const caseFold: Fold<CaseState> = { empty: emptyCase, apply: applyToCase, bars: barsAuthor };

/** GR-23: what is for the holders alone is folded by itself, so that nothing which reads the case can come upon it. */
function applyToCase(state: CaseState, application: Application): CaseState {
  if (application.restricted !== true) return applyOpenly(state, application);
  const payload = asRestricted(application.payload);
  return closedOver(state, applyOpenly(openedCase(state), { ...application, payload, restricted: false }));
}

function applyOpenly(state: CaseState, application: Application): CaseState {
  const { payload } = application;
  switch (payload.kind) {
    case 'facts.imported':
      return noteFact(came(imported(state, payload, application), payload, application), application);
    case 'facts.entered':
      return noteFact(came(entered(state, payload, application), payload, application), application);
    case 'case.stubbed':
    case 'identity.protected':
      return stubbed(state, payload);
    case 'archive.recorded':
    case 'hold.set':
    case 'purge.signed':
      return retained(state, { ...application, payload });
    case 'verdict.given':
      return judged(state, payload, application);
    case 'offer.imported':
    case 'offer.entered':
    case 'offer.moved':
      return noteFact(applyOffer(state, payload, application), application);
    case 'basis.fixed':
    case 'decision.registered':
    case 'registration.withdrawn':
    case 'conflict.resolved':
      return applyDecision(state, payload, application);
    case 'unseen.reviewed':
      return reviewUnseen(state, payload, application);
    case 'case.same-as':
    case 'case.not-same':
      return applyJoin(state, payload, application);
    case 'case.transferred':
      return noteFact(applyTransfer(state, payload, application), application);
    default:
      return applyBeside(state, application);
  }
}

/** What is done around the case: who has it, what is asked, looked at, attached and issued. */
function applyBeside(state: CaseState, application: Application): CaseState {
  const { payload } = application;
  switch (payload.kind) {
    case 'handover.noted':
    case 'handover.taken':
      return { ...state, handover: applyHandover(state.handover, { ...application, payload }) };
    case 'case.assigned':
    case 'case.watched':
    case 'note.written':
    case 'interest.declared':
    case 'interest.tried':
      return applyWork(state, { ...application, payload });
    case 'request.sent':
    case 'request.ordered':
    case 'request.extended':
    case 'request.reminded':
    case 'request.ended':
      return applyRequest(state, { ...application, payload });
    case 'question.asked':
    case 'question.ended':
      return applyQuestion(state, { ...application, payload });
    case 'matter.opened':
      return applyMatter(state, { ...application, payload });
    case 'secondLook.asked':
    case 'secondLook.given':
    case 'acts.voided':
      return applyLook(state, { ...application, payload });
    case 'attachment.added':
    case 'attachment.described':
    case 'attachment.removed':
      return {
        ...state,
        attachments: applyAttachment(state.attachments ?? [], { ...application, payload }),
      };
    case 'document.issued':
      return issued(state, payload, application);
    default:
      return state;
  }
}

function came(
  state: CaseState,
  { fields }: PayloadOf<'facts.imported'> | PayloadOf<'facts.entered'>,
  { seen }: Application,
): CaseState {
  return noteCome(state, fields, seen);
}

function imported(
  state: CaseState,
  payload: PayloadOf<'facts.imported'>,
  application: Application,
): CaseState {
  const { fields, source } = payload;
  return {
    ...state,
    ...openedIn(state, payload.intake),
    applicationId: state.applicationId ?? payload.applicationId,
    fields: importFields(state.acts, state.fields, { ...application, fields, source }),
  };
}

function entered(state: CaseState, payload: PayloadOf<'facts.entered'>, application: Application): CaseState {
  return {
    ...state,
    ...openedIn(state, payload.opens?.intake),
    applicationId: state.applicationId ?? payload.opens?.applicationId ?? null,
    fields: enterFields(state.fields, payload.fields, application),
  };
}

function issued(state: CaseState, payload: PayloadOf<'document.issued'>, { act }: Application): CaseState {
  return { ...state, issued: [...state.issued, { ...without(payload, 'kind', 'batch'), act }] };
}

function judged(
  state: CaseState,
  payload: PayloadOf<'verdict.given'>,
  { act, seen }: Application,
): CaseState {
  return {
    ...changedAfterLooks(state),
    verdicts: write(state.verdicts, { act, value: verdictOf(payload) }, seen),
  };
}

function retained(state: CaseState, application: Application<RetentionPayload>): CaseState {
  const by = state.acts[application.act];
  return by ? { ...state, retention: applyRetention(state.retention, application, by) } : state;
}

type Marking = PayloadOf<'case.stubbed'> | PayloadOf<'identity.protected'>;

function stubbed(state: CaseState, payload: Marking): CaseState {
  return {
    ...state,
    ...openedIn(state, payload.intake),
    applicationId: state.applicationId ?? payload.applicationId,
    stub: without(payload, 'kind', 'batch', 'intake', 'applicationId'),
  };
}

function verdictOf(payload: PayloadOf<'verdict.given'>): Verdict {
  return without(payload, 'kind', 'batch');
}
