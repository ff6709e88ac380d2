// Proves: the runner tells the history of a case and of an employer as the window does (RE-32).
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture, init, type Json, type Store } from './casework.ts';

type Entry = { readonly kind: string; readonly effect: string; readonly fields: readonly Json[] };
let store: Store;

beforeAll(async () => {
  store = await init();
  const read = (file: string, kind: string) =>
    store.done('import', fixture(file), '--kind', kind, '--intake', '2026-autumn');
  await read('intake-example.csv', 'applications');
  await read('offers-example.csv', 'offers');
  await store.done('check-employers', '--all-clear');
});

const history = async (...words: readonly string[]) =>
  (await store.done('history', ...words))['history'] as Entry[];

describe('history', () => {
  it('tells a case with before and after of every field', async () => {
    await store.done('verdict', '--where', 'ansökan:JS-2026B-00001', '--to', 'needs-check');
    await store.done('verdict', '--where', 'ansökan:JS-2026B-00001', '--to', 'eligible');
    const last = (await history('--case', 'JS-2026B-00001')).at(-1);
    expect(last).toMatchObject({ kind: 'verdict.given', effect: 'stands' });
    expect(last?.fields[0]).toEqual({
      list: 'fact',
      field: 'conclusion',
      before: ['needsCheck'],
      after: ['eligible'],
    });
    expect(await store.refused('history', '--case', 'JS-2026B-99999')).toBe('caseNotOpened');
  });

  it('tells an employer by name or organisation number, and says of no other', async () => {
    const offer = (await history('--case', 'JS-2026B-00001')).find(({ kind }) => kind === 'offer.imported');
    const said = (field: string) => {
      const after = offer?.fields.find((one) => one['field'] === field)?.['after'];
      return Array.isArray(after) ? String(after[0]) : '';
    };
    const told = await history('--employer', said('organisationNumber'));
    expect(told.map(({ kind }) => kind)).toEqual(['employer.named', 'employer.checked']);
    expect(await history('--employer', said('employerName'))).toEqual(told);
    expect(await store.refused('history', '--employer', 'Ingen sådan')).toBe('unknownEmployer');
    expect((await store.run('history')).code).toBe(2);
  });
});
