import { describe, expect, it } from 'vitest';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { foldStream } from '../../domain/ledger/stream.ts';
import { caseRow } from '../../domain/review/case-row.ts';
import { caseIdSchema } from '../../domain/ids.ts';
import { act, batch, everyone, imported } from '../ledger/acts.ts';

const id = caseIdSchema.parse('c'.repeat(32));

describe('a row of the list', () => {
  const first = act(
    imported({ givenName: 'Noor', familyName: 'Öberg', consent: true, municipality: 'Umeå' }),
  );
  const offer = act(
    {
      kind: 'offer.imported',
      batch,
      offer: 'd'.repeat(32),
      employer: 'e'.repeat(32),
      asOf: '2026-11-01',
      origin: { sha256: 'f'.repeat(64), row: 2 },
      fields: { employerName: 'Björkö Teknik AB', start: '2026-12-07', end: '2027-04-06' },
    },
    { refs: [first] },
  );
  const mark = act(
    {
      kind: 'case.stubbed',
      batch,
      intake: '2026-autumn',
      applicationId: 'JS-1',
      mark: 'confidentialityMark',
      colour: 'green',
    },
    { refs: [offer] },
  );

  it('names the person and the employer', () => {
    const row = caseRow(id, foldStream(caseFold, [first, offer], everyone));
    expect(row).toMatchObject({ familyName: 'Öberg', employerName: 'Björkö Teknik AB', step: 'offered' });
  });

  it('IN-19 says nothing of person, place or employer once protected identity is marked', () => {
    const row = caseRow(id, foldStream(caseFold, [first, offer, mark], everyone));
    expect(row).toMatchObject({
      stub: true,
      givenName: '',
      familyName: '',
      municipality: null,
      employerName: null,
      employerId: null,
      startsOn: null,
      offerCount: 1,
      step: 'special',
    });
  });
});
