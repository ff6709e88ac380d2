// Owns: that somebody who opens the file with its key and alters it is found out.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger, ProblemTag } from '../../db/ledger/contract.ts';
import { headProblems } from '../../db/ledger/verify.ts';
import { verifyAll } from '../../db/proof/prove.ts';
import type { Store } from '../../db/open.ts';
import { rowById } from '../../db/queries/cases.ts';
import { recentOwnBatches } from '../../db/queries/history.ts';
import { breaksTheStore } from '../builders/watching.ts';
import {
  admit,
  basis,
  caseId,
  employerId,
  found,
  imported,
  ledgerOf,
  must,
  named,
  newDevice,
  newStore,
  offered,
  registered,
  reopen,
  temporaryFolder,
  verdict,
  write,
} from '../builders/ledger.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store<'writer'>;
let ledger: Ledger;
const device = newDevice('Åsa');
beforeEach(() => {
  breaksTheStore();
  folder = temporaryFolder();
  store = newStore(join(folder.path, 's'));
  ledger = ledgerOf(store, device);
  write(ledger, found(device), admit(newDevice('Bo')), named(employerId(1), 'Exempelverket AB'));
  for (let index = 1; index <= 3; index += 1) {
    const id = caseId(index);
    write(
      ledger,
      imported(id),
      verdict(id, 'eligible'),
      offered(id, employerId(1)),
      basis(id, device),
      registered(id),
    );
  }
});
afterEach(() => {
  store.close();
  folder.remove();
});

/** An attacker with the key drops the triggers first. */
function tamper(sql: string): ProblemTag[] {
  store.db.exec(`DROP TRIGGER events_no_delete; DROP TRIGGER events_no_update; ${sql}`);
  const verified = must(ledger.verify());
  expect(verified.ok).toBe(verified.problems.length === 0);
  return [...new Set(verified.problems.map(({ tag }) => tag))];
}

describe('verify', () => {
  it('finds nothing in a store that nobody touched, and reports progress to the end', () => {
    const seen: number[] = [];
    expect(must(ledger.verify({ progress: (done) => seen.push(done) }))).toEqual({
      ok: true,
      events: 18,
      problems: [],
    });
    // 18 events, and 5 streams whose states are folded again.
    expect(seen.at(-1)).toBe(23);
    expect(headProblems(store.db)).toEqual([]);
  });

  it('can be cancelled', () => {
    write(ledger, ...Array.from({ length: 300 }, (_, index) => imported(caseId(`more ${index}`))));
    expect(ledger.verify({ cancelled: () => true })).toEqual({ ok: false, error: { tag: 'cancelled' } });
  });

  it('names the event whose body was altered', () => {
    store.db.exec('DROP TRIGGER events_no_update');
    store.db.exec(`UPDATE events SET body = replace(body, '"fact"', '"text"') WHERE seq = 4`);
    expect(must(ledger.verify()).problems).toContainEqual({
      tag: 'hashMismatch',
      device: device.signer.device,
      seq: 4,
      stream: `case:${caseId(1)}`,
    });
  });

  const tampered: [string, string, ProblemTag][] = [
    [
      'an altered payload',
      `UPDATE events SET payload = replace(payload, 'Öberg', 'Åberg') WHERE seq = 4`,
      'payloadMismatch',
    ],
    ['a payload taken away', 'UPDATE events SET payload = NULL, salt = NULL WHERE seq = 4', 'payloadMissing'],
    [
      'an index column that tells otherwise',
      `UPDATE events SET hlc = hlc + 1 WHERE seq = 4`,
      'columnMismatch',
    ],
    ['a deleted event', 'DELETE FROM events WHERE seq = 5', 'seqGap'],
    ['a deleted last event', 'DELETE FROM events WHERE seq = 18', 'headMissing'],
    [
      'a chain cut off with its head',
      'DELETE FROM events WHERE seq = 18; DELETE FROM device_head',
      'headMissing',
    ],
    ['a removed signature', 'UPDATE events SET signature = NULL WHERE seq = 7', 'signatureMissing'],
    [
      'a signature of another event',
      'UPDATE events SET signature = (SELECT signature FROM events WHERE seq = 1) WHERE seq = 7',
      'signatureWrong',
    ],
    [
      'a case row with another outcome',
      `UPDATE case_row SET outcome = 'refusal' WHERE n = 1`,
      'projectionMismatch',
    ],
    [
      'a case row with another sort key',
      `UPDATE case_row SET sort_name = 'a' WHERE n = 1`,
      'projectionMismatch',
    ],
    [
      'two case rows that changed places',
      `UPDATE case_row SET case_id = CASE n WHEN 1 THEN 'x' ELSE case_id END; UPDATE case_row SET case_id = '${caseId(1)}' WHERE n = 2; UPDATE case_row SET case_id = '${caseId(2)}' WHERE n = 1`,
      'projectionMismatch',
    ],
    ['a case row taken away', 'DELETE FROM case_row WHERE n = 2', 'projectionMismatch'],
    [
      'a case row without any event',
      `UPDATE case_row SET case_id = '${'0'.repeat(32)}' WHERE n = 2`,
      'projectionMismatch',
    ],
    ['an employer row with another name', `UPDATE employer_row SET name = 'Annan AB'`, 'projectionMismatch'],
    [
      'a cached state with another verdict',
      `UPDATE stream_state SET state = replace(state, '"eligible"', '"notEligible"')`,
      'stateMismatch',
    ],
    [
      'cached heads that hide an event',
      `UPDATE stream_state SET heads = '' WHERE kind = 'case'`,
      'stateMismatch',
    ],
    [
      'a member let in behind the ledger',
      `UPDATE stream_state SET state = replace(state, '"Bo"', '"Eva"') WHERE kind = 'team'`,
      'stateMismatch',
    ],
  ];
  for (const [what, sql, tag] of tampered) {
    it(`finds ${what}: ${tag}`, () => {
      expect(tamper(sql)).toContain(tag);
    });
  }

  it('finds two case rows whose contents were swapped', () => {
    write(ledger, imported(caseId(4), { fields: { familyName: 'Ek' } }));
    expect(tamper(`UPDATE case_row SET family_name = 'Öberg' WHERE n = 4`)).toEqual(['projectionMismatch']);
  });

  it('finds an event rewritten with a fitting hash, by the chain after it', () => {
    expect(tamper(`UPDATE events SET hash = randomblob(32) WHERE seq = 5`)).toEqual(
      expect.arrayContaining(['hashMismatch', 'chainBroken']),
    );
  });

  it('says pageUnreadable when a page was damaged on disk', () => {
    const page = Number(
      store.db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'events'`).pluck().get(),
    );
    store.close();
    const path = join(folder.path, 's', 'store.db');
    const content = readFileSync(path);
    content.set(randomBytes(64), (page - 1) * 4096 + 1000);
    writeFileSync(path, content);
    store = reopen(join(folder.path, 's'));
    expect(verifyAll(store.db, {})).toMatchObject({ ok: false });
    expect(verifyAll(store.db, {})?.problems).toContainEqual({ tag: 'pageUnreadable' });
  });
});

describe('rebuild', () => {
  it('makes every state and row again from the events', () => {
    const before = {
      row: rowById(store.db, caseId(2)),
      state: ledger.caseState(caseId(2)),
      batches: recentOwnBatches(store.db, 10),
    };
    store.db.exec(
      `UPDATE case_row SET family_name = 'Fel'; DELETE FROM stream_state; DELETE FROM employer_row; DELETE FROM own_batch`,
    );
    expect(must(ledger.rebuild())).toEqual({ streams: 5 });
    expect({
      row: rowById(store.db, caseId(2)),
      state: ledger.caseState(caseId(2)),
      batches: recentOwnBatches(store.db, 10),
    }).toEqual(before);
    expect(must(ledger.verify()).problems).toEqual([]);
  });

  it('changes nothing when cancelled', () => {
    expect(ledger.rebuild({ cancelled: () => true })).toEqual({ ok: false, error: { tag: 'cancelled' } });
    expect(must(ledger.verify()).ok).toBe(true);
  });
});
