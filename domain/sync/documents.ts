// Owns: the header of a sealed file with kept documents, and the judgement over it: from a member's device, to us, whole.
// Must not: change anything, or read bytes; the shell has cut and hashed them.
import { z } from 'zod';
import { deviceIdSchema, eventHashSchema, memberIdSchema, teamIdSchema } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';
import { deviceKeys, memberOfDevice, type TeamState } from '../team/team-state.ts';
import { isToUs } from './for-us.ts';
import type { Known, SyncCrypto } from './ports.ts';

export const documentsKind = 'sprangbradan-documents';
/** Bytes of one document, in the store too, and of all in one file. */
export const greatestDocument = 20 * 1024 ** 2;
export const greatestParcel = 64 * 1024 ** 2;
const mostDocuments = 5000;

const recipient = z.string().regex(/^age1[0-9a-z]{58}$/);

export const documentsHeaderSchema = z.object({
  kind: z.literal(documentsKind),
  v: z.int().min(1),
  minReader: z.int().min(1),
  team: teamIdSchema,
  from: z.object({ member: memberIdSchema, device: deviceIdSchema }),
  to: z
    .array(z.object({ device: deviceIdSchema, recipient }))
    .min(1)
    .max(1000),
  /** Sender's clock, microseconds; shown, never relied on. */
  at: z.int().min(0),
  /** In the order of the bytes that follow. */
  documents: z
    .array(z.object({ sha256: eventHashSchema, size: z.int().min(1).max(greatestDocument) }))
    .min(1)
    .max(mostDocuments),
  count: z.int().min(1).max(mostDocuments),
  digest: eventHashSchema,
});
export type DocumentsHeader = z.infer<typeof documentsHeaderSchema>;

export type DocumentsRefusal =
  | { readonly tag: 'foreignTeam' }
  | { readonly tag: 'notForUs' }
  | { readonly tag: 'unknownDevice'; readonly device: string }
  | { readonly tag: 'badSignature'; readonly device: string; readonly part: 'header' };

/** SY-40: who may send entries may send documents; what they are is known by their hash alone. */
export function judgeDocuments(
  opened: {
    readonly header: DocumentsHeader;
    readonly headerHash: Parameters<SyncCrypto['verify']>[1];
    readonly signature: string;
  },
  known: { readonly team: TeamState; readonly self: Pick<Known['self'], 'recipient'> },
  crypto: Pick<SyncCrypto, 'verify'>,
): Result<null, DocumentsRefusal> {
  const { header, headerHash, signature } = opened;
  if (header.team !== known.team.id) return err({ tag: 'foreignTeam' });
  if (!isToUs(header, known.self)) return err({ tag: 'notForUs' });
  const { device, member } = header.from;
  const keys = deviceKeys(known.team, device);
  if (!keys || memberOfDevice(known.team, device)?.id !== member)
    return err({ tag: 'unknownDevice', device });
  if (crypto.verify(keys.signKey, headerHash, signature)) return ok(null);
  return err({ tag: 'badSignature', device, part: 'header' });
}
