// Proves DE-16 to DE-18 in the pure fold: what waits for other eyes, whose look counts, and what asks again, in any order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondLook } from '../../domain/decision/second-look.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, everyone, imported } from './acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const opened = act(imported({}));
const verdict = (conclusion = 'notEligible') => ({
  kind: 'verdict.given',
  conclusion,
  ...(conclusion === 'notEligible' ? { reason: 'G2.1' } : {}),
  confirms: [],
  ruleSet: { id: 'regular', version: '1', sha256: 'b'.repeat(64) },
  outcomes: {},
});
const given = act(verdict(), { by: 'Åsa', refs: [opened] });
const asked = act({ kind: 'secondLook.asked', about: 'notEligible' }, { by: 'Åsa', refs: [given] });
const look = (by: string, refs: readonly FoldEvent[], outcome = 'confirmed') =>
  act(
    {
      kind: 'secondLook.given',
      of: given.hash,
      heads: refs.map(({ hash }) => hash),
      outcome,
      ...(outcome === 'sentBack' ? { reason: 'Fel skäl' } : {}),
    },
    { by, refs: [...refs] },
  );
const status = (events: readonly FoldEvent[]) => secondLook(fold(events))?.status ?? null;
const base = [opened, given, asked];
const fact = { kind: 'facts.entered', fields: { municipality: 'Lund' } };

describe('DE-16 a look', () => {
  it('is asked for with the act; what was done without asking waits for nobody', () => {
    expect(status([opened, given])).toBeNull();
    expect(status(base)).toBe('waiting');
  });

  it('counts from another person and never from the same', () => {
    expect(status([...base, look('Åsa', [asked])])).toBe('waiting');
    expect(status([...base, look('Bo', [asked])])).toBe('confirmed');
  });

  it('has no effect from somebody who had declared an interest, as far as they could see', () => {
    const declared = act({ kind: 'interest.declared', ground: 'closeRelation' }, { by: 'Bo', refs: [asked] });
    expect(status([...base, declared, look('Bo', [declared])])).toBe('waiting');
  });

  it('of two given apart is no conflict; sent back by one of them, it is sent back until somebody saw both', () => {
    const [bo, cai] = [look('Bo', [asked]), look('Cai', [asked])];
    expect(status([...base, bo, cai])).toBe('confirmed');
    const dag = look('Dag', [asked], 'sentBack');
    expect(status([...base, bo, dag])).toBe('sentBack');
    expect(status([...base, bo, dag, look('Cai', [bo, dag])])).toBe('confirmed');
    expect(status([...base, dag, look('Dag', [dag])])).toBe('confirmed');
  });
});

describe('DE-17 a changed case', () => {
  it('asks again, whether the change came after the look or beside it; a note does not', () => {
    const bo = look('Bo', [asked]);
    expect(status([...base, bo, act(fact, { by: 'Cai', refs: [bo] })])).toBe('changed');
    expect(status([...base, bo, act(fact, { by: 'Cai', refs: [asked] })])).toBe('changed');
    const note = act({ kind: 'note.written', place: 'internal', text: 'Prov' }, { by: 'Cai', refs: [bo] });
    expect(status([...base, bo, note])).toBe('confirmed');
  });

  it('asks again when something that was seen is taken back', () => {
    const wrote = act(fact, { by: 'Cai', refs: [asked] });
    const bo = look('Bo', [wrote]);
    const undone = act({ kind: 'acts.voided', events: [wrote.hash] }, { by: 'Cai', refs: [bo] });
    expect(status([...base, wrote, bo])).toBe('confirmed');
    expect(status([...base, wrote, bo, undone])).toBe('changed');
    const again = look('Bo', [undone]);
    expect(status([...base, wrote, bo, undone, again])).toBe('confirmed');
  });

  it('waits no more when the verdict is another, and a new verdict is looked at by itself', () => {
    const other = act(verdict('eligible'), { by: 'Åsa', refs: [asked] });
    expect(status([...base, other])).toBeNull();
    const equal = act(verdict(), { by: 'Bo', refs: [opened] });
    expect(status([...base, equal])).toBe('confirmed');
  });

  it('is one state in any order of the same events', () => {
    const bo = look('Bo', [asked]);
    const cai = look('Cai', [asked], 'sentBack');
    const wrote = act(fact, { by: 'Dag', refs: [asked] });
    const again = look('Bo', [bo, cai, wrote]);
    const all = [...base, bo, cai, wrote, again];
    const whole = fold(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(fold(order)).toEqual(whole);
      }),
    );
  });
});
