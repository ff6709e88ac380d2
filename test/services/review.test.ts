// Proves: verdicts, one and many, facts by hand and undo through the services (issue §5; design §3 on shown heads).
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { countMatching, idsMatching, listIds } from '../../main/services/review/lists.ts';
import { previewUndo, runUndo } from '../../main/services/review/undo.ts';
import { giveVerdict, giveVerdictToMany, previewMany } from '../../main/services/review/verdicts.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import {
  applicant,
  bytesOf,
  caseOf,
  countEvents,
  identityNumber,
  importRows,
  must,
  newDesk,
  offerFor,
  type Desk,
  type Row,
} from './desk.ts';

const applications = { kind: 'applications' } as const;

async function deskWith(...people: readonly Row[]): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, people, applications);
  return desk;
}

describe('a verdict on one case', () => {
  it('is written with what the rules proposed, and refused when the case has changed since it was shown', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const shown = caseOf(desk, person);
    must(enterFacts(desk.session, { id: shown.id, heads: shown.state.heads, fields: { area: 'economics' } }));
    const before = countEvents(desk);
    const stale = giveVerdict(desk.session, {
      id: shown.id,
      heads: shown.state.heads,
      conclusion: 'eligible',
    });
    expect(stale).toMatchObject({
      ok: false,
      error: { tag: 'changedMeanwhile', acts: [{ actor: desk.session.self.member }] },
    });
    expect(countEvents(desk)).toBe(before);
    must(
      giveVerdict(desk.session, {
        id: shown.id,
        heads: caseOf(desk, person).state.heads,
        conclusion: 'eligible',
      }),
    );
    expect(conclusionName(caseOf(desk, person).state)).toBe('eligible');
    const checks = must(caseView(desk.session, shown.id)).checks.filter((one) => one.confirmed);
    expect(checks.map((one) => one.id)).toContain('E3');
  });

  it('over a fact that says no asks why, and takes the answer', async () => {
    const person = applicant(1, { 'Inskriven hos Arbetsförmedlingen': 'Nej' });
    const desk = await deskWith(person);
    const { id, state } = caseOf(desk, person);
    const verdict = { id, heads: state.heads, conclusion: 'eligible' } as const;
    expect(giveVerdict(desk.session, verdict)).toMatchObject({ ok: false, error: { tag: 'hardFactUnmet' } });
    expect(
      giveVerdict(desk.session, { ...verdict, note: 'Inskriven i går, kontrollerat i dag.' }),
    ).toMatchObject({ ok: true });
  });

  it('on a protected person is not given in the program', async () => {
    const person = applicant(1, { 'Skyddade personuppgifter': 'Ja' });
    const desk = await deskWith(person);
    const { id, state } = caseOf(desk, person);
    expect(giveVerdict(desk.session, { id, heads: state.heads, conclusion: 'needsCheck' })).toMatchObject({
      ok: false,
      error: { tag: 'specialHandling' },
    });
    expect(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: '1' } })).toMatchObject({
      ok: false,
    });
  });
});

describe('a verdict on many', () => {
  it('does what its preview said, and says of each refused why', async () => {
    const people = [
      applicant(1),
      applicant(2, { 'Inskriven hos Arbetsförmedlingen': 'Nej' }),
      applicant(3, { Utbildningsområde: 'Konst' }),
      applicant(4, { 'Skyddade personuppgifter': 'Ja' }),
      applicant(5),
    ];
    const desk = await deskWith(...people);
    const cases = must(idsMatching(desk.session, ''));
    const preview = previewMany(desk.session, { cases, conclusion: 'eligible' });
    expect(countEvents(desk)).toBe(8);
    expect(preview.refused.map((one) => [one.applicationId, one.reason])).toEqual([
      ['JS-2026B-00002', 'criteriaUnmet E1'],
      ['JS-2026B-00003', 'criteriaUnmet E4'],
      ['JS-2026B-00004', 'specialHandling'],
    ]);
    expect(preview.confirms).toEqual({ E3: 2, E6: 2, E7: 2, E8: 2, E11: 2 });
    const outcome = must(giveVerdictToMany(desk.session, { cases, conclusion: 'eligible' }));
    expect({ willChange: outcome.changed, refused: outcome.refused }).toEqual({
      willChange: preview.willChange,
      refused: preview.refused,
    });
    expect(must(countMatching(desk.session, 'slutsats:behörig'))).toBe(2);
    const again = must(giveVerdictToMany(desk.session, { cases, conclusion: 'eligible' }));
    expect(again).toMatchObject({ changed: 0, batch: null });
    expect(again.refused.filter((one) => one.reason === 'alreadySo')).toHaveLength(2);
  });

  it('is not eligible only by a reason that the facts of each case show', async () => {
    const people = [applicant(1, { 'Inskriven hos Arbetsförmedlingen': 'Nej' }), applicant(2)];
    const desk = await deskWith(...people);
    const cases = must(idsMatching(desk.session, ''));
    const given = (reason?: string) =>
      must(giveVerdictToMany(desk.session, { cases, conclusion: 'notEligible', reason }));
    expect(given().refused.map((one) => one.reason)).toEqual(['reasonMissing', 'reasonMissing']);
    expect(given('G9.9').refused.map((one) => one.reason)).toEqual(['reasonUnknown', 'reasonUnknown']);
    expect(given('G1.1')).toMatchObject({
      changed: 1,
      refused: [{ applicationId: 'JS-2026B-00002', reason: 'reasonNotShown' }],
    });
  });

  it('takes 500 in one step and gives 500 back in one', async () => {
    const people = Array.from({ length: 500 }, (_, index) => applicant(index + 1));
    const desk = await newDesk('Åsa');
    const report = await importRows(desk, people, applications);
    const cases = must(idsMatching(desk.session, 'färg:grön'));
    expect(cases).toHaveLength(report.new);
    const { batch, changed } = must(giveVerdictToMany(desk.session, { cases, conclusion: 'eligible' }));
    expect(changed).toBe(cases.length);
    expect(must(previewUndo(desk.session, batch ?? ''))).toEqual({ voided: changed, kept: [] });
    expect(must(runUndo(desk.session, batch ?? ''))).toEqual({ voided: changed, kept: [] });
    expect(must(countMatching(desk.session, 'slutsats:behörig'))).toBe(0);
    expect(must(runUndo(desk.session, batch ?? ''))).toEqual({ voided: 0, kept: [] });
    expect(must(desk.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('cancelled between cases leaves the store as it was', async () => {
    const desk = await deskWith(applicant(1), applicant(2));
    const before = bytesOf(desk);
    const job = { cancelled: () => true, progress: () => undefined };
    const given = giveVerdictToMany(
      desk.session,
      { cases: must(idsMatching(desk.session, '')), conclusion: 'eligible' },
      job,
    );
    expect(given).toMatchObject({ ok: false, error: { tag: 'cancelled' } });
    expect(bytesOf(desk)).toEqual(before);
  });
});

describe('facts by hand', () => {
  it('written from an old look at the case stand beside the newer ones, and the field has no value', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const { id, state } = caseOf(desk, person);
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: '070-1740601' } }));
    must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: '070-1740602' } }));
    const beside = must(caseView(desk.session, id)).facts.find((one) => one.field === 'phone');
    expect(beside).toMatchObject({ status: 'differs', value: null });
    expect(beside?.others.map((one) => one.value).sort()).toEqual(['070-1740601', '070-1740602']);
    must(
      enterFacts(desk.session, {
        id,
        heads: caseOf(desk, person).state.heads,
        fields: { phone: '070-1740602' },
      }),
    );
    expect(must(caseView(desk.session, id)).facts.find((one) => one.field === 'phone')).toMatchObject({
      value: '070-1740602',
    });
  });

  it('take the values that a file may bring and no others, the identity number in its stored form', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const { id, state } = caseOf(desk, person);
    const number = identityNumber();
    const enter = (fields: Record<string, string | boolean>) =>
      enterFacts(desk.session, { id, heads: state.heads, fields });
    const wrong = {
      personalIdentityNumber: `${number.slice(0, 11)}${(Number(number[11]) + 1) % 10}`,
      permitValidTo: 'i morgon',
      consent: 'kanske',
      applicationId: 'JS-2',
      'Foo bar': true,
      degree: 'x'.repeat(4001),
    };
    const before = countEvents(desk);
    expect(enter(wrong)).toMatchObject({
      ok: false,
      error: {
        tag: 'fieldsRefused',
        problems: [
          { field: 'personalIdentityNumber', code: 'wrongCheckDigit' },
          { field: 'permitValidTo', code: 'unknownValue' },
          { field: 'consent', code: 'unknownValue' },
          { field: 'applicationId', code: 'unknownValue' },
          { field: 'Foo bar', code: 'unknownValue' },
          { field: 'degree', code: 'tooLong' },
        ],
      },
    });
    expect(countEvents(desk)).toBe(before);
    must(
      enter({ personalIdentityNumber: `${number.slice(2, 8)}-${number.slice(8)}`, permitKind: 'notNeeded' }),
    );
    expect(must(countMatching(desk.session, `pnr:${number}`))).toBe(1);
  });

  it('taken away again lets the imported value stand', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const phone = () =>
      must(caseView(desk.session, caseOf(desk, person).id)).facts.find((one) => one.field === 'phone');
    const enter = (value: string | null) => {
      const { id, state } = caseOf(desk, person);
      must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: value } }));
    };
    enter('070-1740601');
    expect(phone()).toMatchObject({ value: '070-1740601', source: 'hand', beneath: '070-1740605' });
    enter(null);
    expect(phone()).toMatchObject({ value: '070-1740605', source: 'portal' });
  });
});

describe('lists', () => {
  it('take lawful terms only, by whatever route', async () => {
    const desk = await deskWith(applicant(1));
    expect(countMatching(desk.session, 'födelseland:Iran')).toMatchObject({
      ok: false,
      error: { tag: 'unlawfulTerm', law: expect.stringContaining('2002:546') },
    });
    expect(countMatching(desk.session, 'bananer:2')).toMatchObject({
      ok: false,
      error: { tag: 'unknownTerm' },
    });
    const list = { query: '', sort: 'phone', descending: false };
    expect(listIds(desk.session, list)).toMatchObject({ ok: false, error: { tag: 'sortNotAllowed' } });
  });

  it('follow a case through its steps', async () => {
    const person = applicant(1);
    const desk = await deskWith(person, applicant(2, { Status: 'orange', Utbildningsområde: 'Ekonomi' }));
    const count = (query: string) => must(countMatching(desk.session, query));
    expect(
      ['färg:grön', 'färg:orange', 'område:teknik', 'intag:2026-autumn', 'läge:inläst', 'läge:erbjuden'].map(
        count,
      ),
    ).toEqual([1, 1, 1, 2, 2, 0]);
    await importRows(desk, [offerFor(person)], { kind: 'offers' });
    expect(['läge:erbjuden', 'läge:inläst', 'arbetsgivare:exempel', 'inte läge:erbjuden'].map(count)).toEqual(
      [1, 1, 1, 1],
    );
    expect(decisionStanding(caseOf(desk, person).state).status).toBe('undecided');
  });
});
