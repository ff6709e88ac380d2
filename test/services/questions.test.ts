// Proves RQ-12 to RQ-16 on real stores: noting a question and its answer, where it shows, undo, exchange, the case file, the runner's
// commands, and that nothing is noted of a protected person or by somebody who is barred.
import { describe, expect, it, vi } from 'vitest';
import { isoDateSchema, type EventHash } from '../../domain/ids.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { askQuestion, endQuestion, questionOverview } from '../../main/services/requests/questions.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { command } from './command.ts';
import { applicant, caseOf, everythingStored, must, type Desk } from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 120_000 });

const day = (text: string) => isoDateSchema.parse(text);
const people = [applicant(1), applicant(2)];
const [first = {}] = people;
const idOf = (desk: Desk) => caseOf(desk, first).id;
const viewOf = (desk: Desk) => must(caseView(desk.session, idOf(desk)));
const found = (desk: Desk, query: string) => must(idsMatching(desk.session, query)).length;
const question = 'Går praktiken att förena med handlingsplanen?';

async function two(): Promise<readonly [Desk, Desk]> {
  return (await groupWith(people, ['Bo'])) as unknown as readonly [Desk, Desk];
}
const asking = (desk: Desk) => ({
  cases: [idOf(desk)],
  question,
  officer: ' Eva Ek ',
  unit: 'Arbetsförmedlingen Lund',
  askedOn: desk.session.today(),
  how: 'email' as const,
});
const openOf = (desk: Desk) => viewOf(desk).questions[0]?.id as EventHash;
const answering = (desk: Desk, answer: string) => ({
  id: idOf(desk),
  of: openOf(desk),
  outcome: 'answered' as const,
  day: desk.session.today(),
  how: 'phone' as const,
  answer,
});

describe('RQ-12 RQ-15 a question', () => {
  it('stands in the case, in I dag and in the search, and is taken back as one', async () => {
    const [asa] = await two();
    const done = must(askQuestion(asa.session, { ...asking(asa), watchOn: day('2099-01-01') }));
    expect(viewOf(asa).questions).toMatchObject([
      { status: 'open', question, officer: 'Eva Ek', how: 'email', watchOn: '2099-01-01', due: false },
    ]);
    expect([found(asa, 'fråga:öppen'), found(asa, 'question:open'), found(asa, 'fråga:ingen')]).toEqual([
      1, 1, 1,
    ]);
    expect(questionOverview(asa.session)).toMatchObject({
      open: 1,
      waiting: [{ watchOn: '2099-01-01', due: false, ids: [openOf(asa)] }],
    });
    expect(undoEntries(asa.session)[0]).toMatchObject({ kind: 'question.asked', count: 1 });
    must(runUndo(asa.session, done.batch ?? ''));
    expect(viewOf(asa).questions).toEqual([]);
    expect(found(asa, 'fråga:öppen')).toBe(0);
  });

  it('is refused without words, without whom, on a day to come, and with a watch that is not later', async () => {
    const [asa] = await two();
    const today = asa.session.today();
    const tag = (more: object) => askQuestion(asa.session, { ...asking(asa), ...more });
    expect(tag({ question: ' \n' })).toMatchObject({ error: { tag: 'questionEmpty' } });
    expect(tag({ officer: ' ' })).toMatchObject({ error: { tag: 'officerMissing' } });
    expect(tag({ askedOn: day('2099-01-01') })).toMatchObject({ error: { tag: 'dayInFuture' } });
    expect(tag({ watchOn: today })).toMatchObject({ error: { tag: 'watchTooSoon' } });
    expect(viewOf(asa).questions).toEqual([]);
  });

  it('says when it is time to ask again', async () => {
    const [asa] = await two();
    const watchOn = day('2026-12-10');
    must(askQuestion(asa.session, { ...asking(asa), watchOn }));
    asa.goTo('2026-12-10');
    expect(viewOf(asa).questions).toMatchObject([{ due: true }]);
    expect(questionOverview(asa.session).waiting).toMatchObject([{ due: true }]);
  });
});

describe('RQ-13 RQ-16 its answer', () => {
  it('ends it, stands in history and case file with the question, and can be taken back', async () => {
    const [asa] = await two();
    must(askQuestion(asa.session, asking(asa)));
    expect(endQuestion(asa.session, answering(asa, ' '))).toMatchObject({
      error: { tag: 'questionAnswerMissing' },
    });
    expect(endQuestion(asa.session, { ...answering(asa, 'Ja'), day: day('2026-01-01') })).toMatchObject({
      error: { tag: 'answeredBeforeAsked' },
    });
    const ended = must(endQuestion(asa.session, answering(asa, 'Ja, planen är ändrad')));
    expect(viewOf(asa).questions).toMatchObject([
      { status: 'answered', ends: [{ answer: 'Ja, planen är ändrad', how: 'phone', by: 'Åsa' }] },
    ]);
    expect(found(asa, 'fråga:öppen')).toBe(0);
    expect(endQuestion(asa.session, answering(asa, 'Nej'))).toMatchObject({
      error: { tag: 'noOpenQuestion' },
    });
    const history = JSON.stringify(viewOf(asa).history);
    const file = JSON.stringify(must(caseFileOf(asa.session, idOf(asa))).items);
    for (const words of [question, 'Eva Ek', 'Ja, planen är ändrad']) {
      expect(history).toContain(words);
      expect(file).toContain(words);
    }
    expect(file).toContain('Fråga till ansvarig handläggare');
    must(runUndo(asa.session, ended.batch ?? ''));
    expect(viewOf(asa).questions).toMatchObject([{ status: 'open' }]);
  });

  it('RQ-14 two noted apart both stand, with both colleagues', async () => {
    const [asa, bo] = await two();
    must(askQuestion(asa.session, asking(asa)));
    await hand(asa, bo);
    must(endQuestion(asa.session, answering(asa, 'Ja')));
    must(endQuestion(bo.session, answering(bo, 'Nej')));
    await hand(asa, bo);
    await hand(bo, asa);
    for (const desk of [asa, bo])
      expect(
        viewOf(desk)
          .questions[0]?.ends.map(({ answer, by }) => `${by}: ${answer}`)
          .toSorted(),
      ).toEqual(['Bo: Nej', 'Åsa: Ja']);
  });
});

describe('RQ-16 nothing is noted', () => {
  it('of a protected person, and a mark that comes later takes what was', async () => {
    const [asa, bo] = await two();
    must(askQuestion(asa.session, { ...asking(asa), question: 'Bor hon kvar i Ystad' }));
    must(protectCase(asa.session, { id: idOf(asa), mark: 'confidentialityMark' }));
    expect(askQuestion(asa.session, asking(asa))).toMatchObject({ error: { tag: 'specialHandling' } });
    expect(questionOverview(asa.session).open).toBe(0);
    expect(everythingStored(asa)).not.toContain('Ystad');
    await hand(asa, bo);
    expect(everythingStored(bo)).not.toContain('Ystad');
  });

  it('by somebody who has declared an interest, and they find and see none', async () => {
    const [asa, bo] = await two();
    must(askQuestion(asa.session, asking(asa)));
    await hand(asa, bo);
    must(declareInterest(bo.session, { id: idOf(bo), ground: 'closeRelation' }));
    expect(viewOf(bo).questions).toEqual([]);
    expect(questionOverview(bo.session)).toEqual({ open: 0, waiting: [] });
    expect(found(bo, 'fråga:öppen')).toBe(0);
    expect(askQuestion(bo.session, asking(bo)).ok).toBe(false);
  });
});

describe('the runner', () => {
  it('RQ-12 RQ-13 notes a question and its answer, and asks which one when there are two', async () => {
    const [asa] = await two();
    const application = viewOf(asa).row.applicationId;
    const ask = ['note-question', '--where', `ansökan:${application}`, '--officer', 'Eva', '--unit', 'Lund'];
    expect(await command(asa, ...ask, '--text', 'Ett?', '--how', 'meeting')).toMatchObject({
      value: { asked: 1 },
    });
    expect(await command(asa, ...ask, '--text', 'Två?', '--watch', '2099-01-01')).toMatchObject({
      value: { asked: 1 },
    });
    const answer = ['note-answer', '--case', application, '--text', 'Ja'];
    expect(await command(asa, ...answer)).toMatchObject({ error: { tag: 'severalQuestions' } });
    expect(await command(asa, ...answer, '--question', openOf(asa))).toMatchObject({ value: { changed: 1 } });
    expect(await command(asa, ...answer)).toMatchObject({ value: { changed: 1 } });
    expect(questionOverview(asa.session).open).toBe(0);
  });
});
