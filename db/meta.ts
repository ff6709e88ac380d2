// Owns: the store's identity: group, own member, device and its private keys. Must not: hold settings or anything synced.
import { z } from 'zod';
import { deviceIdSchema, eventHashSchema, memberIdSchema, teamIdSchema } from '../domain/ids.ts';
import { textOf } from './columns.ts';
import { prepared, type Db } from './connection.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** Everything is optional: a new store learns it step by step. `idSecret` is made with the group and never rotates. */
const metaSchema = z.object({
  team: teamIdSchema.optional(),
  teamName: z.string().optional(),
  member: memberIdSchema.optional(),
  memberName: z.string().optional(),
  device: deviceIdSchema.optional(),
  /** Devices that this store has written as before it went on under new keys. */
  formerDevices: z.array(deviceIdSchema).optional(),
  /** Where their chains ended here, signed while their keys were still here: what colleagues lack can be given to them. */
  formerHeads: z
    .array(z.object({ head: eventHashSchema, signature: z.string().regex(/^[0-9a-f]{128}$/) }))
    .optional(),
  /** Raw Ed25519 seed, hex, and its public key. */
  signingKey: hex32.optional(),
  signKey: hex32.optional(),
  /** `AGE-SECRET-KEY-1…` and its recipient. */
  ageIdentity: z.string().optional(),
  ageRecipient: z.string().optional(),
  idSecret: hex32.optional(),
  demo: z.boolean().optional(),
  /** The last own number that went into a sealed bundle; a restored or cloned store is behind it. */
  lastSealedSeq: z.int().min(0).optional(),
  lastSealedAt: z.int().min(0).optional(),
  /** Which version of the folds the cached states were made by. */
  projections: z.int().min(0).optional(),
  /** The hybrid clock's last value. Written by the ledger alone. */
  clock: z.int().min(0).optional(),
});
export type Meta = z.infer<typeof metaSchema>;

export function readMeta(db: Db): Meta {
  const rows = prepared(db, 'SELECT key, value FROM meta').all();
  const entries = rows.map((row): [string, unknown] => [
    textOf(row, 'key'),
    JSON.parse(textOf(row, 'value')),
  ]);
  return metaSchema.parse(Object.fromEntries(entries));
}

/** Sets the named entries and leaves the others. */
export function writeMeta(db: Db, change: Meta): void {
  const write = prepared(
    db,
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  db.transaction(() => {
    for (const [key, value] of Object.entries(metaSchema.parse(change))) {
      if (value !== undefined) write.run(key, JSON.stringify(value));
    }
  })();
}
