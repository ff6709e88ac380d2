// Builds fold events with readable hashes. A builder for tests of the pure fold; the real hashing is tested with the store.
import { createHash } from 'node:crypto';
import type { DeviceId, EventHash, MemberId, StreamId } from '../../domain/ids.ts';
import { payloadSchema, type Payload } from '../../domain/ledger/payload.ts';
import { typeOf } from '../../domain/ledger/read-payload.ts';
import type { FoldEvent } from '../../domain/ledger/stream.ts';

const hex = (seed: string, length: number) =>
  createHash('sha256').update(seed).digest('hex').slice(0, length);

export const device = (name: string) => hex(`device ${name}`, 32) as DeviceId;
export const member = (name: string) => hex(`member ${name}`, 32) as MemberId;
export const pin = { id: 'regular', version: '1', sha256: 'a'.repeat(64) };
export const batch = '0'.repeat(32);

let counter = 0;

export type ActOptions = {
  readonly by?: string;
  readonly refs?: readonly FoldEvent[];
  readonly at?: number;
  readonly stream?: StreamId;
};

/** One event of a case stream whose author had seen `refs`. */
export function act(
  payload: unknown,
  { by = 'Åsa', refs = [], at, stream = `case:${'c'.repeat(32)}` }: ActOptions = {},
): FoldEvent {
  counter += 1;
  const parsed: Payload = payloadSchema.parse(payload);
  return {
    v: 1,
    device: device(by),
    seq: counter,
    hlc: at ?? counter,
    actor: member(by),
    stream,
    type: typeOf(parsed.kind),
    refs: refs.map((one) => one.hash).sort(),
    payloadHash: 'b'.repeat(64) as EventHash,
    prev: null,
    hash: hex(`event ${counter} ${by}`, 64) as EventHash,
    read: { status: 'known', payload: parsed },
  };
}

export const imported = (fields: Record<string, unknown>, asOf = '2026-08-20') => ({
  kind: 'facts.imported',
  batch,
  source: 'portal',
  asOf,
  intake: '2026-autumn',
  applicationId: 'JS-1',
  origin: { sha256: 'f'.repeat(64), row: 2 },
  fields,
});

export const verdict = (conclusion: string, reason?: string) => ({
  kind: 'verdict.given',
  conclusion,
  ...(reason === undefined ? {} : { reason }),
  confirms: [],
  ruleSet: pin,
  outcomes: {},
});

export const basis = (outcome = 'grant') => ({
  kind: 'basis.fixed',
  outcome,
  answers: {},
  decider: member('Åsa'),
  noConflictOfInterest: true,
  day: '2026-11-10',
  form: pin,
  texts: pin,
  ruleSet: pin,
});

export const everyone = () => 'entitled' as const;
