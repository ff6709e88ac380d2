// Owns: the kinds of input that come from outside, bent and given to the program: bundles outside and inside, key slots,
// databases, files of the intake, key files. Must not: accept anything but a refusal or no harm.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { isDamage } from '../../db/connection.ts';
import { eventHashSchema, intakeIdSchema, isoDateSchema } from '../../domain/ids.ts';
import type { Random } from '../../main/demo/random.ts';
import { decryptWith, encryptTo } from '../../main/crypto/age.ts';
import { openWithPassphrase, openWithRecoveryCode, type NewKeyslots } from '../../main/crypto/keyslots.ts';
import { sha256, signHash } from '../../main/crypto/signing.ts';
import { bend, bendJson } from './bend.ts';
import { logicalState, same } from './checks.ts';
import { must, openBeside, type Desk, type Group } from './desks.ts';
import { applicationsFile } from './files.ts';
import { checkBentPackage } from './packages.ts';
import { Finding } from './world.ts';

export type Setting = {
  readonly group: Group;
  readonly sender: Desk;
  /** Has nothing yet of what the sender gives. */
  readonly victim: Desk;
  readonly bundle: Uint8Array;
  /** What the honest bundle would bring. */
  readonly honest: ReadonlySet<string>;
  readonly slots: NewKeyslots;
  readonly passphrase: string;
};

/** Says what came of it: the tag of a refusal, or a word for no harm. */
type Try = (setting: Setting, random: Random) => Promise<string>;

export const inputs: Readonly<Record<string, { readonly weight: number; readonly run: Try }>> = {
  bundle: { weight: 6, run: (setting, random) => mergeBent(setting, bend(random, setting.bundle)) },
  'bundle, inside': {
    weight: 6,
    run: async (setting, random) => mergeBent(setting, await bentInside(setting, random)),
  },
  'key slots': { weight: 3, run: openSlots },
  database: { weight: 2, run: openDatabase },
  intake: { weight: 4, run: readIntake },
  'key file': { weight: 1, run: readKey },
  'data package': { weight: 4, run: ({ sender }, random) => checkBentPackage(sender, random) },
};

async function mergeBent(setting: Setting, bytes: Uint8Array): Promise<string> {
  if (Buffer.compare(bytes, setting.bundle) === 0) return 'as it was';
  const { victim } = setting;
  const before = logicalState(victim);
  const outcome = await victim.running.program.mergeBundle(victim.session, bytes);
  if (!outcome.ok) {
    same(`${victim.name} after ${outcome.error.tag}`, logicalState(victim), before);
    return outcome.error.tag;
  }
  if (outcome.value.waiting > 0) return 'kept waiting';
  // Taken in: then it said what the honest one says, and nothing else.
  const hashes = victim.session.store.db
    .prepare('SELECT lower(hex(hash)) FROM events')
    .pluck()
    .all() as string[];
  if (hashes.some((hash) => !setting.honest.has(hash))) throw new Finding('a bent file brought another act');
  if (!must(victim.session.ledger.verify()).ok)
    throw new Finding('a bent file left a store that proves wrong');
  return 'taken in, and harmless';
}

/** As a member would bend it who has keys: what was changed is counted, hashed and signed anew. */
async function bentInside({ sender, victim, bundle }: Setting, random: Random): Promise<Uint8Array> {
  const packed = must(await decryptWith(victim.session.secrets.ageIdentity, bundle, { bytes: 1e9 }));
  const plain = gunzipSync(packed);
  const [headEnd, signatureEnd] = [plain.indexOf(10), plain.indexOf(10, plain.indexOf(10) + 1)];
  let header = JSON.parse(plain.subarray(0, headEnd).toString('utf8')) as Record<string, unknown>;
  let lines = plain.subarray(signatureEnd + 1);
  if (random.chance(0.5)) header = bendJson(random, header) as Record<string, unknown>;
  else lines = Buffer.from(random.chance(0.5) ? bend(random, lines) : bentLine(random, lines));
  const count = lines.toString('latin1').split('\n').length - 1;
  const text = JSON.stringify(random.chance(0.9) ? { ...header, count, digest: sha256(lines) } : header);
  const signature = signHash(sender.session.secrets.signingKey, sha256(text));
  const whole = Buffer.concat([Buffer.from(`${text}\n${signature}\n`), lines]);
  const repacked = gzipSync(random.chance(0.05) ? Buffer.concat([whole, Buffer.alloc(40_000_000)]) : whole);
  return encryptTo(
    [victim.session.self.keys.recipient],
    random.chance(0.1) ? bend(random, repacked) : repacked,
  );
}

function bentLine(random: Random, lines: Buffer): Uint8Array {
  const all = lines.toString('utf8').split('\n').slice(0, -1);
  const at = random.below(all.length);
  all[at] = JSON.stringify(bendJson(random, JSON.parse(all[at] ?? '{}')));
  return Buffer.from(`${all.join('\n')}\n`);
}

async function openSlots({ slots, passphrase }: Setting, random: Random): Promise<string> {
  const text = random.chance(0.5)
    ? Buffer.from(bend(random, Buffer.from(slots.text))).toString('utf8')
    : JSON.stringify(bendJson(random, JSON.parse(slots.text)));
  // scrypt costs on purpose: the passphrase is tried on one in eight.
  const opened = random.chance(0.125)
    ? await openWithPassphrase(text, passphrase)
    : await openWithRecoveryCode(text, slots.recoveryCode);
  if (!opened.ok) return opened.error.tag;
  if (!Buffer.from(opened.value).equals(slots.dataKey)) throw new Finding('bent key slots gave another key');
  return 'opened by what was whole';
}

async function openDatabase({ group, sender }: Setting, random: Random): Promise<string> {
  const dir = mkdtempSync(join(group.dir, 'bent-'));
  const name = random.pick(['store.db', 'store.db', 'store.db', 'blobs.db', 'store.db-wal'] as const);
  try {
    for (const file of ['store.db', 'store.db-wal', 'blobs.db', 'keyslots.json'])
      cpSync(join(sender.dir, file), join(dir, file), { force: true });
    writeFileSync(join(dir, name), bend(random, readFileSync(join(dir, name))));
    return await Promise.resolve(readDamaged(sender, dir));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readDamaged(desk: Desk, dir: string): string {
  try {
    const opened = openBeside(desk, dir);
    if (!opened.ok) return opened.error.tag;
    try {
      const { ok, problems } = must(opened.value.ledger.verify());
      return ok ? 'whole where it is read' : `proof: ${problems[0]?.tag ?? ''}`;
    } finally {
      opened.value.store.close();
    }
  } catch (error) {
    if (isDamage(error)) return 'damage told by SQLite';
    throw error;
  }
}

async function readIntake({ sender }: Setting, random: Random): Promise<string> {
  const { program } = sender.running;
  const { text, asOf } = applicationsFile(random.below(3));
  const encoding = random.pick(['utf8', 'latin1', 'utf16le'] as const);
  const bytes = bend(random, Buffer.from(text, encoding));
  const table = await program.readTable({ name: 'fil.csv', bytes });
  if (!table.ok) return table.error.tag;
  const { mapping } = program.readMapping(sender.session, table.value, 'applications');
  const input = {
    table: table.value,
    fileName: 'fil.csv',
    kind: 'applications' as const,
    intake: intakeIdSchema.parse('2027-autumn'),
    asOf: isoDateSchema.parse(asOf),
    mapping,
  };
  const before = logicalState(sender);
  const prepared = program.prepareImport(sender.session, input, null);
  if (!prepared.ok) return prepared.error.tag;
  same('a preview of an import', logicalState(sender), before);
  const written = program.writeImport(sender.session, { file: input, prepared: prepared.value });
  if (!written.ok) return written.error.tag;
  if (!must(sender.session.ledger.verify()).ok)
    throw new Finding('a bent file left a store that proves wrong');
  return 'read in';
}

async function readKey({ sender, victim }: Setting, random: Random): Promise<string> {
  const text = victim.running.program.ownKeyFile(victim.session);
  const bent = Buffer.from(bend(random, Buffer.from(text))).toString('utf8');
  const read = await Promise.resolve(sender.running.program.readKeyFile(bent));
  if (!read.ok) return read.error.tag;
  same('a bent key file', read.value, must(sender.running.program.readKeyFile(text)));
  return 'the same keys';
}

export function honestHashes(desk: Desk): ReadonlySet<string> {
  const hashes = desk.session.store.db.prepare('SELECT lower(hex(hash)) FROM events').pluck().all();
  return new Set(hashes.map((hash) => eventHashSchema.parse(hash)));
}
