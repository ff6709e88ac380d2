// Proves: columns are guessed from their headers, can be corrected, and the correction is remembered.
import { describe, expect, it } from 'vitest';
import {
  checkMapping,
  chooseColumn,
  guessMapping,
  type Mapping,
  rememberMapping,
} from '../../domain/intake/mapping.ts';
import { headers } from './intake-setup.ts';

function fields(mapping: Mapping): unknown[] {
  return mapping.columns.map((column) => column.field);
}

describe('a guess', () => {
  it('knows Swedish and English headers, whatever their case, blanks and marks', () => {
    const swedish = ['ANSÖKNINGS ID', 'forNAMN', 'efter-namn', 'Person nummer', 'samtycke'];
    const english = ['Application ID', 'first_name', 'Surname', 'Personal identity number', 'Consent'];
    const expected = ['applicationId', 'givenName', 'familyName', 'personalIdentityNumber', 'consent'];
    for (const header of [swedish, english]) {
      const mapping = guessMapping('applications', header, { headers });
      expect(fields(mapping)).toEqual(expected);
      expect(mapping.missing).toEqual([]);
    }
  });

  it('takes off brackets and leading words, and says that it is only likely', () => {
    const mapping = guessMapping(
      'applications',
      ['Sökandens e-post', 'Inskrivningsdatum (ÅÅÅÅ-MM-DD)', 'Okänt'],
      { headers },
    );
    expect(mapping.columns.map(({ field, confidence }) => [field, confidence])).toEqual([
      ['email', 'likely'],
      ['registeredSince', 'likely'],
      [null, 'none'],
    ]);
  });

  it('gives each field to one column only, the exact spelling first', () => {
    const mapping = guessMapping('applications', ['Sökandens e-post', 'E-post', 'Mejl'], { headers });
    expect(fields(mapping)).toEqual([null, 'email', null]);
  });

  it('knows a field by its own name, so that our own export can be read back', () => {
    const mapping = guessMapping('offers', ['applicationId', 'employerName', 'remoteWork'], { headers });
    expect(fields(mapping)).toEqual(['applicationId', 'employerName', 'remoteWork']);
  });

  it('needs one of application id and identity number in offers and BÄR lists', () => {
    expect(guessMapping('offers', ['Arbetsgivare', 'Ort'], { headers }).missing).toEqual(['applicationId']);
    expect(guessMapping('offers', ['Arbetsgivare', 'Personnummer'], { headers }).missing).toEqual([]);
    expect(guessMapping('bar', ['BÄR-nr', 'Beslut', 'Beslutsdag', 'Pnr'], { headers }).missing).toEqual([]);
  });
});

describe('a correction', () => {
  const header = ['Ref', 'Förnamn', 'Efternamn', 'Personnummer', 'Samtycke', 'Kommentar'];
  const guess = guessMapping('applications', header, { headers });

  it('completes the mapping and moves the field from the column that had it', () => {
    expect(guess.missing).toEqual(['applicationId']);
    const chosen = chooseColumn(guess, 0, 'applicationId');
    expect(chosen.missing).toEqual([]);
    expect(chosen.columns[0]).toEqual({
      index: 0,
      header: 'Ref',
      field: 'applicationId',
      confidence: 'chosen',
    });
    expect(fields(chooseColumn(chosen, 5, 'givenName'))).toEqual([
      'applicationId',
      null,
      'familyName',
      'personalIdentityNumber',
      'consent',
      'givenName',
    ]);
    expect(checkMapping(chooseColumn(chosen, 4, null), headers)).toEqual({
      ok: false,
      error: { tag: 'fileMissingColumns', fields: ['consent'] },
    });
  });

  it('is remembered for the next file of the source, also with columns moved', () => {
    const remembered = rememberMapping(
      chooseColumn(chooseColumn(guess, 0, 'applicationId'), 5, 'motivation'),
    );
    const next = guessMapping('applications', ['Kommentar', 'REF', 'Ansöknings-ID', 'Förnamn'], {
      headers,
      remembered,
    });
    expect(fields(next)).toEqual(['motivation', 'applicationId', null, 'givenName']);
  });

  it('that named an unknown field is forgotten', () => {
    const next = guessMapping('applications', ['Ref'], { headers, remembered: { ref: 'somethingElse' } });
    expect(fields(next)).toEqual([null]);
  });
});
