// Owns: the tables of this computer alone: drafts, settings, waiting rows and bundles, registers.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  deviceMarks,
  dropWaiting,
  importLog,
  keepWaiting,
  logImport,
  raiseMarks,
  recipientMarks,
  waitingBundle,
  waitingBundles,
} from '../../db/local/bundles.ts';
import {
  draftsOfKind,
  dropDraft,
  readDraft,
  readSetting,
  saveDraft,
  writeSetting,
} from '../../db/local/drafts.ts';
import { noteOutputFiles, outputFiles } from '../../db/local/output-files.ts';
import {
  addPendingBar,
  dropPendingBar,
  pendingBarById,
  pendingBarOfCase,
  pendingBarRows,
  type NewPendingBar,
} from '../../db/local/pending-bar.ts';
import { readMeta, writeMeta } from '../../db/meta.ts';
import type { Store } from '../../db/open.ts';
import {
  caseId,
  found,
  intake,
  ledgerOf,
  newDevice,
  newStore,
  temporaryFolder,
  write,
} from '../builders/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store<'writer'>;
beforeEach(() => {
  folder = temporaryFolder();
  store = newStore(join(folder.path, 's'));
});
afterEach(() => {
  store.close();
  folder.remove();
});

describe('drafts and settings', () => {
  it('keep the latest of each', () => {
    const draft = { kind: 'form', id: caseId(1), body: { '4.1': 'ja' }, savedAt: 1 };
    saveDraft(store.db, draft);
    saveDraft(store.db, { ...draft, body: { '4.1': 'nej' }, savedAt: 2 });
    saveDraft(store.db, { ...draft, id: caseId(2), savedAt: 3 });
    expect(readDraft(store.db, 'form', caseId(1))).toEqual({ ...draft, body: { '4.1': 'nej' }, savedAt: 2 });
    expect(draftsOfKind(store.db, 'form').map(({ id }) => id)).toEqual([caseId(2), caseId(1)]);
    dropDraft(store.db, 'form', caseId(1));
    expect(readDraft(store.db, 'form', caseId(1))).toBeUndefined();
    writeSetting(store.db, 'columns', ['name']);
    writeSetting(store.db, 'columns', ['name', 'step']);
    expect(readSetting(store.db, 'columns')).toEqual(['name', 'step']);
    expect(readSetting(store.db, 'unknown')).toBeUndefined();
  });
});

describe('meta', () => {
  it('changes what is named and leaves the rest', () => {
    writeMeta(store.db, { memberName: 'Åsa', demo: true });
    writeMeta(store.db, { lastSealedSeq: 12 });
    expect(readMeta(store.db)).toEqual({ memberName: 'Åsa', demo: true, lastSealedSeq: 12 });
  });
});

describe('pending BÄR rows', () => {
  const row: NewPendingBar = {
    intake,
    fileSha256: 'ab',
    row: 2,
    applicationId: 'A1',
    caseId: caseId(1),
    problem: 'differs',
    differences: [{ field: 'outcome', ours: 'grant', theirs: 'refusal' }],
    record: { number: '1' },
    addedAt: 5,
  };

  it('stand once per row of a file until somebody settles them', () => {
    addPendingBar(store.db, [row, { ...row, row: 3, caseId: null, problem: 'noBasis', differences: [] }]);
    addPendingBar(store.db, [{ ...row, addedAt: 6 }]);
    const [first, second] = pendingBarRows(store.db);
    expect(first).toEqual({ ...row, addedAt: 6, id: 1 });
    expect(second).toMatchObject({ row: 3, caseId: null, problem: 'noBasis' });
    expect(pendingBarOfCase(store.db, caseId(1))).toEqual([first]);
    expect(pendingBarById(store.db, 2)).toEqual(second);
    dropPendingBar(store.db, [1]);
    expect(pendingBarRows(store.db)).toEqual([second]);
  });
});

describe('bundles', () => {
  it('wait with their bytes and reason', () => {
    const bundle = {
      sha256: 'ab',
      receivedAt: 1,
      senderDevice: 'd',
      reason: { tag: 'gap', from: 3 },
      bytes: Buffer.from('sealed'),
    };
    keepWaiting(store.db, bundle);
    keepWaiting(store.db, { ...bundle, reason: { tag: 'gap', from: 4 } });
    expect(waitingBundles(store.db)).toEqual([
      { sha256: 'ab', receivedAt: 1, senderDevice: 'd', reason: { tag: 'gap', from: 4 } },
    ]);
    expect(Buffer.from(waitingBundle(store.db, 'ab')?.bytes ?? []).toString()).toBe('sealed');
    dropWaiting(store.db, 'ab');
    expect(waitingBundle(store.db, 'ab')).toBeUndefined();
  });

  it('are logged when read, newest first', () => {
    const entry = {
      sha256: 'ab',
      kind: 'bundle',
      senderDevice: 'd',
      at: 1,
      outcome: 'added',
      added: 3,
      skipped: 0,
      details: {},
    };
    logImport(store.db, entry);
    logImport(store.db, { ...entry, at: 2, added: 0, skipped: 3 });
    expect(importLog(store.db, 1)).toEqual([{ ...entry, id: 2, at: 2, added: 0, skipped: 3 }]);
  });

  it('raise the marks of a recipient and never lower them', () => {
    const device = newDevice('Åsa').signer.device;
    const recipient = newDevice('Bo').signer.device;
    raiseMarks(store.db, recipient, [{ device, given: 10, seen: 4 }]);
    raiseMarks(store.db, recipient, [{ device, given: 8, seen: 6 }]);
    expect(recipientMarks(store.db, recipient)).toEqual([{ device, given: 10, seen: 6 }]);
  });

  it('know how far each device reaches', () => {
    const device = newDevice('Åsa');
    const [founding] = write(ledgerOf(store, device), found(device));
    expect(deviceMarks(store.db)).toEqual([
      { device: device.signer.device, lastSeq: 1, lastHash: founding?.hash, contiguous: 1 },
    ]);
  });
});

describe('files written outside', () => {
  it('are listed, newest first', () => {
    const file = {
      path: '/tmp/beslut-1.pdf',
      sha256: 'ab',
      kind: 'decision',
      bytes: 10,
      caseId: caseId(1),
      event: null,
      writtenAt: 1,
    };
    noteOutputFiles(store.db, [file, { ...file, path: '/tmp/beslut-2.pdf' }]);
    expect(outputFiles(store.db, 10).map(({ path }) => path)).toEqual([
      '/tmp/beslut-2.pdf',
      '/tmp/beslut-1.pdf',
    ]);
    expect(outputFiles(store.db, 10)[1]).toEqual({
      ...file,
      id: 1,
      postedOn: null,
      endedAt: null,
      outcome: null,
    });
  });

  it('DI-8: are replaced in the register by a later file in the same place', () => {
    const file = {
      path: '/tmp/rader.csv',
      sha256: 'ab',
      kind: 'rejects',
      bytes: 10,
      caseId: null,
      event: null,
      writtenAt: 1,
    };
    noteOutputFiles(store.db, [file]);
    noteOutputFiles(store.db, [{ ...file, sha256: 'cd', writtenAt: 2 }]);
    expect(outputFiles(store.db, 10).map(({ sha256, outcome }) => [sha256, outcome])).toEqual([
      ['cd', null],
      ['ab', 'replaced'],
    ]);
  });
});
