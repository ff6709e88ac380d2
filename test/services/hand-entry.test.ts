// Proves: an application entered by hand (issue §4): checked as a file's row is, found again by the file that comes later.
import { describe, expect, it } from 'vitest';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import { enterCase } from '../../main/services/intake/hand-entry.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { applicant, autumn, caseOf, countEvents, identityNumber, importRows, must, newDesk } from './desk.ts';

const person = { givenName: 'Hend', familyName: 'Silva', consent: true, colour: 'green' };

describe('an application by hand', () => {
  it('is refused as a row of a file would be, and then nothing is written', async () => {
    const desk = await newDesk('Åsa');
    const before = countEvents(desk);
    const enter = (fields: Record<string, string | boolean>) =>
      enterCase(desk.session, { intake: autumn, applicationId: 'JS-2026B-00001', fields });
    const codesOf = (fields: Record<string, string | boolean>) => {
      const entered = enter(fields);
      return entered.ok ? [] : entered.error['problems'];
    };
    expect(codesOf({ ...person, familyName: ' ', personalIdentityNumber: '199001010000' })).toEqual([
      { field: 'familyName', code: 'missing' },
      {
        field: 'personalIdentityNumber',
        code: expect.stringMatching(/^(notAnIdentityNumber|wrongCheckDigit)$/),
      },
    ]);
    expect(codesOf({ ...person, consent: false, personalIdentityNumber: identityNumber() })).toEqual([
      { field: 'consent', code: 'noConsent' },
    ]);
    expect(codesOf({ ...person, colour: 'lila', personalIdentityNumber: identityNumber() })).toEqual([
      { field: 'colour', code: 'unknownValue' },
    ]);
    expect(countEvents(desk)).toBe(before);
  });

  it('opens its intake, and is the same case for a file that comes later; the hand-made values stand above', async () => {
    const desk = await newDesk('Åsa');
    const row = applicant(1, { Förnamn: 'Hind' });
    const number = String(row['Personnummer']);
    const fields = { ...person, personalIdentityNumber: `${number.slice(0, 8)}-${number.slice(8)}` };
    const { caseId } = must(
      enterCase(desk.session, { intake: autumn, applicationId: 'JS-2026B-00001', fields }),
    );
    expect(
      enterCase(desk.session, { intake: autumn, applicationId: ' js-2026b-00001', fields }),
    ).toMatchObject({
      ok: false,
      error: { tag: 'applicationExists' },
    });
    const report = await importRows(desk, [row], { kind: 'applications' });
    expect(report).toMatchObject({ rows: 1, new: 0, changed: 1, duplicates: [] });
    const { id, state } = caseOf(desk, row);
    expect(id).toBe(caseId);
    expect(fieldValue(state.fields, 'personalIdentityNumber')).toBe(number);
    const name = must(caseView(desk.session, id)).facts.find((one) => one.field === 'givenName');
    expect(name).toMatchObject({ value: 'Hend', source: 'hand', beneath: 'Hind' });
    expect(must(desk.session.ledger.verify())).toMatchObject({ ok: true });
  });

  it('of a person already in the intake is told of', async () => {
    const desk = await newDesk('Åsa');
    const row = applicant(1);
    await importRows(desk, [row], { kind: 'applications' });
    const fields = { ...person, personalIdentityNumber: String(row['Personnummer']) };
    const entered = enterCase(desk.session, { intake: autumn, applicationId: 'JS-2026B-09999', fields });
    expect(entered).toMatchObject({
      ok: false,
      error: { tag: 'applicationExists', applicationId: 'JS-2026B-00001' },
    });
  });
});
