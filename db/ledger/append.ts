// Owns: making own events of acts inside one transaction: refs, clock, chain, signature.
// Must not: decide whether an act is allowed; domain decides before, the fold judges after.
import type { EventHash, StreamId } from '../../domain/ids.ts';
import { bodyVersion, mustBeSigned } from '../../domain/ledger/event.ts';
import { typeOf } from '../../domain/ledger/payload.ts';
import { sameValue } from '../../domain/ledger/register.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Db } from '../connection.ts';
import type { AppendedEvent, AppendError, AppendOptions, Cancelled, LedgerOptions, NewAct } from './contract.ts';
import { insertEvent, makeEvent, type ReadEvent } from './event-rows.ts';
import { readDeviceHead, writeDeviceHead, type Writing } from './writing.ts';

type Tip = { readonly hash: EventHash; readonly refs: ReadonlySet<EventHash> };
type Chain = { seq: number; hash: EventHash | null; readonly tips: Map<StreamId, Tip> };

/** Runs inside the caller's transaction; the caller rolls back on an error. */
export function appendActs(
  context: { readonly db: Db; readonly writing: Writing; readonly options: LedgerOptions },
  acts: readonly NewAct[],
  { cancelled, progress }: AppendOptions,
): Result<AppendedEvent[], AppendError | Cancelled> {
  const { db, writing, options } = context;
  const changed = changedMeanwhile(writing, acts);
  if (changed.length > 0) return err({ tag: 'changedMeanwhile', streams: changed });
  const { device } = options.signer;
  const head = readDeviceHead(db, device);
  const chain: Chain = { seq: head.seq, hash: head.hash, tips: new Map() };
  const appended: AppendedEvent[] = [];
  for (const [index, act] of acts.entries()) {
    if (index % 64 === 0) {
      if (cancelled?.()) return err({ tag: 'cancelled' });
      progress?.(index, acts.length);
    }
    const made = appendOne({ writing, options, chain }, act);
    const n = insertEvent(db, made);
    const { hash, seq, hlc, stream } = made.event;
    writing.noteOwn(made.event, n);
    writing.take(made.event);
    appended.push({ hash, seq, hlc, stream });
  }
  if (chain.hash !== null && acts.length > 0) {
    const contiguous = head.contiguous === head.seq ? chain.seq : head.contiguous;
    writeDeviceHead(db, device, { seq: chain.seq, hash: chain.hash, contiguous });
  }
  progress?.(acts.length, acts.length);
  return ok(appended);
}

function changedMeanwhile(writing: Writing, acts: readonly NewAct[]): StreamId[] {
  const changed = new Set<StreamId>();
  for (const { stream, expectedHeads } of acts) {
    if (expectedHeads && !sameValue([...expectedHeads].sort(), [...writing.heads(stream)].sort())) changed.add(stream);
  }
  return [...changed];
}

type Making = { readonly writing: Writing; readonly options: LedgerOptions; readonly chain: Chain };

function appendOne({ writing, options, chain }: Making, act: NewAct): ReadEvent {
  const { signer } = options;
  const now = options.now();
  const hlc = Math.max(now, writing.clock() + 1);
  const refs = refsOf(writing, chain.tips.get(act.stream), act);
  const type = typeOf(act.payload.kind);
  const made = makeEvent(
    { v: bodyVersion, device: signer.device, seq: chain.seq + 1, hlc, actor: signer.actor, stream: act.stream, type, refs, prev: chain.hash },
    act.payload,
    mustBeSigned(type) ? signer.sign : undefined,
  );
  writing.noteClock(hlc, hlc);
  chain.seq += 1;
  chain.hash = made.event.hash;
  chain.tips.set(act.stream, { hash: made.event.hash, refs: new Set(refs) });
  return made;
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
