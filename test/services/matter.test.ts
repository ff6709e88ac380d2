// Proves RQ-17 to RQ-21 and RE-78 on real stores: recording that the party has opened a case at the agency, where its age shows and
// where it does not, colleagues who differ, the order (20 § FL) that asks for such a day, and that no other letter speaks of dismissal.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { caseStream, isoDateSchema } from '../../domain/ids.ts';
import { requestKinds } from '../../domain/ledger/payloads/requests.ts';
import type { AskInput } from '../../ipc/party/requests.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { settleConflict } from '../../main/services/conflicts/settle.ts';
import { printableOf } from '../../main/services/decision/documents.ts';
import { localPorts, runExport } from '../../main/services/decision/print-run.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { createWalker, walkAll } from '../../main/services/proof/walk.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { recordMatter, type Recording } from '../../main/services/requests/matter.ts';
import {
  endRequests,
  extendRequests,
  proposeRequests,
  remindOf,
  sendRequests,
} from '../../main/services/requests/requests.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { nextForMe } from '../../main/services/triage/next.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaksTheStore } from '../builders/watching.ts';
import { command } from './command.ts';
import {
  applicant,
  caseOf,
  everythingStored,
  importRows,
  must,
  newDesk,
  newFolder,
  type Desk,
} from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';
import { kindsIn, openInbox } from './inbox.ts';

vi.setConfig({ testTimeout: 120_000 });

const day = (text: string) => isoDateSchema.parse(text);
const people = [applicant(1), applicant(2)];
const [first = {}] = people;
const idOf = (desk: Desk) => caseOf(desk, first).id;
const viewOf = (desk: Desk) => must(caseView(desk.session, idOf(desk)));
const found = (desk: Desk, query: string) => must(idsMatching(desk.session, query)).length;
const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

async function two(): Promise<readonly [Desk, Desk]> {
  return (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
}

function record(desk: Desk, openedOn: string | null, more: Partial<Recording> = {}) {
  const { heads } = caseOf(desk, first).state;
  const on = openedOn === null ? null : day(openedOn);
  return recordMatter(desk.session, {
    id: idOf(desk),
    heads,
    openedOn: on,
    how: 'writing',
    note: '',
    ...more,
  });
}

const asking = (desk: Desk, wishes: Partial<AskInput> = {}): AskInput => ({
  cases: [idOf(desk)],
  what: 'order',
  lacks: ['permit'],
  text: '',
  sentOn: desk.session.today(),
  dueOn: day('2026-12-15'),
  how: 'post',
  ...wishes,
});
const letterText = (desk: Desk, what: AskInput['what'] = 'order') =>
  JSON.stringify(printableOf(desk.session, idOf(desk), what)?.document ?? null);

async function breaches({ session }: Desk): Promise<string[]> {
  const walker = createWalker(session, () => renderer);
  const record = await walkAll(walker, { at: 1, by: 'window' }, quietJob);
  return (record?.findings ?? []).map((one) => `${one.law} ${one.breach}`);
}

describe('RQ-17 the day on which the party opened a case', () => {
  it('stands with how and by whom, in history and case file, and is taken back as an act', async () => {
    const [asa] = await two();
    expect(viewOf(asa).matter).toMatchObject({ status: 'none', openedOn: null, clock: null });
    const { batch } = must(record(asa, '2026-11-02', { how: 'oral', note: ' Ringde till Lund ' }));
    expect(viewOf(asa).matter).toMatchObject({
      status: 'stands',
      openedOn: '2026-11-02',
      how: 'oral',
      note: 'Ringde till Lund',
      by: 'Åsa',
    });
    expect(undoEntries(asa.session)[0]).toMatchObject({ kind: 'matter.opened', count: 1 });
    const history = JSON.stringify(viewOf(asa).history);
    const file = JSON.stringify(must(caseFileOf(asa.session, idOf(asa))).items);
    for (const text of [history, file]) {
      expect(text).toContain('2026-11-02');
      expect(text).toContain('Ringde till Lund');
    }
    expect(file).toContain('muntligt eller per telefon');
    must(runUndo(asa.session, batch));
    expect(viewOf(asa).matter).toMatchObject({ status: 'none' });
    expect(found(asa, 'öppnat:*')).toBe(0);
  });

  it('is refused on a day to come, before the law, when nothing would change, and when there is none to take away', async () => {
    const [asa] = await two();
    expect(record(asa, '2099-01-01')).toMatchObject({ error: { tag: 'dayInFuture' } });
    expect(record(asa, '1899-12-31')).toMatchObject({ error: { tag: 'openedTooEarly', day: '2018-07-01' } });
    expect(record(asa, null)).toMatchObject({ error: { tag: 'matterAlreadySo' } });
    must(record(asa, '2026-11-02'));
    expect(record(asa, '2026-11-02')).toMatchObject({ error: { tag: 'matterAlreadySo' } });
    must(record(asa, null, { note: 'Det var en fråga' }));
    expect(viewOf(asa).matter).toMatchObject({ status: 'none' });
  });

  it('is not recorded of a protected person, nor by who is barred; a mark that comes later takes it', async () => {
    const [asa, bo] = await two();
    must(record(asa, '2026-11-02', { note: 'Bor kvar i Ystad' }));
    await hand(asa, bo);
    must(declareInterest(bo.session, { id: idOf(bo), ground: 'closeRelation' }));
    expect(viewOf(bo).matter).toBeNull();
    expect(found(bo, 'öppnat:*')).toBe(0);
    expect(record(bo, '2026-11-03').ok).toBe(false);
    must(protectCase(asa.session, { id: idOf(asa), mark: 'confidentialityMark' }));
    expect(record(asa, '2026-11-03')).toMatchObject({ error: { tag: 'specialHandling' } });
    expect(viewOf(asa).matter).toBeNull();
    expect(found(asa, 'öppnat:*')).toBe(0);
    expect(everythingStored(asa)).not.toContain('Ystad');
  });

  it('is noted and taken away by the runner', async () => {
    const [asa] = await two();
    const application = viewOf(asa).row.applicationId;
    const run = (...more: readonly string[]) => command(asa, 'note-opened', '--case', application, ...more);
    expect(await run('--day', '2026-11-02', '--how', 'visit')).toMatchObject({
      value: { openedOn: '2026-11-02' },
    });
    expect(viewOf(asa).matter).toMatchObject({ how: 'visit' });
    expect(await run('--day', '2026-02-30')).toMatchObject({ error: { tag: 'usage' } });
    expect(await run('--day', 'none')).toMatchObject({ value: { openedOn: null } });
    expect(viewOf(asa).matter).toMatchObject({ status: 'none' });
  });
});

/** Åsa's copy of the one item in the inbox, as a choice. */
function chosen(desk: Desk) {
  const [detail] = openInbox(desk.session);
  expect(detail).toMatchObject({ item: { kind: 'matter' }, end: 'choose' });
  const copy = detail?.copies.find(({ by }) => by === 'Åsa');
  expect(copy?.lines).toMatchObject([
    { label: 'openedOn', value: '2026-11-02', differs: true },
    { label: 'openedHow', value: 'writing', differs: true },
  ]);
  const [id, heads, keep] = [detail?.item.id ?? '', detail?.heads ?? [], copy?.event ?? null];
  return { id, heads: heads as never, keep: keep as never };
}

describe('RQ-18 colleagues who record different days', () => {
  it('choose in the inbox; until then no day holds, and both have the same afterwards', async () => {
    const [asa, bo] = await two();
    must(record(asa, '2026-11-02'));
    must(record(bo, '2026-09-01', { how: 'visit' }));
    await hand(asa, bo);
    await hand(bo, asa);
    for (const desk of [asa, bo]) {
      expect(viewOf(desk).matter).toMatchObject({ status: 'differs', openedOn: null, clock: null });
      expect(
        viewOf(desk)
          .matter?.sides.map(({ openedOn, by }) => `${by} ${openedOn}`)
          .toSorted(),
      ).toEqual(['Bo 2026-09-01', 'Åsa 2026-11-02']);
      expect(found(desk, 'öppnat:*')).toBe(0);
      expect(sendRequests(desk.session, asking(desk))).toMatchObject({ error: { tag: 'openedDayDiffers' } });
    }
    must(settleConflict(bo.session, { ...chosen(bo), reason: 'Enligt brevet' }));
    await hand(bo, asa);
    for (const desk of [asa, bo]) {
      expect(viewOf(desk).matter).toMatchObject({ openedOn: '2026-11-02', note: 'Enligt brevet' });
      expect(kindsIn(desk.session)).toEqual([]);
    }
  });

  it('stand beside one another also where the day came in after the window had shown the case', async () => {
    const [asa, bo] = await two();
    const { heads } = caseOf(asa, first).state;
    must(record(bo, '2026-09-01'));
    await hand(bo, asa);
    must(record(asa, '2026-11-02', { heads }));
    expect(viewOf(asa).matter).toMatchObject({ status: 'differs' });
  });
});

describe('RQ-19 the age of a case', () => {
  it('counts from the recorded day, by which it is found; an application alone has none', async () => {
    const [asa] = await two();
    expect(JSON.stringify(viewOf(asa))).not.toContain('"age"');
    expect([found(asa, 'öppnat:ingen'), found(asa, 'öppnat<2026-12-01')]).toEqual([2, 0]);
    must(record(asa, '2026-11-02'));
    asa.goTo('2026-11-30');
    expect(viewOf(asa).matter?.clock).toEqual({
      age: 28,
      askFrom: '2027-05-02',
      days: expect.any(Number) as number,
      stage: 'running',
    });
    expect([
      found(asa, 'öppnat<2026-11-03'),
      found(asa, 'opened:2026-11-02'),
      found(asa, 'öppnat>2026-11-02'),
      found(asa, 'öppnat:ingen'),
    ]).toEqual([1, 1, 0, 1]);
  });
});

describe('RQ-19 RE-78 an application of long ago', () => {
  it('presses by no age, whatever day it came in', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [applicant(1, { Inkom: '2026-08-01' })], { kind: 'applications' });
    desk.goTo('2027-06-01');
    const { row, urgency, matter } = viewOf(desk);
    expect([row.receivedDate, matter?.clock]).toEqual(['2026-08-01', null]);
    expect(urgency.map(({ kind }) => kind)).not.toContain('askReached');
    expect(urgency.at(-1)).toMatchObject({ kind: 'cameIn', day: '2026-08-01' });
  });
});

describe('RQ-21 RE-78 the clock of 11 and 12 §§ FL', () => {
  it('warns some working days before, says when the party may ask, and leads the next case', async () => {
    const [asa] = await two();
    const next = () => nextForMe(asa.session, { intake: '2026-autumn' });
    expect(next()?.reasons).not.toContainEqual(expect.objectContaining({ kind: 'askReached' }));
    must(record(asa, '2026-06-08'));
    asa.goTo('2026-12-01');
    expect(viewOf(asa).matter?.clock).toMatchObject({ stage: 'near', askFrom: '2026-12-08', days: 5 });
    expect(next()).toMatchObject({
      caseId: idOf(asa),
      reasons: [{ kind: 'askNear', day: '2026-12-08', openedOn: '2026-06-08', days: 5 }, {}],
    });
    asa.goTo('2026-12-08');
    expect(viewOf(asa).matter?.clock).toMatchObject({ stage: 'reached', days: 0 });
    expect(viewOf(asa).urgency[0]).toMatchObject({ kind: 'askReached', day: '2026-12-08' });
  });
});

describe('RQ-20 an order', () => {
  it('is refused where no opened case is recorded, also when the day has been taken away, and writes nothing', async () => {
    const [asa] = await two();
    const refused = { error: { tag: 'noOpenedDay' } };
    expect(sendRequests(asa.session, asking(asa))).toMatchObject(refused);
    const { batch } = must(record(asa, '2026-11-02'));
    must(runUndo(asa.session, batch));
    expect(sendRequests(asa.session, asking(asa))).toMatchObject(refused);
    expect(proposeRequests(asa.session, { cases: [idOf(asa)], what: 'order' })).toMatchObject({
      proposed: [],
      refused: [{ reason: 'noOpenedDay' }],
    });
    expect(viewOf(asa).requests).toEqual([]);
    must(record(asa, asa.session.today()));
    expect(sendRequests(asa.session, asking(asa, { sentOn: day('2026-11-01') }))).toMatchObject({
      error: { tag: 'orderBeforeOpened' },
    });
  });

  it('is never proposed: what stops a trial is for a person to say', async () => {
    const [asa] = await two();
    must(record(asa, '2026-11-02'));
    expect(sendRequests(asa.session, asking(asa, { lacks: 'proposed' }))).toMatchObject({
      error: { tag: 'nothingAsked' },
    });
  });

  it('is never made of many', async () => {
    const [asa] = await two();
    must(record(asa, '2026-11-02'));
    const cases = people.map((one) => caseOf(asa, one).id);
    expect(sendRequests(asa.session, asking(asa, { cases }))).toMatchObject({
      error: { tag: 'orderOneByOne' },
    });
  });

  it('has a letter, a reminder, more time and an answer; the letter is gone with the day', async () => {
    const [asa, bo] = await two();
    must(record(asa, '2026-11-02'));
    must(sendRequests(asa.session, asking(asa)));
    const text = letterText(asa);
    for (const part of [
      'Föreläggande i ett ärende som du har inlett hos Arbetsförmedlingen',
      'Din ansökan går inte att pröva som den är. Vi saknar beslut eller uppehållstillståndskort, fram- och baksida.',
      'Du behöver lämna uppgifterna senast den 15 december 2026.',
      'Gör du inte det kan vi besluta att inte pröva din ansökan (avvisa den). (20 § förvaltningslagen (2017:900))',
      '2026-11-02',
    ])
      expect(text).toContain(part);
    const dir = newFolder();
    mkdirSync(dir, { recursive: true });
    const run = { cases: [idOf(asa)], variant: 'order' as const, drafts: false, dir };
    expect(must(await runExport(localPorts(asa.session, renderer), run, quietJob))).toMatchObject({
      files: 1,
      failed: [],
    });
    expect(readdirSync(dir).some((name) => name.startsWith('forelaggande-JS-'))).toBe(true);
    expect(viewOf(asa).requests).toMatchObject([{ what: 'order', status: 'open', letter: 'made' }]);
    expect(viewOf(asa).row.step).toBe('awaitingSupplement');
    const target = { cases: [idOf(asa)], what: 'order' as const };
    must(remindOf(asa.session, { ...target, day: asa.session.today(), how: 'phone' }));
    must(extendRequests(asa.session, { ...target, dueOn: day('2026-12-20'), reason: '' }));
    expect(letterText(asa)).toContain('gäller i stället för det tidigare');
    await hand(asa, bo);
    must(endRequests(bo.session, { ...target, outcome: 'answered', day: bo.session.today(), answer: '' }));
    expect(viewOf(bo).requests).toMatchObject([{ status: 'answered', dueOn: '2026-12-20' }]);
    bo.goTo('2026-12-01');
    must(record(bo, '2026-12-01'));
    expect(printableOf(bo.session, idOf(bo), 'order')).toBeNull();
    must(record(bo, '2026-11-02'));
    expect(letterText(bo)).toContain('avvisa');
    must(record(bo, null));
    expect(printableOf(bo.session, idOf(bo), 'order')).toBeNull();
  });

  it('PR-45 written behind the services’ back without such a day is found', async () => {
    const [asa] = await two();
    breaksTheStore();
    asa.session.ledger.append([
      {
        stream: caseStream(idOf(asa)),
        payload: {
          kind: 'request.ordered',
          lacks: [],
          text: 'Pass',
          sentOn: asa.session.today(),
          dueOn: day('2026-12-15'),
          how: 'post',
          texts: asa.session.reference.requests.pin,
        },
      },
    ]);
    expect(printableOf(asa.session, idOf(asa), 'order')).toBeNull();
    expect(await breaches(asa)).toEqual(['PR-45 orderWithoutCase']);
  });

  it('of several things lists them', async () => {
    const [asa] = await two();
    must(record(asa, '2026-11-02'));
    must(sendRequests(asa.session, asking(asa, { lacks: ['permit', 'degree'], text: 'kopia av pass.' })));
    const text = letterText(asa);
    expect(text).toContain('Vi saknar:');
    expect(text).toContain('"kopia av pass"');
  });

  it.each(requestKinds.filter((one) => one !== 'order'))(
    'alone speaks of dismissal: the letter of a %s never does, whatever is recorded',
    async (what) => {
      const [asa] = await two();
      must(record(asa, '2026-11-02'));
      const wishes =
        what === 'hearing' ? { lacks: [], text: 'Tillståndet går ut' } : { lacks: ['permit', 'consent'] };
      must(sendRequests(asa.session, asking(asa, { what, ...wishes })));
      const text = letterText(asa, what);
      expect(text).toContain(what === 'hearing' ? 'yttra dig' : 'Vi behöver fler uppgifter');
      expect(text).not.toMatch(/avvis|20 §|inlett hos/iu);
    },
  );
});
