// Proves: a draft that a colleague's basis has passed is told, kept, gone on with or let go; nothing of it is lost unasked (DE-22).
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { fixBasis, fixMany, formView, saveFormDraft } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { reopenBasis } from '../../main/services/decision/reopen.ts';
import type { Answers } from '../../domain/ledger/payload.ts';
import type { Reopening } from '../../ipc/decision.ts';
import { applicant, caseOf, decisionFor, importRows, must, offerFor, type Desk } from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';

const person = applicant(1);
const long = (who: string) =>
  `${who} skriver: du har en examen i teknik och har sökt arbete i ett år. Praktiken ger dig svensk erfarenhet.`;

/** Two desks with a case that lacks only its form. */
async function twoDesks(): Promise<readonly [Desk, Desk]> {
  const [asa, bo] = (await groupWith([])) as [Desk, Desk];
  await importRows(asa, [person], { kind: 'applications' });
  await importRows(asa, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
  const { session } = asa;
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  const day = session.today();
  must(registerChecks(session, { employers, outcome: 'clear', day, sources: ['Bolagsverket'] }));
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day }));
  await hand(asa, bo);
  return [asa, bo];
}

const view = (desk: Desk) => must(formView(desk.session, caseOf(desk, person).id));

function reopen(desk: Desk, act: Reopening) {
  const { id, state } = caseOf(desk, person);
  return reopenBasis(desk.session, { id, act, heads: state.heads });
}

/** As the window does while somebody writes: own answers alone. */
function write(desk: Desk, assessment: string): void {
  answer(desk, { '6.3': assessment });
}

function answer(desk: Desk, given: Answers): void {
  const { answers, provenance } = view(desk);
  const own = Object.entries(answers).filter(([number]) => provenance[number] === 'draft');
  const { id } = caseOf(desk, person);
  const written = { ...Object.fromEntries(own), ...given };
  must(saveFormDraft(desk.session, { id, outcome: 'grant', answers: written }));
}

/** What the form lacks is filled as an example; the own draft lies above it. */
function fix(desk: Desk) {
  const { id } = caseOf(desk, person);
  return must(fixMany(desk.session, { cases: [id], outcome: 'grant', dryRun: false, withExamples: true }));
}

const standingText = (desk: Desk) => {
  const standing = decisionStanding(caseOf(desk, person).state);
  return standing.status === 'basis' ? standing.basis.answers['6.3'] : standing.status;
};

/** Åsa's basis stands, Bo has opened it and written; Åsa fixes another and hands it to Bo. */
async function passedDraft(): Promise<readonly [Desk, Desk]> {
  const [asa, bo] = await twoDesks();
  expect(fix(asa).fixed).toBe(1);
  await hand(asa, bo);
  must(reopen(bo, 'basis'));
  write(bo, long('Bo'));
  must(reopen(asa, 'basis'));
  write(asa, long('Åsa'));
  expect(fix(asa).fixed).toBe(1);
  await hand(asa, bo);
  return [asa, bo];
}

describe('a draft that another basis has passed', () => {
  it('DE-22 is told beside the basis that stands, with what it says and that does not', async () => {
    const [, bo] = await passedDraft();
    expect(view(bo)).toMatchObject({
      standing: 'basis',
      reopened: false,
      answers: { '6.3': long('Åsa') },
      setAside: { outcome: 'grant', overDay: '2026-11-02' },
    });
    expect(view(bo).setAside?.answers).toEqual({ '6.3': long('Bo') });
  });

  it('DE-22 is not written over by opening the basis, nor used or lost by a basis for many', async () => {
    const [, bo] = await passedDraft();
    expect(reopen(bo, 'basis')).toMatchObject({ error: { tag: 'draftSetAside' } });
    expect(fix(bo)).toMatchObject({ fixed: 0, refused: [{ reason: 'draftSetAside' }] });
    const { id, state } = caseOf(bo, person);
    const { answers } = view(bo);
    expect(fixBasis(bo.session, { id, heads: state.heads, outcome: 'grant', answers })).toMatchObject({
      error: { tag: 'draftSetAside' },
    });
    expect(standingText(bo)).toBe(long('Åsa'));
    expect(view(bo).setAside?.answers).toEqual({ '6.3': long('Bo') });
  });

  it('DE-22 is gone on with over the basis that stands, which holds until another is fixed', async () => {
    const [, bo] = await passedDraft();
    const opened = must(reopen(bo, 'draft'));
    expect(opened).toMatchObject({
      reopened: true,
      setAside: null,
      missing: [],
      answers: { '6.3': long('Bo') },
    });
    expect(standingText(bo)).toBe(long('Åsa'));
    expect(fix(bo).fixed).toBe(1);
    expect(standingText(bo)).toBe(long('Bo'));
    expect(view(bo).setAside).toBeNull();
  });

  it('DE-22 goes when its author lets it go, and the basis is then opened as any', async () => {
    const [, bo] = await passedDraft();
    expect(must(reopen(bo, 'leave'))).toMatchObject({ setAside: null, draftSavedAt: null, reopened: false });
    expect(must(reopen(bo, 'basis'))).toMatchObject({ reopened: true, answers: { '6.3': long('Åsa') } });
  });

  it('DE-22 one that was begun before any basis is told too, also once BÄR has decided', async () => {
    const [asa, bo] = await twoDesks();
    write(bo, long('Bo'));
    expect(view(bo)).toMatchObject({ standing: 'undecided', setAside: null });
    expect(fix(asa).fixed).toBe(1);
    await hand(asa, bo);
    expect(view(bo).setAside).toMatchObject({ overDay: null, answers: { '6.3': long('Bo') } });
    for (const desk of [asa, bo]) desk.goTo('2026-11-20');
    await importRows(asa, [decisionFor(person)], { kind: 'bar', asOf: '2026-11-20' });
    await hand(asa, bo);
    expect(view(bo)).toMatchObject({ standing: 'registered', setAside: { answers: { '6.3': long('Bo') } } });
    expect(reopen(bo, 'draft')).toMatchObject({ error: { tag: 'alreadyRegistered' } });
    expect(must(reopen(bo, 'leave'))).toMatchObject({ setAside: null, draftSavedAt: null });
  });

  it('DE-22 one that says nothing but what the basis says is not told', async () => {
    const [asa, bo] = await twoDesks();
    write(bo, long('Åsa'));
    write(asa, long('Åsa'));
    expect(fix(asa).fixed).toBe(1);
    await hand(asa, bo);
    expect(view(bo).setAside).toBeNull();
  });
});

describe('a basis that was opened here and that a colleague has corrected in other fields', () => {
  const corrected = { '3.3': 'Exempelverket AB, kontoret i Åre', '6.1b': 'Det ingår i planeringen.' };

  /** 7.6 is whoever opens it. */
  const withoutDecider = (answers: Answers) =>
    Object.fromEntries(Object.entries(answers).filter(([number]) => number !== '7.6'));

  /** Bo opens Åsa's basis and answers what is given; Åsa corrects other fields and hands it to Bo. */
  async function correctedUnder(own: Answers): Promise<readonly [Desk, Desk, Answers]> {
    const [asa, bo] = await twoDesks();
    expect(fix(asa).fixed).toBe(1);
    await hand(asa, bo);
    must(reopen(bo, 'basis'));
    if (Object.keys(own).length > 0) answer(bo, own);
    must(reopen(asa, 'basis'));
    answer(asa, corrected);
    expect(fix(asa)).toEqual({ fixed: 1, refused: [] });
    await hand(asa, bo);
    expect(view(bo).answers).toMatchObject(corrected);
    return [asa, bo, withoutDecider(view(asa).answers)];
  }

  it('DE-22 one in which nothing was changed is no draft: nothing is told or refused', async () => {
    const [, bo, standing] = await correctedUnder({});
    expect(view(bo)).toMatchObject({
      setAside: null,
      draftSavedAt: null,
      reopened: false,
      answers: standing,
    });
    expect(must(reopen(bo, 'basis'))).toMatchObject({ reopened: true, answers: standing });
  });

  it('DE-22 fixing for many takes nothing from one in which nothing was changed', async () => {
    const [, bo] = await correctedUnder({});
    const { id } = caseOf(bo, person);
    const many = { cases: [id], outcome: 'grant', dryRun: false, withExamples: false } as const;
    const { fixed, refused } = must(fixMany(bo.session, many));
    expect([fixed, refused[0]?.missing]).toEqual([0, expect.arrayContaining(['6.3', '7.9'])]);
    expect(view(bo).answers).toMatchObject(corrected);
  });

  it('DE-22 what the author changed is told, and laid over the corrections without undoing them', async () => {
    const [, bo, standing] = await correctedUnder({ '6.3': long('Bo') });
    expect(view(bo).setAside?.answers).toEqual({ '6.3': long('Bo') });
    const opened = must(reopen(bo, 'draft'));
    expect(withoutDecider(opened.answers)).toEqual({ ...standing, '6.3': long('Bo') });
    expect(fix(bo).fixed).toBe(1);
    expect(withoutDecider(view(bo).answers)).toEqual({ ...standing, '6.3': long('Bo') });
    // Opened again unasked it stays as it is written.
    must(reopen(bo, 'basis'));
    answer(bo, { '3.3': 'Exempelverket AB, kontoret i Umeå' });
    expect(must(reopen(bo, 'basis')).answers['3.3']).toBe('Exempelverket AB, kontoret i Umeå');
  });
});
