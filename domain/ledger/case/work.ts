// Owns: who handles a case, until when it is watched, what was noted, and who is barred from it by a conflict of interest.
// Must not: ask what day it is: whether a claim has run out or a watch is due is said by readers who are told the day.
import type { IsoDate, MemberId } from '../../ids.ts';
import type { Payload, PayloadOf } from '../payload.ts';
import { write, type Seen } from '../register.ts';
import type { Application } from '../stream.ts';
import type { Assigned, CaseState, InterestSaid, Work } from './state.ts';

const noWork: Work = { assigned: [], watched: [], notes: [], interests: [] };

type WorkKind = 'case.assigned' | 'case.watched' | 'note.written' | 'interest.declared' | 'interest.tried';
export type WorkPayload = PayloadOf<WorkKind>;

export function applyWork(state: CaseState, application: Application<WorkPayload>): CaseState {
  const work = workWith(state.work ?? noWork, application, state.acts[application.act]?.actor);
  return { ...state, work };
}

function workWith(
  work: Work,
  { payload, act, seen }: Application<WorkPayload>,
  actor: MemberId | undefined,
): Work {
  switch (payload.kind) {
    case 'case.assigned': {
      const value =
        payload.until === undefined
          ? { handler: payload.handler }
          : { handler: payload.handler, until: payload.until };
      return { ...work, assigned: write(work.assigned, { act, value }, seen) };
    }
    case 'case.watched': {
      const { until, reason } = payload;
      const value = reason === undefined ? { until } : { until, reason };
      return { ...work, watched: write(work.watched, { act, value }, seen) };
    }
    case 'note.written':
      return { ...work, notes: [...work.notes, { act, place: payload.place, text: payload.text }] };
    case 'interest.declared':
    case 'interest.tried':
      return actor === undefined
        ? work
        : { ...work, interests: withInterest(work.interests, { payload, act, seen }, actor) };
  }
}

type Interest = PayloadOf<'interest.declared'> | PayloadOf<'interest.tried'>;

function withInterest(
  interests: readonly InterestSaid[],
  { payload, act, seen }: { readonly payload: Interest; readonly act: number; readonly seen: Seen },
  actor: MemberId,
): readonly InterestSaid[] {
  const member = payload.kind === 'interest.declared' ? actor : payload.member;
  // WO-9: nobody tries their own case; such a word has no effect.
  if (payload.kind === 'interest.tried' && member === actor) return interests;
  const over = interests.filter((one) => one.member === member && seen(one.act)).map((one) => one.act);
  const said =
    payload.kind === 'interest.declared'
      ? { act, member, holds: true, ground: payload.ground, over }
      : { act, member, holds: payload.holds, over };
  return [...interests, said];
}

/** Words on the member that no later word had seen, among those at places that `counts`. */
function standing(interests: readonly InterestSaid[], member: MemberId, counts: Seen): InterestSaid[] {
  const said = interests.filter((one) => one.member === member && counts(one.act));
  const overtaken = new Set(said.flatMap((one) => one.over));
  return said.filter((one) => !overtaken.has(one.act));
}

const all: Seen = () => true;

/** WO-8, on the safe side: as long as one of several words beside one another says so, the member is barred. */
export function isBarred({ work }: Pick<CaseState, 'work'>, member: MemberId, counts: Seen = all): boolean {
  return work !== undefined && standing(work.interests, member, counts).some((one) => one.holds);
}

export function barredMembers({ work }: Pick<CaseState, 'work'>): MemberId[] {
  const spoken = [...new Set((work?.interests ?? []).map((one) => one.member))];
  return spoken.filter((member) => work !== undefined && isBarred({ work }, member)).sort();
}

/** The words by which the member is barred now, oldest first. */
export function barsOf({ work }: Pick<CaseState, 'work'>, member: MemberId): readonly InterestSaid[] {
  return standing(work?.interests ?? [], member, all).filter((one) => one.holds);
}

/** Acts that a barred member may not do (16 § förvaltningslagen (2017:900)): handling of the case itself. Declaring and handing over may be done. */
export function isHandling(kind: Payload['kind']): boolean {
  switch (kind) {
    case 'verdict.given':
    case 'facts.entered':
    case 'offer.entered':
    case 'offer.moved':
    case 'basis.fixed':
    case 'decision.registered':
    case 'registration.withdrawn':
    case 'conflict.resolved':
    case 'unseen.reviewed':
    case 'case.same-as':
    case 'case.not-same':
    case 'note.written':
    case 'request.sent':
    case 'request.extended':
    case 'request.reminded':
    case 'request.ended':
    case 'question.asked':
    case 'question.ended':
    case 'matter.opened':
    case 'request.ordered':
    case 'secondLook.given':
    case 'case.transferred':
    case 'attachment.added':
    case 'attachment.described':
    case 'attachment.removed':
    case 'package.taken':
      return true;
    default:
      return false;
  }
}

/** WO-8: the act's author was barred as far as they could see. */
export function barsAuthor(
  state: CaseState,
  kind: Payload['kind'],
  by: { readonly actor: MemberId; readonly seen: Seen },
): boolean {
  return state.work !== undefined && isHandling(kind) && isBarred(state, by.actor, by.seen);
}

/** Everybody who has the case; several when two took it apart. Empty while nobody has. */
export function assignees({
  work,
}: Pick<CaseState, 'work'>): readonly (Assigned & { readonly act: number })[] {
  return (work?.assigned ?? []).flatMap(({ act, value }) =>
    value.handler === null ? [] : [{ act, ...value }],
  );
}

export type Watch = { readonly act: number; readonly until: IsoDate; readonly reason?: string };

/** The earliest of the days that stand, so that nothing is forgotten; null when nobody watches. */
export function watchedUntil({ work }: Pick<CaseState, 'work'>): Watch | null {
  const days = (work?.watched ?? []).flatMap(({ act, value }) =>
    value.until === null ? [] : [{ ...value, act, until: value.until }],
  );
  return days.reduce<Watch | null>((first, one) => (first && first.until <= one.until ? first : one), null);
}
