// Proves RE-62 and RE-63 on real stores: what a reader does not see of a case neither finds it, nor counts it, nor places it, and no
// list names it. By law: 16 § förvaltningslagen (2017:900); 14 § lagen (2002:546).
import { describe, expect, it } from 'vitest';
import { lawfulTerms, sortableTerms } from '../../domain/review/query.ts';
import { packedIds, unpackIds } from '../../domain/packed-ids.ts';
import { caseIdSchema, type CaseId } from '../../domain/ids.ts';
import { scattered } from '../../domain/lawful/scatter.ts';
import { seenBy } from '../../domain/lawful/seen-by.ts';
import { parseQuery } from '../../domain/review/search-parse.ts';
import { termWords } from '../../domain/review/words.ts';
import { countMatching, idsMatching, listIds } from '../../main/services/review/lists.ts';
import { noteHandover } from '../../main/services/review/handover.ts';
import { inboxDetail } from '../../main/services/conflicts/item.ts';
import { inbox } from '../../main/services/conflicts/inbox.ts';
import { declareInterest, watchCases } from '../../main/services/teamwork/case-work.ts';
import { readerHandlers } from '../../main/threads/handlers/reader-handlers.ts';
import { applicant, caseOf, day, importRows, must, offerFor, type Desk } from '../services/desk.ts';
import { give, groupWith, judgeCase } from '../services/group-of-desks.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { finders } from './routes.ts';

const hiddenPerson = applicant(1, { Förnamn: 'Xanthippe', Efternamn: 'Dold', Status: 'röd' });
const protectedPerson = applicant(9, {
  Förnamn: 'Quintus',
  Efternamn: 'Vernld',
  'Skyddade personuppgifter': 'Ja',
});
const others = [2, 3, 4, 5, 6, 7].map((number) => applicant(number));
const people = [hiddenPerson, ...others, protectedPerson];
const secrets = [
  'Xanthippe',
  'Dold',
  'Quintus',
  'Vernld',
  String(hiddenPerson['Personnummer']).slice(-8),
  String(protectedPerson['Personnummer']).slice(-8),
];

/** Bo has an interest in the first case; the last is of a person with protected identity. */
async function barredBo(): Promise<{
  readonly asa: Desk;
  readonly bo: Desk;
  readonly hidden: CaseId;
  readonly marked: CaseId;
}> {
  const [asa, bo] = (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
  await importRows(asa, [offerFor(hiddenPerson), offerFor(others[0] ?? {})], { kind: 'offers' });
  const { id } = caseOf(asa, hiddenPerson);
  must(watchCases(asa.session, { cases: [id], until: day('2026-11-02'), reason: 'Prov' }));
  must(noteHandover(asa.session, { cases: [{ id }], text: 'Prov' }));
  judgeCase(asa, hiddenPerson, 'needsCheck');
  judgeCase(bo, hiddenPerson, 'eligible');
  must(await mergeBundle(bo.session, await give(asa, bo)));
  must(declareInterest(bo.session, { id, ground: 'knowsSupervisor' }));
  return { asa, bo, hidden: id, marked: caseOf(asa, protectedPerson).id };
}

const found = (desk: Desk, query: string) => must(idsMatching(desk.session, query));

/** Each term as a question that some case answers: that there is a value, and that there is none. */
const questions = lawfulTerms.flatMap((term) => {
  const name = termWords[term].names[0];
  const values = Object.values(termWords[term].values ?? {}).map((words) => `${name}:"${words[0]}"`);
  return [`${name}:*`, ...values].flatMap((query) => [query, `-${query}`, `inte (${query})`]);
});
const shown = new Set(
  ['applicationId', 'intake', 'targetGroup', 'assignee', 'takenUntil'].flatMap((term) =>
    termWords[term as keyof typeof termWords].names.slice(0, 1),
  ),
);
const asksOf = (query: string) => /(\p{L}+):/u.exec(query)?.[1] ?? '';

describe('RE-62 a case of which the reader sees nothing', () => {
  it('is found by no term of the person, nor by its opposite, nor beside another', async () => {
    const { asa, bo, hidden, marked } = await barredBo();
    for (const query of questions) {
      const ids = found(bo, query);
      if (!shown.has(asksOf(query))) expect([query, ids.includes(hidden)]).toEqual([query, false]);
      const keeps = ['färg', 'bevakas', 'överlämnat'].includes(asksOf(query));
      if (!shown.has(asksOf(query)) && !keeps) expect([query, ids.includes(marked)]).toEqual([query, false]);
    }
    const number = String(hiddenPerson['Ansöknings-ID']);
    expect(found(asa, `ansökan:${number} färg:röd`)).toEqual([hidden]);
    expect(
      [`ansökan:${number} färg:röd`, `ansökan:${number} -färg:röd`].map((query) => found(bo, query)),
    ).toEqual([[], []]);
    expect(found(bo, `ansökan:${number}`)).toEqual([hidden]);
    expect(found(bo, 'Xanthippe')).toEqual([]);
    expect(found(bo, '')).toHaveLength(people.length);
    expect(must(countMatching(bo.session, 'färg:röd eller -färg:röd'))).toBe(people.length - 1);
  });

  it('stands in no order by what is hidden: at the same place in every such list, both ways', async () => {
    const { bo, hidden, marked } = await barredBo();
    for (const sort of sortableTerms.filter(
      (term) => !['applicationId', 'colour', 'watchUntil'].includes(term),
    )) {
      const places = [true, false].map((descending) => {
        const ids = unpackIds(must(listIds(bo.session, { query: '', sort, descending })).packed);
        expect(ids).toHaveLength(people.length);
        return [ids.indexOf(hidden), ids.indexOf(marked)];
      });
      expect([sort, places[0]]).toEqual([sort, places[1]]);
    }
  });

  it('stands at a place that only its id draws, and the rest keep their order', () => {
    const ids = Array.from('0123456789abcdef').map((sign) => caseIdSchema.parse(sign.repeat(32)));
    const hidden = new Set(ids.filter((_, index) => index % 5 === 0));
    const list = packedIds([...ids.filter((id) => !hidden.has(id)), ...hidden].join(''));
    const placed = unpackIds(scattered(list, hidden));
    expect(placed.filter((id) => !hidden.has(id))).toEqual(ids.filter((id) => !hidden.has(id)));
    expect(placed.toSorted()).toEqual(ids);
    expect(placed.slice(-hidden.size).every((id) => hidden.has(id))).toBe(false);
    expect(scattered(list, new Set())).toBe(list);
  });

  it('carries every negation to the terms, so that a hidden value is unknown and not false', () => {
    const seen = { op: 'seen', barred: null, protectedToo: false };
    const name = (value: string) => ({ op: 'term', term: 'name', cmp: 'words', value });
    const [b, c] = [name('b'), name('c')].map((term) => ({
      op: 'and',
      all: [seen, { op: 'not', not: term }],
    }));
    expect(seenBy(must(parseQuery('-(b eller c)')), null)).toEqual({ op: 'and', all: [b, c] });
    expect(seenBy(must(parseQuery('-(b c)')), null)).toEqual({ op: 'or', any: [b, c] });
    expect(seenBy(must(parseQuery('-(-b)')), null)).toEqual({ op: 'and', all: [seen, name('b')] });
  });
});

describe('RE-63 no list', () => {
  it('names a person whom the reader is barred from, or one with protected identity', async () => {
    const { asa, bo } = await barredBo();
    for (const name of Object.keys(finders) as (keyof typeof finders)[]) {
      const read = readerHandlers[name] as (session: Desk['session'], input: object) => unknown;
      const input = { query: '', sort: 'name', descending: false, left: false };
      const said = (desk: Desk) => JSON.stringify(read(desk.session, input));
      expect([name, secrets.filter((secret) => said(bo).includes(secret))]).toEqual([name, []]);
    }
    expect(JSON.stringify(readerHandlers['handover.overview'](asa.session, {}))).toContain('Xanthippe');
    expect(JSON.stringify(readerHandlers['app.today'](asa.session, {}))).toContain('Xanthippe');
  });

  it('opens what stands apart in a case that one is barred from', async () => {
    const { bo, hidden } = await barredBo();
    const items = inbox(bo.session).items.filter((item) => item.caseId === hidden);
    expect(items).toMatchObject([{ kind: 'verdict', name: '' }]);
    expect(inboxDetail(bo.session, items[0]?.id ?? '')).toMatchObject({
      error: { tag: 'conflictOfInterest' },
    });
  });

  it('gives out, and shows of what was named by its id, nothing of a case that one is barred from', async () => {
    const { asa, bo, hidden } = await barredBo();
    const barred = { ok: false, error: { tag: 'conflictOfInterest' } };
    expect(readerHandlers['disclosure.view'](bo.session, { id: hidden })).toMatchObject(barred);
    expect(JSON.stringify(readerHandlers['disclosure.view'](asa.session, { id: hidden }))).toContain(
      'Xanthippe',
    );
    const asked = {
      id: hidden,
      ids: [hidden],
      cases: [hidden],
      conclusion: 'needsCheck',
      intake: '2026-autumn',
    };
    for (const name of [
      'review.case',
      'review.rows',
      'review.previewMany',
      'decision.form',
      'purge.preview',
    ] as const) {
      const read = readerHandlers[name] as (session: Desk['session'], input: object) => unknown;
      const said = JSON.stringify(read(bo.session, asked));
      expect([name, secrets.filter((secret) => said.includes(secret))]).toEqual([name, []]);
    }
  });
});
