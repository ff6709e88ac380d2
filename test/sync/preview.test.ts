// What a file would do is told before it is taken in: who did what, and what would stand in conflict (SY-22).
import { expect, it } from 'vitest';
import { previewMerge, type MergePreview } from '../../domain/sync/preview.ts';
import { createJudge } from '../../domain/team/judge.ts';
import { receiveBundle } from '../../main/sync/bundle.ts';
import { caseA, caseIdA, createGroup, note, opening, verdict, type Store } from './group.ts';

async function preview(from: Store, to: Store): Promise<MergePreview> {
  const { outcome } = await receiveBundle(await from.seal([to]), to.person.age.identity, to.known());
  if (!outcome.ok) throw new Error(outcome.error.tag);
  const incoming = outcome.value.events
    .filter(({ body }) => body.stream === caseA)
    .map(({ stored, body, read }) => ({ ...body, hash: stored.hash, read }));
  const judge = createJudge(to.streamEvents('team'), to.team);
  return previewMerge([{ case: caseIdA, mine: to.streamEvents(caseA), incoming }], {
    today: judge,
    withFile: judge,
  });
}

async function group(): Promise<[Store, Store]> {
  const [asa, bo] = await createGroup('Åsa', 'Bo');
  if (!asa || !bo) throw new Error('The test is wrong');
  return [asa, bo];
}

it('names a new case and what was done on it, act by act (SY-22)', async () => {
  const [asa, bo] = await group();
  asa.act(caseA, opening('JS-1'));
  asa.act(caseA, note('en'));
  asa.act(caseA, verdict('eligible'));
  const actor = asa.person.record.id;
  expect(await preview(asa, bo)).toEqual({
    cases: [
      {
        case: caseIdA,
        applicationId: 'JS-1',
        isNew: true,
        acts: [
          { actor, kind: 'facts.entered', count: 2 },
          { actor, kind: 'verdict.given', count: 1 },
        ],
        conflicts: [],
        settled: [],
        unseen: false,
        notEntitled: [],
      },
    ],
    newCases: 1,
    conflicts: [],
  });
});

it('names verdicts and fields that would differ, and those a colleague has settled (SY-22)', async () => {
  const [asa, bo] = await group();
  asa.act(caseA, opening('JS-1'));
  await bo.open(await asa.seal([bo]));
  asa.act(caseA, verdict('eligible'));
  asa.act(caseA, note('Åsas'));
  bo.act(caseA, verdict('notEligible'));
  bo.act(caseA, note('Bos'));
  const conflicts = ['verdict', 'field:note'];
  expect(await preview(asa, bo)).toMatchObject({
    conflicts: [caseIdA],
    cases: [{ conflicts, settled: [], isNew: false }],
  });
  await asa.open(await bo.seal([asa]));
  await bo.open(await asa.seal([bo], { full: true }));
  bo.act(caseA, verdict('eligible'));
  expect(await preview(bo, asa)).toMatchObject({
    conflicts: [],
    cases: [{ conflicts: [], settled: ['verdict'] }],
  });
});

it('counts equal verdicts as one (SY-22)', async () => {
  const [asa, bo] = await group();
  asa.act(caseA, opening('JS-1'));
  await bo.open(await asa.seal([bo]));
  asa.act(caseA, verdict('eligible'));
  bo.act(caseA, verdict('eligible'));
  expect(await preview(asa, bo)).toMatchObject({ conflicts: [], cases: [{ conflicts: [] }] });
});
