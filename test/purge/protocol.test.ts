// Proves: what two signers see of a run, what the protocol says of it, and that neither names a purged person (PU-2, PU-8, PU-15).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { writeGiving } from '../../main/services/disclosure/write-giving.ts';
import { preparePurgeProtocol } from '../../main/services/purge/protocol.ts';
import { freezeStatistics, recordArchive, setHold, signPurge } from '../../main/services/purge/runs.ts';
import { purgeNamed, purgeStatus } from '../../main/services/purge/status.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { textOf } from '../pdf/extract.ts';
import { applicant, autumn, caseOf, day, must, newFolder, type Desk } from '../services/desk.ts';
import { groupWith, hand } from '../services/group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });

const people = ['Protokolldotter', 'Protokollsson', 'Kvarhållen'].map((Efternamn, index) =>
  applicant(index + 1, { Efternamn }),
);
const [first, second, held] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
const archive = {
  intake: autumn,
  outcome: 'handedOver',
  day: day('2026-11-01'),
  reference: 'Leverans 7',
} as const;
const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

async function signedOnce(): Promise<{ asa: Desk; bo: Desk; run: string }> {
  const [asa, bo] = (await groupWith(people)) as [Desk, Desk];
  must(recordArchive(asa.session, archive));
  must(
    setHold(asa.session, { id: caseOf(asa, held).id, held: true, reason: 'disclosure', reference: 'Af 1' }),
  );
  for (const desk of [asa, bo]) desk.goTo('2030-02-01');
  const frozen = must(freezeStatistics(asa.session, autumn));
  expect(must(freezeStatistics(asa.session, autumn))).toEqual(frozen);
  const { run } = must(signPurge(asa.session, { intake: autumn }));
  expect(run).toBe(frozen.run);
  // What has been signed for as it stands is not signed for anew.
  expect(signPurge(asa.session, { intake: autumn })).toMatchObject({ error: { tag: 'nothingToPurge' } });
  expect(purgeStatus(asa.session).intakes).toMatchObject([{ ready: 0, signed: 2 }]);
  await hand(asa, bo);
  return { asa, bo, run };
}

it('PU-2: both signers read the same number over the same heads; what has changed since is not signed for', async () => {
  const { asa, bo, run } = await signedOnce();
  const mine = purgeStatus(asa.session).runs[0];
  const theirs = purgeStatus(bo.session).runs[0];
  expect(mine).toMatchObject({
    run,
    intake: autumn,
    cases: 2,
    signedByMe: true,
    complete: false,
    changed: 0,
  });
  expect(theirs).toMatchObject({ check: mine?.check, signedByMe: false, mayAdd: 2, changed: 0 });
  expect(mine?.frozen?.figures.total.applicants).toBe(3);
  const { id, state } = caseOf(bo, second);
  must(enterFacts(bo.session, { id, heads: state.heads, fields: { phone: '070-1740609' } }));
  expect(purgeStatus(bo.session).runs[0]).toMatchObject({ mayAdd: 1, changed: 1 });
  expect(must(purgeNamed(bo.session, run)).cases.map((one) => [one.applicationId, one.changed])).toEqual([
    [second['Ansöknings-ID'], true],
    [first['Ansöknings-ID'], false],
  ]);
  expect(must(signPurge(bo.session, { run }))).toMatchObject({ signed: 1, purged: 1 });
  // The one that changed is signed for anew.
  const again = must(signPurge(bo.session, { intake: autumn }));
  expect(again).toMatchObject({ signed: 1, purged: 0 });
  expect(again.run).not.toBe(run);
});

it('PU-1: an intake whose first case cannot be due is told without looking, and a held case with its reason', async () => {
  const { asa, bo } = await signedOnce();
  expect(purgeStatus(asa.session).intakes).toMatchObject([
    { intake: autumn, cases: 3, isLater: false, archive: [{ reference: 'Leverans 7' }], blocks: { hold: 1 } },
  ]);
  bo.goTo('2028-12-31');
  expect(purgeStatus(bo.session).intakes).toMatchObject([
    { intake: autumn, cases: 3, ready: 0, isLater: true, from: '2029-01-01', blocks: { notDue: 3 } },
  ]);
});

it('PU-15: the protocol says rule, hand-over, signers, figures, receipts and ids, and no person', async () => {
  const { asa, bo, run } = await signedOnce();
  must(signPurge(bo.session, { run }));
  await hand(bo, asa);
  expect(purgeStatus(asa.session)).toMatchObject({
    gone: { cases: 2 },
    left: { pages: false, filesLeft: 0 },
  });
  const prepared = must(preparePurgeProtocol(asa.session, run, true));
  const out = join(newFolder(), 'protokoll.pdf');
  const { files } = must(await writeGiving(renderer, prepared, out));
  expect(files.map((file) => [file.kind, file.format])).toEqual([
    ['protocol', 'pdf'],
    ['protocol', 'json'],
  ]);
  const page = (await textOf(readFileSync(out))).join('\n').replaceAll(/\s+/g, ' ');
  const json = readFileSync(out.replace('.pdf', '.json'), 'utf8');
  for (const said of [
    'Överlämnat till arkiv 2026-11-01: Leverans 7',
    '16 § lagen (2002:546)',
    'Statistik fryst 2030-02-01',
    'Säkerhetskopior från före gallringen är inte ersatta än.',
    purgeStatus(asa.session).runs[0]?.check ?? '?',
  ])
    expect(page).toContain(said);
  expect(JSON.parse(json)).toMatchObject({
    run,
    cases: [{ gone: true }, { gone: true }],
    signers: [
      { name: 'Åsa', as: 'lead', day: '2030-02-01' },
      { name: 'Bo', as: 'caseworker', day: '2030-02-01' },
    ],
    figures: { day: '2030-02-01', table: { total: { applicants: 3 } } },
    stores: [
      { member: 'Åsa', cases: 2 },
      { member: 'Bo', cases: 2 },
    ],
  });
  for (const one of people)
    for (const word of [one['Efternamn'], one['Personnummer'], one['Ansöknings-ID']])
      for (const written of [page, json]) expect(written).not.toContain(word);
  expect(preparePurgeProtocol(asa.session, '0'.repeat(32), false)).toMatchObject({
    error: { tag: 'unknownRun' },
  });
  if (process.env['PURGE_PICTURES'])
    writeFileSync(join(process.env['PURGE_PICTURES'], 'protokoll.pdf'), readFileSync(out));
});
