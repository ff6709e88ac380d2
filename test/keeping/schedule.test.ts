// Proves: when the program backs up, rehearses, thins out and locks by itself.
import { describe, expect, it } from 'vitest';
import { createIdleWatch } from '../../main/keeping/idle.ts';
import {
  createSchedule,
  isBackupDue,
  isRehearsalDue,
  type KeepingState,
  type SchedulePorts,
} from '../../main/keeping/schedule.ts';
import type { BackupView, KeepingEntry } from '../../ipc/keeping.ts';
import { err, ok } from '../../domain/result.ts';

const hour = 3_600_000_000;
const now = 1_795_000_000_000_000;
const backup = (madeAt: number): BackupView => ({ name: 'k', madeAt, events: 6, blobs: 0, megabytes: 1 });
const entry = (kind: KeepingEntry['kind'], at: number, problem: string | null = null): KeepingEntry => ({
  at,
  kind,
  problem,
  backup: null,
  events: null,
});
const state = (change: Partial<KeepingState> = {}): KeepingState => ({
  backups: [],
  log: [],
  needsThinning: false,
  foldersAway: [],
  setAside: 0,
  ...change,
});

describe('a backup (ST-43)', () => {
  it('is due at first, after its hours, and when the newest lies in the future', () => {
    expect(isBackupDue(state(), 24, now)).toBe(true);
    expect(isBackupDue(state({ backups: [backup(now - 23 * hour)] }), 24, now)).toBe(false);
    expect(isBackupDue(state({ backups: [backup(now - 24 * hour)] }), 24, now)).toBe(true);
    expect(isBackupDue(state({ backups: [backup(now + 48 * hour)] }), 24, now)).toBe(true);
  });

  it('that failed is tried again after an hour', () => {
    const failed = (at: number) => state({ log: [entry('backup', at, 'diskFull')] });
    expect(isBackupDue(failed(now - hour / 2), 24, now)).toBe(false);
    expect(isBackupDue(failed(now - hour), 24, now)).toBe(true);
  });
});

describe('a rehearsal (ST-43)', () => {
  const kept = [backup(now)];
  it('follows the first backup, then each week; a failed one the day after', () => {
    expect(isRehearsalDue(state(), now)).toBe(false);
    expect(isRehearsalDue(state({ backups: kept }), now)).toBe(true);
    const after = (days: number, problem: string | null = null) =>
      isRehearsalDue(
        state({ backups: kept, log: [entry('rehearsal', now - days * 24 * hour, problem)] }),
        now,
      );
    expect([after(6), after(7), after(0.5, 'backupNotGood'), after(1, 'backupNotGood')]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('the schedule (ST-43)', () => {
  function ports(from: KeepingState | undefined, done: string[]): SchedulePorts {
    const noted: KeepingEntry[] = [];
    return {
      everyHours: () => 24,
      now: () => now,
      state: () => Promise.resolve(from && { ...from, log: [...noted, ...from.log] }),
      needsThinning: () => Promise.resolve(from?.needsThinning ?? false),
      backUp: () => {
        done.push('backUp');
        return Promise.resolve(err({ tag: 'diskFull' }));
      },
      rehearse: () => {
        done.push('rehearse');
        return Promise.resolve(ok({ ok: false, backup: 'k', madeAt: now, events: 6, problems: 1 }));
      },
      thinOut: () => {
        done.push('thinOut');
        return Promise.resolve(ok({ made: 'ny' }));
      },
      note: (one) => {
        noted.unshift(one);
        done.push(`${one.kind} ${one.problem ?? 'ok'} ${one.backup ?? ''}`.trim());
        return Promise.resolve();
      },
    };
  }

  it('notes what went wrong, tries once, and does nothing while no store is open', async () => {
    const done: string[] = [];
    const schedule = createSchedule(ports(state(), done));
    await Promise.all([schedule.tick(), schedule.tick()]);
    expect(done).toEqual(['backUp', 'backup diskFull']);
    const none: string[] = [];
    await createSchedule(ports(undefined, none)).tick();
    expect(none).toEqual([]);
  });

  it('remakes what holds purged payloads before anything else, and rehearses it', async () => {
    const done: string[] = [];
    await createSchedule(ports(state({ backups: [backup(now)], needsThinning: true }), done)).tick();
    expect(done).toEqual(['thinOut', 'thinOut ok ny', 'rehearse', 'rehearsal backupNotGood k']);
  });

  it('is asked right after a purge, and then remakes only where something holds what was purged (PU-13)', async () => {
    const done: string[] = [];
    await createSchedule(ports(state({ backups: [backup(now)], needsThinning: true }), done)).reach();
    await createSchedule(ports(state({ backups: [backup(now)] }), done)).reach();
    expect(done).toEqual(['thinOut', 'thinOut ok ny']);
  });
});

describe('the idle lock (ST-44)', () => {
  function watch(mayLock = true) {
    const said: string[] = [];
    const clock = { ms: 0, may: mayLock };
    const idle = createIdleWatch({
      minutes: () => 5,
      now: () => clock.ms,
      mayLock: () => clock.may,
      warn: (seconds) => said.push(`warn ${seconds}`),
      lock: () => said.push('lock'),
    });
    const pass = (seconds: number) => {
      for (let second = 0; second < seconds; second += 5) {
        clock.ms += 5000;
        idle.tick();
      }
    };
    return { said, clock, idle, pass };
  }

  it('warns a minute before, once, and locks', () => {
    const { said, pass } = watch();
    pass(235);
    expect(said).toEqual([]);
    pass(65);
    expect(said).toEqual(['warn 60', 'lock']);
  });

  it('counts anew from a key or the pointer', () => {
    const { said, idle, pass } = watch();
    pass(290);
    expect(idle.touch()).toBe(300);
    pass(235);
    expect(said).toEqual(['warn 60']);
  });

  it('never comes while a job runs, nor at once after a long lock', () => {
    const { said, clock, pass } = watch(false);
    pass(3600);
    clock.may = true;
    pass(235);
    expect(said).toEqual([]);
  });
});
