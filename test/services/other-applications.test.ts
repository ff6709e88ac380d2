// Proves RE-74: which other applications of the person a case shows, and what of them it does not tell.
import { describe, expect, it } from 'vitest';
import { caseView } from '../../main/services/review/case-view.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { applicant, caseOf, importRows, must, newDesk, type Desk, type Row } from './desk.ts';
import { judgeCase } from './group-of-desks.ts';

const person = applicant(1, { Inkom: '2026-08-20' });
const earlier: Row = { ...person, 'Ansöknings-ID': 'JS-2026A-00007', Inkom: '2026-02-11' };

async function twice(): Promise<Desk> {
  const desk = await newDesk('Åsa');
  const spring = { kind: 'applications' as const, intake: '2026-spring', asOf: '2026-03-01' };
  await importRows(desk, [earlier, { ...applicant(2), 'Ansöknings-ID': 'JS-2026A-00008' }], spring);
  await importRows(desk, [person], { kind: 'applications' });
  return desk;
}
const others = (desk: Desk) => must(caseView(desk.session, caseOf(desk, person).id)).otherApplications;

describe('other applications of the same person (RE-74)', () => {
  it('stand with intake, days and how far they came, and never with what was concluded', async () => {
    const desk = await twice();
    const { id } = caseOf(desk, earlier);
    const line = {
      caseId: id,
      intake: '2026-spring',
      applicationId: 'JS-2026A-00007',
      receivedDate: '2026-02-11',
      step: 'imported',
      decisionDay: null,
    };
    expect(others(desk)).toEqual([line]);
    for (const conclusion of ['needsCheck', 'eligible'] as const) {
      judgeCase(desk, earlier, conclusion);
      expect(others(desk)).toEqual([{ ...line, step: 'reviewed' }]);
    }
    const withdrawn = { kind: 'applications' as const, intake: '2026-spring', asOf: '2026-04-01' };
    await importRows(desk, [{ ...earlier, Återtagen: 'ja' }], withdrawn);
    expect(others(desk)).toEqual([{ ...line, step: 'withdrawn' }]);
  });

  it('are left out where the member is barred from them, and where the person has protected identity', async () => {
    const desk = await twice();
    must(declareInterest(desk.session, { id: caseOf(desk, earlier).id, ground: 'closeRelation' }));
    expect(others(desk)).toEqual([]);
    const marked = await twice();
    const { id } = caseOf(marked, earlier);
    await importRows(marked, [{ ...person, 'Skyddade personuppgifter': 'ja' }], {
      kind: 'applications',
      asOf: '2026-10-08',
    });
    expect(others(marked)).toEqual([]);
    expect(must(caseView(marked.session, id)).otherApplications).toEqual([]);
  });
});
