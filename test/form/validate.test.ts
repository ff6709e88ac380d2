import { describe, expect, it } from 'vitest';
import { mergeAnswers } from '../../domain/form/answers.ts';
import { fieldsOfForm } from '../../domain/form/definition.ts';
import { prefill } from '../../domain/form/prefill.ts';
import { missing, problemSentence, validate } from '../../domain/form/validate.ts';
import type { Answers } from '../../domain/ledger/payload.ts';
import { employerFold } from '../../domain/ledger/employer-state.ts';
import {
  approval,
  clearCheck,
  contextOf,
  day,
  employerOf,
  fold,
  grantAnswers,
  reference,
  refusalAnswers,
  team,
  type ContextWishes,
} from './case-setup.ts';

function judged(wishes: ContextWishes = {}, answers: Answers = {}) {
  const context = contextOf(wishes);
  const base = context.outcome === 'grant' ? grantAnswers : refusalAnswers;
  const merged = mergeAnswers(reference.form, prefill(context), { ...base, ...answers });
  return {
    merged,
    context,
    problems: validate(merged, context),
    missing: missing(merged, context, context.outcome),
  };
}

const codes = (wishes: ContextWishes = {}, answers: Answers = {}) =>
  judged(wishes, answers).problems.map((one) => `${one.number} ${one.code}`);

describe('the form as data', () => {
  it('holds every field of parts 1 to 7 once, in order', () => {
    const bases = [
      ...new Set(fieldsOfForm(reference.form).map((field) => field.number.replace(/[a-z]$/, ''))),
    ];
    const expected = [9, 7, 9, 6, 10, 6, 13].flatMap((count, part) =>
      Array.from({ length: count }, (_, index) => `${part + 1}.${index + 1}`),
    );
    expect(bases).toEqual(expected);
  });

  it('says a sentence for each problem it can report', () => {
    const wishes = {
      offer: { end: '2027-05-30', extent: { kind: 'unclear', raw: '30' } },
      employer: undefined,
    };
    const { problems } = judged(wishes, { '6.3': 'kort' });
    expect(problems.map((one) => problemSentence(reference.form, one))).toEqual([
      'Praktiken är längre än 4 månader. Skriv varför.',
      'I filen står ”30”. Är det timmar eller procent?',
      'Arbetsgivaren är inte kontrollerad.',
      'Ingen organisation har fått tillfälle att yttra sig.',
      'Skriv minst 80 tecken. Nu är det 4.',
    ]);
  });
});

describe('a grant', () => {
  it('FO-1 lacks nothing when file, employer, union and caseworker have answered', () => {
    expect(judged().problems).toEqual([]);
  });

  it('FO-1 lists what no source brought, in the order of the form', () => {
    const context = contextOf({
      employer: undefined,
      offer: { tasks: undefined, workplaceAddress: undefined },
    });
    const merged = mergeAnswers(reference.form, prefill(context), {});
    expect(missing(merged, context, 'grant')).toEqual([
      '2.5',
      '3.3',
      '3.6',
      '3.8',
      '5.7',
      '5.8',
      '5.9',
      '6.1',
      '6.2',
      '6.3',
      '6.4',
      '6.5',
      '7.9',
    ]);
  });

  it('FO-2 may begin on the day of decision but not before', () => {
    expect(judged({ offer: { start: '2026-11-22', end: '2027-03-21' } }).missing).toEqual([]);
    expect(codes({ offer: { start: '2026-11-21', end: '2027-03-20' } })).toEqual(['4.1 beforeDecision']);
  });

  it('FO-2 does not end before it begins', () => {
    expect(codes({ offer: { end: '2026-12-06' } })).toEqual(['4.2 beforeStart']);
  });

  it('FO-3 proposes four calendar months less a day', () => {
    expect(judged({ offer: { end: undefined } }).merged['4.2']).toBe('2027-04-06');
  });

  it('FO-4 over four months asks for a reason, and takes one', () => {
    expect(judged({ offer: { end: '2027-04-06' } }).missing).toEqual([]);
    expect(judged({ offer: { end: '2027-04-07' } }).missing).toEqual(['4.3']);
    expect(
      judged({ offer: { end: '2027-04-07' } }, { '4.3': 'Introduktionen tar två veckor.' }).missing,
    ).toEqual([]);
  });

  it('FO-4 over six months cannot be fixed whatever the reason', () => {
    expect(codes({ offer: { end: '2027-06-06' } }, { '4.3': 'Skäl' })).toEqual([]);
    expect(codes({ offer: { end: '2027-06-07' } }, { '4.3': 'Skäl' })).toEqual(['4.3 overLongest']);
  });

  it('FO-5 an extent without unit is asked about, never guessed', () => {
    expect(judged({ offer: { extent: { kind: 'unclear', raw: '30' } } }).missing).toEqual(['4.4']);
    expect(codes({ offer: { extent: { kind: 'unclear', raw: '30' } } })).toContain('4.4 extentUnclear');
  });

  it('FO-5 takes a percentage of forty hours', () => {
    const { merged } = judged({ offer: { extent: { kind: 'percent', percent: 75 } } });
    expect([merged['4.4'], merged['4.4b']]).toEqual(['partTime', 30]);
    expect(judged({ offer: { extent: { kind: 'percent', percent: 100 } } }).merged['4.4']).toBe('fullTime');
    expect(judged({ offer: { extent: { kind: 'partTime', hoursPerWeek: 40 } } }).merged['4.4']).toBe(
      'fullTime',
    );
  });

  it('FO-6 part time needs its reason', () => {
    const extent = { kind: 'partTime', hoursPerWeek: 20 };
    expect(judged({ offer: { extent } }).missing).toEqual(['4.5']);
    expect(judged({ offer: { extent } }, { '4.5': 'studies', '4.5b': 'du läser svenska' }).missing).toEqual(
      [],
    );
    expect(codes({}, { '4.4': 'partTime', '4.4b': 40, '4.5': 'other', '4.5b': 'skäl' })).toEqual([
      '4.4b hoursOutOfRange',
    ]);
  });

  it('FO-7 needs a registration no older than thirty days', () => {
    expect(judged({ asOf: '2026-10-23' }).missing).toEqual([]);
    expect(codes({ asOf: '2026-10-22' })).toEqual(['5.1 checkStale']);
    expect(codes({ person: { registered: false } })).toEqual(['5.1 notRegistered']);
  });

  it('FO-11 says when the plan is older than six months and stops nothing', () => {
    const { problems, missing: numbers } = judged({ person: { actionPlanDate: '2026-05-21' } });
    expect(problems.map((one) => [one.number, one.severity])).toEqual([['5.6', 'warn']]);
    expect(numbers).toEqual([]);
    expect(judged({ person: { actionPlanDate: '2026-05-22' } }).problems).toEqual([]);
  });

  it('FO-12 needs somewhere to reach the supervisor', () => {
    expect(codes({ offer: { supervisorEmail: undefined, supervisorPhone: undefined } })).toEqual([
      '3.4 noWayToReach',
    ]);
    expect(judged({ offer: { supervisorEmail: undefined } }).missing).toEqual([]);
  });

  it('FO-13 has an assessment of 80 to 1 500 characters', () => {
    expect(codes({}, { '6.3': 'x'.repeat(79) })).toEqual(['6.3 tooShort']);
    expect(codes({}, { '6.3': 'x'.repeat(80) })).toEqual([]);
    expect(codes({}, { '6.3': 'x'.repeat(1500) })).toEqual([]);
    expect(codes({}, { '6.3': 'x'.repeat(1501) })).toEqual(['6.3 tooLong']);
  });

  it('FO-13 needs a need, and a placement that suits', () => {
    expect(codes({}, { '6.2': 'no' })).toEqual(['6.2 noNeed']);
    expect(codes({}, { '6.4': false })).toEqual(['6.4 notSuitable']);
  });

  it('FO-14 checks numbers by their check digit', () => {
    expect(codes({}, { '2.2': '199007042387' })).toEqual(['2.2 wrongCheckDigit']);
    expect(codes({}, { '3.2': '5599991189' })).toEqual(['3.2 wrongCheckDigit']);
  });
});

describe('cover of the permit', () => {
  it('FO-8 the permit lasts to the last day of the placement', () => {
    expect(judged({ person: { permitValidTo: '2027-04-06' } }).missing).toEqual([]);
    expect(codes({ person: { permitValidTo: '2027-04-05' } })).toEqual(['5.4 endsBeforePlacement']);
    expect(judged({ person: { permitValidTo: undefined } }).missing).toEqual(['5.4']);
  });

  it('FO-8 a permanent permit has no end, whatever the card says', () => {
    const permanent = { permitKind: 'permanent', permitValidTo: '2027-01-01', cardValidTo: '2027-01-01' };
    const { merged, missing: numbers } = judged({ person: permanent });
    expect(merged['5.4']).toBeUndefined();
    expect(numbers).toEqual([]);
  });

  it('FO-9 Swedish, Nordic and EEA citizens need none', () => {
    const none = { permitKind: undefined, permitValidTo: undefined, rightToWork: undefined };
    expect(judged({ person: { ...none, citizenship: 'Sverige' } }).merged['5.2']).toBe('noSwedish');
    expect(judged({ person: { ...none, citizenship: 'Norge' } }).missing).toEqual([]);
    expect(judged({ person: { ...none, citizenship: 'Frankrike' } }).merged['5.2']).toBe('noEea');
    expect(judged({ person: { ...none, citizenship: 'Iran' } }).missing).toEqual(['5.3', '5.5']);
    expect(judged({ person: { ...none, citizenship: undefined } }).missing).toEqual(['5.2']);
  });

  it('FO-8 a permit being tried needs a day until which it holds', () => {
    expect(judged({ person: { permitKind: 'pending', permitValidTo: undefined } }).missing).toEqual(['5.4']);
  });

  it.each([
    ['tied', 'rightUnclear'],
    ['unclear', 'rightUnclear'],
    ['none', 'mayNotWork'],
  ])('FO-10 right to work %s is %s', (right, code) => {
    expect(codes({ person: { rightToWork: right } })).toEqual([`5.5 ${code}`]);
  });

  it('FO-10 an exemption is right enough', () => {
    expect(judged({ person: { rightToWork: 'exempt' } }).missing).toEqual([]);
  });
});

describe('employer and union', () => {
  it('RE-93 what the offer says of a labour conflict prefills 5.9, and is warned of', () => {
    const prefilled = (labourConflict?: boolean) =>
      prefill(contextOf({ offer: { labourConflict } }))['5.9']?.value;
    expect([prefilled(true), prefilled(false), prefilled()]).toEqual([true, false, undefined]);
  });

  it('FO-15 the check holds for sixty days', () => {
    const checked = (text: string) => employerOf({ ...clearCheck, day: text }, approval);
    expect(judged({ employer: checked('2026-09-23') }).missing).toEqual([]);
    expect(codes({ employer: checked('2026-09-22') })).toEqual(['5.7 expired']);
  });

  it('FO-15 an incomplete check and a bar stop a grant', () => {
    expect(codes({ employer: employerOf({ ...clearCheck, outcome: 'incomplete' }, approval) })).toEqual([
      '5.7 incomplete',
    ]);
    expect(codes({ employer: employerOf({ ...clearCheck, outcome: 'bar' }, approval) })).toEqual(['5.7 bar']);
  });

  it('FO-16 without a union line a grant lacks 5.8', () => {
    expect(judged({ employer: employerOf(clearCheck) }).missing).toEqual(['5.8']);
  });

  it('FO-16 remarks and objections are weighed, silence has had its last day', () => {
    const answered = (more: object) => employerOf(clearCheck, { ...approval, ...more });
    expect(codes({ employer: answered({ answer: 'objects' }) })).toEqual(['5.8 notWeighed']);
    expect(codes({ employer: answered({ answer: 'remarks', weighed: 'Handledaren är på plats.' }) })).toEqual(
      [],
    );
    const silent = (days: object) => codes({ employer: answered({ answer: 'noAnswer', ...days }) });
    const asked = { askedOn: '2026-11-01' };
    expect(silent({ dueOn: '2026-11-14' })).toEqual(['5.8 neverAsked']);
    expect(silent(asked)).toEqual(['5.8 noDueDay']);
    expect(silent({ ...asked, dueOn: '2026-11-22' })).toEqual(['5.8 hasTime']);
    expect(silent({ ...asked, dueOn: '2026-11-14' })).toEqual([]);
  });

  it('FO-16 an answer from an earlier year carries no grant', () => {
    const answered = (on: string) => codes({ employer: employerOf(clearCheck, { ...approval, day: on }) });
    expect(answered('2026-07-25')).toEqual([]);
    expect(answered('2025-11-20')).toEqual(['5.8 expired']);
  });

  it('FO-16 answers of one union that differ carry nothing', () => {
    const state = employerOf(clearCheck, approval);
    const beside = employerFold.apply(
      { ...state, acts: [...state.acts, ...state.acts.slice(-1)] },
      {
        payload: {
          kind: 'union.answered',
          organisation: 'Unionen',
          answer: 'objects',
          day: day('2026-11-16'),
        },
        act: state.acts.length,
        seen: () => false,
        judgement: 'entitled',
      },
    );
    expect(codes({ employer: beside })).toEqual(['5.8 differs']);
    expect(fold(employerFold, [], beside)).toEqual(beside);
  });

  it('FO-16 a union that the offer names and nobody asked is pointed out', () => {
    const { problems, missing: numbers } = judged({ offer: { unions: ['Unionen', 'Akavia'] } });
    expect(problems).toEqual([
      { number: '5.8', code: 'notAsked', severity: 'warn', values: { organisation: 'Akavia' } },
    ]);
    expect(numbers).toEqual([]);
  });
});

describe('a refusal', () => {
  const refusal = { outcome: 'refusal' } as const;

  it('FO-17 needs a reason, a motivation and kommunicering; not the placement', () => {
    expect(judged({ ...refusal, employer: undefined, offer: null }).missing).toEqual([]);
    const context = contextOf(refusal);
    const merged = mergeAnswers(reference.form, prefill(context), {
      '7.9': true,
      '6.1': 'fits',
      '6.2': 'no',
      '6.3': refusalAnswers['6.3'] ?? '',
      '2.5': 'digital',
    });
    expect(missing(merged, context, 'refusal')).toEqual(['7.2', '7.3', '7.5']);
  });

  it('FO-17 takes one main reason and at most two others, each once', () => {
    expect(codes(refusal, { '7.2b': 'B2' })).toEqual(['7.2 sameReasonTwice']);
    expect(codes(refusal, { '7.2b': 'B1', '7.2c': 'C2' })).toEqual([]);
    expect(codes(refusal, { '7.2': 'G1.1' })).toEqual(['7.2 notAChoice']);
  });

  it('FO-18 waits until the time for reply has passed, or an answer is in', () => {
    expect(codes(refusal, { '7.5d': '2026-11-21' })).toEqual([]);
    expect(codes(refusal, { '7.5d': '2026-11-22' })).toEqual(['7.5 replyTimeRuns']);
    const answered = {
      '7.5d': '2026-11-30',
      '6.6': 'du inte håller med',
      '6.6b': '2026-11-10',
      '7.5e': 'inget nytt kommit fram',
    };
    expect(codes(refusal, answered)).toEqual([]);
    expect(judged(refusal, { ...answered, '7.5e': '' }).missing).toEqual(['7.5']);
  });

  it('FO-18 is done on a day, in a way, with a last day; or unnecessary for a reason', () => {
    expect(judged(refusal, { '7.5b': '', '7.5c': '', '7.5d': '' }).problems.map((one) => one.number)).toEqual(
      ['7.5b', '7.5c', '7.5d'],
    );
    expect(judged(refusal, { '7.5': 'unnecessary' }).missing).toEqual(['7.5']);
    expect(
      judged(refusal, { '7.5': 'unnecessary', '7.5f': 'Du har själv lämnat uppgiften.' }).missing,
    ).toEqual([]);
  });

  it('FO-19 cannot leave out its reasons as obviously unnecessary', () => {
    expect(codes(refusal, { '7.4': 'obvious' })).toEqual(['7.4 onlyAtGrant']);
  });
});

describe('decider', () => {
  it('FO-20 ticks that no jäv exists', () => {
    expect(judged({}, { '7.9': '' }).missing).toEqual(['7.9']);
    expect(codes({}, { '7.9': false })).toEqual(['7.9 conflictOfInterest']);
  });

  it('FO-20 is a caseworker of the group, and no other than the presenter', () => {
    const members = team.members.map((member) => ({ ...member, roles: ['administrator' as const] }));
    expect(codes({ team: { ...team, members } })).toEqual(['7.6 notEntitled']);
    expect(codes({}, { '7.7': 'Sara Lindqvist' })).toEqual(['7.7 sameAsDecider']);
  });

  it('FO-21 cannot change a locked field, nor a number that the form does not have', () => {
    const { merged } = judged({}, { '1.2': 'annat', '5.7': 'ja', '7.6': 'någon', '9.9': 'x', '5.8b': 'x' });
    expect([merged['1.2'], merged['7.6'], merged['9.9'], merged['5.8b']]).toEqual([
      'JS-2026B-00001',
      team.members[0]?.id,
      undefined,
      undefined,
    ]);
  });
});
