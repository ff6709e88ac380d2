// Proves RQ-4 to RQ-6 and RQ-8 in the pure fold: what is open, until when, and what has come, in any order of the same events.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { openRequests, requestFlags, requestStanding } from '../../domain/ledger/case/requests.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, everyone, imported } from './acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const opened = act(imported({}));
const asked = (dueOn = '2026-12-10', fields = ['permitValidTo'], what = 'supplement') => ({
  kind: 'request.sent',
  what,
  lacks: fields.map((field) => ({ code: field, fields: [field] })),
  sentOn: '2026-11-26',
  dueOn,
  how: 'portal',
  texts: { id: 'begaran', version: '1', sha256: 'b'.repeat(64) },
});
const sent = act(asked(), { by: 'Åsa', refs: [opened] });
const standing = (events: readonly FoldEvent[]) => {
  const [one] = fold(events).requests ?? [];
  if (!one) throw new Error('nothing was asked');
  return requestStanding(one);
};
const about = (kind: string, more: object) => ({ kind, request: sent.hash, ...more });
const end = (outcome: string) => about('request.ended', { outcome, day: '2026-12-01' });
const more = (dueOn: string) => about('request.extended', { day: '2026-11-20', dueOn });

describe('RQ-6 more time', () => {
  it('holds, and of two days given apart the later one: the party may rely on it', () => {
    const bo = act(more('2026-12-20'), { by: 'Bo', refs: [sent] });
    const cai = act(more('2026-12-15'), { by: 'Cai', refs: [sent] });
    expect(standing([opened, sent, bo]).dueOn).toBe('2026-12-20');
    expect(standing([opened, sent, bo, cai]).dueOn).toBe('2026-12-20');
    expect(requestFlags(fold([opened, sent, bo, cai]))).toEqual(['awaits:2026-12-20']);
  });
});

describe('RQ-5 what comes', () => {
  const facts = { kind: 'facts.entered', fields: { permitValidTo: '2028-01-01' } };

  it('answers a request that its author knew of, and no other', () => {
    const knew = act(facts, { by: 'Bo', refs: [sent] });
    const apart = act(facts, { by: 'Bo', refs: [opened] });
    expect(standing([opened, sent, knew]).status).toBe('answered');
    expect(standing([opened, sent, apart])).toMatchObject({ status: 'open', missing: ['permitValidTo'] });
    expect(openRequests(fold([opened, sent, knew]))).toEqual([]);
  });

  it('in part leaves the rest open; a field that is emptied is no answer', () => {
    const both = act(asked('2026-12-10', ['permitValidTo', 'degree']), { refs: [opened] });
    const one = act(facts, { by: 'Bo', refs: [both] });
    expect(standing([opened, both, one])).toMatchObject({ status: 'open', missing: ['degree'] });
    const emptied = act(
      { kind: 'facts.entered', fields: { permitValidTo: null } },
      { by: 'Bo', refs: [sent] },
    );
    expect(standing([opened, sent, emptied]).status).toBe('open');
  });

  it('never answers a hearing by itself: what the party says is written by a person', () => {
    const hearing = act({ ...asked('2026-12-10', [], 'hearing'), text: 'Tillståndet' }, { refs: [opened] });
    expect(standing([opened, hearing, act(facts, { by: 'Bo', refs: [hearing] })]).status).toBe('open');
  });
});

describe('RQ-8 ends said apart', () => {
  it('count as is best for the party: an answer before silence', () => {
    const none = act(end('noAnswer'), { by: 'Bo', refs: [sent] });
    const answered = act(end('answered'), { by: 'Cai', refs: [sent] });
    expect(standing([opened, sent, none]).status).toBe('noAnswer');
    expect(standing([opened, sent, none, answered]).status).toBe('answered');
    const corrected = act(end('noAnswer'), { by: 'Bo', refs: [none, answered] });
    expect(standing([opened, sent, none, answered, corrected]).status).toBe('noAnswer');
  });

  it('and everything else are one state in any order', () => {
    const bo = act(more('2026-12-20'), { by: 'Bo', refs: [sent] });
    const cai = act(end('noAnswer'), { by: 'Cai', refs: [sent] });
    const reminded = act(about('request.reminded', { day: '2026-12-01', how: 'phone' }), {
      by: 'Dag',
      refs: [sent],
    });
    const facts = act(
      { kind: 'facts.entered', fields: { permitValidTo: '2028-01-01' } },
      { by: 'Åsa', refs: [bo] },
    );
    const all = [opened, sent, bo, cai, reminded, facts];
    const whole = fold(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(fold(order)).toEqual(whole);
      }),
    );
  });
});
