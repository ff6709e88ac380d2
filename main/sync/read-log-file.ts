// Owns: the sealed file of a read log: its own kind, signed by its device inside, encrypted to log reviewers outside.
// Must not: judge the chain against what is stored; the service does.
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { parseEntry } from '../../domain/access/read-log.ts';
import { deviceIdSchema, eventHashSchema, memberIdSchema, teamIdSchema } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { StoredRead } from '../../db/local/read-log.ts';
import { decryptWith, encryptTo, type AgeProblem } from '../crypto/age.ts';
import { sha256, signHash } from '../crypto/signing.ts';

const kind = 'sprangbradan-read-log';
const most = { sealedBytes: 64 * 1024 ** 2, plainBytes: 256 * 1024 ** 2, lines: 1_000_000 };

const headerSchema = z.object({
  kind: z.literal(kind),
  v: z.literal(1),
  team: teamIdSchema,
  from: z.object({ member: memberIdSchema, device: deviceIdSchema }),
  to: z.array(deviceIdSchema).min(1).max(200),
  at: z.int().min(0),
  /** The last line's number and hash: the whole log from 1. */
  n: z.int().min(0),
  head: eventHashSchema.nullable(),
  count: z.int().min(0).max(most.lines),
  digest: eventHashSchema,
});
export type ReadLogHeader = z.infer<typeof headerSchema>;

export type OpenedReadLog = {
  readonly header: ReadLogHeader;
  readonly headerHash: ReturnType<typeof sha256>;
  readonly signature: string;
  readonly lines: readonly StoredRead[];
};

export async function sealReadLog(file: {
  readonly header: Omit<ReadLogHeader, 'kind' | 'v' | 'count' | 'digest'>;
  readonly lines: readonly Pick<StoredRead, 'body'>[];
  readonly secret: string;
  readonly recipients: readonly string[];
}): Promise<Uint8Array> {
  const lines = file.lines.map((line) => `${line.body}\n`).join('');
  const header = JSON.stringify({
    kind,
    v: 1,
    ...file.header,
    count: file.lines.length,
    digest: sha256(lines),
  });
  const text = `${header}\n${signHash(file.secret, sha256(header))}\n${lines}`;
  return encryptTo(file.recipients, gzipSync(Buffer.from(text, 'utf8')));
}

export type ReadLogProblem = AgeProblem | { readonly tag: 'otherKind' | 'invalidSchema' };

/** The whole file before anything of it is handed out; each line hashed, none joined to what is stored. */
export async function openReadLog(
  sealed: Uint8Array,
  identity: string,
): Promise<Result<OpenedReadLog, ReadLogProblem>> {
  const packed = await decryptWith(identity, sealed, { bytes: most.sealedBytes });
  if (!packed.ok) return packed;
  const plain = unpack(packed.value);
  if (plain === undefined) return err({ tag: 'damaged' });
  const headEnd = plain.indexOf('\n');
  const signatureEnd = plain.indexOf('\n', headEnd + 1);
  if (headEnd < 0 || signatureEnd < 0) return err({ tag: 'otherKind' });
  const head = plain.slice(0, headEnd);
  const header = headerSchema.safeParse(parseJson(head));
  if (!header.success) return err({ tag: 'otherKind' });
  const text = plain.slice(signatureEnd + 1);
  if (sha256(text) !== header.data.digest) return err({ tag: 'damaged' });
  const lines = readLines(text);
  if (lines?.length !== header.data.count) return err({ tag: 'invalidSchema' });
  const signature = plain.slice(headEnd + 1, signatureEnd);
  return ok({ header: header.data, headerHash: sha256(head), signature, lines });
}

function unpack(packed: Uint8Array): string | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: most.plainBytes }).toString('utf8');
  } catch {
    return undefined;
  }
}

function readLines(text: string): StoredRead[] | undefined {
  const lines: StoredRead[] = [];
  for (const body of text.split('\n').slice(0, -1)) {
    const entry = parseEntry(body);
    if (!entry) return undefined;
    lines.push({ body, hash: sha256(body), entry });
  }
  return lines;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
