// Owns: kept documents sealed into a file and cut out of one. Must not: know which documents belong where.
import type { DeviceId, EventHash, TeamId } from '../../domain/ids.ts';
import type { Micros } from '../../domain/ports.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  documentsHeaderSchema,
  documentsKind,
  greatestParcel,
  judgeDocuments,
  type DocumentsHeader,
  type DocumentsRefusal,
} from '../../domain/sync/documents.ts';
import { readerVersion } from '../../domain/sync/header.ts';
import { sha256, verifyHash } from '../crypto/signing.ts';
import { openContent, sealContent, sealedLimits, type OpenedContent, type OpenProblem } from './envelope.ts';

export type DocumentsToSeal = Pick<DocumentsHeader, 'from' | 'to'> & {
  readonly team: TeamId;
  readonly at: Micros;
  readonly documents: readonly Uint8Array[];
  /** The sender's own age key (ADR 42). */
  readonly own: string;
  /** The device's signing secret, hex. */
  readonly secret: string;
};

export async function sealDocuments({
  documents,
  own,
  secret,
  ...from
}: DocumentsToSeal): Promise<Uint8Array> {
  const header = {
    kind: documentsKind,
    v: readerVersion,
    minReader: 1,
    ...from,
    documents: documents.map((bytes) => ({ sha256: sha256(bytes), size: bytes.length })),
  };
  const recipients = [...from.to.map(({ recipient }) => recipient), own];
  const content = { count: documents.length, bytes: Buffer.concat(documents) };
  return (await sealContent({ header, secret, recipients }, content)).bytes;
}

export type ReceivedDocuments = {
  readonly from: DeviceId;
  readonly documents: readonly { readonly sha256: EventHash; readonly bytes: Uint8Array }[];
};

export const documentsLimits = { ...sealedLimits, plainBytes: greatestParcel + 1024 ** 2 };

/** Whole and from a colleague, or refused; every document is what its hash says. Never throws, whatever the file holds. */
export async function openDocuments(
  bytes: Uint8Array,
  identity: string,
  known: Parameters<typeof judgeDocuments>[1],
): Promise<Result<ReceivedDocuments, OpenProblem | DocumentsRefusal>> {
  const opened = await openContent(bytes, identity, {
    schema: documentsHeaderSchema,
    kind: documentsKind,
    limits: documentsLimits,
  });
  if (!opened.ok) return opened;
  const judged = judgeDocuments(opened.value, known, { verify: verifyHash });
  if (!judged.ok) return judged;
  const documents = cutDocuments(opened.value);
  return documents.ok ? ok({ from: opened.value.header.from.device, documents: documents.value }) : documents;
}

/** Each document is what the header's hash of it says, and nothing lies after the last. */
export function cutDocuments({
  header,
  content,
}: Pick<OpenedContent<DocumentsHeader>, 'header' | 'content'>): Result<
  ReceivedDocuments['documents'],
  { readonly tag: 'damaged' }
> {
  const documents: { sha256: EventHash; bytes: Uint8Array }[] = [];
  let start = 0;
  for (const { sha256: named, size } of header.documents) {
    const piece = content.subarray(start, start + size);
    if (piece.length !== size || sha256(piece) !== named) return err({ tag: 'damaged' });
    documents.push({ sha256: named, bytes: piece });
    start += size;
  }
  return start === content.length && header.count === documents.length
    ? ok(documents)
    : err({ tag: 'damaged' });
}
