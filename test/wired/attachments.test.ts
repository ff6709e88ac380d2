// Proves AT-6 and AT-7 by the program's own wiring and threads: an opening is in the read log, a picture has one address that ends with
// the next one and with the lock, and a PDF comes as bytes.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readsOfDevice } from '../../db/local/read-log.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { noClipboard } from './no-clipboard.ts';
import { createWiring } from '../../main/wiring.ts';
import { pdfFile, pngFile } from '../builders/attached.ts';
import {
  applicant,
  caseOf,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  reference,
  writeFile,
} from '../services/desk.ts';
import { buildThreads } from './threads.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let threadsDir: string;
beforeAll(async () => {
  threadsDir = await buildThreads();
});
afterAll(() => rmSync(threadsDir, { recursive: true, force: true }));

const person = applicant(1);
const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];

it('AT-6 AT-7 what is opened is logged first, and is gone from main at the next one and at the lock', async () => {
  const desk = await newDesk('Åsa', false);
  await importRows(desk, [person], { kind: 'applications' });
  const { id } = caseOf(desk, person);
  const { device } = desk.session.self;
  desk.session.store.close();
  const userData = newFolder();
  cpSync(desk.dir, join(userData, 'store'), { recursive: true });
  const none = () => Promise.resolve(undefined);
  const files = [writeFile('bevis.pdf', pdfFile(['Bevis'])), writeFile('kort.png', pngFile(9, 9))];
  const wiring = createWiring({
    userData,
    resourcesDir: join(import.meta.dirname, '../../resources'),
    threadsDir,
    nativeBinding,
    demoToday: undefined,
    version: 'prov',
    electron: 'prov',
    clipboard: noClipboard,
    dialogs: { open: none, openSeveral: () => Promise.resolve(files), save: none, folder: none },
    notify: () => undefined,
    rejectTexts: () => ({}) as never,
  });
  const { handlers, pictures } = wiring;
  await wiring.start();
  must(await handlers['store.unlock']({ passphrase: 'prov-fras-1' }));
  const chosen = must(await handlers['attachments.choose']({ id }));
  const { heads } = must(await handlers['review.case']({ id }));
  const said = {
    attachmentKind: 'degree',
    issuer: '',
    issuedOn: null,
    verified: 'original',
    note: '',
  } as const;
  const adding = [0, 1].map((file) => ({ file, said }));
  const token = chosen?.token ?? '';
  must(await handlers['attachments.add']({ id, heads: heads as never, token, files: adding }));
  // The chosen files have left the desk.
  expect(
    await handlers['attachments.add']({ id, heads: heads as never, token, files: adding }),
  ).toMatchObject({
    error: { tag: 'fileGone' },
  });
  const { attachments } = must(await handlers['review.case']({ id }));
  const idOf = (name: string) => attachments.find(({ fileName }) => fileName === name)?.id ?? '';

  const card = must(await handlers['attachments.open']({ id, attachment: idOf('kort.png') }));
  expect(card).toMatchObject({ mediaType: 'image/png', bytes: null });
  expect(pictures.take(card.address ?? '')?.mediaType).toBe('image/png');
  expect(pictures.take('/attachment/00000000000000000000000000000000')).toBeUndefined();
  const diploma = must(await handlers['attachments.open']({ id, attachment: idOf('bevis.pdf') }));
  expect(diploma.address).toBeNull();
  expect(Buffer.from(diploma.bytes ?? []).toString('latin1')).toContain('(Bevis)');
  expect(pictures.take(card.address ?? '')).toBeUndefined();
  const again = must(await handlers['attachments.open']({ id, attachment: idOf('kort.png') }));
  must(await handlers['store.lock']({}));
  expect(pictures.take(again.address ?? '')).toBeUndefined();
  await wiring.close();

  const around = {
    dir: join(userData, 'store'),
    reference,
    nativeBinding,
    now: () => 0,
    today: () => day('2026-11-02'),
  };
  const session = must(openForWriting(around, desk.dataKey));
  const reads = readsOfDevice(session.store.db, device).map(({ entry }) => [entry.caseId, entry.how]);
  session.store.close();
  expect(reads).toContainEqual([id, 'shown']);
});
