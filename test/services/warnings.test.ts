// Proves: what a verdict or a basis would rest on that is too old is said, and so is the cap; nothing is refused (RE-42 to RE-44).
import { describe, expect, it } from 'vitest';
import { conclusionName } from '../../domain/ledger/case/readings.ts';
import { formView } from '../../main/services/decision/decisions.ts';
import { intakeViews } from '../../main/services/overview.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { giveVerdictToMany, previewMany } from '../../main/services/review/verdicts.ts';
import type { Session } from '../../main/services/session.ts';
import { applicant, caseOf, importRows, must, newDesk, type Desk, type Row } from './desk.ts';
import { judgeCase } from './group-of-desks.ts';

const pilot = { kind: 'applications', intake: '2026-autumn-pilot' } as const;

async function deskWith(...people: readonly Row[]): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, people, { kind: 'applications' });
  return desk;
}

/** As after an update that brings other dated data. */
function updated({ session }: Desk, change: 'rules' | 'countries'): Session {
  const { reference } = session;
  const sha256 = 'e'.repeat(64);
  if (change === 'countries') {
    const { countries } = reference.lists;
    const next = { version: 2, from: '2026-11-01', pin: { ...countries.pin, version: '2', sha256 } };
    return { ...session, reference: { ...reference, lists: { ...reference.lists, countries: next } } };
  }
  const ruleSets = reference.ruleSets.map(({ set, pin }) => ({
    set: { ...set, version: set.version + 1 },
    pin: { ...pin, version: String(set.version + 1), sha256 },
  }));
  return { ...session, reference: { ...reference, ruleSets } };
}

describe('what is too old', () => {
  it('RE-43 an action plan is said at the case, before a verdict on many and before the basis', async () => {
    const person = applicant(1, { 'Handlingsplan datum': '2026-01-10' });
    const desk = await deskWith(person, applicant(2, { 'Handlingsplan datum': '2026-10-01' }));
    const { id } = caseOf(desk, person);
    const sentence = 'Handlingsplanen från den 2026-01-10 är äldre än sex månader.';
    const said = [{ what: 'check', name: 'Stämmer med handlingsplanen', sentence }];
    expect(must(caseView(desk.session, id)).stale).toMatchObject(said);
    expect(must(formView(desk.session, id, 'grant')).stale).toMatchObject(said);
    const cases = must(idsMatching(desk.session, ''));
    const many = { cases, conclusion: 'eligible' } as const;
    expect(previewMany(desk.session, many)).toMatchObject({ willChange: 2, oldPlans: 1, caps: [] });
    must(giveVerdictToMany(desk.session, many));
    expect(conclusionName(caseOf(desk, person).state)).toBe('eligible');
    expect(must(caseView(desk.session, id)).stale).toHaveLength(1);
  });

  it.each(['rules', 'countries'] as const)(
    'RE-43 a verdict by other %s than today’s says so',
    async (what) => {
      const person = applicant(1);
      const desk = await deskWith(person);
      judgeCase(desk, person, 'eligible');
      const { id } = caseOf(desk, person);
      expect(must(caseView(desk.session, id)).stale).toEqual([]);
      const [given, now] = what === 'rules' ? ['2', '3'] : ['1', '2'];
      const stale = [{ what, given, now, name: '', sentence: '' }];
      expect(must(caseView(updated(desk, what), id)).stale).toEqual(stale);
      expect(must(formView(updated(desk, what), id, 'grant')).stale).toEqual(stale);
    },
  );

  it('RE-44 the country list and the limits are named with version and date', async () => {
    const person = applicant(1);
    const desk = await deskWith(person);
    const { checks } = must(caseView(desk.session, caseOf(desk, person).id));
    const listsOf = (id: string) => checks.find((one) => one.id === id)?.lists;
    expect(listsOf('E2')).toEqual([{ name: 'countries', version: 1, from: '2026-11-22' }]);
    expect(listsOf('E11')).toEqual([{ name: 'thresholds', version: 2, from: '2026-01-01' }]);
    expect(listsOf('E8')).toEqual([]);
  });
});

describe('the cap of the pilot', () => {
  const people = Array.from({ length: 17 }, (_, index) =>
    applicant(index + 1, { Gymnasieutbildning: 'Ja', 'Gymnasiebetyg sedda': '2026-09-01' }),
  );

  it('RE-42 is said at the intake, at the case and before a verdict on many, and stops nothing', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, people, pilot);
    const cases = must(idsMatching(desk.session, ''));
    const many = { cases, conclusion: 'eligible' } as const;
    const cap = { intake: '2026-autumn-pilot', cap: 15, applicants: 17, eligible: 0 };
    expect(previewMany(desk.session, many).caps).toEqual([{ cap, asked: 17 }]);
    expect(must(giveVerdictToMany(desk.session, many)).changed).toBe(17);
    expect(intakeViews(desk.session)[0]?.cap).toEqual({ ...cap, eligible: 17 });
    expect(must(caseView(desk.session, cases[0] ?? ('' as never))).cap).toEqual({ ...cap, eligible: 17 });
  });

  it('RE-42 does not count who has withdrawn; the regular intake has none', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, people.slice(0, 2), pilot);
    const gone = { ...people[0], 'Samtycke återkallat': '2026-09-20' };
    await importRows(desk, [gone], { ...pilot, asOf: '2026-09-21' });
    expect(intakeViews(desk.session)[0]?.cap?.applicants).toBe(1);
    const other = await deskWith(applicant(1));
    expect(intakeViews(other.session)[0]?.cap).toBeNull();
  });
});
