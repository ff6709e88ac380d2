// Owns: that lists, searches and counts tell what the rows say: keyset against a full sort, every lawful term, Table 1.
import fc from 'fast-check';
import { flagged } from '../../db/ledger/flags.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../../db/ledger/contract.ts';
import type { Store } from '../../db/open.ts';
import {
  caseIds,
  casePage,
  countCases,
  countsBy,
  rowById,
  rowsByIds,
  type CaseCursor,
} from '../../db/queries/cases.ts';
import { noteLooked, noteNewsSince } from '../../db/local/looked.ts';
import { casesOfEmployers, employerRow, employersWithCases } from '../../db/queries/employers.ts';
import { caseEvents, recentOwnBatches } from '../../db/queries/history.ts';
import { casesByApplicationId, casesOfPerson } from '../../db/queries/person.ts';
import { tableOne } from '../../db/queries/statistics.ts';
import { compileQuery, sortColumns } from '../../db/queries/where.ts';
import {
  caseStream,
  eventHashSchema,
  intakeIdSchema,
  isoDateSchema,
  memberIdSchema,
  type CaseId,
} from '../../domain/ids.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import type { CaseRow } from '../../domain/review/case-row.ts';
import { unpackIds } from '../../domain/packed-ids.ts';
import {
  everything,
  lawfulTerms,
  sortableTerms,
  type Comparison,
  type Query,
  type SortableTerm,
  type Term,
} from '../../domain/review/query.ts';
import {
  basis,
  batchId,
  caseId,
  employerId,
  entered,
  found,
  imported,
  intake,
  ledgerOf,
  named,
  newDevice,
  newStore,
  offered,
  registered,
  temporaryFolder,
  verdict,
  write,
} from '../builders/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store<'writer'>;
let ledger: Ledger;
const total = 120;
const families = ['Öberg', 'Åkesson', 'Ärlig', 'Wall', 'Vall', 'Berg', 'Bergman', 'von Essen'];
const towns = ['Malmö', 'Göteborg', 'Åre', ''];
const colours = ['green', 'orange', 'red'];
const all = Array.from({ length: total }, (_, index) => caseId(index));
const handed = [all[20], all[40]].map((id) => id ?? caseId(0));

const day = (text: string) => isoDateSchema.parse(text);
const memberOf = (name: string) =>
  memberIdSchema.parse(Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32));

/** The field only for some of the cases. */
function when(holds: boolean, fields: Record<string, FieldValue>): Record<string, FieldValue> {
  return holds ? fields : {};
}

function fieldsOf(index: number): Record<string, FieldValue> {
  const town = towns[index % 4] ?? '';
  return {
    familyName: families[index % families.length] ?? '',
    givenName: index === 0 ? 'Anna-Karin Renée' : `Prov${index}`,
    colour: colours[index % 3] ?? '',
    gender: index % 5 === 0 ? 'male' : 'female',
    ...when(town !== '', { municipality: town }),
    ...when(index % 7 !== 0, { area: index % 2 ? 'technology' : 'hr' }),
    ...when(index % 3 === 0, { permitValidTo: `2027-0${1 + (index % 9)}-15`, permitKind: 'timeLimited' }),
    receivedDate: `2026-08-${String(1 + (index % 28)).padStart(2, '0')}`,
    personalIdentityNumber: `1990010${index % 10}${String(9800 + (Math.floor(index / 2) % 180))}`,
    consent: index % 6 !== 0,
    ...when(index % 12 === 0, { consentWithdrawnOn: '2026-09-09' }),
    consentDate: '2026-08-01',
  };
}

beforeAll(() => {
  folder = temporaryFolder();
  store = newStore(join(folder.path, 's'));
  const device = newDevice('Åsa');
  ledger = ledgerOf(store, device);
  write(
    ledger,
    found(device),
    named(employerId(1), 'Ångbåten AB'),
    named(employerId(2), 'Bageriet AB', '5566778899'),
  );
  write(
    ledger,
    ...all.map((id, index) =>
      imported(id, { fields: fieldsOf(index), applicationId: `JS-2026-${String(index).padStart(4, '0')}` }),
    ),
  );
  write(
    ledger,
    ...all
      .slice(0, 60)
      .map((id, index) => verdict(id, index % 2 ? 'eligible' : 'needsCheck', batchId('verdicts'))),
  );
  write(
    ledger,
    ...all.slice(0, 30).map((id, index) =>
      offered(id, employerId((index % 3) + 1), {
        employerName: ['Ångbåten AB', 'Bageriet AB', 'Tredje AB'][index % 3] ?? '',
      }),
    ),
  );
  write(ledger, ...all.slice(0, 10).map((id, index) => basis(id, device, index < 8 ? 'grant' : 'refusal')));
  write(ledger, ...all.slice(0, 5).map((id, index) => registered(id, 'grant', `BÄR-2026/00${index}`)));
  const takenBack = all[9] ?? caseId(9);
  for (const id of [...handed, takenBack])
    write(ledger, { stream: caseStream(id), payload: { kind: 'handover.noted', text: 'Prov' } });
  write(ledger, { stream: caseStream(takenBack), payload: { kind: 'handover.taken' } });
  write(
    ledger,
    ...all.slice(50, 56).map((id, index) => ({
      stream: caseStream(id),
      payload: {
        kind: 'case.assigned' as const,
        handler: memberOf(index % 2 ? 'Bo' : 'Cai'),
        ...(index < 3 ? { until: day('2026-12-01') } : {}),
      },
    })),
    ...all.slice(60, 70).map((id, index) => ({
      stream: caseStream(id),
      payload: { kind: 'case.watched' as const, until: day(`2026-12-0${1 + (index % 4)}`), reason: 'Prov' },
    })),
  );
  write(
    ledger,
    ...all.slice(70, 80).map((id, index) => ({
      stream: caseStream(id),
      payload: {
        kind: 'request.sent' as const,
        what: 'supplement' as const,
        lacks: [{ code: 'permit', fields: ['permitKind'] }],
        sentOn: day('2026-11-20'),
        dueOn: day(`2026-12-0${1 + (index % 4)}`),
        how: 'portal' as const,
        texts: { id: 'prov', version: '1', sha256: 'a'.repeat(64) },
      },
    })),
  );
  write(
    ledger,
    ...all.slice(80, 84).map((id) => ({
      stream: caseStream(id),
      payload: {
        kind: 'question.asked' as const,
        question: 'Prov',
        officer: 'Prov',
        unit: 'Prov',
        askedOn: day('2026-11-20'),
        how: 'email' as const,
      },
    })),
  );
  write(
    ledger,
    ...all.slice(86, 92).map((id, index) => ({
      stream: caseStream(id),
      payload: {
        kind: 'matter.opened' as const,
        openedOn: index === 5 ? null : day(`2026-05-0${1 + index}`),
        openedHow: 'writing' as const,
      },
    })),
  );
  write(ledger, { stream: 'shared', payload: { kind: 'secondLook.set', asks: ['notEligible'] } });
  for (const id of all.slice(84, 86)) {
    write(ledger, verdict(id, 'notEligible'));
    write(ledger, {
      stream: caseStream(id),
      payload: { kind: 'secondLook.asked', about: 'notEligible' },
    });
  }
  const shownHeads = ledger.heads(`case:${all[119]}`);
  write(ledger, entered(all[119] ?? caseId(0), { municipality: 'Lund' }));
  write(ledger, { ...entered(all[119] ?? caseId(0), { municipality: 'Kiruna' }), shownHeads });
});
afterAll(() => {
  store.close();
  folder.remove();
});

function every(): CaseRow[] {
  return rowsByIds(store.db, all);
}

function term(name: Term, cmp: Comparison, value = ''): Query {
  return { op: 'term', term: name, cmp, value };
}

function matching(where: Query): CaseId[] {
  return unpackIds(caseIds(store.db, { where, sort: 'applicationId', descending: false }));
}

function idsWhere(keep: (row: CaseRow) => boolean): CaseId[] {
  return every()
    .filter(keep)
    .map((row) => row.caseId);
}

describe('keyset pages', () => {
  const sorts = sortableTerms.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })));

  function paged(request: {
    sort: SortableTerm;
    descending: boolean;
    where: Query;
    limit: number;
  }): CaseId[] {
    const ids: CaseId[] = [];
    let after: CaseCursor | undefined;
    for (;;) {
      const page = casePage(store.db, { ...request, ...(after ? { after } : {}) });
      ids.push(...page.rows.map((row) => row.caseId));
      if (!page.next) return ids;
      after = page.next;
    }
  }

  /** The whole table sorted in memory: blanks last, ties in the order of import. */
  function sorted(sort: SortableTerm, descending: boolean): CaseId[] {
    const rows = store.db
      .prepare<[], { case_id: CaseId; n: number; value: string }>(
        `SELECT case_id, n, ${sortColumns[sort]} AS value FROM case_row`,
      )
      .all();
    const way = descending ? -1 : 1;
    const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    return rows
      .sort((a, b) => {
        if ((a.value === '') !== (b.value === '')) return a.value === '' ? 1 : -1;
        return a.value === '' ? a.n - b.n : way * (compare(a.value, b.value) || a.n - b.n);
      })
      .map((row) => row.case_id);
  }

  it('equal a full sort for every sort, direction and page length', () => {
    for (const { sort, descending } of sorts) {
      const whole = sorted(sort, descending);
      for (const limit of [1, 7, 60, total, 500])
        expect(paged({ sort, descending, where: everything, limit })).toEqual(whole);
      expect(unpackIds(caseIds(store.db, { sort, descending, where: everything }))).toEqual(whole);
    }
  });

  it('use the index of each sort, and sort nothing', () => {
    for (const sort of sortableTerms) {
      const plan = store.db
        .prepare<[], { detail: string }>(
          `EXPLAIN QUERY PLAN SELECT case_id FROM case_row WHERE ${sortColumns[sort]} <> '' AND (1) ORDER BY ${sortColumns[sort]} ASC, n ASC`,
        )
        .all()
        .map(({ detail }) => detail)
        .join();
      expect(plan).toMatch(/USING COVERING INDEX/);
      expect(plan).not.toMatch(/TEMP B-TREE/);
    }
  });

  it('hold only what matches', () => {
    const where = term('colour', 'is', 'green');
    expect(paged({ sort: 'name', descending: false, where, limit: 9 })).toHaveLength(40);
    expect(caseIds(store.db, { sort: 'name', descending: true, where }).count).toBe(40);
  });

  it('stand in Swedish order of name', () => {
    const { rows } = casePage(store.db, { sort: 'name', descending: false, where: everything, limit: total });
    const order = [...new Set(rows.map((row) => row.familyName))];
    expect(order).toEqual(['Berg', 'Bergman', 'Vall', 'von Essen', 'Wall', 'Åkesson', 'Ärlig', 'Öberg']);
  });

  it('give rows by id in the order asked, without those that are not here', () => {
    const asked = [all[5], caseId('nobody'), all[2]].filter((id) => id !== undefined);
    expect(rowsByIds(store.db, asked).map((row) => row.caseId)).toEqual([all[5], all[2]]);
    expect(
      unpackIds(caseIds(store.db, { sort: 'applicationId', descending: false, where: everything }), 3, 5),
    ).toEqual(all.slice(3, 5));
  });
});

describe('a search', () => {
  const heads = [eventHashSchema.parse('ab'.repeat(32))];
  beforeAll(() => {
    for (const id of all.slice(2, 4)) noteLooked(store.db, id, { at: 1, heads, news: false });
    noteNewsSince(store.db, new Set(all.slice(3, 5)));
  });
  const expectations: Record<Term, [Query, (row: CaseRow) => boolean][]> = {
    name: [
      [term('name', 'words', 'berg'), (row) => row.familyName.startsWith('Berg')],
      [term('name', 'words', 'ÖBERG anna'), (row) => row.caseId === all[0]],
      [term('name', 'words', 'karin RENEE'), (row) => row.caseId === all[0]],
      [term('name', 'words', 'oberg'), () => false],
      [term('name', 'words', 'arin'), () => false],
      [term('name', 'words', ' '), () => false],
      [term('name', 'is', 'prov7 Öberg'), () => false],
      [term('name', 'is', 'prov8 öberg'), (row) => row.caseId === all[8]],
    ],
    identityNumber: [
      [term('identityNumber', 'is', '199001019800'), (row) => row.identityNumber === '199001019800'],
      [term('identityNumber', 'words', '900102'), (row) => row.identityNumber?.slice(2, 8) === '900102'],
      [
        term('identityNumber', 'words', '19900102'),
        (row) => row.identityNumber?.startsWith('19900102') ?? false,
      ],
    ],
    applicationId: [
      [term('applicationId', 'is', 'JS-2026-0011'), (row) => row.caseId === all[11]],
      [term('applicationId', 'words', '011'), (row) => /-011/.test(row.applicationId)],
    ],
    barNumber: [
      [term('barNumber', 'is', 'BÄR-2026/001'), (row) => row.caseId === all[1]],
      [term('barNumber', 'words', '003'), (row) => row.caseId === all[3]],
      [term('barNumber', 'present'), (row) => row.barNumber !== null],
    ],
    consent: [[term('consent', 'is', 'withdrawn'), (row) => row.consent === 'withdrawn']],
    step: [[term('step', 'is', 'offered'), (row) => row.step === 'offered']],
    colour: [[term('colour', 'is', 'orange'), (row) => row.colour === 'orange']],
    intake: [
      [term('intake', 'is', '2026-autumn'), () => true],
      [term('intake', 'is', '2026-spring'), () => false],
    ],
    targetGroup: [[term('targetGroup', 'is', 'pilot'), () => false]],
    area: [
      [term('area', 'is', 'hr'), (row) => row.area === 'hr'],
      [{ op: 'not', not: term('area', 'present') }, (row) => row.area === null],
    ],
    receivedDate: [[term('receivedDate', 'is', '2026-08-05'), (row) => row.receivedDate === '2026-08-05']],
    permitValidTo: [
      [
        term('permitValidTo', 'lt', '2027-05-15'),
        (row) => row.permitValidTo !== null && row.permitValidTo < '2027-05-15',
      ],
      [
        term('permitValidTo', 'le', '2027-04-15'),
        (row) => row.permitValidTo !== null && row.permitValidTo <= '2027-04-15',
      ],
      [
        term('permitValidTo', 'gt', '2027-04-15'),
        (row) => row.permitValidTo !== null && row.permitValidTo > '2027-04-15',
      ],
      [
        term('permitValidTo', 'ge', '2027-04-15'),
        (row) => row.permitValidTo !== null && row.permitValidTo >= '2027-04-15',
      ],
      [
        { op: 'not', not: term('permitValidTo', 'lt', '2027-05-15') },
        (row) => row.permitValidTo === null || row.permitValidTo >= '2027-05-15',
      ],
    ],
    municipality: [
      [term('municipality', 'words', 'malm'), (row) => row.municipality === 'Malmö'],
      [term('municipality', 'words', 'are'), () => false],
      [term('municipality', 'is', 'åre'), (row) => row.municipality === 'Åre'],
    ],
    employer: [[term('employer', 'words', 'ångb'), (row) => row.employerName === 'Ångbåten AB']],
    startsOn: [[term('startsOn', 'ge', '2026-12-01'), (row) => row.startsOn !== null]],
    endsOn: [[term('endsOn', 'present'), (row) => row.endsOn !== null]],
    decisionDay: [[term('decisionDay', 'is', '2026-11-09'), (row) => row.registered]],
    missing: [
      [term('missing', 'is', 'area'), (row) => row.missing.includes('area')],
      [{ op: 'not', not: term('missing', 'is', 'offer') }, (row) => row.offer !== null],
      [term('missing', 'present'), (row) => row.missing.length > 0],
    ],
    outcome: [[term('outcome', 'is', 'refusal'), (row) => row.outcome === 'refusal']],
    registered: [
      [term('registered', 'is', 'yes'), (row) => row.registered],
      [term('registered', 'is', 'no'), (row) => !row.registered],
      [term('registered', 'present'), (row) => row.registered],
    ],
    conclusion: [[term('conclusion', 'is', 'eligible'), (row) => row.conclusion === 'eligible']],
    handedOver: [
      [term('handedOver', 'is', 'yes'), (row) => handed.includes(row.caseId)],
      [term('handedOver', 'is', 'no'), (row) => !handed.includes(row.caseId)],
      [term('handedOver', 'present'), (row) => handed.includes(row.caseId)],
    ],
    assignee: [
      [term('assignee', 'is', memberOf('Bo')), (row) => row.assignees.includes(memberOf('Bo'))],
      [term('assignee', 'present'), (row) => row.assignees.length > 0],
    ],
    takenUntil: [[term('takenUntil', 'lt', '2026-12-02'), (row) => row.takenUntil === '2026-12-01']],
    watchUntil: [
      [term('watchUntil', 'is', '2026-12-01'), (row) => row.watchUntil === '2026-12-01'],
      [term('watchUntil', 'present'), (row) => row.watchUntil !== null],
    ],
    news: [
      [term('news', 'is', 'yes'), (row) => row.caseId === all[3]],
      [term('news', 'present'), (row) => row.caseId === all[3]],
      [term('news', 'is', 'no'), (row) => row.caseId !== all[3]],
    ],
    question: [
      [term('question', 'present'), (row) => all.slice(80, 84).includes(row.caseId)],
      [term('question', 'is', 'yes'), (row) => all.slice(80, 84).includes(row.caseId)],
      [term('question', 'is', 'no'), (row) => !all.slice(80, 84).includes(row.caseId)],
    ],
    secondLook: [
      [term('secondLook', 'is', 'yes'), (row) => all.slice(84, 86).includes(row.caseId)],
      [term('secondLook', 'is', 'no'), (row) => !all.slice(84, 86).includes(row.caseId)],
    ],
    openedOn: [
      [term('openedOn', 'present'), (row) => all.slice(86, 91).includes(row.caseId)],
      [term('openedOn', 'is', '2026-05-02'), (row) => row.caseId === all[87]],
      [term('openedOn', 'lt', '2026-05-03'), (row) => all.slice(86, 88).includes(row.caseId)],
      [term('openedOn', 'ge', '2026-05-03'), (row) => all.slice(88, 91).includes(row.caseId)],
    ],
    awaitsUntil: [
      [term('awaitsUntil', 'present'), (row) => all.slice(70, 80).includes(row.caseId)],
      [term('awaitsUntil', 'is', '2026-12-02'), (row) => [71, 75, 79].some((at) => row.caseId === all[at])],
      [term('awaitsUntil', 'lt', '2026-12-02'), (row) => [70, 74, 78].some((at) => row.caseId === all[at])],
    ],
  };
  for (const name of lawfulTerms) {
    it(`by ${name} finds what the rows say`, () => {
      for (const [query, keep] of expectations[name]) {
        const wanted = idsWhere(keep);
        expect(matching(query)).toEqual(wanted);
        expect(matching({ op: 'not', not: query })).toEqual(all.filter((id) => !wanted.includes(id)));
        expect(countCases(store.db, query)).toBe(wanted.length);
      }
    });
  }

  it('joins terms by and, or and not', () => {
    const [green, area] = [term('colour', 'is', 'green'), term('area', 'is', 'hr')];
    expect(matching({ op: 'and', all: [green, area] })).toEqual(
      idsWhere((row) => row.colour === 'green' && row.area === 'hr'),
    );
    expect(matching({ op: 'or', any: [green, area] })).toEqual(
      idsWhere((row) => row.colour === 'green' || row.area === 'hr'),
    );
    expect(matching({ op: 'not', not: { op: 'or', any: [green, area] } })).toEqual(
      idsWhere((row) => row.colour !== 'green' && row.area !== 'hr'),
    );
    expect(matching({ op: 'or', any: [] })).toEqual([]);
    expect(matching(everything)).toHaveLength(total);
  });

  it('never writes a value into SQL text', () => {
    const comparisons: Comparison[] = ['is', 'words', 'lt', 'le', 'gt', 'ge', 'present'];
    fc.assert(
      fc.property(
        fc.constantFrom(...lawfulTerms),
        fc.constantFrom(...comparisons),
        fc.string(),
        (name, cmp, value) => {
          const compiled = compileQuery(term(name, cmp, value));
          expect(compiled.sql).toBe(compileQuery(term(name, cmp, value === '' ? '' : value)).sql);
          expect(compiled.sql).toMatch(/^[a-z_0-9 ()?<>=',+|AND ORNOTIS]*$/);
          expect(compiled.sql.split('?').length - 1).toBe(compiled.params.length);
          expect(() => countCases(store.db, term(name, cmp, value))).not.toThrow();
        },
      ),
    );
    expect(countCases(store.db, term('name', 'words', `x' OR 1=1 --`))).toBe(0);
  });
});

describe('counts', () => {
  it('tell how many cases stand at each step and colour', () => {
    expect(countsBy(store.db, 'colour', everything)).toEqual({ green: 40, orange: 40, red: 40 });
    const steps = countsBy(store.db, 'step', everything);
    expect(steps).toMatchObject({ granted: 5, basisFixed: 5 });
    expect(Object.values(steps).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(countsBy(store.db, 'area', term('colour', 'is', 'green'))['']).toBe(
      idsWhere((row) => row.colour === 'green' && !row.area).length,
    );
  });

  it('give Table 1 by gender, orange apart from green', () => {
    const count = (keep: (row: CaseRow) => boolean) => idsWhere(keep).length;
    const table = tableOne(store.db, intake);
    expect(table.total).toEqual({
      applicants: total,
      eligible: 40,
      offered: 30,
      granted: 5,
      orange: 40,
    });
    expect(table.male).toEqual({
      applicants: count((row) => row.gender === 'male'),
      eligible: count((row) => row.gender === 'male' && row.colour === 'green'),
      offered: count((row) => row.gender === 'male' && row.offerCount > 0),
      granted: count((row) => row.gender === 'male' && row.registered),
      orange: count((row) => row.gender === 'male' && row.colour === 'orange'),
    });
    expect(tableOne(store.db)).toEqual(table);
    expect(tableOne(store.db, intakeIdSchema.parse('2025-spring')).total.applicants).toBe(0);
  });
});

describe('look-ups', () => {
  it('find every case of a person, and none by an empty number', () => {
    const number = rowById(store.db, all[0] ?? caseId(0))?.identityNumber ?? '';
    expect(casesOfPerson(store.db, number).map((row) => row.caseId)).toEqual(
      idsWhere((row) => row.identityNumber === number),
    );
    expect(casesOfPerson(store.db, '')).toEqual([]);
  });

  it('find cases by application id within an intake', () => {
    const found = casesByApplicationId(store.db, intake, ['JS-2026-0003', 'JS-2026-9999']);
    expect([...found].map(([id, row]) => [id, row.caseId])).toEqual([['JS-2026-0003', all[3]]]);
    expect(casesByApplicationId(store.db, intakeIdSchema.parse('2026-spring'), ['JS-2026-0003']).size).toBe(
      0,
    );
  });

  it('group cases by employer in Swedish order', () => {
    const groups = employersWithCases(store.db);
    expect(
      groups.map(({ name, organisationNumber, cases }) => [name, organisationNumber, cases.length]),
    ).toEqual([
      ['Bageriet AB', '5566778899', 10],
      ['Tredje AB', null, 10],
      ['Ångbåten AB', '5560360793', 10],
    ]);
    expect(
      employersWithCases(store.db, term('step', 'is', 'granted')).flatMap(({ cases }) => cases),
    ).toHaveLength(5);
    expect(casesOfEmployers(store.db, [employerId(2)])).toHaveLength(10);
    expect(employerRow(store.db, employerId(2))?.name).toBe('Bageriet AB');
    expect(employerRow(store.db, employerId(9))).toBeUndefined();
  });

  it('tell a case its history and the device its last acts', () => {
    const kinds = caseEvents(store.db, all[0] ?? caseId(0)).map(({ read }) =>
      read.status === 'known' ? read.payload.kind : read.status,
    );
    expect(kinds).toEqual([
      'facts.imported',
      'verdict.given',
      'offer.imported',
      'basis.fixed',
      'decision.registered',
    ]);
    expect(recentOwnBatches(store.db, 2)).toMatchObject([
      { batch: batchId('offers'), events: 30 },
      { batch: batchId('verdicts'), events: 60, kinds: { 'verdict.given': 60 }, undoneBy: null },
    ]);
  });

  it('name the streams that wait for a person', () => {
    expect(flagged(store.db)).toEqual([{ flag: 'conflict', stream: `case:${all[119]}` }]);
  });
});
