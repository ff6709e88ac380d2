// Owns: files that must be refused: spoilt on the way, forged by a member gone bad, sealed by a cloned store.
// Must not: check anything itself but that the answer is no and that nothing changed.
import { latestSchema, schemaOf } from '../../db/migrate.ts';
import { randomBytes } from 'node:crypto';
import {
  caseOfStream,
  caseStream,
  type CaseId,
  type DeviceId,
  type EventHash,
  type MemberId,
} from '../../domain/ids.ts';
import { emptyCase } from '../../domain/ledger/case/state.ts';
import { parseBody, writeBody, type EventBody, type StoredEvent } from '../../domain/ledger/event.ts';
import type { Result } from '../../domain/result.ts';
import { planBundle, type PlannedChain } from '../../domain/sync/plan.ts';
import { payloadHash, sha256, signHash } from '../../main/crypto/signing.ts';
import { rulesOf } from '../../main/services/session.ts';
import { sealBundle, type BundleToSeal } from '../../main/sync/bundle.ts';
import { eventsOfPlan, signedHeads } from '../../main/sync/store-view.ts';
import { logicalState, same } from './checks.ts';
import { cloneOf, must, reopen, type Desk } from './desks.ts';
import { exchange } from './exchanges.ts';
import { forgeries, type Forgery, type StepOf } from './steps.ts';
import { count, Finding, heldOf, noteOwn, type World } from './world.ts';

async function refuses(
  world: World,
  desk: Desk,
  file: { readonly what: string; readonly bytes: Uint8Array },
): Promise<void> {
  const before = logicalState(desk);
  const outcome = await desk.running.program.mergeBundle(desk.session, file.bytes);
  if (outcome.ok)
    throw new Finding(`${desk.name} takes in a file that is ${file.what}: ${JSON.stringify(outcome.value)}`);
  count(world, `refused: ${outcome.error.tag}`);
  same(`${desk.name} after a file that is ${file.what}`, logicalState(desk), before);
}

export async function spoil(world: World, desk: Desk, step: StepOf<'spoil'>): Promise<void> {
  const files = world.files.filter((file) =>
    step.how === 'another' ? file.to !== desk.at : file.to === desk.at,
  );
  const file = files[step.file % Math.max(1, files.length)];
  if (!file) return;
  const bytes = Uint8Array.from(file.bytes);
  const place = Math.floor((bytes.length * step.place) / 1000);
  if (step.how === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << (step.place % 8));
  const spoilt = step.how === 'cut' ? bytes.subarray(0, place) : bytes;
  await refuses(world, desk, { what: step.how, bytes: spoilt });
}

// ---- Forging --------------------------------------------------------------------------------------------------

type Draft = { chains: PlannedChain[]; events: StoredEvent[]; from: BundleToSeal['from'] };
type Forger = { readonly desk: Desk; readonly victim: Desk; readonly third: Desk; readonly pick: number };

/** A member with all its keys writes to a colleague what no honest program would, in every way there is. */
export async function forge(world: World, desk: Desk, step: StepOf<'forge'>): Promise<void> {
  const others = world.group.desks.filter((one) => one !== desk && world.joined.has(one.at));
  const victim = others[step.to % Math.max(1, others.length)];
  if (!victim) return;
  // Something that the victim has not got is bent, so there must be something.
  const id = must(desk.running.program.idsMatching(desk.session, ''))[step.pick % 3];
  if (id) must(enterPhone(desk, id, '070-1740631'));
  // Of a protected person no service would write it; what an altered program did, the mark takes at its next opening (PU-11).
  if (id && desk.session.ledger.caseState(id).stub) reopen(world.group, desk);
  const thirds = [...others.filter((one) => one !== victim), victim];
  const held = new Set([...heldOf(world, desk).values()].map((act) => act.device));
  const third = thirds.find((one) => held.has(one.session.self.device)) ?? victim;
  for (const how of forgeries) {
    const bytes = await forged({ desk, victim, third, pick: step.pick }, how);
    if (bytes) await refuses(world, victim, { what: `forged: ${how}`, bytes });
  }
}

async function forged(forger: Forger, how: Forgery): Promise<Uint8Array | undefined> {
  const { desk, victim } = forger;
  const { self, secrets, store, ledger } = desk.session;
  const team = ledger.team().id;
  // What forges is this program; a store of an earlier schema is none of its own.
  if (!team || schemaOf(store.db) < latestSchema) return undefined;
  const plan = planBundle({
    heads: signedHeads(store.db, { device: self.device, secret: secrets.signingKey }),
    marks: new Map(),
    recipients: [victim.session.self.device],
    full: true,
  });
  const from = { member: self.member, device: self.device };
  const draft: Draft = {
    chains: [...plan.chains],
    events: [...eventsOfPlan(store.db, plan, { isForThem: () => true }).events],
    from,
  };
  if (!ways[how](draft, forger)) return undefined;
  const { bytes } = await sealBundle({
    team,
    from: draft.from,
    to: [{ device: victim.session.self.device, recipient: victim.session.self.keys.recipient }],
    at: desk.session.now(),
    plan: { chains: draft.chains, have: [], count: draft.events.length },
    events: draft.events,
    blobs: [],
    secret: secrets.signingKey,
  });
  return bytes;
}

/** In whose name the forger writes what. */
type Writer = {
  readonly device: DeviceId;
  readonly member: MemberId;
  readonly kind: 'decision' | 'fact';
  readonly signed: boolean;
};

/** Each bends the draft; false where there is nothing to bend. */
const ways: Readonly<Record<Forgery, (draft: Draft, forger: Forger) => boolean>> = {
  altered: (draft, forger) =>
    changeEvent(draft, forger, (stored) => {
      const body = { ...bodyOf(stored), hlc: 1 };
      const text = writeBody(body);
      return { ...stored, body: text, hash: sha256(text) };
    }),
  otherPayload: (draft, forger) =>
    changeEvent(draft, forger, (stored) => ({
      ...stored,
      payload: (stored.payload ?? '').replace('Silva', 'Silfva'),
    })),
  withoutPayload: (draft, forger) => {
    // A mark lets the payloads of its case be missing (PU-6).
    const marked = (stored: StoredEvent) => {
      const id = caseOfStream(bodyOf(stored).stream);
      const desks = [forger.desk, forger.victim];
      return id !== undefined && desks.some(({ session }) => session.ledger.caseState(id).stub !== null);
    };
    return changeEvent(draft, forger, (stored) =>
      marked(stored) ? stored : { ...stored, payload: null, salt: null },
    );
  },
  foreignHeader: (draft, { third }) => {
    draft.from = { member: third.session.self.member, device: third.session.self.device };
    return true;
  },
  factInAnothersChain: (draft, { desk, third }) =>
    lengthen(draft, desk, {
      device: third.session.self.device,
      member: third.session.self.member,
      kind: 'fact',
      signed: false,
    }),
  inAnothersChain: (draft, { desk, third }) =>
    lengthen(draft, desk, {
      device: third.session.self.device,
      member: third.session.self.member,
      kind: 'decision',
      signed: true,
    }),
  unsignedDecision: (draft, { desk }) =>
    lengthen(draft, desk, {
      device: desk.session.self.device,
      member: desk.session.self.member,
      kind: 'decision',
      signed: false,
    }),
};

function bodyOf(stored: StoredEvent): EventBody {
  return must(parseBody(stored.body));
}

/** Of acts that are here already a file may say what it likes: they are passed over by hash. So one that is new is bent. */
function changeEvent(
  draft: Draft,
  { victim, pick }: Forger,
  change: (stored: StoredEvent) => StoredEvent,
): boolean {
  const fresh = draft.events.filter((one) => victim.session.ledger.eventByHash(one.hash) === undefined);
  const stored = fresh[pick % Math.max(1, fresh.length)];
  if (!stored) return false;
  const changed = change(stored);
  draft.events[draft.events.indexOf(stored)] = changed;
  return JSON.stringify(changed) !== JSON.stringify(stored);
}

/** One more act at the end of a chain, signed by the forger's own key or by nobody. */
function lengthen(draft: Draft, desk: Desk, as: Writer): boolean {
  const at = draft.chains.findIndex((chain) => chain.device === as.device);
  const chain = draft.chains[at];
  const target = draft.events.map(bodyOf).find((body) => body.stream.startsWith('case:'));
  if (!chain || !target) return false;
  const secret = desk.session.secrets.signingKey;
  const made = actOf(desk, { ...as, stream: target.stream, chain }, secret);
  const end = draft.chains.slice(0, at + 1).reduce((sum, one) => sum + one.seq - one.base, 0);
  draft.events.splice(end, 0, made);
  draft.chains[at] = {
    ...chain,
    seq: chain.seq + 1,
    head: made.hash,
    signature: signHash(secret, made.hash),
  };
  return true;
}

function actOf(
  desk: Desk,
  as: Writer & { readonly stream: EventBody['stream']; readonly chain: PlannedChain },
  secret: string,
): StoredEvent {
  const { member, chain, stream } = as;
  const payload = JSON.stringify(as.kind === 'fact' ? fact : { ...basis(desk), decider: member });
  const salt = randomBytes(16).toString('hex');
  const refs: EventHash[] = [...desk.session.ledger.heads('team'), ...desk.session.ledger.heads(stream)];
  const body = writeBody({
    v: 1,
    device: as.device,
    seq: chain.seq + 1,
    hlc: desk.session.now(),
    actor: member,
    stream,
    type: as.kind,
    refs: refs.sort(),
    payloadHash: payloadHash(salt, payload),
    prev: chain.head,
  });
  const hash = sha256(body);
  return { hash, body, salt, payload, signature: as.signed ? signHash(secret, hash) : null };
}

const fact = { kind: 'facts.entered', fields: { phone: '070-1740641' } };

function basis(desk: Desk): object {
  const { form, texts } = desk.session.reference.form.pins;
  const ruleSet = rulesOf(desk.session, emptyCase).pin;
  const day = '2026-11-02';
  const shared = { kind: 'basis.fixed', outcome: 'grant', answers: {}, noConflictOfInterest: true, day };
  return { ...shared, form, texts, ruleSet };
}

// ---- Forks ----------------------------------------------------------------------------------------------------

/** A copy of a store writes on beside the store itself: whoever has the one's acts refuses the other's (SY-7). */
export async function fork(world: World, desk: Desk, step: StepOf<'fork'>): Promise<void> {
  const { desks } = world.group;
  const victim = desks[step.to % desks.length];
  if (!victim || victim === desk || !world.joined.has(victim.at)) return;
  const id = must(desk.running.program.idsMatching(desk.session, ''))[step.person];
  if (!id) return;
  const clone = cloneOf(world.group, desk);
  must(enterPhone(clone, id, '070-1740621'));
  must(enterPhone(desk, id, '070-1740622'));
  noteOwn(world, desk, new Map());
  await exchange(world, desk, { to: victim.at, full: true });
  const sealed = await clone.running.program.seal(clone.session, victim.session.self.member, true);
  clone.session.store.close();
  if (sealed.ok) await refuses(world, victim, { what: 'a fork', bytes: sealed.value.bytes });
}

function enterPhone(desk: Desk, id: CaseId, phone: string): Result<unknown> {
  const payload = { kind: 'facts.entered' as const, fields: { phone } };
  return desk.session.ledger.append([{ stream: caseStream(id), payload }]);
}
