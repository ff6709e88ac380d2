// Proves: the read log (PR-9…PR-14): what counts as opened, its chain, sealed to reviewers only, sampled, reviewed, kept.
import { describe, expect, it } from 'vitest';
import { marksOf, parseEntry, writeEntry, type ReadEntry } from '../../domain/access/read-log.ts';
import { drawSample } from '../../domain/access/sample.ts';
import { composedDocumentSchema } from '../../domain/document/blocks.ts';
import { caseStream, type CaseId, type MemberId } from '../../domain/ids.ts';
import type { LogLacking } from '../../ipc/access.ts';
import { saveDraft } from '../../db/local/drafts.ts';
import { readLogProblems, readsOfDevice } from '../../db/local/read-log.ts';
import { noteReads } from '../../main/services/access/read-notes.ts';
import { noteLogSealed, receiveLog, sealOwnLog } from '../../main/services/access/read-log.ts';
import {
  accessStatus,
  beginReview,
  finishReview,
  judgeLine,
  keptProtocol,
} from '../../main/services/access/review.ts';
import { openReadLog, sealReadLog } from '../../main/sync/read-log-file.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { breaches } from '../builders/watching.ts';
import {
  applicant,
  caseOf,
  day,
  everythingStored,
  importRows,
  must,
  newDesk,
  reference,
  type Desk,
} from '../services/desk.ts';
import { groupWith, hand } from '../services/group-of-desks.ts';

async function reading(): Promise<{ desk: Desk; ids: CaseId[] }> {
  const desk = await newDesk('Anna Silva1');
  const people = [applicant(1, { Förnamn: 'Anna' }), applicant(2), applicant(3)];
  await importRows(desk, people, { kind: 'applications' });
  return { desk, ids: people.map((one) => caseOf(desk, one).id) };
}

/** The founder made a log reviewer by a plain act of membership. */
function makeReviewer({ session }: Desk): void {
  must(
    session.ledger.append([
      {
        stream: 'team',
        payload: {
          kind: 'roles.changed',
          member: session.self.member,
          roles: ['caseworker', 'lead', 'administrator', 'logReviewer'],
          seen: [],
        } as never,
      },
    ]),
  );
}

const lines = ({ session }: Desk) =>
  readsOfDevice(session.store.db, session.self.device).map((one) => one.entry);

describe('what counts as opened', () => {
  it('is what was shown or acted on; a file opens nothing; the same within ten minutes is one (PR-9)', async () => {
    const { desk, ids } = await reading();
    const notes = noteReads(desk.session);
    const [first = '' as CaseId, second = '' as CaseId] = ids;
    notes.shown(first);
    notes.shown(first);
    const { heads } = desk.session.ledger.caseState(second);
    must(giveVerdict(notes.session, { id: second, heads, conclusion: 'eligible' }));
    await importRows({ ...desk, session: notes.session }, [applicant(9)], {
      kind: 'applications',
      asOf: '2026-09-16',
    });
    expect(lines(desk)).toEqual([]);
    notes.flush();
    expect(lines(desk).map(({ caseId, how, n }) => ({ caseId, how, n }))).toEqual([
      { caseId: first, how: 'shown', n: 1 },
      { caseId: second, how: 'acted', n: 2 },
    ]);
  });

  it('says where it was read what makes it worth a look: own name, surname, protected (PR-10)', async () => {
    const { desk, ids } = await reading();
    const notes = noteReads(desk.session);
    for (const id of ids) notes.shown(id);
    notes.flush();
    expect(lines(desk).map((one) => one.marks)).toEqual([['ownName', 'sameSurname'], [], []]);
    expect(marksOf('Åsa von Ek', { givenName: 'Bo', familyName: 'EK', stub: false })).toEqual([
      'sameSurname',
    ]);
    expect(marksOf('Åsa Ek', { givenName: '', familyName: '', stub: true })).toEqual(['protected']);
  });

  it('holds no name and no number of a person (PR-9)', async () => {
    const { desk, ids } = await reading();
    const notes = noteReads(desk.session);
    for (const id of ids) notes.shown(id);
    notes.flush();
    const log = readsOfDevice(desk.session.store.db, desk.session.self.device)
      .map((one) => one.body)
      .join('\n');
    expect(log).not.toMatch(/Silva|Hend|Anna|JS-2026B/);
    expect(everythingStored(desk)).toContain(log.split('\n')[0]);
  });
});

describe('the chain of the log (PR-22)', () => {
  const tampered: [string, string, string][] = [
    [
      'an altered line',
      `UPDATE read_log SET body = replace(body, 'shown', 'acted') WHERE n = 2`,
      'readLineAltered',
    ],
    ['a line taken away', 'DELETE FROM read_log WHERE n = 2', 'readGap'],
    ['lines cut off at the end', 'DELETE FROM read_log WHERE n = 3', 'readEndMissing'],
    ['everything taken away', 'DELETE FROM read_log', 'readEndMissing'],
    ['a line that is none', `UPDATE read_log SET body = '[]' WHERE n = 1`, 'readLineUnreadable'],
  ];
  for (const [what, sql, breach] of tampered) {
    it(`finds ${what}: ${breach}`, async () => {
      const { desk, ids } = await reading();
      const notes = noteReads(desk.session);
      for (const id of ids) notes.shown(id);
      notes.flush();
      expect(readLogProblems(desk.session.store.db)).toEqual([]);
      breaches('readLineAltered', 'readGap', 'readEndMissing', 'readLineUnreadable', 'readChainBroken');
      expect(() => desk.session.store.db.exec(sql)).toThrow('append-only');
      desk.session.store.db.exec(`DROP TRIGGER read_log_no_delete; DROP TRIGGER read_log_no_update; ${sql}`);
      expect(readLogProblems(desk.session.store.db).map((one) => one.breach)).toContain(breach);
    });
  }
});

describe('the log between colleagues', () => {
  it('is not sealed while nobody reviews it, and only a reviewer takes one in (PR-11)', async () => {
    const { desk } = await reading();
    expect(await sealOwnLog(desk.session)).toEqual({ ok: false, error: { tag: 'noLogReviewer' } });
    expect(await receiveLog(desk.session, new Uint8Array())).toMatchObject({
      ok: false,
      error: { tag: 'roleNeeded' },
    });
  });

  it('opens for the reviewer, counts once, and is refused when cut or written anew (PR-11, PR-12)', async () => {
    const { desk, ids } = await reading();
    makeReviewer(desk);
    const notes = noteReads(desk.session);
    for (const id of ids) notes.shown(id);
    notes.flush();
    const { session } = desk;
    const sealed = must(await sealOwnLog(session));
    expect(sealed).toMatchObject({ lines: 3, to: ['Anna Silva1'] });
    noteLogSealed(session, sealed.lines);
    expect(accessStatus(session).own).toMatchObject({ lines: 3, sealedLines: 3 });
    expect(must(await receiveLog(session, sealed.bytes))).toMatchObject({ added: 0, known: 3 });
    const opened = must(await openReadLog(sealed.bytes, session.secrets.ageIdentity));
    const again = async (entries: readonly ReadEntry[]) => {
      const bodies = entries.map((entry) => writeEntry(entry));
      const header = { ...opened.header, n: entries.length, head: null as never };
      const { createHash } = await import('node:crypto');
      const hash = (text: string) => createHash('sha256').update(text).digest('hex') as never;
      return sealReadLog({
        header: { ...header, head: bodies.length > 0 ? hash(bodies.at(-1) ?? '') : null },
        lines: bodies.map((body) => ({ body })),
        secret: session.secrets.signingKey,
        recipients: [session.self.keys.recipient],
      });
    };
    const own = opened.lines.map((line) => line.entry);
    expect(await receiveLog(session, await again(own.slice(0, 2)))).toMatchObject({
      error: { tag: 'readLogCut', known: 3, given: 2 },
    });
    expect(
      await receiveLog(session, await again(own.map((one) => ({ ...one, how: 'acted' as const })))),
    ).toMatchObject({
      error: { tag: 'readLogBroken' },
    });
    const last = own.at(-1);
    if (!last) throw new Error('no line');
    expect(
      await receiveLog(session, await again([...own.slice(0, 2), { ...last, how: 'acted' }])),
    ).toMatchObject({
      error: { tag: 'readLogRewritten' },
    });
    const altered = Uint8Array.from(sealed.bytes);
    altered[altered.length - 20] = (altered[altered.length - 20] ?? 0) ^ 1;
    expect(await receiveLog(session, altered)).toMatchObject({ error: { tag: 'damaged' } });
  });
});

describe('the sample (PR-13)', () => {
  const entry = (n: number, of: Partial<ReadEntry> = {}): ReadEntry => ({
    device: 'ab'.repeat(16) as never,
    n,
    at: Date.UTC(2026, 10, 10, 10, 0, n) * 1000,
    member: 'cd'.repeat(16) as MemberId,
    caseId: 'ef'.repeat(16) as CaseId,
    how: 'shown',
    marks: [],
    prev: null,
    ...of,
  });
  const of = { from: '2026-11-01', to: '2026-11-30', seed: 7, reviewer: '00'.repeat(16) as MemberId };
  const policy = { ...reference.accessReview, everyNth: 10, mostPerGround: 2 };

  it('takes every ground up to its number, every n-th of the rest, and is the same for the same seed', () => {
    const log = Array.from({ length: 40 }, (_, index) => entry(index + 1));
    const night = entry(50, { at: Date.UTC(2026, 10, 10, 22, 30) * 1000 });
    const marked = Array.from({ length: 5 }, (_, index) => entry(60 + index, { marks: ['protected'] }));
    const sample = drawSample([...log, night, ...marked], of, policy);
    expect(sample.pointed).toEqual({ ownName: 0, sameSurname: 0, protected: 5, night: 1, every: 40 });
    expect(sample.entries.map((one) => [one.entry.n, one.grounds])).toEqual([
      [8, ['every']],
      [18, ['every']],
      [28, ['every']],
      [38, ['every']],
      [61, ['protected']],
      [64, ['protected']],
      [50, ['night']],
    ]);
    expect(drawSample([...log, night, ...marked], of, policy)).toEqual(sample);
    expect(drawSample(log, { ...of, seed: 8 }, policy).entries[0]?.entry.n).toBe(9);
  });

  it('counts days and hours in Sweden, and leaves the reviewer’s own openings to somebody else', () => {
    // 23.30 the last of October in Sweden is 22.30 in UTC.
    const before = entry(1, { at: Date.UTC(2026, 9, 31, 22, 30) * 1000 });
    const own = entry(2, { member: of.reviewer });
    expect(drawSample([before, own], of, policy)).toMatchObject({ entries: [], all: 0, own: 1 });
  });

  it('a line reads back as it was written, and nothing else is one', () => {
    const one = entry(1, { marks: ['ownName', 'sameSurname'] });
    expect(parseEntry(writeEntry(one))).toEqual(one);
    for (const text of ['', '[]', '{}', '["read",2]', writeEntry(one).replace('shown', 'seen')]) {
      expect(parseEntry(text)).toBeUndefined();
    }
  });
});

describe('a review (PR-14)', () => {
  it('is finished when every line is judged, with a protocol that is kept and names no applicant', async () => {
    const { desk, ids } = await reading();
    makeReviewer(desk);
    const { session } = desk;
    const period = { from: day('2026-10-01'), to: day('2027-12-31') };
    // Somebody else's log: the reviewer's own is left out.
    const other = must(beginReview(session, period, () => 0));
    expect(other.lines).toEqual([]);
    const colleague = noteReads({
      ...session,
      self: { ...session.self, member: 'ab'.repeat(16) as MemberId },
    });
    for (const id of ids) colleague.shown(id);
    colleague.flush();
    const view = must(beginReview(session, period, () => 0));
    expect(view.lines.map((line) => line.grounds)).toEqual([['ownName', 'sameSurname'], ['every']]);
    expect(finishReview(session)).toEqual({ ok: false, error: { tag: 'linesNotJudged', left: 2 } });
    const [first, second] = view.lines;
    if (!first || !second) throw new Error('two lines');
    expect(judgeLine(session, { key: first.key, judged: 'investigate', note: ' ' })).toMatchObject({
      error: { tag: 'noReason' },
    });
    must(judgeLine(session, { key: first.key, judged: 'investigate', note: 'Frågar chefen.' }));
    expect(must(judgeLine(session, { key: second.key, judged: 'inOrder', note: '' }))).toEqual({ left: 0 });
    const { id } = must(finishReview(session));
    expect(accessStatus(session)).toMatchObject({
      review: null,
      finished: [{ id, sampled: 2, toInvestigate: 1 }],
    });
    const protocol = composedDocumentSchema.parse(must(keptProtocol(session, id)));
    const text = JSON.stringify(protocol);
    expect(text).toContain('Frågar chefen.');
    expect(text).not.toMatch(/Hend|Silva2/);
    expect(() => session.store.db.exec(`UPDATE access_review SET sampled = 0`)).toThrow('never changed');
  });

  it('is drawn from the logs as they were, and says whose is missing and what was drawn before (PR-15)', async () => {
    const people = [applicant(1), applicant(2)] as const;
    const [asa, bo, cai] = (await groupWith(people, ['Bo', 'Cai'])) as readonly [Desk, Desk, Desk];
    makeReviewer(asa);
    await hand(asa, bo);
    await hand(asa, cai);
    const period = { from: day('2000-01-01'), to: day('2000-12-31') };
    const all = { ...period, to: day('2099-12-31') };
    const show = (desk: Desk, who: (typeof people)[number]) => {
      const notes = noteReads(desk.session);
      notes.shown(caseOf(desk, who).id);
      notes.flush();
    };
    const pass = async (desk: Desk) => {
      must(await receiveLog(asa.session, must(await sealOwnLog(desk.session)).bytes));
    };
    const lacking = (of: { readonly lacking: readonly LogLacking[] }) =>
      of.lacking.map(({ by, until }) => [by, until === null ? null : 'later']);
    expect(lacking(must(beginReview(asa.session, period, () => 0)))).toEqual([
      ['Bo', null],
      ['Cai', null],
    ]);
    // Cai has opened nothing, and says so.
    await pass(cai);
    show(bo, people[0]);
    await pass(bo);
    expect(lacking(must(beginReview(asa.session, period, () => 0)))).toEqual([]);
    const drawn = must(beginReview(asa.session, all, () => 0));
    expect(lacking(drawn)).toEqual([
      ['Bo', 'later'],
      ['Cai', 'later'],
    ]);
    expect(drawn).toMatchObject({ all: 1, hasGrown: false, earlier: [{ seed: 0 }, { seed: 0 }] });
    // An opening that comes later is seen to be there, and changes nothing of what is looked at.
    show(bo, people[1]);
    show(cai, people[1]);
    for (const desk of [bo, cai]) await pass(desk);
    expect(accessStatus(asa.session).review).toMatchObject({ all: 1, lines: drawn.lines, hasGrown: true });
    must(judgeLine(asa.session, { key: drawn.lines[0]?.key ?? '', judged: 'inOrder', note: '' }));
    const again = must(beginReview(asa.session, all, () => 1));
    expect(again).toMatchObject({ all: 3, hasGrown: false });
    expect(again.earlier.at(-1)).toMatchObject({ to: all.to, seed: 0, lines: 1, judged: 1 });
    for (const { key } of again.lines) must(judgeLine(asa.session, { key, judged: 'inOrder', note: '' }));
    const protocol = JSON.stringify(must(keptProtocol(asa.session, must(finishReview(asa.session)).id)));
    for (const words of ['Urval som drogs tidigare', 'Loggar som saknas', 'Det som hände efter'])
      expect(protocol).toContain(words);
    expect(readLogProblems(asa.session.store.db)).toEqual([]);
  });

  it('that was begun before the logs were fixed goes on with what was judged (PR-15)', async () => {
    const { desk, ids } = await reading();
    makeReviewer(desk);
    const { session } = desk;
    const colleague = noteReads({
      ...session,
      self: { ...session.self, member: 'ab'.repeat(16) as MemberId },
    });
    for (const id of ids) colleague.shown(id);
    colleague.flush();
    const key = `${session.self.device} 1`;
    const body = {
      from: '2000-01-01',
      to: '2099-12-31',
      seed: 0,
      judged: { [key]: { judged: 'inOrder', note: '' } },
    };
    saveDraft(session.store.db, { kind: 'accessReview', id: 'open', body, savedAt: 1 });
    const { review } = accessStatus(session);
    expect(review?.lines.find((line) => line.key === key)).toMatchObject({ judged: 'inOrder' });
    expect(review).toMatchObject({ earlier: [], hasGrown: false });
  });

  it('is nobody’s but a log reviewer’s', async () => {
    const { desk } = await reading();
    const period = { from: day('2026-10-01'), to: day('2026-10-31') };
    expect(beginReview(desk.session, period)).toMatchObject({
      error: { tag: 'roleNeeded', role: 'logReviewer' },
    });
    expect(accessStatus(desk.session)).toMatchObject({ mayReview: false, received: [], finished: [] });
    expect(caseStream('ab' as CaseId)).toBe('case:ab');
  });
});
