// Proves RQ-1 to RQ-10 on real stores: asking one and many, what the letters say and must not say, answers by file and by hand,
// more time, silence, undo, exchange, and that nothing is asked of a protected person or by somebody who is barred.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isoDateSchema } from '../../domain/ids.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { formView } from '../../main/services/decision/decisions.ts';
import { printableOf } from '../../main/services/decision/documents.ts';
import { localPorts, runExport } from '../../main/services/decision/print-run.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import {
  endRequests,
  extendRequests,
  proposeRequests,
  remindOf,
  requestOverview,
  sendRequests,
} from '../../main/services/requests/requests.ts';
import { listTexts } from '../../main/services/texts.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import type { AskInput } from '../../ipc/party/requests.ts';
import {
  applicant,
  caseOf,
  confirmAllTexts,
  countEvents,
  everythingStored,
  importRows,
  must,
  newFolder,
  type Desk,
} from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 120_000 });

const day = (text: string) => isoDateSchema.parse(text);
/** The permit's date is unknown, so that E10 cannot be answered. */
const lacking = applicant(1, { 'Tillstånd t.o.m.': '', Uppehållstillstånd: '' });
const people = [lacking, applicant(2), applicant(3)];
const idOf = (desk: Desk, who = lacking) => caseOf(desk, who).id;
const found = (desk: Desk, query: string) => must(idsMatching(desk.session, query)).length;
const viewOf = (desk: Desk, who = lacking) => must(caseView(desk.session, idOf(desk, who)));

async function two(): Promise<readonly [Desk, Desk]> {
  return (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
}

function asking(desk: Desk, wishes: Partial<AskInput> = {}): AskInput {
  return {
    cases: [idOf(desk)],
    what: 'supplement',
    lacks: ['permit', 'degree'],
    text: '',
    sentOn: desk.session.today(),
    dueOn: day('2026-12-01'),
    how: 'portal',
    ...wishes,
  };
}

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

/** The bytes of the one letter that such a run writes. */
async function printLetters(desk: Desk, { cases, what }: Pick<AskInput, 'cases' | 'what'>): Promise<Buffer> {
  const dir = newFolder();
  mkdirSync(dir, { recursive: true });
  must(
    await runExport(
      localPorts(desk.session, renderer),
      { cases, variant: what, drafts: false, dir },
      quietJob,
    ),
  );
  const [name, ...others] = readdirSync(dir).filter((one) => one.startsWith('komplettering-'));
  if (name === undefined || others.length > 0) throw new Error('One letter was expected');
  return readFileSync(join(dir, name));
}

describe('RQ-1 asking', () => {
  it('stands in the case, in the list, in the search and in I dag, and is taken back as one', async () => {
    const [asa] = await two();
    const done = must(sendRequests(asa.session, asking(asa)));
    expect(done).toMatchObject({ changed: 1, refused: [] });
    const view = viewOf(asa);
    expect(view.row.step).toBe('awaitingSupplement');
    expect(view.requests).toMatchObject([
      { what: 'supplement', status: 'open', dueOn: '2026-12-01', late: false, by: 'Åsa', letter: 'none' },
    ]);
    expect(found(asa, 'läge:väntar')).toBe(1);
    expect([found(asa, 'svar:finns'), found(asa, 'svar<2026-12-01'), found(asa, '-svar:finns')]).toEqual([
      1, 0, 2,
    ]);
    expect(requestOverview(asa.session)).toMatchObject({ open: 1, late: 0, due: [{ day: '2026-12-01' }] });
    asa.goTo('2026-12-02');
    expect(requestOverview(asa.session)).toMatchObject({ open: 1, late: 1 });
    must(runUndo(asa.session, done.batch as never));
    expect(viewOf(asa).requests).toEqual([]);
    expect(found(asa, 'svar:finns')).toBe(0);
  });

  it.each([
    [{ lacks: [], text: ' ' }, 'nothingAsked'],
    [{ dueOn: day('2026-11-02') }, 'dueTooSoon'],
    [{ sentOn: day('2027-01-01'), dueOn: day('2027-02-01') }, 'dayInFuture'],
    [{ lacks: ['passport'] }, 'unknownLack'],
    [{ what: 'hearing', text: '' }, 'nothingAsked'],
  ] as const)('%j is refused and changes nothing', async (wishes, tag) => {
    const [asa] = await two();
    const before = everythingStored(asa);
    expect(sendRequests(asa.session, asking(asa, wishes as Partial<AskInput>))).toMatchObject({
      ok: false,
      error: { tag },
    });
    expect(everythingStored(asa)).toBe(before);
  });

  it('is done once at a time, and not again by a colleague who has heard of it', async () => {
    const [asa, bo] = await two();
    must(sendRequests(asa.session, asking(asa)));
    await hand(asa, bo);
    expect(sendRequests(bo.session, asking(bo))).toMatchObject({ error: { tag: 'alreadyAsked' } });
    // A hearing is another matter.
    must(
      sendRequests(bo.session, asking(bo, { what: 'hearing', lacks: [], text: 'Tillståndet är för kort.' })),
    );
    expect(viewOf(bo).requests.map(({ what }) => what)).toEqual(['hearing', 'supplement']);
  });
});

describe('RQ-2 and RQ-3 many at once', () => {
  it('ask each for what its own checks point at, and name those that lack nothing', async () => {
    const [asa] = await two();
    const cases = people.map((one) => idOf(asa, one));
    const proposal = proposeRequests(asa.session, { cases, what: 'supplement' });
    const codes = new Map(proposal.proposed.map((one) => [one.caseId, one.codes]));
    expect(codes.get(cases[0] ?? '')).toContain('permit');
    const wanting = [...codes.values()].filter((one) => one.length > 0).length;
    const done = must(sendRequests(asa.session, asking(asa, { cases, lacks: 'proposed' })));
    expect(done.changed).toBe(wanting);
    expect(done.refused.map(({ reason }) => reason)).toEqual(
      Array.from({ length: cases.length - wanting }, () => 'nothingAsked'),
    );
    const asked = new Map(people.map((one) => [idOf(asa, one), viewOf(asa, one).requests.length]));
    for (const [id, of] of codes) expect(asked.get(id as never)).toBe(of.length > 0 ? 1 : 0);
  });
});

describe('RQ-3 a hearing', () => {
  it('is asked for case by case, by whatever route', async () => {
    const [asa] = await two();
    const cases = people.map((one) => idOf(asa, one));
    const before = everythingStored(asa);
    expect(
      sendRequests(asa.session, asking(asa, { cases, what: 'hearing', lacks: [], text: 'Samma sak' })),
    ).toMatchObject({ error: { tag: 'hearingOneByOne' } });
    expect(everythingStored(asa)).toBe(before);
  });
});

describe('RQ-5 an answer', () => {
  it('comes by the next file, and what it did not bring is still asked for', async () => {
    const [asa] = await two();
    must(sendRequests(asa.session, asking(asa)));
    const row = { ...lacking, Uppehållstillstånd: 'Tidsbegränsat', 'Tillstånd t.o.m.': '2029-01-01' };
    await importRows(asa, [row], { kind: 'applications', asOf: '2026-11-20' });
    expect(viewOf(asa).requests).toMatchObject([
      { status: 'open', lacks: [{ come: true }, { come: false }] },
    ]);
    must(
      endRequests(asa.session, {
        cases: [idOf(asa)],
        what: 'supplement',
        outcome: 'answered',
        day: asa.session.today(),
        answer: 'Examensbevis visat',
      }),
    );
    expect(viewOf(asa).requests).toMatchObject([{ status: 'answered', answer: 'Examensbevis visat' }]);
    expect(viewOf(asa).row.step).not.toBe('awaitingSupplement');
  });
});

describe('RQ-7 an application that is withdrawn', () => {
  it('waits for no answer any more', async () => {
    const [asa] = await two();
    must(sendRequests(asa.session, asking(asa)));
    const { id, state } = caseOf(asa, lacking);
    must(enterFacts(asa.session, { id, heads: state.heads, fields: { withdrawn: true } }));
    expect(requestOverview(asa.session)).toMatchObject({ open: 0, due: [] });
    expect(found(asa, 'svar:finns')).toBe(0);
  });
});

describe('RQ-6 to RQ-8 time and silence', () => {
  it('more time is never less, a reminder moves no day, and silence is noted only afterwards', async () => {
    const [asa] = await two();
    must(sendRequests(asa.session, asking(asa)));
    const target = { cases: [idOf(asa)], what: 'supplement' as const };
    expect(extendRequests(asa.session, { ...target, dueOn: day('2026-11-30'), reason: '' })).toMatchObject({
      error: { tag: 'dueNotLater' },
    });
    must(extendRequests(asa.session, { ...target, dueOn: day('2026-12-08'), reason: 'Sjuk' }));
    must(remindOf(asa.session, { ...target, day: asa.session.today(), how: 'phone' }));
    expect(viewOf(asa).requests).toMatchObject([{ dueOn: '2026-12-08', reminded: [asa.session.today()] }]);
    asa.goTo('2026-12-08');
    const silent = { ...target, outcome: 'noAnswer' as const, day: asa.session.today(), answer: '' };
    expect(endRequests(asa.session, silent)).toMatchObject({ error: { tag: 'notDueYet' } });
    asa.goTo('2026-12-09');
    must(endRequests(asa.session, { ...silent, day: asa.session.today() }));
    expect(viewOf(asa).requests).toMatchObject([{ status: 'noAnswer', endedOn: '2026-12-09' }]);
    expect(endRequests(asa.session, silent)).toMatchObject({ error: { tag: 'noOpenRequest' } });
  });
});

describe('RQ-9 the letter', () => {
  const words = (document: unknown) => JSON.stringify(document);

  it('of a supplement lists what is missing and the day, and never speaks of dismissal or of a decision', async () => {
    const [asa] = await two();
    must(sendRequests(asa.session, asking(asa, { text: 'kopia av pass\nintyg från skolan' })));
    const letter = printableOf(asa.session, idOf(asa), 'supplement');
    const text = words(letter?.document);
    for (const part of [
      'uppehållstillståndskort',
      'examensbevis',
      'kopia av pass',
      'intyg från skolan',
      '1 december 2026',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/avvis|avslag|beslut om|20 §/i);
    expect(text).not.toContain(lacking['Personnummer'] ?? 'x');
    expect(letter).toMatchObject({ draft: false, variant: 'supplement' });
  });

  it('of a hearing names the employer and the circumstances; no address unless it goes by post', async () => {
    const [asa] = await two();
    const hearing = asking(asa, {
      what: 'hearing',
      lacks: [],
      text: 'Tillståndet går ut i januari',
      how: 'post',
    });
    must(sendRequests(asa.session, hearing));
    const text = words(printableOf(asa.session, idOf(asa), 'hearing')?.document);
    expect(text).toContain('Du får yttra dig innan vi beslutar');
    expect(text).toContain('Tillståndet går ut i januari.');
    expect(text).not.toContain('uppehållstillståndskort');
  });

  it('bears the mark of what nobody has confirmed until an administrator does', async () => {
    const [asa] = await two();
    must(sendRequests(asa.session, asking(asa)));
    const marks = () => words(printableOf(asa.session, idOf(asa), 'supplement')?.document).includes('"mark"');
    expect(marks()).toBe(true);
    // A confirmation is kept by the text's id: one id in two files would confirm, or lose, the other's.
    const ids = listTexts(asa.session).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    confirmAllTexts(asa);
    expect(marks()).toBe(false);
  });

  it('is drawn once, kept, given out again byte for byte, and noted in the case', async () => {
    const [asa] = await two();
    const cases = people.map((one) => idOf(asa, one));
    must(sendRequests(asa.session, asking(asa, { cases, lacks: ['consent'] })));
    const run = async () => {
      const dir = newFolder();
      mkdirSync(dir, { recursive: true });
      const input = { cases, variant: 'supplement' as const, drafts: false, dir };
      const done = must(await runExport(localPorts(asa.session, renderer), input, quietJob));
      return { done, dir };
    };
    const first = await run();
    expect(first.done).toMatchObject({ files: 3, drafts: 0, failed: [] });
    expect(readdirSync(first.dir).filter((name) => name.startsWith('komplettering-JS-'))).toHaveLength(3);
    expect(viewOf(asa).requests).toMatchObject([{ letter: 'made' }]);
    const events = countEvents(asa);
    const second = await run();
    expect(second.done.files).toBe(3);
    expect(countEvents(asa)).toBe(events);
    for (const name of readdirSync(first.dir).filter((one) => one.startsWith('komplettering-')))
      expect(readFileSync(join(second.dir, name)).equals(readFileSync(join(first.dir, name)))).toBe(true);
  });

  it('says the new day after more time: another document, while the earlier stays what it was', async () => {
    const [asa] = await two();
    const target = { cases: [idOf(asa)], what: 'supplement' as const };
    must(sendRequests(asa.session, asking(asa, { text: 'kopia av pass' })));
    const first = await printLetters(asa, target);
    asa.goTo('2026-11-30');
    must(extendRequests(asa.session, { ...target, dueOn: day('2026-12-08'), reason: '' }));
    expect(viewOf(asa).requests).toMatchObject([{ letter: 'earlierDay' }]);
    const letter = printableOf(asa.session, idOf(asa), 'supplement');
    expect(words(letter?.document)).toContain('8 december 2026');
    expect(words(letter?.document)).not.toContain('1 december 2026');
    expect(words(letter?.document)).toContain('Du har fått mer tid.');
    expect(letter?.document).toMatchObject({ createdOn: '2026-11-30' });
    const second = await printLetters(asa, target);
    expect(second.equals(first)).toBe(false);
    expect(viewOf(asa).requests).toMatchObject([{ letter: 'made' }]);
    expect((await printLetters(asa, target)).equals(second)).toBe(true);
  });

  it('is made of the kind that is asked for, though the other kind was asked later', async () => {
    const [asa] = await two();
    must(sendRequests(asa.session, asking(asa, { text: 'kopia av pass' })));
    must(sendRequests(asa.session, asking(asa, { what: 'hearing', lacks: [], text: 'Tiden går ut' })));
    const of = (what: 'supplement' | 'hearing') => words(printableOf(asa.session, idOf(asa), what)?.document);
    expect(of('supplement')).toContain('kopia av pass');
    expect(of('hearing')).toContain('Tiden går ut');
    expect(of('supplement')).not.toContain('Tiden går ut');
  });
});

describe('RQ-10 nothing is asked', () => {
  it('of a protected person, and a mark that comes later takes what was asked', async () => {
    const [asa, bo] = await two();
    must(sendRequests(asa.session, asking(asa, { text: 'Handledarsson i Ystad' })));
    must(protectCase(asa.session, { id: idOf(asa), mark: 'confidentialityMark' }));
    expect(sendRequests(asa.session, asking(asa))).toMatchObject({ error: { tag: 'specialHandling' } });
    expect(requestOverview(asa.session).open).toBe(0);
    expect(printableOf(asa.session, idOf(asa), 'supplement')).toBeNull();
    expect(everythingStored(asa)).not.toContain('Ystad');
    await hand(asa, bo);
    expect(everythingStored(bo)).not.toContain('Ystad');
  });

  it('by somebody who has declared an interest, and what waits is not shown to them', async () => {
    const [asa, bo] = await two();
    must(sendRequests(asa.session, asking(asa)));
    await hand(asa, bo);
    must(declareInterest(bo.session, { id: idOf(bo), ground: 'closeRelation' }));
    expect(requestOverview(bo.session).open).toBe(0);
    expect(viewOf(bo).requests).toEqual([]);
    const more = { cases: [idOf(bo)], what: 'supplement' as const, dueOn: day('2026-12-20'), reason: '' };
    expect(extendRequests(bo.session, more).ok).toBe(false);
    expect(proposeRequests(bo.session, { cases: [idOf(bo)], what: 'hearing' })).toMatchObject({
      proposed: [],
      refused: [{ reason: 'barredFromCase' }],
    });
  });
});

describe('RQ-4 two who ask apart', () => {
  it('have both asked; the earlier day stands in the list until each is answered', async () => {
    const [asa, bo] = await two();
    must(sendRequests(asa.session, asking(asa)));
    must(sendRequests(bo.session, asking(bo, { lacks: ['consent'], dueOn: day('2026-11-28') })));
    await hand(asa, bo);
    await hand(bo, asa);
    for (const desk of [asa, bo]) {
      expect(viewOf(desk).requests).toHaveLength(2);
      expect(requestOverview(desk.session)).toMatchObject({ open: 1, due: [{ day: '2026-11-28' }] });
    }
    expect(everythingStored(asa).length).toBeGreaterThan(0);
  });
});

describe('RQ-11 a hearing', () => {
  it('fills the form of a refusal with its day, way, last day and what the party said, and no grant', async () => {
    const [asa] = await two();
    const hearing = asking(asa, { what: 'hearing', lacks: [], text: 'Tillståndet går ut', how: 'digital' });
    must(sendRequests(asa.session, hearing));
    const answered = {
      outcome: 'answered' as const,
      day: asa.session.today(),
      answer: 'Förlängning är sökt',
    };
    must(endRequests(asa.session, { cases: [idOf(asa)], what: 'hearing', ...answered }));
    const filled = (outcome: 'refusal' | 'grant') => {
      const { answers } = must(formView(asa.session, idOf(asa), outcome));
      return ['7.5', '7.5b', '7.5c', '7.5d', '6.6', '6.6b'].map((number) => answers[number]);
    };
    const today = asa.session.today();
    expect(filled('refusal')).toEqual(['done', today, 'digital', '2026-12-01', 'Förlängning är sökt', today]);
    expect(filled('grant')).not.toContain('Förlängning är sökt');
  });
});
