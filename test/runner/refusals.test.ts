// Proves: how the runner refuses (issue §8): exit codes, one object, a Swedish sentence, the passphrase never in argv, nothing changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixture, init, newFolder, passphrase, run, sentenceTag, type Store } from './casework.ts';

let demo: Store;
let real: Store;
beforeAll(async () => {
  [demo, real] = await Promise.all([init(), init(['--name', 'Åsa Öberg', '--team', 'Norra gruppen'])]);
});

/** Every file of the store as it lies on the disk. */
function fingerprint(dir: string): Record<string, string> {
  const names = readdirSync(dir).filter((name) => !name.endsWith('-shm'));
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dir, name)))
        .digest('hex'),
    ]),
  );
}

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('wrong use ends with 2', () => {
  const wrong: readonly (readonly string[])[] = [
    [],
    ['--store', 'x'],
    ['raderaallt', '--store', 'x'],
    ['list'],
    ['list', '--store'],
    ['list', '--store', '--json'],
    ['import', 'x.csv', '--kind', 'offers', '--intake', '2026-autumn', '--dry-rum', '--store', 'x'],
    ['list', '--passphrase', 'hemlig', '--store', 'x'],
    ['list', '--passphrase=hemlig', '--store', 'x'],
  ];
  it('without a store being opened, and never takes a passphrase from the command line', async () => {
    for (const words of wrong) {
      const { code, json, stderr } = await run(words);
      expect({ words, code, error: json['error'] }).toEqual({
        words,
        code: 2,
        error: { tag: 'usage', message: expect.any(String) },
      });
      expect(stderr).not.toContain('hemlig');
    }
  });

  it('when a command lacks what it needs', async () => {
    const lacking: readonly (readonly [string, ...string[]])[] = [
      ['import', fixture('intake-example.csv'), '--kind', 'applications', '--intake', 'hösten'],
      ['import', fixture('intake-example.csv'), '--kind', 'people', '--intake', '2026-autumn'],
      [
        'import',
        fixture('bar-list-example.csv'),
        '--kind',
        'bar',
        '--intake',
        '2026-autumn',
        '--settle',
        'ours',
      ],
      ['verdict', '--to', 'eligible'],
      ['fix-basis', '--where', 'läge:erbjuden', '--outcome', 'maybe'],
      ['stats', 'table2'],
      ['seal', '--to', 'Bo'],
    ];
    for (const words of lacking) expect([words, (await demo.run(...words)).code]).toEqual([words, 2]);
  });
});

describe('the passphrase', () => {
  it('comes from stdin where the environment has none', async () => {
    const words = ['members', '--store', demo.dir, '--json'];
    expect(await run(words, { passphrase: null, stdin: `${passphrase}\n` })).toMatchObject({ code: 0 });
    expect(await run(words, { passphrase: null, stdin: `${passphrase}\r\n` })).toMatchObject({ code: 0 });
    expect(await run(words, { passphrase: null })).toMatchObject({
      code: 1,
      json: { error: { tag: 'passphraseNeeded' } },
    });
  });

  it('wrong, or too short for a new store, is refused with the store untouched', async () => {
    const before = fingerprint(demo.dir);
    const wrong = await run(['list', '--store', demo.dir], {
      passphrase: 'inte den rätta',
      fromSources: true,
    });
    expect([wrong.code, sentenceTag(wrong.json, wrong.stderr)]).toEqual([1, 'wrongPassphrase']);
    expect(fingerprint(demo.dir)).toEqual(before);
    const dir = join(newFolder(), 'ny');
    const short = await run(['init', '--store', dir], { passphrase: 'kort' });
    expect(short).toMatchObject({ code: 1, json: { error: { tag: 'passphraseTooShort' } } });
    expect(() => readdirSync(dir)).toThrow('ENOENT');
  });
});

describe('a store that cannot be used', () => {
  const tagOf = async (dir: string) => {
    const { code, json, stderr } = await run(['list', '--store', dir, '--json']);
    expect(code).toBe(1);
    return sentenceTag(json, stderr);
  };

  it('is absent, another program’s, damaged or there already', async () => {
    expect(await tagOf(join(newFolder(), 'finns-inte'))).toBe('noStore');
    const damaged = join(newFolder(), 'skadat');
    mkdirSync(damaged);
    for (const name of readdirSync(demo.dir))
      writeFileSync(join(damaged, name), readFileSync(join(demo.dir, name)));
    writeFileSync(join(damaged, 'store.db'), Buffer.alloc(20_000, 7));
    expect(await tagOf(damaged)).toBe('damagedStore');
    writeFileSync(join(damaged, 'keyslots.json'), '{"v":1}');
    expect(await tagOf(damaged)).toBe('keyslotsDamaged');
    const before = fingerprint(demo.dir);
    expect(await demo.refused('init', '--demo')).toBe('storeExists');
    expect(fingerprint(demo.dir)).toEqual(before);
  });

  it('is in use by another process', async () => {
    const { takeLock } = await import('../../db/lock.ts');
    const lock = takeLock(join(demo.dir, 'lock.db'), process.env['SPRANGBRADAN_SQLITE_BINDING']);
    if (!lock.ok) throw new Error('not free');
    try {
      expect(await tagOf(demo.dir)).toBe('storeAlreadyOpen');
    } finally {
      lock.value.release();
    }
    expect(await demo.done('list')).toEqual({ count: 0 });
  });
});

describe('searches', () => {
  it('with an unknown word, an unlawful term or a broken form are refused, the law named', async () => {
    expect(await demo.refused('list', '--where', 'bananer:2', '--count')).toBe('unknownTerm');
    expect(await demo.refused('list', '--where', 'färg:lila')).toBe('unknownValue');
    expect(await demo.refused('list', '--where', '(färg:grön')).toBe('unbalancedParenthesis');
    expect(await demo.refused('verdict', '--where', 'telefon:070', '--to', 'eligible')).toBe('unlawfulTerm');
    const { json } = await demo.run('list', '--where', 'födelseland:Iran');
    expect(json['error']).toMatchObject({
      tag: 'unlawfulTerm',
      message: expect.stringContaining('14 § lagen (2002:546)'),
    });
  });
});

describe('files', () => {
  const kinds = ['--kind', 'applications', '--intake', '2026-autumn'] as const;

  it('that cannot be read in leave the store as it was', async () => {
    const header = readFileSync(fixture('intake-example.csv'), 'utf8').split('\n')[0] ?? '';
    const files: Readonly<Record<string, string>> = {
      fileUnreachable: join(newFolder(), 'finns-inte.csv'),
      fileEmpty: fileWith('a.csv', ''),
      fileHeaderOnly: fileWith('b.csv', `${header}\n`),
      fileNulFilled: fileWith('c.csv', Buffer.alloc(4000)),
      fileWrongKind: fixture('offers-example.csv'),
      fileMissingColumns: fileWith('d.csv', 'Ansöknings-ID;Förnamn\nJS-1;Hend\n'),
    };
    await demo.done('list');
    const before = fingerprint(demo.dir);
    for (const [tag, path] of Object.entries(files))
      expect(await demo.refused('import', path, ...kinds)).toBe(tag);
    expect(await demo.refused('open', fixture('offers-example.csv'))).toBe('notSealed');
    expect(await demo.refused('join', fixture('offers-example.csv'))).toBe('notSealed');
    expect(
      await demo.refused('invite', '--file', fixture('offers-example.csv'), '--out', join(newFolder(), 'x')),
    ).toBe('notAKeyFile');
    expect(fingerprint(demo.dir)).toEqual(before);
  });

  it('of a store without that intake are rejected row by row, not refused', async () => {
    const { json } = await demo.run(
      'import',
      fixture('bar-list-example.csv'),
      '--kind',
      'bar',
      '--intake',
      '2027-spring',
      '--dry-run',
    );
    expect(json).toMatchObject({ rows: 124, new: 0, unchanged: 0, differs: [], noBasis: [] });
    expect(json['rejected']).toHaveLength(124);
  });

  it('that cannot be written are told of', async () => {
    expect(await demo.refused('pubkey', '--out', join(newFolder(), 'finns-inte', 'nyckel'))).toBe(
      'writeFailed',
    );
  });
});

describe('what only a demo store may do', () => {
  it('is refused elsewhere, and the legal day is then the calendar’s', async () => {
    const words: readonly (readonly [string, ...string[]])[] = [
      ['check-employers', '--all-clear'],
      ['union', '--all-lapsed'],
      [
        'import',
        fixture('bar-list-example.csv'),
        '--kind',
        'bar',
        '--intake',
        '2026-autumn',
        '--settle',
        'theirs',
      ],
    ];
    for (const one of words) expect(await real.refused(...one)).toBe('onlyInDemo');
    real.goTo('2031-01-01');
    demo.goTo('2031-01-01');
    const tomorrow = [
      'confirm-texts',
      '--day',
      '2030-12-31',
      '--source',
      'Läst mot Regelrådets text',
    ] as const;
    expect(await real.refused(...tomorrow)).toBe('dayInFuture');
    expect(await demo.done(...tomorrow)).toEqual({ confirmed: 0 });
  });

  it('a real store has its texts confirmed by day and source, once', async () => {
    const first = await real.done('confirm-texts', '--source', 'Läst mot gällande lydelse');
    expect(Number(first['confirmed'])).toBeGreaterThan(0);
    expect(await real.done('confirm-texts', '--source', 'Läst igen')).toEqual({ confirmed: 0 });
    expect(await real.done('members')).toMatchObject({
      team: 'Norra gruppen',
      demo: false,
      members: [{ name: 'Åsa Öberg', self: true, roles: ['caseworker', 'lead', 'administrator'] }],
    });
  });
});
