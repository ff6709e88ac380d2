// Proves: what threatens the store is told in *I dag*, the gravest first, until it is over (ST-47).
import { describe, expect, it } from 'vitest';
import type { ExchangeStatus } from '../../ipc/colleagues/exchange.ts';
import type { KeepingEntry, KeepingStatus } from '../../ipc/keeping.ts';
import type { ProofStatus } from '../../ipc/proof.ts';
import { alarmsOf } from '../../renderer/features/today/alarms.ts';

const keeping: KeepingStatus = {
  settings: { everyHours: 24, keep: 7, idleMinutes: 10 },
  folder: { path: 'säkerhetskopior', own: false, reachable: true },
  backups: [],
  setAside: 0,
  needsThinning: false,
  foldersAway: [],
  log: [],
  nextAt: null,
  rehearsedAt: null,
  place: [],
  backupPlace: [],
};
const proof: ProofStatus = { start: { at: 1, findings: [] }, last: null, running: null, laws: [] };
const entry = (kind: KeepingEntry['kind'], problem: string | null): KeepingEntry => ({
  at: 1,
  kind,
  problem,
  backup: null,
  events: null,
});
const finding = { law: 'PR-1', breach: 'chainBroken' };
const given = { files: [], left: 0, posted: 0 };
const none = { keeping, proof, given, late: { cases: 0 }, exchange: undefined };
const ids = (looked: Parameters<typeof alarmsOf>[0]) => alarmsOf(looked).map(({ id }) => id);

describe('ST-47 alarms', () => {
  it('are none where all is well, and none before main has answered', () => {
    expect(ids(none)).toEqual([]);
    const unanswered = { keeping: undefined, proof: undefined, given: undefined, late: undefined };
    expect(ids({ ...unanswered, exchange: undefined })).toEqual([]);
  });

  it('stand with what the proof found first', () => {
    const last = { at: 1, by: 'idle' as const, events: 9, cases: 1, papers: 0, findings: [finding], more: 3 };
    const found = { ...proof, start: { at: 1, findings: [finding] }, last };
    const given = { files: [], left: 2, posted: 2 };
    const failed = { ...keeping, log: [entry('backup', 'diskFull')] };
    const looked = { ...none, keeping: failed, proof: found, given, late: { cases: 3 } };
    expect(alarmsOf(looked)).toEqual([
      { id: 'chain', count: 1, problem: null, to: '/settings/proof' },
      { id: 'proof', count: 4, problem: null, to: '/settings/proof' },
      { id: 'backup', count: 1, problem: { tag: 'diskFull' }, to: '/settings/backup' },
      { id: 'purge', count: 3, problem: null, to: '/settings/purge' },
      { id: 'posted', count: 2, problem: null, to: '/settings/given-out' },
    ]);
  });

  it('tell of a group in two forms until a new sheet is made (ADR 27)', () => {
    const file = { id: 'a', from: 'Eva', forked: 'Kassaskåpet', isOwn: false, seq: 1, at: 1 };
    const exchange = (sheet: 'inForce' | 'replaced' | null): ExchangeStatus => ({
      team: 'Provgruppen',
      members: [],
      waiting: [],
      renewed: null,
      setAside: [{ ...file, sheet }],
      log: [],
      conflicts: 0,
    });
    expect(alarmsOf({ ...none, exchange: exchange('inForce') })).toEqual([
      { id: 'twoGroups', count: 1, problem: null, to: '/exchange' },
    ]);
    for (const over of ['replaced', null] as const)
      expect(ids({ ...none, exchange: exchange(over) })).toEqual([]);
  });

  it('are over when a later backup or rehearsal has succeeded', () => {
    const log = [entry('backup', null), entry('rehearsal', 'damagedStore'), entry('backup', 'diskFull')];
    expect(ids({ ...none, keeping: { ...keeping, log } })).toEqual(['rehearsal']);
    const stopped = [entry('rehearsal', 'cancelled'), entry('rehearsal', null)];
    expect(ids({ ...none, keeping: { ...keeping, log: stopped } })).toEqual([]);
    expect(ids({ ...none, keeping: { ...keeping, log: [entry('rehearsal', 'cancelled'), ...log] } })).toEqual(
      ['rehearsal'],
    );
  });

  it('name an unsafe place of the store, and of the backups where these lie elsewhere', () => {
    const place = [{ tag: 'folderSynced' as const, service: 'OneDrive' }];
    const backupPlace = [{ tag: 'diskFull' as const }];
    const away = { ...keeping, place, backupPlace, folder: { ...keeping.folder, reachable: false } };
    expect(ids({ ...none, keeping: away })).toEqual(['backupFolder', 'place', 'place']);
    const own = { ...away, folder: { ...away.folder, own: true, reachable: true } };
    expect(alarmsOf({ ...none, keeping: own }).map(({ problem }) => problem)).toEqual(place);
  });
});
