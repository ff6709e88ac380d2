// Owns: making own events of acts inside one transaction: refs, clock, chain, signature.
// Must not: decide whether an act is allowed; domain decides before, the fold judges after.
import type { EventHash, StreamId } from '../../domain/ids.ts';
import { bodyVersion, mustBeSigned } from '../../domain/ledger/event.ts';
import { typeOf } from '../../domain/ledger/read-payload.ts';
import { sameValue } from '../../domain/ledger/register.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Db } from '../connection.ts';
import type {
  AppendedEvent,
  AppendError,
  AppendOptions,
  Cancelled,
  LedgerOptions,
  NewAct,
} from './contract.ts';
import { insertEvent, makeEvent, type ReadEvent } from './event-rows.ts';
import { readDeviceHead, writeDeviceHead, type DeviceHead, type Writing } from './writing.ts';

type Tip = { readonly hash: EventHash; readonly refs: ReadonlySet<EventHash> };
type Chain = { seq: number; hash: EventHash | null; readonly tips: Map<StreamId, Tip> };

type Context = { readonly db: Db; readonly writing: Writing; readonly options: LedgerOptions };

/** Runs inside the caller's transaction; the caller rolls back on an error. */
export function appendActs(
  context: Context,
  acts: readonly NewAct[],
  { cancelled, progress }: AppendOptions,
): Result<AppendedEvent[], AppendError | Cancelled> {
  const { db, writing, options } = context;
  const changed = changedMeanwhile(writing, acts);
  if (changed.length > 0) return err({ tag: 'changedMeanwhile', streams: changed });
  const { device } = options.signer;
  const head = readDeviceHead(db, device);
  const making: Making = { ...context, chain: { seq: head.seq, hash: head.hash, tips: new Map() } };
  const appended: AppendedEvent[] = [];
  for (const [index, act] of acts.entries()) {
    if (index % 64 === 0) {
      if (cancelled?.()) return err({ tag: 'cancelled' });
      progress?.(index, acts.length);
    }
    appended.push(appendOne(making, act));
  }
  extendOwnHead(making, head);
  progress?.(acts.length, acts.length);
  return ok(appended);
}

function extendOwnHead({ db, options, chain }: Making, before: DeviceHead): void {
  if (chain.hash === null || chain.seq === before.seq) return;
  const contiguous = before.contiguous === before.seq ? chain.seq : before.contiguous;
  writeDeviceHead(db, options.signer.device, { seq: chain.seq, hash: chain.hash, contiguous });
}

function changedMeanwhile(writing: Writing, acts: readonly NewAct[]): StreamId[] {
  const changed = new Set<StreamId>();
  for (const { stream, expectedHeads } of acts) {
    if (expectedHeads && !sameValue([...expectedHeads].sort(), [...writing.heads(stream)].sort()))
      changed.add(stream);
  }
  return [...changed];
}

type Making = Context & { readonly chain: Chain };

function appendOne(making: Making, act: NewAct): AppendedEvent {
  const { db, writing, chain } = making;
  const refs = refsOf(writing, chain.tips.get(act.stream), act);
  const made = makeOwn(making, act, refs);
  const { hash, seq, hlc, stream } = made.event;
  writing.noteClock(hlc, hlc);
  chain.seq = seq;
  chain.hash = hash;
  chain.tips.set(stream, { hash, refs: new Set(refs) });
  writing.noteOwn(made.event, insertEvent(db, made));
  writing.noteNews(made.event, making.options.signer.actor);
  writing.take(made.event);
  return { hash, seq, hlc, stream };
}

function makeOwn({ writing, options, chain }: Making, act: NewAct, refs: readonly EventHash[]): ReadEvent {
  const { device, actor, sign } = options.signer;
  const hlc = Math.max(options.now(), writing.clock() + 1);
  const type = act.restricted === true ? 'restricted' : typeOf(act.payload.kind);
  const { stream } = act;
  return makeEvent(
    { v: bodyVersion, device, seq: chain.seq + 1, hlc, actor, stream, type, refs, prev: chain.hash },
    act.payload,
    mustBeSigned(type) ? sign : undefined,
  );
}

/** Own stream's heads (those shown, if the window told), the group's heads, what else the act relied on; sorted, once each. */
function refsOf(writing: Writing, tip: Tip | undefined, act: NewAct): EventHash[] {
  const own = act.shownHeads ?? writing.heads(act.stream);
  const refs = new Set<EventHash>([...writing.heads('team'), ...(act.refs ?? [])]);
  // Of shown heads the first act of this call has taken in, the second need not speak again: it follows the first.
  for (const head of own) if (!tip?.refs.has(head)) refs.add(head);
  if (tip) refs.add(tip.hash);
  return [...refs].sort();
}
