// Proves DE-23: a registration on the wrong case is taken back with a reason; basis and number are free again.
import { expect, it } from 'vitest';
import type { CaseId } from '../../domain/ids.ts';
import { decisionStanding, inForce } from '../../domain/ledger/case/decisions.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { barDesk } from '../../main/services/decision/bar-desk.ts';
import { fixMany, formView } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { withdrawRegistration } from '../../main/services/decision/withdraw.ts';
import { caseHistory } from '../../main/services/review/case-history.ts';
import { applicant, caseOf, day, importRows, must, newDesk, offerFor, type Desk } from './desk.ts';

const people = [applicant(1), applicant(2)];
const bar = { barNumber: 'BÄR-7', day: day('2026-11-16'), outcome: 'grant' as const };

async function registeredDesk(): Promise<{ desk: Desk; wrong: CaseId; right: CaseId }> {
  const desk = await newDesk('Åsa');
  await importRows(desk, people, { kind: 'applications' });
  const offers = people.map((one) => offerFor(one));
  await importRows(desk, offers, { kind: 'offers', asOf: '2026-10-20' });
  const { session } = desk;
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  const check = { employers, outcome: 'clear', sources: ['Bolagsverket'] } as const;
  must(registerChecks(session, { ...check, day: session.today() }));
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
  const [wrong, right] = people.map((one) => caseOf(desk, one).id) as [CaseId, CaseId];
  const fixing = { cases: [wrong, right], outcome: 'grant', dryRun: false, withExamples: true } as const;
  must(fixMany(session, fixing));
  desk.goTo('2026-11-20');
  must(registerOne(session, { caseId: wrong, bar, kept: {}, source: 'hand' }));
  return { desk, wrong, right };
}

it('DE-27 the number and the day of BÄR stand in the form as long as the registration does', async () => {
  const { desk, wrong, right } = await registeredDesk();
  const view = () => must(formView(desk.session, wrong));
  expect(view().answers).toMatchObject({ '1.6': 'BÄR-7', '7.10': '2026-11-16' });
  expect(view().provenance).toMatchObject({ '1.6': 'bar', '7.10': 'bar' });
  expect(JSON.stringify(view().form)).toContain('BÄR-7');
  expect(must(formView(desk.session, right)).answers).not.toHaveProperty(['1.6']);
  must(withdraw(desk, wrong));
  expect(view().answers).not.toHaveProperty(['1.6']);
  expect(JSON.stringify(view().form)).not.toContain('BÄR-7');
});

const stateOf = ({ session }: Desk, id: CaseId) => session.ledger.caseState(id);
const withdraw = (desk: Desk, id: CaseId, reason = 'Beslutet hör till JS-2026B-00002.') =>
  withdrawRegistration(desk.session, { id, heads: stateOf(desk, id).heads, reason });

it('DE-23 the basis stands again, the number is free, and both acts are in the history', async () => {
  const { desk, wrong, right } = await registeredDesk();
  const before = decisionStanding(stateOf(desk, wrong));
  must(withdraw(desk, wrong));
  const standing = decisionStanding(stateOf(desk, wrong));
  expect(standing).toMatchObject({ status: 'basis', basis: 'basis' in before ? before.basis : null });
  expect(inForce(stateOf(desk, wrong))).toHaveLength(2);
  expect(must(barDesk(desk.session, undefined)).rows.map((row) => row.caseId)).toEqual([wrong, right]);
  must(registerOne(desk.session, { caseId: right, bar, kept: {}, source: 'hand' }));
  must(
    registerOne(desk.session, {
      caseId: wrong,
      bar: { ...bar, barNumber: 'BÄR-8' },
      kept: {},
      source: 'hand',
    }),
  );
  expect(decisionStanding(stateOf(desk, wrong))).toMatchObject({
    status: 'registered',
    registered: { barNumber: 'BÄR-8' },
    basis: { outcome: 'grant' },
  });
  const acts = caseHistory(desk.session, wrong).map((entry) => entry.kind);
  expect(acts.filter((kind) => kind.startsWith('registration') || kind.startsWith('decision'))).toHaveLength(
    3,
  );
});

it('DE-23 asks for a reason and a registration, and is refused on other heads', async () => {
  const { desk, wrong, right } = await registeredDesk();
  expect(withdraw(desk, wrong, ' ')).toMatchObject({ error: { tag: 'noReason' } });
  expect(withdraw(desk, right)).toMatchObject({ error: { tag: 'notRegistered' } });
  const { heads } = stateOf(desk, right);
  expect(withdrawRegistration(desk.session, { id: wrong, heads, reason: 'Fel' })).toMatchObject({
    error: { tag: 'changedMeanwhile' },
  });
});
