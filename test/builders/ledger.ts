// Owns: stores, devices, groups and acts for tests: real encrypted files in a temporary folder, invented people.
// Must not: mock anything; clocks and keys are the only doubles.
import { generateKeyPairSync, sign } from 'node:crypto';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../db/ledger.ts';
import type { AppendedEvent, Ledger, NewAct, Signer } from '../../db/ledger/contract.ts';
import { createStore, openStore, type Store } from '../../db/open.ts';
import {
  batchIdSchema,
  caseIdSchema,
  caseStream,
  deviceIdSchema,
  employerIdSchema,
  intakeIdSchema,
  isoDateSchema,
  memberIdSchema,
  type BatchId,
  type CaseId,
  type EmployerId,
  type MemberId,
} from '../../domain/ids.ts';
import type { PayloadOf } from '../../domain/ledger/payload.ts';
import type { MemberRecord } from '../../domain/ledger/payloads/membership.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import type { Result } from '../../domain/result.ts';
import { watched } from './sound.ts';

export const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];
export const intake = intakeIdSchema.parse('2026-autumn');
export const asOf = isoDateSchema.parse('2026-09-01');
export const pin = { id: 'regular', version: '2026-1', sha256: 'ab'.repeat(32) };

/** The value of a result that must be one. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** 16 bytes of hex that differ by name: ids without randomness. */
export function hex16(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

export const caseId = (name: string | number): CaseId => caseIdSchema.parse(hex16(`case ${name}`));
export const employerId = (name: string | number): EmployerId =>
  employerIdSchema.parse(hex16(`employer ${name}`));
export const batchId = (name: string | number): BatchId => batchIdSchema.parse(hex16(`batch ${name}`));

export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sprangbradan-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const dataKey: Uint8Array = Buffer.alloc(32, 7);

export function newStore(dir: string, key: Uint8Array = dataKey): Store<'writer'> {
  return watched(must(createStore({ dir, dataKey: key, keyslots: '{}', nativeBinding })));
}

export function reopen(dir: string): Store<'writer'> {
  return watched(must(openStore({ dir, dataKey, mode: 'writer', nativeBinding })));
}

export type Device = { readonly signer: Signer; readonly member: MemberRecord };

/** A member with one device and real Ed25519 keys. */
export function newDevice(
  name: string,
  roles: MemberRecord['roles'] = ['caseworker', 'administrator'],
): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const device = deviceIdSchema.parse(createHash('sha256').update(raw).digest('hex').slice(0, 32));
  const actor: MemberId = memberIdSchema.parse(hex16(`member ${name}`));
  return {
    signer: { actor, device, sign: (hash) => sign(null, hash, privateKey) },
    member: {
      id: actor,
      name,
      roles,
      device: { id: device, signKey: raw.toString('hex'), recipient: `age1${'q'.repeat(58)}` },
    },
  };
}

/** A clock that goes a second at each look, from a day in 2026. */
export function steppingClock(start = 1_790_000_000_000_000): () => number {
  let now = start;
  return () => (now += 1_000_000);
}

export function ledgerOf(
  store: Store<'writer'>,
  device: Device,
  now: () => number = steppingClock(),
): Ledger {
  return openLedger(store, { signer: device.signer, now });
}

export function found(founder: Device): NewAct {
  return {
    stream: 'team',
    payload: { kind: 'team.founded', name: 'Provgruppen', demo: true, founder: founder.member },
  };
}

export function admit(device: Device): NewAct {
  return { stream: 'team', payload: { kind: 'member.added', member: device.member } };
}

export type Person = {
  readonly fields?: Record<string, FieldValue>;
  readonly applicationId?: string;
  readonly asOf?: string;
};

export function imported(id: CaseId, person: Person = {}, batch: BatchId = batchId('import')): NewAct {
  const payload: PayloadOf<'facts.imported'> = {
    kind: 'facts.imported',
    batch,
    source: 'portal',
    asOf: person.asOf === undefined ? asOf : isoDateSchema.parse(person.asOf),
    intake,
    applicationId: person.applicationId ?? `A-${id.slice(0, 6)}`,
    origin: { sha256: 'cd'.repeat(32), row: 2 },
    fields: { givenName: 'Åsa', familyName: 'Öberg', colour: 'green', gender: 'female', ...person.fields },
  };
  return { stream: caseStream(id), payload };
}

export function entered(id: CaseId, fields: Record<string, FieldValue | null>): NewAct {
  return { stream: caseStream(id), payload: { kind: 'facts.entered', fields } };
}

export function verdict(
  id: CaseId,
  conclusion: PayloadOf<'verdict.given'>['conclusion'],
  batch?: BatchId,
): NewAct {
  const payload: PayloadOf<'verdict.given'> = {
    kind: 'verdict.given',
    ...(batch ? { batch } : {}),
    conclusion,
    confirms: ['E3', 'E5'],
    ruleSet: pin,
    outcomes: { E1: 'met', E2: 'met', E4: 'met', E9: 'met' },
    ...(conclusion === 'notEligible' ? { reason: 'G1.1' } : {}),
  };
  return { stream: caseStream(id), payload };
}

export function offered(id: CaseId, employer: EmployerId, fields: Record<string, FieldValue> = {}): NewAct {
  const payload: PayloadOf<'offer.imported'> = {
    kind: 'offer.imported',
    batch: batchId('offers'),
    offer: hex16(`${id} ${employer}`),
    employer,
    asOf,
    origin: { sha256: 'ef'.repeat(32), row: 2 },
    fields: { employerName: 'Exempelverket AB', start: '2026-12-01', end: '2027-03-31', ...fields },
  };
  return { stream: caseStream(id), payload };
}

export function named(employer: EmployerId, name: string, organisationNumber = '5560360793'): NewAct {
  return {
    stream: `employer:${employer}`,
    payload: { kind: 'employer.named', name, organisationNumber, soleTrader: false },
  };
}

export function basis(id: CaseId, device: Device, outcome: 'grant' | 'refusal' = 'grant'): NewAct {
  const payload: PayloadOf<'basis.fixed'> = {
    kind: 'basis.fixed',
    outcome,
    answers: { '4.1': 'ja' },
    decider: device.signer.actor,
    noConflictOfInterest: true,
    day: isoDateSchema.parse('2026-11-02'),
    form: pin,
    texts: pin,
    ruleSet: pin,
  };
  return { stream: caseStream(id), payload };
}

export function registered(id: CaseId, outcome: 'grant' | 'refusal' = 'grant', barNumber = 'BÄR-1'): NewAct {
  const payload: PayloadOf<'decision.registered'> = {
    kind: 'decision.registered',
    barNumber,
    day: isoDateSchema.parse('2026-11-09'),
    outcome,
    source: 'hand',
    differences: [],
    documents: {},
    renderer: '1',
  };
  return { stream: caseStream(id), payload };
}

/** Takes acts into the ledger and gives what was written. */
export function write(ledger: Ledger, ...acts: NewAct[]): readonly AppendedEvent[] {
  return must(ledger.append(acts));
}
