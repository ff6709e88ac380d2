// Proves: of a person with protected identity nothing but the stub shows or is stored, by whichever way the mark comes.
import { describe, expect, it } from 'vitest';
import { enterCase } from '../../main/services/intake/hand-entry.ts';
import { breaches } from '../builders/watching.ts';
import { openInbox } from '../services/inbox.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { countMatching } from '../../main/services/review/lists.ts';
import { employersWithCases } from '../../db/queries/employers.ts';
import { caseStream } from '../../domain/ids.ts';
import {
  applicant,
  autumn,
  caseOf,
  everythingStored,
  identityNumber,
  importRows,
  must,
  newDesk,
  offerFor,
} from '../services/desk.ts';
import { pin } from '../ledger/acts.ts';

describe('a mark entered by hand', () => {
  it('is refused: the person goes to the named officer, and nothing of them is stored', async () => {
    const desk = await newDesk('Åsa');
    const fields = {
      givenName: 'Hemlig',
      familyName: 'Person',
      personalIdentityNumber: identityNumber(),
      consent: true,
      protectedIdentity: 'confidentialityMark',
    };
    const entered = enterCase(desk.session, { intake: autumn, applicationId: 'JS-HAND-1', fields });
    expect(entered.ok).toBe(false);
    expect(everythingStored(desk)).not.toContain('Hemlig');
  });
});

describe('a mark that comes later', () => {
  it('hides every reason in a conflict between decisions', async () => {
    // The acts are written past the services: what counts here is that none of their words shows.
    breaches('reasonForOther', 'jav');
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], { kind: 'applications' });
    await importRows(desk, [offerFor(person)], { kind: 'offers', asOf: '2026-10-20' });
    const { session } = desk;
    const { id, state } = caseOf(desk, person);
    for (const text of ['Skäl om hälsa', 'Skäl om hemort'])
      must(
        session.ledger.append([
          {
            stream: caseStream(id),
            shownHeads: state.heads,
            payload: {
              kind: 'basis.fixed',
              outcome: 'refusal',
              answers: { '7.2': text },
              decider: session.self.member,
              noConflictOfInterest: true,
              day: session.today(),
              form: pin,
              texts: pin,
              ruleSet: pin,
            },
          },
        ]),
      );
    for (const conclusion of ['eligible', 'notEligible'] as const)
      must(
        session.ledger.append([
          {
            stream: caseStream(id),
            shownHeads: state.heads,
            payload: {
              kind: 'verdict.given',
              conclusion,
              reason: 'G1.1',
              note: 'Anteckning',
              confirms: [],
              ruleSet: pin,
              outcomes: {},
            },
          },
        ]),
      );
    expect(JSON.stringify(openInbox(session))).toContain('Skäl om hälsa');
    await importRows(desk, [{ ...person, 'Skyddade personuppgifter': 'Ja' }], {
      kind: 'applications',
      asOf: '2026-10-25',
    });
    const shown = JSON.stringify([
      openInbox(session),
      must(caseView(session, id)),
      employersWithCases(session.store.db),
    ]);
    for (const word of ['Skäl', 'Anteckning', 'G1.1', 'Silva1', 'Umeå']) expect(shown).not.toContain(word);
    expect(must(countMatching(session, 'arbetsgivare:Exempelverket'))).toBe(0);
  });

  it('in a later intake hides what earlier intakes hold of the same person', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], { kind: 'applications', intake: '2026-spring', asOf: '2026-03-01' });
    const again = {
      ...person,
      'Ansöknings-ID': 'JS-2026H-1',
      'Skyddade personuppgifter': 'Sekretessmarkering',
    };
    await importRows(desk, [again], { kind: 'applications', asOf: '2026-09-01' });
    expect(must(countMatching(desk.session, 'namn:Silva1'))).toBe(0);
  });

  it('or in another row of the same file, keeps every row of that person out', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    const marked = { ...person, 'Ansöknings-ID': 'JS-2026H-2', 'Skyddade personuppgifter': 'Ja' };
    await importRows(desk, [person, marked], { kind: 'applications' });
    expect(everythingStored(desk)).not.toContain('Silva1');
  });
});
