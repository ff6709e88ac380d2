// Owns: a small invented file with everything that a row can have wrong, to show what a dry run says. Must not: be read in.
import { intakeIdSchema, isoDateSchema } from '../../domain/ids.ts';
import type { DuplicateRow, RejectedRow } from '../../domain/intake/problems.ts';
import { csvFile, type DemoFile } from './csv.ts';

const header = [
  ...[
    'Ansöknings-ID',
    'Status',
    'Förnamn',
    'Efternamn',
    'Personnummer',
    'Kön',
    'Födelseland',
    'Medborgarskap',
  ],
  ...[
    'Inskriven hos Arbetsförmedlingen',
    'Uppehållstillstånd',
    'Utbildningsområde',
    'Samtycke',
    'Samtyckesdatum',
  ],
  ...['Skyddade personuppgifter', 'Motivering'],
];

type Row = Readonly<Partial<Record<string, string>>>;

const sound: Row = {
  Status: 'grön',
  Förnamn: 'Amal',
  Efternamn: 'Haddad',
  Kön: 'Kvinna',
  Födelseland: 'Syrien',
  Medborgarskap: 'Syrien',
  'Inskriven hos Arbetsförmedlingen': 'Ja',
  Uppehållstillstånd: 'PUT',
  Utbildningsområde: 'Teknik',
  Samtycke: 'Ja',
  Samtyckesdatum: '2026-08-03',
};

/** Birth numbers 980–999. The second row's cell begins like a formula, the third's holds a line break; both are plain text. */
const rows: readonly Row[] = [
  { ...sound, Personnummer: '19900720-9902', Motivering: '=1+1 är inte en formel här' },
  { ...sound, Personnummer: '820309 9901', Motivering: 'Två\nrader; och "citat"' },
  { ...sound, Personnummer: '19900720-9903' },
  { ...sound, Personnummer: '19790115-9926', Samtyckesdatum: '2026-02-30' },
  { ...sound, Personnummer: '19930414-9926', Samtycke: 'Nej' },
  { ...sound, Personnummer: '19780521-9909', Samtycke: '' },
  { ...sound, Personnummer: '19910806-9999', Efternamn: '' },
  { ...sound, Personnummer: '199007209902', Förnamn: 'Amál' },
  { ...sound, Förnamn: '', Efternamn: '', Personnummer: '', 'Skyddade personuppgifter': 'Ja' },
  { ...sound, Personnummer: '19890126-9905', 'Skyddade personuppgifter': 'Skyddad folkbokföring' },
  { ...sound, Personnummer: 'okänt' },
  { ...sound, Personnummer: '19820530-9902', Status: 'blå' },
  { ...sound, Personnummer: '19990930-9842', Efternamn: 'A'.repeat(101) },
];

function applicationId(index: number): string {
  return `JS-2026B-9${String(index + 1).padStart(4, '0')}`;
}

export type MessyFile = {
  readonly intake: ReturnType<typeof intakeIdSchema.parse>;
  readonly asOf: ReturnType<typeof isoDateSchema.parse>;
  readonly file: DemoFile;
  readonly expected: {
    readonly rows: number;
    readonly applications: number;
    readonly stubs: number;
    readonly rejected: readonly RejectedRow[];
    readonly duplicates: readonly DuplicateRow[];
  };
};

export function messyFile(): MessyFile {
  const table = {
    header,
    rows: rows.map((row, index) =>
      header.map((name) => (name === 'Ansöknings-ID' ? applicationId(index) : (row[name] ?? ''))),
    ),
  };
  const rejected = (
    row: number,
    field: RejectedRow['problems'][number]['field'],
    code: RejectedRow['problems'][number]['code'],
  ) => ({
    row,
    applicationId: applicationId(row - 2),
    problems: [{ field, code }],
  });
  return {
    intake: intakeIdSchema.parse('2026-autumn'),
    asOf: isoDateSchema.parse('2026-08-19'),
    file: csvFile('ansokningar-med-fel.csv', table, { delimiter: ';', encoding: 'windows-1252' }),
    expected: {
      rows: rows.length,
      applications: 4,
      stubs: 2,
      rejected: [
        rejected(4, 'personalIdentityNumber', 'wrongCheckDigit'),
        rejected(5, 'consentDate', 'notADate'),
        rejected(6, 'consent', 'noConsent'),
        rejected(7, 'consent', 'noConsent'),
        rejected(8, 'familyName', 'missing'),
        rejected(12, 'personalIdentityNumber', 'notAnIdentityNumber'),
        rejected(13, 'colour', 'unknownValue'),
        rejected(14, 'familyName', 'tooLong'),
      ],
      duplicates: [{ row: 9, of: applicationId(0) }],
    },
  };
}
