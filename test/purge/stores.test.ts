// Proves: the list of receipts names the computers that may hold what was purged, and no other (PU-8, GR-12, GR-20).
import { expect, it, vi } from 'vitest';
import { changeRoles } from '../../main/services/group/membership.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { purgeStatus } from '../../main/services/purge/status.ts';
import { applicant, caseOf, importRows, must, newDesk, type Desk } from '../services/desk.ts';
import { hand, letIn } from '../services/group-of-desks.ts';

vi.setConfig({ testTimeout: 120_000 });

const person = applicant(1);

function listedBy({ session }: Desk): [string, boolean][] {
  return (purgeStatus(session).marks[0]?.stores ?? []).map((one) => [one.member, one.doneAt !== null]);
}

it('PU-8: a computer that sees no cases owes no receipt, one whose role was taken away does until it has heard', async () => {
  const [asa, bo, disa] = [await newDesk('Åsa'), await newDesk('Bo'), await newDesk('Disa')];
  await letIn(asa, bo);
  await letIn(asa, disa, ['administrator']);
  await importRows(asa, [person, applicant(2)], { kind: 'applications' });
  for (const desk of [bo, disa]) await hand(asa, desk);
  must(changeRoles(asa.session, { member: bo.session.self.member, roles: ['logReviewer'] }));
  must(protectCase(asa.session, { id: caseOf(asa, person).id, mark: 'confidentialityMark' }));
  expect(listedBy(asa)).toEqual([
    ['Åsa', true],
    ['Bo', false],
  ]);
  // An older file of Bo's says nothing of the role; the next one does.
  await hand(bo, asa);
  expect(listedBy(asa)).toContainEqual(['Bo', false]);
  await hand(asa, bo);
  await hand(bo, asa);
  expect(listedBy(asa)).toEqual([['Åsa', true]]);
});
