// Proves: one history for window and case file (RE-32–RE-34, DI-20): before and after of what counted, and what stood beside it.
import { describe, expect, it } from 'vitest';
import { batchIdSchema, caseStream, type CaseId, type EmployerId } from '../../domain/ids.ts';
import { known } from '../../domain/ledger/stream.ts';
import type { HistoryEntry } from '../../ipc/review.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { noteComplaint } from '../../main/services/disclosure/complaints.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { disclosureView } from '../../main/services/disclosure/give-out.ts';
import { caseHistory, employerHistory } from '../../main/services/review/case-history.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { maskFile } from '../../domain/disclosure/masking.ts';
import { reliedHeads } from '../../main/services/session.ts';
import { withoutAsking } from '../../scripts/fuzz/without-asking.ts';
import { applicant, caseOf, day, importRows, must, newDesk, offerFor, type Desk } from './desk.ts';
import { groupWith, hand, judgeCase, letIn, phone } from './group-of-desks.ts';

const person = applicant(1);

/** Of each act what it says of one field: before, after, how many stood beside it. */
function told(history: readonly HistoryEntry[], field: string): unknown[] {
  return history.flatMap(({ effect, fields }) =>
    fields
      .filter((one) => one.field === field)
      .map(({ before, after, beside }) => [effect, before, after, (beside ?? []).map(({ by }) => by)]),
  );
}
const casesTold = (desk: Desk, field: string) =>
  told(caseHistory(desk.session, caseOf(desk, person).id), field);
/** What the case file prints of one field, act by act. */
const printed = (desk: Desk, field: string) =>
  must(disclosureView(desk.session, caseOf(desk, person).id))
    .items.filter(({ id }) => id.startsWith('history/') && id.split('/')[2] === field)
    .map(({ value }) => value);

describe('a history', () => {
  it('RE-33, DI-20: tells no value that was taken back as the one before, in the window nor in the case file', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person], { kind: 'applications' });
    const { id } = caseOf(desk, person);
    const heads = () => desk.session.ledger.caseState(id).heads;
    phone(desk, person, '070-1740601');
    const { batch } = must(
      enterFacts(desk.session, { id, heads: heads(), fields: { phone: '070-1740699' } }),
    );
    must(runUndo(desk.session, batch));
    phone(desk, person, '070-1740602');
    expect(casesTold(desk, 'phone').slice(1)).toEqual([
      ['stands', [], ['070-1740601'], []],
      ['voided', ['070-1740601'], ['070-1740699'], []],
      ['stands', ['070-1740699'], ['070-1740601'], []],
      ['stands', ['070-1740601'], ['070-1740602'], []],
    ]);
    expect(printed(desk, 'phone').slice(-2)).toEqual([
      'förut 070-1740699; nu 070-1740601',
      'förut 070-1740601; nu 070-1740602',
    ]);
  });

  it('RE-33: takes nothing of an act without effect, and an undo without effect takes nothing back', async () => {
    const asa = await newDesk('Åsa');
    const bo = await newDesk('Bo');
    await letIn(asa, bo, ['administrator']);
    await importRows(asa, [person], { kind: 'applications' });
    phone(asa, person, '070-1740601');
    const { id } = caseOf(asa, person);
    const [first] = asa.session.ledger.eventsOf(caseStream(id)).filter((one) => known(one, 'facts.entered'));
    const loose = withoutAsking(bo.session);
    must(
      loose.append([{ stream: caseStream(id), payload: { kind: 'facts.entered', fields: { phone: '1' } } }]),
    );
    expect(first).toBeDefined();
    expect(told(caseHistory(bo.session, id), 'phone')).toEqual([['notEntitled', [], ['1'], []]]);
    must(
      loose.append([{ stream: caseStream(id), payload: { kind: 'facts.entered', fields: { phone: '2' } } }]),
    );
    expect(told(caseHistory(bo.session, id), 'phone')[1]).toEqual(['notEntitled', [], ['2'], []]);
    const undone = bo.session.ledger.eventsOf(caseStream(id)).map(({ hash }) => hash);
    must(loose.append([{ stream: caseStream(id), payload: { kind: 'acts.voided', events: undone } }]));
    expect(told(caseHistory(bo.session, id), 'phone')).toHaveLength(2);
  });

  it('RE-34: tells two who had not seen each other as beside one another, and who saw both as after both', async () => {
    const [asa, bo] = await groupWith([person]);
    if (!bo) throw new Error('no Bo');
    phone(asa, person, '070-1740601');
    phone(bo, person, '070-1740602');
    phone(bo, person, '070-1740603');
    await hand(bo, asa);
    phone(asa, person, '070-1740604');
    await hand(asa, bo);
    for (const desk of [asa, bo]) {
      const lines = casesTold(desk, 'phone').slice(1) as [string, string[], string[], string[]][];
      const of = (value: string) => lines.find(([, , after]) => after[0] === value);
      expect(of('070-1740601')).toEqual(['stands', [], ['070-1740601'], ['Bo', 'Bo']]);
      expect(of('070-1740602')).toEqual(['stands', [], ['070-1740602'], ['Åsa']]);
      expect(of('070-1740603')).toEqual(['stands', ['070-1740602'], ['070-1740603'], ['Åsa']]);
      expect([...(of('070-1740604')?.[1] ?? [])].sort()).toEqual(['070-1740601', '070-1740603']);
      expect(printed(desk, 'phone').find((value) => value.startsWith('070-1740602'))).toMatch(
        /^070-1740602 \(står bredvid det Åsa skrev \d{4}-\d{2}-\d{2} \d{2}\.\d{2}; ingen av dem hade sett det andra\)$/,
      );
      expect(printed(desk, 'phone').at(-1)).toMatch(
        /^förut 070-174060[13] bredvid 070-174060[13]; nu 070-1740604$/,
      );
    }
  });

  it('RE-32, DI-20: gives a verdict and a complaint their before, and masks it with the act it came from', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person], { kind: 'applications' });
    const { id } = caseOf(desk, person);
    const heads = () => desk.session.ledger.caseState(id).heads;
    const note = 'Väntar på intyg från Qvarnby';
    must(giveVerdict(desk.session, { id, heads: heads(), conclusion: 'needsCheck', note }));
    judgeCase(desk, person, 'eligible');
    expect(casesTold(desk, 'conclusion')[1]).toEqual(['stands', ['needsCheck'], ['eligible'], []]);
    expect(printed(desk, 'conclusion')[1]).toBe('förut Behöver kontrolleras; nu Behörig');
    expect(printed(desk, 'note')[1]).toBe(`förut ${note}; nu ingen uppgift`);
    const file = must(caseFileOf(desk.session, id));
    const item = file.items.find((one) => one.id.endsWith('/note'))?.id ?? '';
    const masked = maskFile(file, [{ item, ground: 'Prov' }]);
    expect(masked.items.filter((one) => one.id.endsWith('/note')).map((one) => one.masked)).toEqual([
      true,
      true,
    ]);
    expect(JSON.stringify(masked)).not.toContain('Qvarnby');
    const complaint = batchIdSchema.parse('ab'.repeat(16));
    const noted = { id, complaint, receivedOn: day('2026-11-01'), fromWhom: 'party' as const };
    must(noteComplaint(desk.session, { ...noted, what: 'Sent svar' }));
    must(
      noteComplaint(desk.session, {
        ...noted,
        what: 'Sent svar',
        answeredOn: day('2026-11-02'),
        answer: 'Vi har svarat.',
      }),
    );
    expect(casesTold(desk, 'answeredOn')).toEqual([['stands', [], ['2026-11-02'], []]]);
    const last = caseHistory(desk.session, id).at(-1);
    expect(last?.fields.map((one) => one.field)).toEqual(['answeredOn', 'answer']);
  });

  it('RE-32: gives hold, archive, join and offer their layers', async () => {
    const desk = await newDesk('Åsa');
    await importRows(desk, [person], { kind: 'applications' });
    const { id } = caseOf(desk, person);
    const stream = caseStream(id);
    const today = desk.session.today();
    const hold = { kind: 'hold.set', day: today, reference: 'A-1' } as const;
    const other = 'cd'.repeat(16) as CaseId;
    const batch = batchIdSchema.parse('ef'.repeat(16));
    const ledger = withoutAsking(desk.session);
    for (const payload of [
      { ...hold, held: true, reason: 'appeal' },
      { ...hold, held: false, reason: 'lifted' },
      { kind: 'archive.recorded', outcome: 'handedOver', day: today, reference: 'L-1' },
      { kind: 'archive.recorded', outcome: 'handedOver', day: today, reference: 'L-2' },
      { kind: 'case.same-as', batch, other, role: 'leads', reason: 'Samma' },
      { kind: 'case.not-same', batch, other, reason: 'Olika' },
    ] as const)
      must(ledger.append([{ stream, payload }]));
    expect(casesTold(desk, 'held')[1]).toEqual(['stands', [true], [false], []]);
    expect(casesTold(desk, 'reference')[2]).toEqual(['stands', ['L-1'], ['L-2'], []]);
    expect(casesTold(desk, 'role')[1]).toEqual(['stands', ['leads'], ['apart'], []]);
  });
});

describe('the history of a basis', () => {
  it('RE-32, DI-20: tells what a second basis changed, answer by answer, with its outcome and period', async () => {
    const { desk, id } = await readyCase();
    must(fixMany(desk.session, { cases: [id], outcome: 'grant', dryRun: false, withExamples: true }));
    const first = desk.session.ledger
      .eventsOf(caseStream(id))
      .map((one) => known(one, 'basis.fixed'))
      .find(Boolean);
    if (!first?.period) throw new Error('no basis');
    const before = first.answers['3.6'];
    if (typeof before !== 'string') throw new Error('no tasks');
    // The first stands in the form section, answer by answer.
    expect(printed(desk, '3.6')).toEqual([]);
    const answers = { ...first.answers, '3.6': 'Annat arbete som provas' };
    const period = { ...first.period, to: day('2027-03-31') };
    const refs = reliedHeads(desk.session, desk.session.ledger.caseState(id));
    must(
      desk.session.ledger.append([{ stream: caseStream(id), payload: { ...first, answers, period }, refs }]),
    );
    expect(casesTold(desk, '3.6')[1]).toEqual(['stands', [before], ['Annat arbete som provas'], []]);
    expect(casesTold(desk, 'to')[1]).toEqual(['stands', [first.period.to], ['2027-03-31'], []]);
    expect(printed(desk, '3.6').at(-1)).toBe(`förut ${before}; nu Annat arbete som provas`);
    const file = must(caseFileOf(desk.session, id));
    const masked = maskFile(file, [{ item: 'form/3.6', ground: 'Prov' }]);
    expect(JSON.stringify(masked)).not.toContain('Annat arbete som provas');
    expect(masked.items.filter(({ id: one }) => one.endsWith('/3.6')).every((one) => one.masked)).toBe(true);
  });
});

describe('the history of an employer', () => {
  it('RE-32: tells each check and each answer with the one before', async () => {
    const { desk, employers } = await readyCase();
    const checked = { employers, day: desk.session.today(), sources: ['Bolagsverket'] };
    must(registerChecks(desk.session, { ...checked, outcome: 'bar', note: 'Konkurs' }));
    must(
      registerUnions(desk.session, {
        employers,
        organisation: 'Unionen',
        answer: 'objects',
        day: day('2026-11-02'),
      }),
    );
    const history = employerHistory(desk.session, employers[0] as EmployerId);
    expect(history.map(({ kind, by }) => [kind, by])).toEqual([
      ['employer.named', 'Åsa'],
      ['employer.checked', 'Åsa'],
      ['union.answered', 'Åsa'],
      ['employer.checked', 'Åsa'],
      ['union.answered', 'Åsa'],
    ]);
    expect(told(history, 'outcome')).toEqual([
      ['stands', [], ['clear'], []],
      ['stands', ['clear'], ['bar'], []],
    ]);
    expect(told(history, 'answer')).toEqual([
      ['stands', [], ['approves'], []],
      ['stands', ['approves'], ['objects'], []],
    ]);
  });
});

async function readyCase() {
  const desk = await newDesk('Åsa');
  await importRows(desk, [person], { kind: 'applications' });
  await importRows(desk, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
  judgeCase(desk, person, 'eligible');
  const employers = listEmployers(desk.session, undefined).map((one) => one.id as EmployerId);
  const today = desk.session.today();
  must(registerChecks(desk.session, { employers, outcome: 'clear', day: today, sources: ['Bolagsverket'] }));
  must(registerUnions(desk.session, { employers, organisation: '', answer: 'approves', day: today }));
  return { desk, employers, id: caseOf(desk, person).id };
}
