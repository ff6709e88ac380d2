// Owns: the inside of every sealed file: header, its signature, one line for each event; packed, then encrypted.
// Must not: judge what the file says; only that it is whole, within its limits and of one piece.
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { EventHash } from '../../domain/ids.ts';
import type { StoredEvent } from '../../domain/ledger/event.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { parseHeader, type HeaderProblem, type Opened } from '../../domain/sync/header.ts';
import { isStopped, unwatched, type Underway } from '../../domain/sync/ports.ts';
import { decryptWith, encryptTo, type AgeProblem } from '../crypto/age.ts';
import { sha256, signHash } from '../crypto/signing.ts';

export type SealedLimits = {
  /** Of the encrypted file. */
  readonly sealedBytes: number;
  /** Counted while the file is unpacked. */
  readonly plainBytes: number;
  /** Unpacked to packed, above the first 16 MB: events pack about five to one, a bomb a thousand to one. */
  readonly ratio: number;
  readonly lines: number;
};

export const sealedLimits: SealedLimits = {
  sealedBytes: 256 * 1024 ** 2,
  plainBytes: 512 * 1024 ** 2,
  ratio: 200,
  lines: 3_000_000,
};

export type OpenProblem = AgeProblem | HeaderProblem | { readonly tag: 'cancelled' };

/** What the header says of what follows it; filled in when sealing, compared when opening. */
type Tally = { readonly count: number; readonly digest: EventHash };

type ToSeal<Header> = {
  readonly header: Header;
  readonly secret: string;
  readonly recipients: readonly string[];
};

/** Signs inside, encrypts outside. `header` becomes the text that is signed, once and verbatim. */
export function sealEnvelope<Header extends object>(
  envelope: ToSeal<Header> & { readonly events: readonly StoredEvent[] },
): Promise<{ readonly bytes: Uint8Array; readonly header: Header & Tally }> {
  const { events } = envelope;
  return sealContent(envelope, {
    count: events.length,
    bytes: Buffer.from(events.map(lineOf).join(''), 'utf8'),
  });
}

/** The same form around any bytes: `count` says of how many pieces they are. */
export async function sealContent<Header extends object>(
  { header: own, secret, recipients }: ToSeal<Header>,
  content: { readonly count: number; readonly bytes: Buffer },
): Promise<{ readonly bytes: Uint8Array; readonly header: Header & Tally }> {
  const header = { ...own, count: content.count, digest: sha256(content.bytes) };
  const text = JSON.stringify(header);
  const head = Buffer.from(`${text}\n${signHash(secret, sha256(text))}\n`, 'utf8');
  const packed = gzipSync(Buffer.concat([head, content.bytes]), { level: 4 });
  return { bytes: await encryptTo(recipients, packed), header };
}

function lineOf({ body, salt, payload, signature }: StoredEvent): string {
  return `${JSON.stringify(signature === null ? { body, salt, payload } : { body, salt, payload, signature })}\n`;
}

type Form<Header> = {
  readonly schema: z.ZodType<Header>;
  readonly kind: string;
  readonly limits: SealedLimits;
  readonly underway?: Underway;
};

/** Reads the whole file before anything of it is handed out. Hostile input is a tagged problem, never an exception. */
export async function openEnvelope<Header extends Tally>(
  sealed: Uint8Array,
  identity: string,
  form: Form<Header>,
): Promise<Result<Opened<Header>, OpenProblem>> {
  const opened = await openContent(sealed, identity, form);
  if (!opened.ok) return opened;
  const { content, ...head } = opened.value;
  const { limits } = form;
  if (head.header.count > limits.lines)
    return err({ tag: 'tooLarge', megabytes: megabytes(limits.plainBytes) });
  const events = readLines(content, head.header.count, form.underway ?? unwatched);
  return events.ok ? ok({ ...head, events: events.value }) : events;
}

export type OpenedContent<Header> = Omit<Opened<Header>, 'events'> & { readonly content: Buffer };

/** Header, its hash and signature, and the bytes whose digest it names. */
export async function openContent<Header extends Tally>(
  sealed: Uint8Array,
  identity: string,
  { schema, kind, limits }: Form<Header>,
): Promise<Result<OpenedContent<Header>, OpenProblem>> {
  const packed = await decryptWith(identity, sealed, { bytes: limits.sealedBytes });
  if (!packed.ok) return packed;
  const plain = unpack(packed.value, limits);
  if (!plain.ok) return plain;
  const headEnd = plain.value.indexOf(10);
  const signatureEnd = plain.value.indexOf(10, headEnd + 1);
  if (headEnd < 0 || signatureEnd < 0) return err({ tag: 'invalidSchema', path: 'header' });
  const head = plain.value.subarray(0, headEnd);
  const header = parseHeader(parseJson(head.toString('utf8')), schema, kind);
  if (!header.ok) return header;
  const content = plain.value.subarray(signatureEnd + 1);
  if (sha256(content) !== header.value.digest) return err({ tag: 'damaged' });
  const signature = plain.value.subarray(headEnd + 1, signatureEnd).toString('utf8');
  return ok({ header: header.value, headerHash: sha256(head), signature, content });
}

function unpack(packed: Uint8Array, limits: SealedLimits): Result<Buffer, OpenProblem> {
  const most = Math.min(limits.plainBytes, Math.max(16 * 1024 ** 2, packed.length * limits.ratio));
  try {
    return ok(gunzipSync(packed, { maxOutputLength: most }));
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return err(tooLarge ? { tag: 'tooLarge', megabytes: megabytes(most) } : { tag: 'damaged' });
  }
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 ** 2);
}

const lineSchema = z.object({
  body: z.string().max(400_000),
  salt: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  payload: z.string().max(32_000_000).nullable(),
  signature: z
    .string()
    .regex(/^[0-9a-f]{128}$/)
    .nullish(),
});

/** SY-4: exactly as many lines as the header says, each one an event. */
function readLines(lines: Buffer, count: number, underway: Underway): Result<StoredEvent[], OpenProblem> {
  const events: StoredEvent[] = [];
  let start = 0;
  for (let end = lines.indexOf(10); end >= 0; end = lines.indexOf(10, start)) {
    if (isStopped(underway, events.length, count)) return err({ tag: 'cancelled' });
    const event = readLine(lines.toString('utf8', start, end));
    if (!event || events.length === count) return err({ tag: 'invalidSchema', path: `${events.length}` });
    events.push(event);
    start = end + 1;
  }
  if (start !== lines.length || events.length !== count) return err({ tag: 'invalidSchema', path: 'count' });
  return ok(events);
}

// Half a surrogate pair is stored as another character than the one that was folded: no honest writer makes one.
const loneSurrogate = /\p{Cs}/u;

function readLine(text: string): StoredEvent | undefined {
  const parsed = lineSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { body, salt, payload, signature } = parsed.data;
  if (text.includes('\\ud') && loneSurrogate.test(`${body}${payload ?? ''}`)) return undefined;
  return { hash: sha256(body), body, salt, payload, signature: signature ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
