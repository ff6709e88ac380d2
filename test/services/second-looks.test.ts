// Proves DE-15 to DE-19 on real stores: the setting and who may change it, what waits and is found, what is stopped until somebody else
// has looked, exchange, the runner, and the laws of the proof.
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { caseStream, isoDateSchema, type EventHash } from '../../domain/ids.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { parseArguments } from '../../main/runner/arguments.ts';
import { commands } from '../../main/runner/commands.ts';
import { fixBasis, fixMany, formView } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { giveSecondLook, setSecondLook } from '../../main/services/decision/second-looks.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { todaySummary } from '../../main/services/overview.ts';
import { createWalker, walkAll } from '../../main/services/proof/walk.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaksTheStore } from '../builders/watching.ts';
import { applicant, caseOf, importRows, must, newDesk, offerFor, type Desk } from './desk.ts';
import { groupWith, hand, letIn } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });

const people = [applicant(1), applicant(2)];
const [first = {}] = people;
const idOf = (desk: Desk) => caseOf(desk, first).id;
const lookOf = (desk: Desk) => must(caseView(desk.session, idOf(desk))).secondLook;
const waiting = (desk: Desk) => must(idsMatching(desk.session, 'ögon:väntar')).length;
const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

async function breaches({ session }: Desk): Promise<string[]> {
  const record = await walkAll(
    createWalker(session, () => renderer),
    { at: 1, by: 'window' },
    quietJob,
  );
  return (record?.findings ?? []).map((one) => `${one.law} ${one.breach}`);
}

async function two(): Promise<readonly [Desk, Desk]> {
  return (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
}
function refuse(desk: Desk) {
  const { id, state } = caseOf(desk, first);
  return must(
    giveVerdict(desk.session, { id, heads: state.heads, conclusion: 'notEligible', reason: 'G7.4' }),
  );
}
function look(desk: Desk, outcome: 'confirmed' | 'sentBack' = 'confirmed', reason = '') {
  const { id, state } = caseOf(desk, first);
  const of = (lookOf(desk)?.of ?? 'a'.repeat(64)) as EventHash;
  return giveSecondLook(desk.session, { id, of, heads: state.heads, outcome, reason });
}

/** Two people in one group with a fixed basis, by Åsa; Bo has the same. */
async function fixed(asks: boolean): Promise<readonly [Desk, Desk]> {
  const asa = await newDesk('Åsa');
  const bo = await newDesk('Bo');
  await letIn(asa, bo);
  await importRows(asa, people, { kind: 'applications' });
  await importRows(
    asa,
    people.map((one) => offerFor(one)),
    { kind: 'offers', asOf: '2026-10-20' },
  );
  const employers = listEmployers(asa.session, undefined).map((one) => one.id as never);
  const day = asa.session.today();
  must(registerChecks(asa.session, { employers, outcome: 'clear', day, sources: ['Bolagsverket'] }));
  must(registerUnions(asa.session, { employers, organisation: '', answer: 'approves', day }));
  if (asks) must(setSecondLook(asa.session, ['basis']));
  must(fixMany(asa.session, { cases: [idOf(asa)], outcome: 'grant', dryRun: false, withExamples: true }));
  await hand(asa, bo);
  return [asa, bo];
}
function register(desk: Desk) {
  const bar = { barNumber: 'BÄR-1', day: desk.session.today(), outcome: 'grant' as const };
  return registerOne(desk.session, { caseId: idOf(desk), bar, kept: {}, source: 'hand' });
}

describe('DE-15 the setting', () => {
  it('is off at first, and nothing waits', async () => {
    const [asa] = await two();
    refuse(asa);
    expect([lookOf(asa), waiting(asa)]).toEqual([null, 0]);
  });

  it('is changed by an administrator or a lead, and not for a group of one', async () => {
    const alone = await newDesk('Åsa');
    expect(setSecondLook(alone.session, ['basis'])).toMatchObject({ error: { tag: 'secondLookNeedsTwo' } });
    const [asa, bo] = await two();
    expect(setSecondLook(bo.session, ['basis'])).toMatchObject({ error: { tag: 'roleNeeded' } });
    must(setSecondLook(asa.session, ['basis', 'notEligible']));
  });

  it('holds for what is done from then on, and no more when it is off again', async () => {
    const [asa] = await two();
    refuse(asa);
    must(setSecondLook(asa.session, ['notEligible']));
    expect(waiting(asa)).toBe(0);
    const { id, state } = caseOf(asa, people[1] ?? {});
    must(giveVerdict(asa.session, { id, heads: state.heads, conclusion: 'notEligible', reason: 'G7.4' }));
    expect(waiting(asa)).toBe(1);
    must(setSecondLook(asa.session, []));
    expect(waiting(asa)).toBe(0);
  });
});

describe('DE-16 DE-18 a verdict that waits', () => {
  it('is found by ögon:väntar and in I dag, is confirmed by somebody else and never by oneself', async () => {
    const [asa, bo] = await two();
    must(setSecondLook(asa.session, ['notEligible']));
    refuse(asa);
    await hand(asa, bo);
    expect(lookOf(asa)).toMatchObject({ status: 'waiting', by: 'Åsa', refused: 'ownAct' });
    expect(lookOf(bo)).toMatchObject({ status: 'waiting', refused: null });
    expect([waiting(bo), todaySummary(bo.session, undefined).secondLook]).toEqual([1, 1]);
    expect(must(idsMatching(bo.session, 'eyes:waiting'))).toHaveLength(1);
    expect(look(asa)).toMatchObject({ error: { tag: 'ownAct' } });
    const done = must(look(bo));
    expect(lookOf(bo)).toMatchObject({ status: 'confirmed', looks: [{ by: 'Bo', outcome: 'confirmed' }] });
    expect(waiting(bo)).toBe(0);
    must(runUndo(bo.session, done.batch));
    expect(lookOf(bo)).toMatchObject({ status: 'waiting' });
    await hand(bo, asa);
    expect(await breaches(asa)).toEqual([]);
  });

  it('is sent back only with what is to be changed', async () => {
    const [asa, bo] = await two();
    must(setSecondLook(asa.session, ['notEligible']));
    refuse(asa);
    await hand(asa, bo);
    expect(look(bo, 'sentBack', ' ')).toMatchObject({ error: { tag: 'sentBackWithoutReason' } });
    must(look(bo, 'sentBack', 'Fel skäl'));
    await hand(bo, asa);
    expect(lookOf(asa)).toMatchObject({ status: 'sentBack', looks: [{ reason: 'Fel skäl' }] });
    expect(waiting(asa)).toBe(1);
  });

  it('is taken back as one act, with what it asked for', async () => {
    const [asa] = await two();
    must(setSecondLook(asa.session, ['notEligible']));
    const { batch } = refuse(asa);
    must(runUndo(asa.session, batch));
    expect([lookOf(asa), waiting(asa)]).toEqual([null, 0]);
  });

  it('is not looked at by somebody who has declared an interest, who does not find it', async () => {
    const [asa, bo] = await two();
    must(setSecondLook(asa.session, ['notEligible']));
    refuse(asa);
    await hand(asa, bo);
    must(declareInterest(bo.session, { id: idOf(bo), ground: 'closeRelation' }));
    expect(look(bo)).toMatchObject({ error: { tag: 'conflictOfInterest' } });
    expect([lookOf(bo), waiting(bo)]).toEqual([null, 0]);
  });
});

describe('DE-19 a basis that waits', () => {
  it('is not registered until somebody else has confirmed it', async () => {
    const [asa, bo] = await fixed(true);
    expect(register(asa)).toMatchObject({ error: { tag: 'secondLookMissing' } });
    must(look(bo));
    await hand(bo, asa);
    must(register(asa));
    expect(await breaches(asa)).toEqual([]);
  });

  it.each([true, false])('DE-19 says when it is fixed whether it waits: %s', async (asks) => {
    const [asa] = await fixed(asks);
    const { heads } = caseOf(asa, first).state;
    const { answers } = must(formView(asa.session, idOf(asa)));
    const anew = { id: idOf(asa), heads, outcome: 'grant', answers } as const;
    expect(must(fixBasis(asa.session, anew))).toEqual({ fixed: true, waits: asks });
  });

  it('that was fixed before the setting is registered as before, and breaks no law', async () => {
    const [asa] = await fixed(false);
    must(setSecondLook(asa.session, ['basis']));
    must(register(asa));
    expect(await breaches(asa)).toEqual([]);
  });

  it('PR-43 a registration behind the services’ back is found', async () => {
    const [asa] = await fixed(true);
    breaksTheStore();
    const payload = {
      kind: 'decision.registered' as const,
      barNumber: 'BÄR-1',
      day: asa.session.today(),
      outcome: 'grant' as const,
      period: { from: isoDateSchema.parse('2026-12-07'), to: isoDateSchema.parse('2027-04-06') },
      source: 'hand' as const,
      differences: [],
      documents: {},
      renderer: 'sprangbradan-pdf/1',
    };
    must(
      asa.session.ledger.append([
        { stream: caseStream(idOf(asa)), payload, refs: [...asa.session.ledger.heads('shared')] },
      ]),
    );
    expect(await breaches(asa)).toEqual(['PR-43 basisNotLooked']);
  });

  it('PR-43 a refusal fixed behind the services’ back on a verdict that waits is found', async () => {
    const [asa] = await fixed(false);
    must(setSecondLook(asa.session, ['notEligible']));
    const { id, state } = caseOf(asa, people[1] ?? {});
    must(giveVerdict(asa.session, { id, heads: state.heads, conclusion: 'notEligible', reason: 'G7.4' }));
    breaksTheStore();
    const grant = caseOf(asa, first).state.decisions[0]?.payload;
    if (grant?.kind !== 'basis.fixed') throw new Error('no basis');
    const { period: _none, ...rest } = grant;
    must(
      asa.session.ledger.append([
        {
          stream: caseStream(id),
          payload: { ...rest, outcome: 'refusal' },
          refs: [...asa.session.ledger.heads('shared')],
        },
      ]),
    );
    expect(await breaches(asa)).toContain('PR-43 verdictNotLooked');
  });

  it('a registration stays lawful when only the setting changes', async () => {
    const [asa, bo] = await fixed(true);
    must(look(bo));
    await hand(bo, asa);
    must(register(asa));
    must(setSecondLook(asa.session, []));
    expect(await breaches(asa)).toEqual([]);
  });

  it('PR-43 a look at one’s own act is found and counts for nothing', async () => {
    const [asa] = await fixed(true);
    breaksTheStore();
    const { id, state } = caseOf(asa, first);
    const of = (lookOf(asa)?.of ?? '') as EventHash;
    const own = {
      kind: 'secondLook.given' as const,
      of,
      heads: [...state.heads],
      outcome: 'confirmed' as const,
    };
    must(asa.session.ledger.append([{ stream: caseStream(id), payload: own }]));
    expect(lookOf(asa)).toMatchObject({ status: 'waiting' });
    expect(await breaches(asa)).toEqual(['PR-43 ownLook']);
  });
});

describe('the runner', () => {
  it('DE-15 DE-16 changes the setting and gives a look', async () => {
    const [asa, bo] = await two();
    const run = async (desk: Desk, ...argv: readonly string[]) => {
      const line = must(parseArguments(argv));
      const command = commands[line.command];
      if (!command) throw new Error(`no command ${line.command}`);
      const context = { session: desk.session, line, job: quietJob, resourcesDir: '' };
      return command(context as unknown as Parameters<typeof command>[0]);
    };
    expect(await run(asa, 'set-second-look', '--asks', 'all')).toMatchObject({ error: { tag: 'usage' } });
    expect(await run(asa, 'set-second-look', '--asks', 'notEligible')).toMatchObject({ ok: true });
    refuse(asa);
    await hand(asa, bo);
    const application = must(caseView(bo.session, idOf(bo))).row.applicationId;
    expect(await run(bo, 'second-look', '--case', application)).toMatchObject({
      value: { about: 'notEligible', outcome: 'confirmed' },
    });
  });
});
