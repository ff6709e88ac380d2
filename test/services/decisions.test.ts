// Proves: offer, employer, form, basis and BÄR through the services (issue §6): what is missing, what differs, what is locked.
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import type { Answers, DecisionOutcome } from '../../domain/ledger/payload.ts';
import type { FormView } from '../../ipc/decision.ts';
import {
  discardPending,
  listPending,
  registerOne,
  settlePending,
} from '../../main/services/intake/bar-list.ts';
import { fixBasis, fixMany, formView, saveFormDraft } from '../../main/services/decision/decisions.ts';
import {
  enterOffer,
  listEmployers,
  moveOffer,
  registerChecks,
  registerUnions,
} from '../../main/services/decision/employers.ts';
import { reopenBasis } from '../../main/services/decision/reopen.ts';
import { readFormAnswers } from '../../main/services/intake/form-file.ts';
import { readTable } from '../../main/files/decode.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import {
  applicant,
  caseOf,
  confirmAllTexts,
  countEvents,
  csv,
  day,
  decisionFor,
  importRows,
  must,
  newDesk,
  offerFor,
  organisationNumber,
  writeFile,
  type Desk,
  type Row,
} from './desk.ts';

/** What the window sends: own answers alone. */
function draftAnswers({ answers, provenance }: FormView): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([number]) => provenance[number] === 'draft'));
}

const bar = { kind: 'bar', asOf: '2026-11-20' } as const;

/** Applications and offers read in, employers checked and unions answered: only the form is left. */
async function readyDesk(offers: readonly Row[], people: readonly Row[], checked = true): Promise<Desk> {
  const desk = await newDesk('Åsa');
  confirmAllTexts(desk);
  await importRows(desk, people, { kind: 'applications' });
  await importRows(desk, offers, { kind: 'offers', asOf: '2026-10-20' });
  if (checked) checkAll(desk);
  return desk;
}

function checkAll({ session }: Desk): void {
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  must(
    registerChecks(session, { employers, outcome: 'clear', day: session.today(), sources: ['Bolagsverket'] }),
  );
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
}

type Wish = { readonly outcome?: DecisionOutcome; readonly answers?: Answers };

function fixing(desk: Desk, person: Row, { outcome = 'grant', answers = {} }: Wish = {}) {
  const { id } = caseOf(desk, person);
  return must(
    fixMany(desk.session, {
      cases: [id],
      outcome,
      dryRun: false,
      withExamples: true,
      answers: new Map([[id, answers]]),
    }),
  );
}

function missing(desk: Desk, person: Row, wish: Wish = {}) {
  return fixing(desk, person, wish).refused.map(({ missing: numbers, reason }) => ({
    missing: numbers,
    reason,
  }));
}

const refusal: Answers = {
  '7.2': 'B2',
  '7.5': 'done',
  '7.5b': '2026-10-05',
  '7.5c': 'post',
  '7.5d': '2026-10-20',
};

describe('fixing a basis', () => {
  it('takes a case with everything in order, locks it, and stores answers and proposal', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    expect(fixing(desk, person)).toEqual({ fixed: 1, refused: [] });
    const { id, state } = caseOf(desk, person);
    const standing = decisionStanding(state);
    expect(standing).toMatchObject({
      status: 'basis',
      basis: {
        outcome: 'grant',
        day: '2026-11-02',
        period: { from: '2026-12-07', to: '2027-04-06' },
        noConflictOfInterest: true,
        exampleFields: expect.arrayContaining(['6.3', '7.9']),
      },
    });
    expect(giveVerdict(desk.session, { id, heads: state.heads, conclusion: 'needsCheck' })).toMatchObject({
      error: { tag: 'basisFixed' },
    });
    const view = must(formView(desk.session, id));
    expect(view.locked).toContain('6.3');
    expect(view.problems).toEqual([]);
  });

  const lacking: readonly (readonly [string, Row, string[]])[] = [
    ['longer than four months without a reason', { Slutdatum: '2027-04-07' }, ['4.3']],
    ['an extent without unit', { Omfattning: '30' }, ['4.4']],
    ['both', { Slutdatum: '2027-05-01', Omfattning: '30' }, ['4.3', '4.4']],
    ['begun before the basis', { Startdatum: '2026-11-01', Slutdatum: '2027-02-28' }, ['4.1']],
  ];
  it.each(lacking)('an offer %s', async (_name, wishes, numbers) => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person, wishes)], [person]);
    expect(missing(desk, person)).toEqual([{ missing: numbers, reason: null }]);
    expect(decisionStanding(caseOf(desk, person).state).status).toBe('undecided');
  });

  it('a grant without check, union line, jäv tick or cover says which is missing', async () => {
    const person = applicant(1, {
      Uppehållstillstånd: 'Uppehållstillstånd med arbetstillstånd',
      'Tillstånd t.o.m.': '2027-04-05',
    });
    const desk = await readyDesk([offerFor(person)], [person], false);
    expect(missing(desk, person)).toEqual([{ missing: ['5.4', '5.7', '5.8'], reason: null }]);
    checkAll(desk);
    const { id, state } = caseOf(desk, person);
    must(
      enterFacts(desk.session, {
        id,
        heads: state.heads,
        fields: { permitValidTo: '2027-04-06' },
        basis: 'Beslut sett',
      }),
    );
    expect(missing(desk, person, { answers: { '7.9': false } })).toEqual([
      { missing: ['7.9'], reason: null },
    ]);
    expect(fixing(desk, person).fixed).toBe(1);
  });

  it('a refusal without kommunicering is refused, and one whose reply time still runs', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    expect(missing(desk, person, { outcome: 'refusal' })).toEqual([{ missing: ['7.5'], reason: null }]);
    expect(
      missing(desk, person, { outcome: 'refusal', answers: { ...refusal, '7.5d': '2026-11-02' } }),
    ).toEqual([{ missing: ['7.5'], reason: null }]);
    expect(fixing(desk, person, { outcome: 'refusal', answers: refusal }).fixed).toBe(1);
    expect(decisionStanding(caseOf(desk, person).state)).toMatchObject({ basis: { outcome: 'refusal' } });
  });

  it('a bar of 9 b § stops a grant whatever else is in order', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    const employers = listEmployers(desk.session, undefined).map((one) => one.id as never);
    must(
      registerChecks(desk.session, {
        employers,
        outcome: 'bar',
        day: day('2026-11-02'),
        sources: ['Skatteverket'],
      }),
    );
    expect(missing(desk, person)).toEqual([{ missing: ['5.7'], reason: 'employerBar' }]);
  });

  it('withdrawn consent and a verdict against stand in the way, with the reason named', async () => {
    const people = [applicant(1), applicant(2)] as const;
    const desk = await readyDesk(
      people.map((one) => offerFor(one)),
      people,
    );
    await importRows(desk, [{ ...people[0], Samtycke: 'Återkallat' }], {
      kind: 'applications',
      asOf: '2026-10-30',
    });
    const { id, state } = caseOf(desk, people[1]);
    must(giveVerdict(desk.session, { id, heads: state.heads, conclusion: 'notEligible', reason: 'G1.1' }));
    expect(people.map((one) => missing(desk, one))).toEqual([
      [{ missing: [], reason: 'consentWithdrawn' }],
      [{ missing: [], reason: 'notEligible' }],
    ]);
  });

  it('with heads from before a change is refused, and writes nothing', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    const { id, state } = caseOf(desk, person);
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: '070-1740600' } }));
    const before = countEvents(desk);
    const fixed = fixBasis(desk.session, { id, heads: state.heads, outcome: 'grant', answers: {} });
    expect(fixed).toMatchObject({ ok: false, error: { tag: 'changedMeanwhile' } });
    expect(countEvents(desk)).toBe(before);
  });

  it('many at once: a dry run says the same and writes nothing, and a fixed basis is never undone', async () => {
    const people = [applicant(1), applicant(2), applicant(3)] as const;
    const desk = await readyDesk(
      people.map((one, index) => offerFor(one, index === 1 ? { Omfattning: '30' } : {})),
      people,
    );
    const cases = people.map((one) => caseOf(desk, one).id);
    const input = { cases, outcome: 'grant', withExamples: true } as const;
    const before = countEvents(desk);
    const dry = must(fixMany(desk.session, { ...input, dryRun: true }));
    expect(countEvents(desk)).toBe(before);
    expect(must(fixMany(desk.session, { ...input, dryRun: false }))).toEqual(dry);
    expect(dry).toMatchObject({ fixed: 2, refused: [{ case: 'JS-2026B-00002', missing: ['4.4'] }] });
    const events = desk.session.ledger.eventsOf(`case:${cases[0] ?? ''}`);
    const payload = events.at(-1)?.read;
    const batch =
      payload?.status === 'known' && 'batch' in payload.payload ? (payload.payload.batch ?? '') : '';
    expect(must(runUndo(desk.session, batch))).toMatchObject({
      voided: 0,
      kept: [{ reason: 'neverUndone' }, { reason: 'neverUndone' }],
    });
  });

  it('DE-21 a basis is opened again with its answers, stands until another is fixed, and is left as it was', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    expect(fixing(desk, person).fixed).toBe(1);
    const { id, state } = caseOf(desk, person);
    const before = countEvents(desk);
    const reopen = (act: 'basis' | 'leave') =>
      must(reopenBasis(desk.session, { id, act, heads: desk.session.ledger.caseState(id).heads }));
    const fixed = must(formView(desk.session, id));
    const opened = reopen('basis');
    expect(opened).toMatchObject({ reopened: true, standing: 'basis', missing: [], answers: fixed.answers });
    expect(opened.locked).not.toContain('6.3');
    const other =
      'Du har en examen i teknik och har sökt arbete i ett år. Praktiken ger dig svensk erfarenhet och en referens i yrket.';
    const answers = { ...draftAnswers(opened), '6.3': other };
    expect(must(saveFormDraft(desk.session, { id, outcome: 'grant', answers }))).toMatchObject({
      reopened: true,
      answers: { '6.3': other },
    });
    expect(decisionStanding(caseOf(desk, person).state)).toMatchObject({
      basis: { answers: { '6.3': fixed.answers['6.3'] } },
    });
    expect(reopen('leave')).toMatchObject({ reopened: false, answers: fixed.answers });
    expect(countEvents(desk)).toBe(before);
    reopen('basis');
    must(fixBasis(desk.session, { id, heads: state.heads, outcome: 'grant', answers }));
    expect(decisionStanding(caseOf(desk, person).state)).toMatchObject({
      status: 'basis',
      basis: { answers: { '6.3': other } },
    });
    expect(must(formView(desk.session, id))).toMatchObject({ reopened: false });
  });

  it('DE-21 nothing is opened on heads from before a change, nor once BÄR has decided', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    expect(fixing(desk, person).fixed).toBe(1);
    const { id, state } = caseOf(desk, person);
    const open = { id, act: 'basis', heads: state.heads } as const;
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: '070-1740600' } }));
    expect(reopenBasis(desk.session, open)).toMatchObject({ error: { tag: 'changedMeanwhile' } });
    desk.goTo('2026-11-20');
    await importRows(desk, [decisionFor(person)], bar);
    const { heads } = caseOf(desk, person).state;
    expect(reopenBasis(desk.session, { ...open, heads })).toMatchObject({
      error: { tag: 'alreadyRegistered' },
    });
    expect(must(formView(desk.session, id))).toMatchObject({ standing: 'registered', reopened: false });
  });

  it('needs a file’s words only in a demo store; elsewhere what no file brought is missing', async () => {
    const person = applicant(1);
    const desk = await newDesk('Cai', false);
    await importRows(desk, [person], { kind: 'applications' });
    await importRows(desk, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
    checkAll(desk);
    expect(missing(desk, person)[0]?.missing).toEqual(expect.arrayContaining(['6.3', '7.9']));
  });
});

describe('answers from a file', () => {
  it('become drafts, are enough for the basis, and touch no fixed case', async () => {
    const people = [applicant(1), applicant(2)] as const;
    const desk = await readyDesk(
      people.map((one) => offerFor(one, { Omfattning: '30' })),
      people,
    );
    const answers = (extra: Row = {}) =>
      csv([
        { 'Ansöknings-ID': 'JS-2026B-00001', '4.4': 'heltid', '7.9': 'ja', ...extra },
        { 'Ansöknings-ID': 'JS-2026B-77777', '4.4': 'heltid', '7.9': 'ja', ...extra },
        { 'Ansöknings-ID': 'JS-2026B-00002', '4.4': 'ibland', '7.9': 'ja', ...extra },
      ]);
    const read = async (text: string) =>
      must(readFormAnswers(desk.session, must(await readTable({ path: writeFile('svar.csv', text) }))));
    expect(await read(answers())).toEqual({
      rows: 3,
      filled: 1,
      rejected: [
        { row: 3, problems: [{ field: 'applicationId', code: 'unknownValue' }] },
        { row: 4, problems: [{ field: '4.4', code: 'unknownValue' }] },
      ],
      unknownColumns: [],
    });
    expect(fixing(desk, people[0]).fixed).toBe(1);
    expect((await read(answers({ Färg: 'blå' }))).rejected[0]).toEqual({
      row: 2,
      problems: [{ field: 'applicationId', code: 'basisFixed' }],
    });
  });

  it('a draft survives the program, is the person’s own, and is gone once fixed', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    const { id } = caseOf(desk, person);
    const before = countEvents(desk);
    must(saveFormDraft(desk.session, { id, outcome: 'grant', answers: { '6.3': 'Halvskriven mening' } }));
    desk.reopen();
    const view = must(formView(desk.session, id));
    expect(view.answers['6.3']).toBe('Halvskriven mening');
    expect(view.provenance['6.3']).toBe('draft');
    expect(countEvents(desk)).toBe(before);
  });
});

describe('offers and employers by hand', () => {
  it('an offer by hand makes its employer once; a wrong number is refused', async () => {
    const people = [applicant(1), applicant(2)] as const;
    const desk = await newDesk('Åsa');
    await importRows(desk, people, { kind: 'applications' });
    const enter = (person: Row, number: string) => {
      const { id, state } = caseOf(desk, person);
      return enterOffer(desk.session, {
        id,
        heads: state.heads,
        fields: {
          employerName: 'Norrsken AB',
          organisationNumber: number,
          start: '2026-12-07',
          end: '2027-04-06',
        },
      });
    };
    expect(enter(people[0], '559999-0000')).toMatchObject({
      ok: false,
      error: { tag: 'wrongOrganisationNumber' },
    });
    must(enter(people[0], organisationNumber(4)));
    must(enter(people[1], organisationNumber(4)));
    expect(listEmployers(desk.session, undefined)).toMatchObject([
      { name: 'Norrsken AB', soleTrader: false, check: null, cases: [{}, {}] },
    ]);
  });

  it('an offer that fell needs its reason, and a check is not made tomorrow', async () => {
    const person = applicant(1);
    const desk = await readyDesk([offerFor(person)], [person]);
    const { id, state } = caseOf(desk, person);
    const offer = Object.keys(state.offers)[0] ?? '';
    const move = (reason?: string) =>
      moveOffer(desk.session, {
        id,
        heads: caseOf(desk, person).state.heads,
        offer,
        state: 'declined',
        reason,
        day: day('2026-11-02'),
      });
    expect(move()).toMatchObject({ ok: false });
    must(move('E1'));
    expect(must(formView(desk.session, id)).row.step).toBe('offerFell');
    const employers = listEmployers(desk.session, undefined).map((one) => one.id as never);
    const check = { employers, outcome: 'clear', sources: ['Bolagsverket'] } as const;
    expect(registerChecks(desk.session, { ...check, day: day('2026-11-03') })).toMatchObject({
      ok: false,
      error: { tag: 'dayInFuture' },
    });
    expect(
      registerUnions(desk.session, {
        employers,
        organisation: 'Unionen',
        answer: 'noAnswer',
        askedOn: day('2026-10-20'),
        dueOn: day('2026-11-03'),
        day: day('2026-11-02'),
      }),
    ).toMatchObject({ ok: false });
  });
});

describe('BÄR’s list', () => {
  async function fixedDesk(count: number) {
    const people = Array.from({ length: count }, (_, index) => applicant(index + 1));
    const desk = await readyDesk(
      people.map((one) => offerFor(one)),
      people,
    );
    for (const person of people) expect(fixing(desk, person).fixed).toBe(1);
    desk.goTo('2026-11-20');
    return { desk, people };
  }

  it('registers what agrees, and shows what differs or has no basis without recording it', async () => {
    const { desk, people } = await fixedDesk(4);
    const stranger = applicant(50);
    await importRows(desk, [stranger], { kind: 'applications' });
    const [one, two, three, four] = people as [Row, Row, Row, Row];
    const rows = [
      decisionFor(one),
      decisionFor(two, { 'Period från': '2026-12-14', Beslutsdatum: '2026-10-30' }),
      decisionFor(three, { Beslut: 'Avslag', 'Period från': '', 'Period till': '' }),
      decisionFor(stranger),
      decisionFor(applicant(99)),
      decisionFor(four, { 'BÄR-ärendenummer': `BÄR-${one['Ansöknings-ID']}` }),
    ];
    const report = await importRows(desk, rows, bar);
    expect(report).toMatchObject({ rows: 6, new: 1, changed: 0, unchanged: 3, duplicates: [{ row: 7 }] });
    expect(report.rejected).toEqual([
      { row: 6, problems: [{ field: 'personalIdentityNumber', code: 'unknownValue' }] },
    ]);
    expect(report.differs).toEqual([
      { row: 3, case: 'JS-2026B-00002', field: 'from', ours: '2026-12-07', theirs: '2026-12-14' },
      { row: 3, case: 'JS-2026B-00002', field: 'dayBeforeBasis', ours: '2026-11-02', theirs: '2026-10-30' },
      { row: 4, case: 'JS-2026B-00003', field: 'outcome', ours: 'grant', theirs: 'refusal' },
    ]);
    expect(report.noBasis).toEqual([{ row: 5, case: 'JS-2026B-00050' }]);
    expect(people.map((person) => decisionStanding(caseOf(desk, person).state).status)).toEqual([
      'registered',
      'basis',
      'basis',
      'basis',
    ]);
    expect(listPending(desk.session).map((row) => [row.row, row.reason])).toEqual([
      [3, 'differs'],
      [4, 'differs'],
      [5, 'noBasis'],
    ]);
  });

  it('DE-24 says what a row of another kind is and waits for; set aside it leaves a note and no decision', async () => {
    const { desk, people } = await fixedDesk(2);
    const [one, two] = people as [Row, Row];
    await importRows(desk, [decisionFor(one, {})], bar);
    const rows = [
      decisionFor(one, { Beslut: 'Ändring', 'BÄR-ärendenummer': 'BÄR-9' }),
      decisionFor(two, { Beslut: 'Avvisning' }),
      decisionFor(one, { Beslutsdatum: '2026-11-17' }),
    ];
    await importRows(desk, rows, bar);
    const waiting = listPending(desk.session);
    expect(waiting.map(({ reason, outcome, stands }) => [reason, outcome, stands !== null])).toEqual([
      ['otherKind', 'change', true],
      ['otherKind', 'dismissal', false],
      ['registered', 'grant', true],
    ]);
    const [change] = waiting;
    if (!change) throw new Error('nothing waits');
    expect(settlePending(desk.session, change.id, {})).toMatchObject({
      error: { tag: 'barKindNotRegistered' },
    });
    const before = decisionStanding(caseOf(desk, one).state);
    must(discardPending(desk.session, { id: change.id, reason: 'Sista dagen är flyttad till den 20 mars.' }));
    expect(decisionStanding(caseOf(desk, one).state)).toEqual(before);
    expect(listPending(desk.session)).toHaveLength(2);
    expect(caseOf(desk, one).state.work?.notes.map(({ place, text }) => [place, text])).toEqual([
      ['caseFile', 'BÄR BÄR-9, 2026-11-16: Sista dagen är flyttad till den 20 mars.'],
    ]);
  });

  it('lets no second case bear a number from BÄR, by list or by hand', async () => {
    const { desk, people } = await fixedDesk(2);
    const [one, two] = people as [Row, Row];
    const number = { 'BÄR-ärendenummer': 'BÄR-7' };
    await importRows(desk, [decisionFor(one, number)], bar);
    const report = await importRows(desk, [decisionFor(two, number)], bar);
    expect(report).toMatchObject({ new: 0, unchanged: 1 });
    expect(report.differs).toEqual([
      { row: 2, case: 'JS-2026B-00002', field: 'barNumber', ours: 'JS-2026B-00001', theirs: 'BÄR-7' },
    ]);
    const byHand = { barNumber: 'BÄR-7', day: day('2026-11-16'), outcome: 'grant' } as const;
    const { id } = caseOf(desk, two);
    expect(registerOne(desk.session, { caseId: id, bar: byHand, kept: {}, source: 'hand' })).toMatchObject({
      ok: false,
      error: { tag: 'barNumberTaken', applicationId: 'JS-2026B-00001' },
    });
  });

  it('is settled by a person, difference by difference; read in again it changes nothing', async () => {
    const { desk, people } = await fixedDesk(1);
    const rows = [decisionFor(people[0] ?? {}, { 'Period från': '2026-12-14', Beslutsdatum: '2026-10-30' })];
    await importRows(desk, rows, bar);
    const waiting = listPending(desk.session)[0];
    expect(settlePending(desk.session, waiting?.id ?? '', { from: 'theirs' })).toMatchObject({
      ok: false,
      error: { tag: 'differs', differences: [{ field: 'dayBeforeBasis' }] },
    });
    must(settlePending(desk.session, waiting?.id ?? '', { from: 'theirs', dayBeforeBasis: 'theirs' }));
    expect(decisionStanding(caseOf(desk, people[0] ?? {}).state)).toMatchObject({
      status: 'registered',
      registered: { day: '2026-10-30', period: { from: '2026-12-14', to: '2027-04-06' }, source: 'list' },
    });
    expect(listPending(desk.session)).toEqual([]);
    expect(settlePending(desk.session, waiting?.id ?? '', {})).toMatchObject({
      ok: false,
      error: { tag: 'pendingGone' },
    });
    expect(await importRows(desk, rows, bar)).toMatchObject({
      new: 0,
      unchanged: 1,
      differs: [],
      noBasis: [],
    });
  });

  it('the same list read in twice waits once, and a row can be put away', async () => {
    const { desk, people } = await fixedDesk(1);
    const rows = [decisionFor(people[0] ?? {}, { 'Period till': '2027-04-05' })];
    await importRows(desk, rows, bar);
    await importRows(desk, rows, bar);
    expect(listPending(desk.session)).toHaveLength(1);
    must(discardPending(desk.session, { id: listPending(desk.session)[0]?.id ?? '', reason: 'Fel rad' }));
    expect(listPending(desk.session)).toEqual([]);
    expect(decisionStanding(caseOf(desk, people[0] ?? {}).state).status).toBe('basis');
  });

  it('lets only one of two decisions on one case register; a person says what the other is', async () => {
    const { desk, people } = await fixedDesk(1);
    const person = people[0] ?? {};
    const rows = [
      decisionFor(person),
      decisionFor(person, {
        'BÄR-ärendenummer': 'BÄR-2',
        Beslut: 'Avslag',
        'Period från': '',
        'Period till': '',
      }),
    ];
    const report = await importRows(desk, rows, bar);
    expect(report).toMatchObject({ new: 1, unchanged: 1 });
    expect(report.differs?.map(({ row, field }) => [row, field])).toEqual([
      [3, 'barNumber'],
      [3, 'outcome'],
    ]);
    expect(decisionStanding(caseOf(desk, person).state)).toMatchObject({
      registered: { barNumber: 'BÄR-JS-2026B-00001', outcome: 'grant' },
    });
    const later = await importRows(desk, [{ ...decisionFor(person), Beslutsdatum: '2026-11-17' }], bar);
    expect(later.differs).toEqual([
      { row: 2, case: 'JS-2026B-00001', field: 'day', ours: '2026-11-16', theirs: '2026-11-17' },
    ]);
  });

  it('by hand: never twice, never on a day to come, never without a basis', async () => {
    const { desk, people } = await fixedDesk(1);
    const { id, state } = caseOf(desk, people[0] ?? {});
    const bare = { caseId: id, kept: {}, source: 'hand' as const, heads: state.heads };
    const decision = { barNumber: 'BÄR-7', day: day('2026-11-16'), outcome: 'grant' as const };
    expect(
      registerOne(desk.session, { ...bare, bar: { ...decision, day: day('2026-11-21') } }),
    ).toMatchObject({ error: { tag: 'dayInFuture' } });
    expect(registerOne(desk.session, { ...bare, bar: { ...decision, barNumber: ' ' } })).toMatchObject({
      error: { tag: 'noBarNumber' },
    });
    must(registerOne(desk.session, { ...bare, bar: decision }));
    expect(registerOne(desk.session, { ...bare, bar: decision })).toMatchObject({
      error: { tag: 'changedMeanwhile' },
    });
    const now = caseOf(desk, people[0] ?? {}).state;
    expect(registerOne(desk.session, { ...bare, bar: decision, heads: now.heads })).toMatchObject({
      error: { tag: 'alreadyRegistered' },
    });
    expect(fieldValue(now.fields, 'givenName')).toBe('Hend');
  });
});
