// Proves: exchange between real stores through the services (issue §7): invite, join, seal, open, gap, replay, conflict, refusals.
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { conclusionOf } from '../../domain/ledger/case/readings.ts';
import { resolveConflict } from '../../main/services/conflicts/resolve-decision.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { previewBundle } from '../../main/services/exchange/preview.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { exchangeStatus } from '../../main/services/exchange/status.ts';
import { invite, join, ownKeyFile, readKeyFile, wordsOf } from '../../main/services/group/invitations.ts';
import { countMatching } from '../../main/services/review/lists.ts';
import { confirmTexts, listTexts } from '../../main/services/texts.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { kindsIn, openInbox } from './inbox.ts';
import {
  applicant,
  bytesOf,
  caseOf,
  countEvents,
  everythingStored,
  importRows,
  must,
  newDesk,
  offerFor,
  type Desk,
  type Row,
} from './desk.ts';

const applications = { kind: 'applications' } as const;

async function letIn(founder: Desk, colleague: Desk): Promise<void> {
  const key = must(readKeyFile(ownKeyFile(colleague.session)));
  const { bytes, words } = must(await invite(founder.session, key, { roles: ['caseworker'] }));
  const joined = must(await join(colleague.session, bytes));
  const ownWords = wordsOf(colleague.session, colleague.session.self.keys);
  colleague.reopen();
  expect(words).toEqual(ownWords);
  expect(words).toHaveLength(6);
  expect(joined.words).toEqual(wordsOf(founder.session, founder.session.self.keys));
}

async function give(from: Desk, to: Desk, full = false): Promise<Uint8Array> {
  const sealed = must(await seal(from.session, to.session.self.member, full));
  noteSealed(from.session, sealed);
  return sealed.bytes;
}

const open = async (desk: Desk, bytes: Uint8Array) => must(await mergeBundle(desk.session, bytes));

async function group(...people: readonly Row[]): Promise<[Desk, Desk]> {
  const [asa, bo] = [await newDesk('Åsa'), await newDesk('Bo')];
  await letIn(asa, bo);
  if (people.length > 0) {
    await importRows(asa, people, applications);
    await open(bo, await give(asa, bo));
  }
  return [asa, bo];
}

function judgeCase(desk: Desk, person: Row, conclusion: 'eligible' | 'needsCheck'): void {
  const { id, state } = caseOf(desk, person);
  must(giveVerdict(desk.session, { id, heads: state.heads, conclusion }));
}

function phone(desk: Desk, person: Row, value: string): void {
  const { id, state } = caseOf(desk, person);
  must(enterFacts(desk.session, { id, heads: state.heads, fields: { phone: value } }));
}

function expectWhole(...desks: readonly Desk[]): void {
  for (const { session } of desks)
    expect(must(session.ledger.verify())).toMatchObject({ ok: true, problems: [] });
}

describe('joining', () => {
  it('gives the newcomer the group, its secret and its marks, as a caseworker who may not let others in', async () => {
    const [asa, bo] = await group();
    expect(bo.session.ledger.team()).toEqual(asa.session.ledger.team());
    expect(bo.session.self.idSecret).toBe(asa.session.self.idSecret);
    const cai = await newDesk('Cai');
    const key = must(readKeyFile(ownKeyFile(cai.session)));
    expect(await invite(bo.session, key, { roles: ['caseworker', 'administrator'] })).toMatchObject({
      ok: false,
      error: { tag: 'roleNeeded', role: 'administrator' },
    });
    const ids = listTexts(bo.session).map((one) => one.id);
    expect(confirmTexts(bo.session, { ids, day: bo.session.today(), source: 'Läst' })).toMatchObject({
      ok: false,
      error: { tag: 'roleNeeded', role: 'administrator' },
    });
    expectWhole(asa, bo);
  });

  it('is refused for a store with cases, which stays as it was', async () => {
    const [asa, bo] = [await newDesk('Åsa'), await newDesk('Bo')];
    await importRows(bo, [applicant(1)], applications);
    const { bytes } = must(
      await invite(asa.session, must(readKeyFile(ownKeyFile(bo.session))), { roles: ['caseworker'] }),
    );
    const before = bytesOf(bo);
    expect(await join(bo.session, bytes)).toMatchObject({ ok: false, error: { tag: 'storeHasCases' } });
    expect(bytesOf(bo)).toEqual(before);
  });

  it('takes only an invitation to oneself, whole, and only once', async () => {
    const [asa, bo, cai] = [await newDesk('Åsa'), await newDesk('Bo'), await newDesk('Cai')];
    const { bytes } = must(
      await invite(asa.session, must(readKeyFile(ownKeyFile(bo.session))), { roles: ['caseworker'] }),
    );
    const before = bytesOf(cai);
    expect((await join(cai.session, bytes)).ok).toBe(false);
    expect((await join(cai.session, bytes.subarray(0, -20))).ok).toBe(false);
    expect(bytesOf(cai)).toEqual(before);
    must(await join(bo.session, bytes));
    bo.reopen();
    expect(await join(bo.session, bytes)).toMatchObject({ ok: false, error: { tag: 'alreadyMember' } });
  });

  it('takes no key file that was changed on the way', async () => {
    const bo = await newDesk('Bo');
    const text = ownKeyFile(bo.session);
    expect(readKeyFile(text.replace('Bo', 'Ro'))).toMatchObject({
      ok: false,
      error: { tag: 'keyFileAltered' },
    });
    expect(readKeyFile('hej')).toMatchObject({ ok: false, error: { tag: 'notAKeyFile' } });
  });
});

describe('sealing and opening', () => {
  it('brings everything over once: the preview says what, a replay is skipped', async () => {
    const people = [applicant(1), applicant(2)] as const;
    const [asa, bo] = [await newDesk('Åsa'), await newDesk('Bo')];
    await letIn(asa, bo);
    await importRows(asa, people, applications);
    const bytes = await give(asa, bo);
    const before = bytesOf(bo);
    const preview = must(await previewBundle(bo.session, bytes));
    expect(bytesOf(bo)).toEqual(before);
    expect(preview).toMatchObject({ from: 'Åsa', newCases: 2, conflicts: [], waiting: 0 });
    const outcome = await open(bo, bytes);
    expect({ added: preview.added, skipped: preview.skipped }).toEqual({
      added: outcome.added,
      skipped: outcome.skipped,
    });
    expect(outcome).toEqual({ added: 4, skipped: 2, conflicts: [], waiting: 0 });
    expect(await open(bo, bytes)).toEqual({ added: 0, skipped: 6, conflicts: [], waiting: 0 });
    expect(countEvents(bo)).toBe(countEvents(asa));
    expect(must(countMatching(bo.session, 'färg:grön'))).toBe(2);
    expectWhole(asa, bo);
  });

  it('two who read the same file in apart have no doubles and no conflicts', async () => {
    const people = [applicant(1), applicant(2), applicant(3, { 'Skyddade personuppgifter': 'Ja' })];
    const [asa, bo] = await group();
    const reports = [];
    for (const desk of [asa, bo]) {
      reports.push(await importRows(desk, people, applications));
      await importRows(desk, [offerFor(people[0] ?? {})], { kind: 'offers' });
    }
    expect(reports.map((one) => one.new)).toEqual([3, 3]);
    expect(await open(bo, await give(asa, bo))).toMatchObject({ conflicts: [], waiting: 0 });
    expect(await open(asa, await give(bo, asa))).toMatchObject({ conflicts: [], waiting: 0 });
    for (const desk of [asa, bo]) {
      expect(must(countMatching(desk.session, ''))).toBe(3);
      expect(kindsIn(desk.session)).toEqual([]);
      expect(listEmployers(desk.session, undefined)).toMatchObject([
        { name: 'Exempelverket AB', cases: [{}] },
      ]);
      expect(Object.keys(caseOf(desk, people[0] ?? {}).state.offers)).toHaveLength(1);
    }
    expectWhole(asa, bo);
  });

  it('keeps a file with a gap waiting, names what is missing, and takes it when the other has come', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    phone(asa, person, '070-1740601');
    const first = await give(asa, bo);
    phone(asa, person, '070-1740602');
    const second = await give(asa, bo);
    const events = countEvents(bo);
    expect(await open(bo, second)).toEqual({ added: 0, skipped: 0, conflicts: [], waiting: 1 });
    expect(await open(bo, second)).toMatchObject({ added: 0, waiting: 1 });
    expect(countEvents(bo)).toBe(events);
    expect(exchangeStatus(bo.session).waiting).toMatchObject([
      { from: 'Åsa', missing: [expect.stringMatching(/^Åsa \d+–\d+$/)] },
    ]);
    expect(await open(bo, first)).toEqual({ added: 2, skipped: 0, conflicts: [], waiting: 0 });
    expect(JSON.stringify(caseOf(bo, person).state.fields['phone']?.hand)).toContain('1740602');
    expectWhole(asa, bo);
  });

  it('a full file repairs a gap for which the missing one is lost', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    phone(asa, person, '070-1740601');
    await give(asa, bo);
    phone(asa, person, '070-1740602');
    await open(bo, await give(asa, bo));
    expect(await open(bo, await give(asa, bo, true))).toMatchObject({ added: 2, waiting: 0 });
  });

  it('refuses what is cut, altered or another’s, and the store is as it was', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    phone(asa, person, '070-1740601');
    const bytes = await give(asa, bo);
    const cai = await newDesk('Cai');
    await letIn(asa, cai);
    const toCai = await give(asa, cai, true);
    const foreign = await newDesk('Dag');
    const altered = Uint8Array.from(bytes);
    altered[altered.length - 30] = (altered[altered.length - 30] ?? 0) ^ 1;
    const before = bytesOf(bo);
    const files = {
      cut: bytes.subarray(0, bytes.length - 9),
      altered,
      another: toCai,
      empty: new Uint8Array(),
      text: Buffer.from('Ansöknings-ID;Status'),
    };
    const taken: string[] = [];
    for (const [name, file] of Object.entries(files)) {
      if ((await mergeBundle(bo.session, file)).ok) taken.push(name);
      if ((await previewBundle(bo.session, file)).ok) taken.push(name);
    }
    expect(taken).toEqual([]);
    expect(bytesOf(bo)).toEqual(before);
    expect((await mergeBundle(foreign.session, bytes)).ok).toBe(false);
    expect(await open(bo, bytes)).toEqual({ added: 1, skipped: 0, conflicts: [], waiting: 0 });
  });

  it('carries nothing of a person in the clear', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    phone(asa, person, '070-1740601');
    const text = Buffer.from(await give(asa, bo, true)).toString('latin1');
    for (const word of ['Silva1', '1740601', String(person['Personnummer'])])
      expect(text).not.toContain(word);
    expect(everythingStored(bo)).toContain('Silva1');
  });

  it('is not made to oneself', async () => {
    const [asa] = await group();
    expect(await seal(asa.session, asa.session.self.member, false)).toMatchObject({
      ok: false,
      error: { tag: 'ownMember' },
    });
  });

  it('relays through a third: what Bo has from Åsa reaches Cai by Bo', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    const cai = await newDesk('Cai');
    await letIn(asa, cai);
    judgeCase(bo, person, 'needsCheck');
    await open(bo, await give(asa, bo));
    expect(await open(cai, await give(bo, cai))).toMatchObject({ conflicts: [], waiting: 0 });
    expect(conclusionOf(caseOf(cai, person).state)).toMatchObject({
      status: 'agreed',
      value: { conclusion: 'needsCheck' },
    });
    expectWhole(asa, bo, cai);
  });
});

describe('acts beside one another', () => {
  it('different verdicts are a conflict on both stores until one who has seen both says again', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    judgeCase(asa, person, 'eligible');
    judgeCase(bo, person, 'needsCheck');
    const [fromAsa, fromBo] = [await give(asa, bo), await give(bo, asa)];
    expect(must(await previewBundle(bo.session, fromAsa)).conflicts).toEqual(['JS-2026B-00001']);
    expect(await open(bo, fromAsa)).toMatchObject({ conflicts: ['JS-2026B-00001'] });
    expect(await open(asa, fromBo)).toMatchObject({ conflicts: ['JS-2026B-00001'] });
    for (const desk of [asa, bo]) {
      expect(openInbox(desk.session)).toMatchObject([{ item: { kind: 'verdict' }, copies: [{}, {}] }]);
      expect(must(countMatching(desk.session, 'slutsats:behörig'))).toBe(0);
    }
    judgeCase(bo, person, 'eligible');
    expect(await open(asa, await give(bo, asa))).toMatchObject({ added: 1, conflicts: [] });
    for (const desk of [asa, bo]) {
      expect(kindsIn(desk.session)).toEqual([]);
      expect(must(countMatching(desk.session, 'slutsats:behörig'))).toBe(1);
    }
  });

  it('the same verdict given by both is one', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    judgeCase(asa, person, 'eligible');
    judgeCase(bo, person, 'eligible');
    expect(await open(bo, await give(asa, bo))).toMatchObject({ conflicts: [] });
    expect(conclusionOf(caseOf(bo, person).state).status).toBe('agreed');
  });

  it('two bases are a conflict on both stores, block every deciding act, and end by a reason that both then hold', async () => {
    const person = applicant(1);
    const [asa, bo] = await group(person);
    await importRows(asa, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
    const employers = listEmployers(asa.session, undefined).map((one) => one.id as never);
    must(
      registerChecks(asa.session, {
        employers,
        outcome: 'clear',
        day: asa.session.today(),
        sources: ['Bolagsverket'],
      }),
    );
    must(
      registerUnions(asa.session, {
        employers,
        organisation: '',
        answer: 'approves',
        day: asa.session.today(),
      }),
    );
    await open(bo, await give(asa, bo));
    const fix = (desk: Desk) =>
      must(
        fixMany(desk.session, {
          cases: [caseOf(desk, person).id],
          outcome: 'grant',
          dryRun: false,
          withExamples: true,
        }),
      );
    for (const desk of [asa, bo]) expect(fix(desk)).toEqual({ fixed: 1, refused: [] });
    const [fromAsa, fromBo] = [await give(asa, bo), await give(bo, asa)];
    expect(await open(bo, fromAsa)).toMatchObject({ conflicts: ['JS-2026B-00001'] });
    expect(await open(asa, fromBo)).toMatchObject({ conflicts: ['JS-2026B-00001'] });
    for (const desk of [asa, bo]) {
      expect(decisionStanding(caseOf(desk, person).state).status).toBe('conflict');
      expect(fix(desk).refused).toMatchObject([{ reason: 'decisionConflict' }]);
      expect(openInbox(desk.session)[0]).toMatchObject({
        item: { kind: 'decision' },
        copies: [{ kind: 'basis.fixed' }, { kind: 'basis.fixed' }],
      });
    }
    const conflict = openInbox(bo.session)[0];
    const side = conflict?.copies.find((one) => one.by === 'Åsa');
    const resolve = {
      id: conflict?.item.caseId as never,
      caseHeads: conflict?.heads as never,
      keep: (side?.event ?? null) as never,
    };
    expect(resolveConflict(bo.session, { ...resolve, reason: ' ' })).toMatchObject({
      ok: false,
      error: { tag: 'noReason' },
    });
    must(resolveConflict(bo.session, { ...resolve, reason: 'Åsa har ärendet.' }));
    expect(await open(asa, await give(bo, asa))).toMatchObject({ conflicts: [] });
    const standings = [asa, bo].map((desk) => decisionStanding(caseOf(desk, person).state));
    expect(standings[0]).toMatchObject({ status: 'basis', event: side?.event });
    expect(standings[1]).toEqual(standings[0]);
    expectWhole(asa, bo);
  });
});
