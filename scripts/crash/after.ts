// Owns: what must hold of a store after its process was killed or its disk failed. Must not: mend anything.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDateSchema } from '../../domain/ids.ts';
import { outputFiles } from '../../db/local/output-files.ts';
import { listBackups } from '../../db/keeping/backups.ts';
import { sha256 } from '../../main/crypto/signing.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer, type Renderer } from '../../main/pdf/renderer.ts';
import { openForWriting } from '../../main/services/lifecycle.ts';
import { proveCopy } from '../../main/services/keeping/backups.ts';
import { createWalker, walkAll } from '../../main/services/proof/walk.ts';
import { loadReference, type Reference } from '../../main/services/reference.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { wallMicros } from '../../main/services/clock.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { root } from './base.ts';

export type Round = {
  readonly dir: string;
  readonly out: string;
  readonly key: string;
  /** Own events before the round, and how many of each batch a whole job writes. */
  readonly before: number;
  readonly acknowledged: number;
};

let reference: Reference | undefined;
let renderer: Renderer | undefined;
const papers = (): Renderer => (renderer ??= createRenderer(readFontFiles(join(root, 'resources'))));

export function openAgain(dir: string, key: string): ReturnType<typeof openForWriting> {
  reference ??= loadReference(join(root, 'resources'));
  const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
  const today = isoDateSchema.parse('2026-11-13');
  const around = { dir, reference, nativeBinding, now: wallMicros, today: () => today };
  return openForWriting(around, Buffer.from(key, 'hex'));
}

/** Everything that is wrong, in words; empty when the store and its files are as they must be. */
export async function wrongsAfter(round: Round): Promise<string[]> {
  const opened = openAgain(round.dir, round.key);
  if (!opened.ok) return [`does not open: ${opened.error.tag}`];
  const session = opened.value;
  try {
    return [...wrongsOfStore(session, round), ...(await brokenLaws(session)), ...wrongFiles(session, round)];
  } finally {
    session.store.close();
  }
}

function wrongsOfStore({ store, self }: WriteSession, { acknowledged }: Round): string[] {
  const wrongs: string[] = [];
  for (const db of [store.db, store.blobs]) {
    const integrity = String(db.pragma('integrity_check', { simple: true }));
    if (integrity !== 'ok') wrongs.push(`integrity: ${integrity}`);
  }
  const own = Number(
    store.db.prepare('SELECT max(seq) FROM events WHERE device = ?').pluck().get(self.device),
  );
  if (own < acknowledged) wrongs.push(`acknowledged up to ${acknowledged}, holds ${own}`);
  // An import's line and its events are one transaction: the line says how many there are.
  const halves = store.db
    .prepare(
      `SELECT i.batch FROM (SELECT json_extract(payload, '$.batch') AS batch, json_extract(payload, '$.added') + json_extract(payload, '$.changed') AS many
       FROM events WHERE type = 'import' AND json_extract(payload, '$.importKind') = 'applications') i
       WHERE i.many <> (SELECT count(*) FROM events e WHERE e.batch = i.batch AND e.type = 'fact' AND e.stream LIKE 'case:%')`,
    )
    .all();
  if (halves.length > 0) wrongs.push(`${halves.length} imports are half`);
  return wrongs;
}

async function brokenLaws(session: WriteSession): Promise<string[]> {
  const record = await walkAll(createWalker(session, papers), { at: 0, by: 'runner' }, quietJob);
  return (record?.findings ?? []).map((one) => `law ${one.law} ${one.breach}`);
}

/** Whatever has its own name is whole; what is noted as written is there as noted. */
function wrongFiles({ store }: WriteSession, { out, key }: Round): string[] {
  if (!existsSync(out)) return [];
  const wrongs: string[] = [];
  for (const file of outputFiles(store.db, 10_000)) {
    if (!file.path.startsWith(out)) continue;
    const isThere = existsSync(file.path) && sha256(readFileSync(file.path)) === file.sha256;
    if (!isThere) wrongs.push(`${file.kind} is noted and not there as noted`);
  }
  for (const name of readdirSync(out).filter((one) => one.endsWith('.pdf'))) {
    const bytes = readFileSync(join(out, name)).toString('latin1');
    if (!bytes.startsWith('%PDF') || !bytes.trimEnd().endsWith('%%EOF'))
      wrongs.push('half a PDF has its name');
  }
  return [...wrongs, ...wrongBackups(join(out, 'kopior'), key)];
}

function wrongBackups(folder: string, key: string): string[] {
  if (!existsSync(folder)) return [];
  return listBackups(folder).flatMap((backup) => {
    reference ??= loadReference(join(root, 'resources'));
    const dir = join(folder, `proof-${backup.name}`);
    mkdirSync(dir);
    const today = isoDateSchema.parse('2026-11-13');
    const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
    const around = { dir, reference, nativeBinding, now: wallMicros, today: () => today };
    const proved = proveCopy(backup, around, { dataKey: Buffer.from(key, 'hex'), job: quietJob });
    return proved.ok && proved.value.ok ? [] : [`backup: ${proved.ok ? 'proves wrong' : proved.error.tag}`];
  });
}
