// Proves RQ-13 and RQ-14 in the pure fold: what is asked of the responsible caseworker, and its answers, in any order of the same events.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFlags } from '../../domain/conflict/flags.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { openQuestions, questionEnds } from '../../domain/ledger/case/requests.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, everyone, imported } from './acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const opened = act(imported({}));
const question = (more: object = {}) => ({
  kind: 'question.asked',
  question: 'Går praktiken att förena med handlingsplanen?',
  officer: 'Eva Ek',
  unit: 'Lund',
  askedOn: '2026-11-20',
  how: 'email',
  ...more,
});
const asked = act(question(), { by: 'Åsa', refs: [opened] });
const end = (more: object = {}) => ({
  kind: 'question.ended',
  of: asked.hash,
  outcome: 'answered',
  day: '2026-11-24',
  how: 'phone',
  answer: 'Ja',
  ...more,
});
const first = (events: readonly FoldEvent[]) => {
  const [one] = fold(events).questions ?? [];
  if (!one) throw new Error('nothing was asked');
  return one;
};

describe('RQ-13 a question', () => {
  it('is open until its end, and the first day to come back stands in the flag', () => {
    const later = act(question({ watchOn: '2026-11-28', askedOn: '2026-11-21' }), { refs: [asked] });
    const flags = (events: readonly FoldEvent[]) =>
      caseFlags(fold(events)).filter((one) => one.startsWith('question:'));
    expect(flags([opened, asked, later])).toEqual(['question:2026-11-20']);
    const ended = act(end(), { by: 'Bo', refs: [later] });
    expect(openQuestions(fold([opened, asked, later, ended])).map(({ id }) => id)).toEqual([later.hash]);
    expect(flags([opened, asked, later, ended])).toEqual(['question:2026-11-28']);
  });

  it('waits for nobody in a withdrawn case', () => {
    const withdrawn = act({ kind: 'facts.entered', fields: { withdrawn: true } }, { refs: [asked] });
    expect(caseFlags(fold([opened, asked, withdrawn]))).not.toContain('question:2026-11-20');
  });
});

describe('RQ-14 answers noted apart', () => {
  const bo = act(end(), { by: 'Bo', refs: [asked] });
  const cai = act(end({ answer: 'Nej', day: '2026-11-25' }), { by: 'Cai', refs: [asked] });
  const dag = act(end({ outcome: 'takenBack', answer: undefined }), { by: 'Dag', refs: [asked] });

  it('both stand, and an answer stands over a taking back', () => {
    const words = questionEnds(first([opened, asked, bo, cai, dag])).map(({ answer }) => answer);
    expect(words.toSorted()).toEqual(['Ja', 'Nej']);
    expect(questionEnds(first([opened, asked, dag])).map(({ outcome }) => outcome)).toEqual(['takenBack']);
  });

  it('by somebody who saw both, one stands; and all is one state in any order', () => {
    const saw = act(end({ answer: 'Ja, från mars' }), { by: 'Åsa', refs: [bo, cai] });
    const all = [opened, asked, bo, cai, saw, dag];
    expect(questionEnds(first([opened, asked, bo, cai, saw])).map(({ answer }) => answer)).toEqual([
      'Ja, från mars',
    ]);
    const whole = fold(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(fold(order)).toEqual(whole);
      }),
    );
  });
});
