// Proves: the whole job by the runner on the example files (issue §8): every JSON shape, every number that the files plant.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture, init, newFolder, type Json, type Store } from './casework.ts';

let store: Store & { readonly made: Json };
const autumn = ['--intake', '2026-autumn'];
const offers = ['import', fixture('offers-example.csv'), '--kind', 'offers', ...autumn] as const;
const barList = ['import', fixture('bar-list-example.csv'), '--kind', 'bar', ...autumn] as const;

beforeAll(async () => {
  store = await init();
});

function total(report: Json): number {
  const {
    new: added,
    changed,
    unchanged,
    rejected,
    duplicates,
  } = report as Record<string, number & unknown[]>;
  return (
    Number(added) +
    Number(changed) +
    Number(unchanged) +
    Number(rejected?.length) +
    Number(duplicates?.length)
  );
}

const count = async (where: string) => (await store.done('list', '--where', where, '--count'))['count'];

describe('from init to printed decisions', () => {
  it('init prints group, member, six control words and the recovery code', () => {
    expect(store.made).toEqual({
      team: expect.any(String),
      member: expect.any(String),
      fingerprint: expect.stringMatching(/^\p{Ll}+( \p{Ll}+){5}$/u),
      recoveryCode: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){7}-[0-9A-Z*~$=]$/),
    });
  });

  it('import reads answers into every open intake and takes no --intake (IN-37)', async () => {
    const words = ['import', fixture('register-extract-example.csv'), '--kind', 'register'] as const;
    const report = await store.done(...words, '--as-of', '2026-11-20', '--dry-run');
    expect(report).toMatchObject({ new: 0, changed: 0, answers: { cases: 0, confirmed: 0, handStands: 0 } });
    expect(total(report)).toBe(report['rows']);
  });

  it('import prints what a dry run prints, which leaves no case behind', async () => {
    const words = [
      'import',
      fixture('intake-example.csv'),
      '--kind',
      'applications',
      ...autumn,
      '--as-of',
      '2026-09-15',
    ] as const;
    const dry = await store.done(...words, '--dry-run');
    expect(await count('')).toBe(0);
    const report = await store.done(...words);
    expect(report).toEqual(dry);
    expect(Object.keys(report)).toEqual([
      'rows',
      'new',
      'changed',
      'unchanged',
      'rejected',
      'duplicates',
      'stubs',
      'empties',
    ]);
    expect(report).toMatchObject({ rows: 600, new: 588, changed: 0, unchanged: 0, stubs: 4 });
    expect(report['rejected']).toHaveLength(10);
    expect((report['rejected'] as unknown[])[0]).toEqual({
      row: 137,
      problems: [{ field: 'personalIdentityNumber', code: 'notAnIdentityNumber' }],
    });
    expect(report['duplicates']).toEqual([
      { row: 218, of: 'JS-2026B-00140' },
      { row: 266, of: 'JS-2026B-00200' },
    ]);
    expect(total(report)).toBe(600);
    expect(await store.done(...words)).toEqual({ ...report, new: 0, unchanged: 588 });
    expect(await count('')).toBe(588);
  });

  it('verdict changes what the facts allow and says of each other case why not', async () => {
    const green = Number(await count('färg:grön'));
    const report = await store.done('verdict', '--where', 'färg:grön', '--to', 'eligible');
    expect(Object.keys(report)).toEqual(['changed', 'refused']);
    const refused = report['refused'] as { case: string; reason: string }[];
    expect(Number(report['changed']) + refused.length).toBe(green);
    expect(refused[0]).toEqual({
      case: expect.stringMatching(/^JS-2026B-\d{5}$/),
      reason: expect.stringMatching(/^[a-zA-Z]+( [A-Z]+\d+)*$/),
    });
    expect(await count('slutsats:behörig')).toBe(report['changed']);
    const red = await store.done(
      'verdict',
      '--where',
      'färg:röd',
      '--to',
      'not-eligible',
      '--reason',
      'G1.1',
    );
    expect(await count('slutsats:ej-behörig')).toBe(red['changed']);
    expect(await store.done('verdict', '--where', 'färg:orange', '--to', 'needs-check')).toMatchObject({
      refused: [{ case: 'JS-2026B-00058', reason: 'specialHandling' }],
    });
  });

  it('offers, employers and unions come in; the step and the employer are searched for', async () => {
    expect(await store.done(...offers)).toMatchObject({ rows: 138, new: 138, rejected: [], duplicates: [] });
    expect(await count('läge:erbjuden')).toBe(138);
    expect(await store.done(...offers)).toMatchObject({ new: 0, changed: 0, unchanged: 138 });
    expect(await store.done('check-employers', '--all-clear')).toEqual({ changed: 36 });
    expect(await store.done('union', '--all-lapsed')).toEqual({ changed: 77 });
  });

  it('export before anything is fixed prints no file and makes no folder', async () => {
    const out = join(newFolder(), 'inget');
    expect(await store.done('export-decisions', '--out', out)).toMatchObject({
      files: 0,
      drafts: 0,
      printFile: null,
      manifest: null,
    });
    expect(existsSync(out)).toBe(false);
  });

  it('fix-basis fixes what is whole and names the others by field number', async () => {
    const report = await store.done('fix-basis', '--where', 'läge:erbjuden', '--outcome', 'grant');
    expect(report['fixed']).toBe(94);
    const refused = report['refused'] as { case: string; missing: string[] }[];
    expect(refused).toHaveLength(44);
    expect(refused.find((one) => one.case === 'JS-2026B-00034')).toEqual({
      case: 'JS-2026B-00034',
      missing: ['4.4'],
    });
    expect(new Set(refused.map((one) => one.missing.join(' ')))).toEqual(new Set(['4.3', '4.4', '4.3 4.4']));
    expect(await store.done('fix-basis', '--where', 'läge:erbjuden', '--outcome', 'refusal')).toMatchObject({
      fixed: 0,
    });
  });

  it('fill-form brings what was missing', async () => {
    const csv = join(newFolder(), 'svar.csv');
    writeFileSync(csv, 'Ansöknings-ID;4.4;7.9\nJS-2026B-00034;heltid;ja\nJS-2026B-99999;heltid;ja\n');
    expect(await store.done('fill-form', csv)).toEqual({
      rows: 2,
      filled: 1,
      rejected: [{ row: 3, problems: [{ field: 'applicationId', code: 'unknownValue' }] }],
      unknownColumns: [],
    });
    expect(await store.done('fix-basis', '--where', 'ansökan:JS-2026B-00034', '--outcome', 'grant')).toEqual({
      fixed: 1,
      refused: [],
    });
  });

  it('drafts can be printed before BÄR, never called decisions', async () => {
    const out = join(newFolder(), 'utkast');
    const report = await store.done(
      'export-decisions',
      '--out',
      out,
      '--drafts',
      '--where',
      'ansökan:JS-2026B-00034',
    );
    expect(report).toMatchObject({ files: 0, drafts: 1 });
    expect(readdirSync(out).some((name) => name.startsWith('beslut'))).toBe(false);
  });

  it('BÄR’s list registers what agrees; what differs or has no basis waits until settled', async () => {
    store.goTo('2026-11-20');
    const report = await store.done(...barList);
    expect(report).toMatchObject({ rows: 124, rejected: [], duplicates: [] });
    expect(total(report)).toBe(124);
    const differs = report['differs'] as Json[];
    expect(differs[0]).toEqual({
      row: 7,
      case: 'JS-2026B-00566',
      field: 'from',
      ours: '2026-12-14',
      theirs: '2026-12-21',
    });
    expect((report['noBasis'] as Json[])[0]).toEqual({ row: 14, case: 'JS-2026B-00502' });
    const registered = await count('registrerad:ja');
    expect(registered).toBe(report['new']);
    const settled = await store.done(...barList, '--settle', 'theirs');
    expect(settled['new']).toBe(differs.length);
    expect(await count('registrerad:ja')).toBe(Number(registered) + differs.length);
    expect(await store.done(...barList)).toMatchObject({ new: 0, unchanged: 124, differs: [] });
  });

  it('export-decisions writes one file each, one print file and a manifest; the second time the same bytes', async () => {
    const [one, two] = [join(newFolder(), 'a'), join(newFolder(), 'b')];
    const report = await store.done('export-decisions', '--out', one);
    expect(report).toMatchObject({
      drafts: 0,
      printFile: join(one, 'utskriftsfil.pdf'),
      manifest: join(one, 'manifest.json'),
    });
    const names = readdirSync(one);
    expect(names.filter((name) => name.startsWith('beslut-BÄR-'.normalize('NFC')))).toHaveLength(
      Number(report['files']),
    );
    expect(report['files']).toBe(await count('registrerad:ja'));
    const manifest = JSON.parse(readFileSync(join(one, 'manifest.json'), 'utf8')) as {
      files: { file: string; sha256: string }[];
    };
    for (const { file, sha256 } of manifest.files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(one, file)))
          .digest('hex'),
      ).toBe(sha256);
    await store.done('export-decisions', '--out', two);
    const differing = names.filter(
      (name) => !readFileSync(join(two, name)).equals(readFileSync(join(one, name))),
    );
    expect(differing).toEqual([]);
  });

  it('stats and verify print what the issue says', async () => {
    const stats = await store.done('stats', 'table1');
    const row = {
      applicants: expect.any(Number),
      eligible: expect.any(Number),
      offered: expect.any(Number),
      granted: expect.any(Number),
    };
    expect(stats).toEqual({ female: row, male: row, total: row, orange: expect.any(Number) });
    expect(stats['total']).toEqual({
      applicants: 588,
      eligible: 371,
      offered: 138,
      granted: await count('registrerad:ja'),
    });
    expect(await store.done('verify')).toEqual({ ok: true, events: expect.any(Number), problems: [] });
  });
});
