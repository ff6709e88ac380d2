// Owns: which fields an event writes, and in which layer: a later event of the same layer is before and after with it.
// Must not: tell what stood before; changes.ts does.
import type { Payload } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';

/** Which list of words a field is named by: an imported field, a fact of an act, or an answer of the form. */
export type FieldList = 'field' | 'fact' | 'answer';

export type Layer = {
  readonly name: string;
  readonly list: FieldList;
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  /** The layer says all of itself: what it no longer names is gone. */
  readonly whole?: boolean;
};

/** Facts whose value is a member's id: whoever words them asks the group for the name. */
const colleagues: ReadonlySet<string> = new Set(['forWhom', 'handler', 'member']);

export function isColleague(fact: string): boolean {
  return colleagues.has(fact);
}

type Given = Readonly<Record<string, FieldValue | null | undefined>>;

export function layersOf(payload: Payload): readonly Layer[] {
  switch (payload.kind) {
    case 'facts.imported':
      return [{ name: payload.source, list: 'field', fields: payload.fields }];
    case 'facts.entered':
      return [{ name: 'hand', list: 'field', fields: payload.fields }];
    case 'offer.imported':
      return [{ name: `offer ${payload.offer}`, list: 'field', fields: payload.fields }];
    case 'offer.entered':
      return [{ name: `offer by hand ${payload.offer}`, list: 'field', fields: payload.fields }];
    case 'case.stubbed':
    case 'identity.protected':
      return whole('stub', { mark: payload.mark, colour: payload.colour, gender: payload.gender });
    case 'verdict.given': {
      const { conclusion, reason, note, confirms } = payload;
      return whole('verdict', { conclusion, reason, note, confirms });
    }
    case 'offer.moved': {
      const { state, reason, day, note } = payload;
      return whole(`move ${payload.offer}`, { state, reason, day, note });
    }
    default:
      return decisionLayers(payload);
  }
}

function decisionLayers(payload: Payload): readonly Layer[] {
  switch (payload.kind) {
    case 'basis.fixed': {
      const { outcome, day, period } = payload;
      return [
        ...whole('basis', { outcome, day, from: period?.from, to: period?.to }),
        { name: 'form', list: 'answer', fields: payload.answers, whole: true },
      ];
    }
    case 'decision.registered': {
      const { barNumber, day, outcome, period } = payload;
      return whole('decision', { barNumber, day, outcome, from: period?.from, to: period?.to });
    }
    case 'document.posted':
      return whole(`posted ${payload.sha256}`, { day: payload.day, how: payload.how });
    case 'complaint.noted': {
      const { receivedOn, fromWhom, what, answeredOn, answer } = payload;
      return whole(`complaint ${payload.complaint}`, { receivedOn, fromWhom, what, answeredOn, answer });
    }
    case 'hold.set': {
      const { held, day, reason, reference } = payload;
      return whole('hold', { held, day, reason, reference: reference === '' ? undefined : reference });
    }
    case 'archive.recorded': {
      const { outcome, day, reference } = payload;
      return whole('archive', { outcome, day, reference });
    }
    case 'case.same-as':
      return whole(`join ${payload.other}`, { role: payload.role, reason: payload.reason });
    case 'case.not-same':
      return whole(`join ${payload.other}`, { role: 'apart', reason: payload.reason });
    case 'package.taken': {
      const { issuerName: issuer, type: packageType, sha256, validTo } = payload;
      return whole(`package ${sha256}`, { issuer, packageType, sha256, validTo });
    }
    default:
      return [...workLayers(payload), ...employerLayers(payload)];
  }
}

function workLayers(payload: Payload): readonly Layer[] {
  switch (payload.kind) {
    case 'case.assigned':
      return whole('assigned', { handler: payload.handler, until: payload.until });
    case 'case.watched':
      return whole('watched', { until: payload.until, reason: payload.reason });
    case 'case.transferred':
      return whole('transfer', { leftIntake: payload.from, intake: payload.to, reason: payload.reason });
    case 'secondLook.given':
      return whole(`look ${payload.of}`, { look: payload.outcome, reason: payload.reason });
    case 'interest.tried':
      return whole(`interest ${payload.member}`, { holds: payload.holds, reason: payload.reason });
    default:
      return requestLayers(payload);
  }
}

function requestLayers(payload: Payload): readonly Layer[] {
  switch (payload.kind) {
    case 'attachment.added':
    case 'attachment.described': {
      const { attachmentKind, issuer, issuedOn, verified, note } = payload;
      return whole(`attachment ${payload.sha256}`, { attachmentKind, issuer, issuedOn, verified, note });
    }
    case 'request.extended':
      return whole(`due ${payload.request}`, { dueOn: payload.dueOn, reason: payload.reason });
    case 'request.ended': {
      const { outcome, day, answer } = payload;
      return whole(`end ${payload.request}`, { outcome, day, answer });
    }
    case 'matter.opened':
      return whole('matter', {
        openedOn: payload.openedOn,
        openedHow: payload.openedHow,
        note: payload.note,
      });
    case 'question.ended': {
      const { outcome, day, how, answer } = payload;
      return whole(`question ${payload.of}`, { outcome, day, how, answer });
    }
    default:
      return [];
  }
}

function employerLayers(payload: Payload): readonly Layer[] {
  switch (payload.kind) {
    case 'employer.named': {
      const { name, organisationNumber, soleTrader } = payload;
      return whole('name', { name, organisationNumber, soleTrader });
    }
    case 'employer.checked': {
      const { outcome, day, sources, note } = payload;
      return whole('check', { outcome, day, sources, note });
    }
    case 'union.answered': {
      const { answer, askedOn, dueOn, day, weighed, note } = payload;
      return whole(`union ${payload.organisation}`, { answer, askedOn, dueOn, day, weighed, note });
    }
    default:
      return [];
  }
}

function whole(name: string, given: Given): readonly Layer[] {
  const fields = Object.fromEntries(
    Object.entries(given).filter((one): one is [string, FieldValue | null] => one[1] !== undefined),
  );
  return [{ name, list: 'fact', fields, whole: true }];
}
