// Whether an act counts: judged from the membership its refs reach, and from what was withdrawn beside it.
import { describe, expect, it } from 'vitest';
import type { Payload } from '../../domain/ledger/payload.ts';
import type { FoldEvent, Judgement } from '../../domain/ledger/stream.ts';
import { createJudge } from '../../domain/team/judge.ts';
import { added, changed, Computer, day, delegated, groupOf, left, revoked } from './acts.ts';

const stream = `case:${'a'.repeat(32)}` as const;
const note: Payload = { kind: 'facts.entered', fields: { note: 'x' } };
const pin = { id: 'x', version: '1', sha256: '0'.repeat(64) };

function basis(by: Computer, on = '2026-11-02'): Payload {
  return {
    kind: 'basis.fixed',
    outcome: 'grant',
    answers: {},
    decider: by.member,
    noConflictOfInterest: true,
    day: day(on),
    form: pin,
    texts: pin,
    ruleSet: pin,
  };
}

function pair(): [Computer, Computer] {
  const [asa, bo] = groupOf('Åsa', 'Bo');
  if (!asa || !bo) throw new Error('two are needed');
  return [asa, bo];
}

const judged = (by: Computer, ...acts: FoldEvent[]): Judgement[] =>
  acts.map(createJudge(by.teamEvents(), null));

describe('an act', () => {
  it('LE-14 counts by the role its refs reach, not by the one held later', () => {
    const [asa] = pair();
    const disa = new Computer('Disa');
    asa.act(added(disa, []));
    disa.hear(asa);
    const before = disa.act(note, stream);
    asa.act(changed(disa, ['caseworker'], 1));
    const after = disa.hear(asa).act(note, stream);
    expect(judged(asa, before, after)).toEqual(['notEntitled', 'entitled']);
  });

  it('GR-4 of a revoked device counts up to its last number, seen or not', () => {
    const [asa, bo] = pair();
    const acts = [bo.act(note, stream), bo.act(note, stream), bo.act(note, stream)];
    asa.act(revoked(bo, 2));
    expect(judged(asa, ...acts)).toEqual(['entitled', 'entitled', 'notEntitled']);
  });

  it('GR-4 of somebody who has left counts up to the number named', () => {
    const [asa, bo] = pair();
    const acts = [bo.act(note, stream), bo.act(note, stream)];
    asa.act(left(bo, 1));
    expect(judged(asa, ...acts)).toEqual(['entitled', 'notEntitled']);
  });

  it('GR-8 stands flagged when its role was withdrawn by somebody who had not seen it', () => {
    const [asa, bo] = pair();
    const seen = bo.act(note, stream);
    asa.act(changed(bo, ['readOnly'], 1));
    const beside = bo.act(note, stream);
    const after = bo.hear(asa).act(note, stream);
    expect(judged(asa, seen, beside, after)).toEqual(['entitled', 'revokedMeanwhile', 'notEntitled']);
  });

  it('of one who only reads changes nothing', () => {
    const [asa] = pair();
    const disa = new Computer('Disa');
    asa.act({ kind: 'member.added', member: disa.record([]), roles: ['readOnly', 'logReviewer'] });
    disa.hear(asa);
    expect(judged(asa, disa.act(note, stream), disa.act(basis(disa), stream))).toEqual([
      'notEntitled',
      'notEntitled',
    ]);
  });

  it('is confirmed by a lead, and by no administrator alone', () => {
    const [asa, bo] = pair();
    asa.act(changed(bo, ['administrator', 'caseworker'], 0));
    bo.hear(asa);
    const confirm: Payload = { kind: 'acts.confirmed', events: ['0'.repeat(64) as never], reason: 'Sett.' };
    expect(judged(asa, asa.act(confirm, stream), bo.act(confirm, stream))).toEqual([
      'entitled',
      'notEntitled',
    ]);
  });
});

describe('a decision', () => {
  it('GR-9 is open to every caseworker before the first order of delegation, then to those named', () => {
    const [asa, bo] = pair();
    const early = bo.act(basis(bo), stream);
    asa.act(delegated(asa, '2026-11-01', '2026-11-30'));
    bo.hear(asa);
    expect(
      judged(
        asa,
        early,
        bo.act(basis(bo), stream),
        asa.act(basis(asa, '2026-11-30'), stream),
        asa.act(basis(asa, '2026-12-01'), stream),
      ),
    ).toEqual(['entitled', 'notEntitled', 'entitled', 'notEntitled']);
  });

  it('GR-8 stands flagged when the delegation had ended by its day and its author did not know', () => {
    const [asa, bo] = pair();
    const given = asa.act(delegated(bo));
    bo.hear(asa);
    const source = 'Beslut 2026:7';
    asa.act({ kind: 'delegation.ended', delegation: given.hash, day: day('2026-11-10'), source });
    const [before, beside] = [
      bo.act(basis(bo, '2026-11-09'), stream),
      bo.act(basis(bo, '2026-11-10'), stream),
    ];
    const after = bo.hear(asa).act(basis(bo, '2026-11-10'), stream);
    expect(judged(asa, before, beside, after)).toEqual(['entitled', 'revokedMeanwhile', 'notEntitled']);
  });

  it('is nobody’s in another’s name', () => {
    const [asa, bo] = pair();
    expect(judged(asa, asa.act(basis(bo), stream))).toEqual(['notEntitled']);
  });
});
