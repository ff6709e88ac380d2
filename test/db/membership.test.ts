// A revocation reaches back: streams are judged again when the group changes, by our own act and by a colleague's.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../db/ledger/contract.ts';
import { storedEventsOfDevice } from '../../db/ledger/event-rows.ts';
import { isoDateSchema } from '../../domain/ids.ts';
import type { Store } from '../../db/open.ts';
import {
  admit,
  caseId,
  entered,
  found,
  imported,
  ledgerOf,
  must,
  newDevice,
  newStore,
  temporaryFolder,
  verdict,
  write,
} from '../builders/ledger.ts';

const [asa, bo] = [newDevice('Åsa'), newDevice('Bo')];
const one = caseId(1);
let folders: ReturnType<typeof temporaryFolder>[];
let [ours, theirs]: [Store<'writer'>, Store<'writer'>] = [] as never;
let [here, there]: [Ledger, Ledger] = [] as never;

/** Everything that Bo has written, as a bundle would carry it. */
function hear(from: Store<'writer'>, device: string, to: Ledger): void {
  must(to.appendForeign(storedEventsOfDevice(from.db, { device, from: 1, to: 999 })));
}

beforeEach(() => {
  folders = [temporaryFolder(), temporaryFolder()];
  ours = newStore(`${folders[0]?.path}/store`);
  theirs = newStore(`${folders[1]?.path}/store`);
  here = ledgerOf(ours, asa);
  there = ledgerOf(theirs, bo);
  write(here, found(asa), admit(bo), imported(one));
  hear(ours, asa.signer.device, there);
  write(there, verdict(one, 'eligible'), entered(one, { note: 'efter' }));
});
afterEach(() => {
  for (const store of [ours, theirs]) store.close();
  for (const folder of folders) folder.remove();
});

const revoke = (lastSeq: number) => ({
  stream: 'team' as const,
  payload: { kind: 'device.revoked' as const, device: bo.signer.device, lastSeq, reason: 'lost' as const },
});

describe('a group that changes', () => {
  it('GR-4 takes effect on cases at once, and a proof finds every state as it should be', () => {
    hear(theirs, bo.signer.device, here);
    expect(here.caseState(one).verdicts).toHaveLength(1);
    write(here, revoke(0));
    const state = here.caseState(one);
    expect([state.verdicts.length, state.notEntitled.length]).toEqual([0, 2]);
    expect(must(here.verify())).toMatchObject({ ok: true });
  });

  it('GR-4 gives the same when the revocation is heard before or after the acts', () => {
    write(here, revoke(1));
    hear(theirs, bo.signer.device, here);
    hear(ours, asa.signer.device, there);
    expect(there.caseState(one)).toEqual(here.caseState(one));
    const state = there.caseState(one);
    expect([state.verdicts.length, state.notEntitled.length]).toEqual([1, 1]);
    expect(must(there.verify())).toMatchObject({ ok: true });
  });

  it('GR-8 flags an act whose role was withdrawn beside it, and lets it stand', () => {
    write(here, {
      stream: 'team',
      payload: { kind: 'roles.changed', member: bo.signer.actor, roles: ['readOnly'], seen: [] },
    });
    hear(ours, asa.signer.device, there);
    const state = there.caseState(one);
    expect(state.verdicts).toHaveLength(1);
    expect(state.revokedMeanwhile).toHaveLength(2);
    hear(theirs, bo.signer.device, here);
    expect(here.caseState(one)).toEqual(state);
    write(there, entered(one, { note: 'vet nu' }));
    expect(there.caseState(one).notEntitled).toHaveLength(1);
  });

  it('LE-14 a lead admits what a revoked device wrote later', () => {
    hear(theirs, bo.signer.device, here);
    write(here, {
      stream: 'team',
      payload: {
        kind: 'member.left',
        member: bo.signer.actor,
        day: isoDateSchema.parse('2026-11-20'),
        devices: [{ device: bo.signer.device, lastSeq: 1 }],
      },
    });
    const [waiting] = here.caseState(one).notEntitled;
    if (!waiting) throw new Error('nothing waits');
    write(here, {
      stream: `case:${one}`,
      payload: { kind: 'acts.confirmed', events: [waiting], reason: 'Skrevs innan datorn lämnades in.' },
    });
    expect(here.caseState(one).notEntitled).toEqual([]);
    expect(must(here.verify())).toMatchObject({ ok: true });
  });
});
