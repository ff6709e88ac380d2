// Owns: an invented year of two intakes as files, with the totals that running the main job on them must give.
// Must not: read a clock or a file; the same seed gives the same bytes.
import type { IntakeId } from '../../domain/ids.ts';
import { inventApplicants, type Applicant } from './applicants.ts';
import { csvFile, type DemoFile, type Shape, type Table } from './csv.ts';
import { inventEmployers } from './employers.ts';
import { formColumns, inventAnswers } from './form-answers.ts';
import { writtenNumber, type Gender } from './numbers.ts';
import { inventOffers, type Offer } from './offers.ts';
import {
  intakePlans,
  table1,
  type Counts,
  type FallenCode,
  type IntakeDays,
  type IntakePlan,
  type RedCause,
} from './plan.ts';
import { seeded, type Random } from './random.ts';

export type DemoIntake = {
  readonly id: IntakeId;
  readonly days: IntakeDays;
  readonly applications: DemoFile;
  readonly offers: DemoFile;
  /** Answers by field number for the granted. */
  readonly form: DemoFile;
  /** BÄR's whole list of the intake. */
  readonly bar: DemoFile;
  /** BÄR's list of some of the applications. */
  readonly barCsv: (applicationIds: readonly string[]) => DemoFile;
  readonly expected: IntakeTotals;
};

export type IntakeTotals = {
  readonly applicants: number;
  readonly green: number;
  readonly orange: number;
  readonly red: number;
  readonly offered: number;
  readonly granted: number;
  /** Red applications by the reason that their facts show. */
  readonly notEligible: Readonly<Record<RedCause, number>>;
  /** Offers that fell, by reason. */
  readonly fallen: Readonly<Record<FallenCode, number>>;
  readonly grantedApplicationIds: readonly string[];
};

export type DemoYear = {
  readonly seed: number;
  readonly intakes: readonly DemoIntake[];
  readonly expected: {
    readonly female: Counts;
    readonly male: Counts;
    readonly total: Counts;
    readonly orange: number;
    readonly red: number;
  };
};

/** Table 1 of the report for 2023, exactly, over two intakes (domain.md §7.1). */
export function generateYear(seed: number): DemoYear {
  const random = seeded(seed);
  const taken = new Set<string>();
  const employers = inventEmployers(random);
  let barNumber = 0;
  const nextBarNumber = () => ++barNumber;
  const intakes = intakePlans.map((plan, index) => {
    const applicants = inventApplicants(random, plan, taken);
    const offers = inventOffers(random, applicants, { plan, employers, nextBarNumber });
    return intakeFiles(random, plan, { applicants, offers, shapes: shapes[index] ?? shapes[0] });
  });
  const counts = (gender: Gender): Counts => {
    const { orange: _orange, ...rest } = table1[gender];
    return rest;
  };
  const [female, male] = [counts('female'), counts('male')];
  const sum = (name: keyof Counts) => female[name] + male[name];
  const total = {
    applicants: sum('applicants'),
    eligible: sum('eligible'),
    offered: sum('offered'),
    granted: sum('granted'),
  };
  const orange = table1.female.orange + table1.male.orange;
  return {
    seed,
    intakes,
    expected: { female, male, total, orange, red: total.applicants - total.eligible - orange },
  };
}

type Shapes = { readonly applications: Shape; readonly offers: Shape; readonly bar: Shape };

/** Different senders, different habits. Names outside Windows-1252 stand only in the Unicode files. */
const shapes: readonly [Shapes, Shapes] = [
  {
    applications: { delimiter: ';', encoding: 'utf-8-bom' },
    offers: { delimiter: ';', encoding: 'windows-1252' },
    bar: { delimiter: ';', encoding: 'utf-8-bom' },
  },
  {
    applications: { delimiter: ',', encoding: 'utf-8' },
    offers: { delimiter: ',', encoding: 'utf-8-bom' },
    bar: { delimiter: ';', encoding: 'windows-1252' },
  },
];

type Content = {
  readonly applicants: readonly Applicant[];
  readonly offers: readonly Offer[];
  readonly shapes: Shapes;
};

function intakeFiles(
  random: Random,
  plan: IntakePlan,
  { applicants, offers, shapes: shape }: Content,
): DemoIntake {
  const granted = offers.filter((offer) => offer.bar !== null);
  const barCsv = (ids: readonly string[]) => {
    const wanted = new Set(ids);
    const rows = granted.filter((offer) => wanted.has(offer.applicant.applicationId));
    return csvFile(`bar-lista-${plan.id}.csv`, barTable(rows), shape.bar);
  };
  const grantedApplicationIds = granted.map((offer) => offer.applicant.applicationId);
  return {
    id: plan.id,
    days: plan.days,
    applications: csvFile(
      `ansokningar-${plan.id}.csv`,
      applicationTable(random, applicants),
      shape.applications,
    ),
    offers: csvFile(`erbjudanden-${plan.id}.csv`, offerTable(random, offers), shape.offers),
    form: csvFile(`blankett-${plan.id}.csv`, formTable(random, granted, plan), {
      delimiter: ';',
      encoding: 'utf-8-bom',
    }),
    bar: barCsv(grantedApplicationIds),
    barCsv,
    expected: totals(applicants, offers, grantedApplicationIds),
  };
}

const colourWords = { green: 'grön', orange: 'orange', red: 'röd' } as const;
const genderWords = { female: 'Kvinna', male: 'Man' } as const;

function applicationTable(random: Random, applicants: readonly Applicant[]): Table {
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
    ...['E-post', 'Telefon', 'Adress', 'Kommun', 'Inskriven hos Arbetsförmedlingen', 'Inskrivningsdatum'],
    ...[
      'Uppehållstillstånd',
      'Tillstånd t.o.m.',
      'Rätt att arbeta',
      'Utbildningsområde',
      'Examen',
      'Lärosäte',
    ],
    ...['Examensbevis sett', 'Svenska', 'Engelska', 'Arbete i Sverige (månader)', 'Handlingsplan datum'],
    ...['Ansökan kom in', 'Samtycke', 'Samtyckesdatum', 'Motivering'],
  ];
  const rows = applicants.map((one, index) => [
    ...[
      one.applicationId,
      colourWords[one.colour],
      one.givenName,
      one.familyName,
      writtenNumber(random, one.number),
    ],
    ...[genderWords[one.gender], one.birthCountry, one.citizenship],
    ...[
      `sok${index}@example.org`,
      `070-17406${String(5 + (index % 95)).padStart(2, '0')}`,
      one.address,
      one.municipality,
    ],
    ...[one.registered, one.registeredSince, one.permit, one.permitTo, one.rightToWork, one.areaWritten],
    ...[one.degree, one.university, one.degreeSeen, one.swedish, one.english, String(one.monthsInSweden)],
    ...[one.actionPlan, one.received, 'Ja', one.consentDate, random.pick(motivations)],
  ]);
  return { header, rows };
}

const motivations = [
  'Jag vill närma mig arbetsmarknaden och få en svensk referens.',
  'Jag vill arbeta i mitt yrke igen och lära mig hur man arbetar i Sverige.',
  'Jag söker en plats där jag får använda min utbildning, gärna i ett team.',
  'Jag har lång erfarenhet och vill visa vad jag kan.',
] as const;

function offerTable(random: Random, offers: readonly Offer[]): Table {
  const header = [
    ...[
      'Ansöknings-ID',
      'Personnummer',
      'Arbetsgivare',
      'Organisationsnummer',
      'Arbetsställe',
      'Arbetsställets adress',
      'Ort',
    ],
    ...[
      'Handledare',
      'Handledare e-post',
      'Handledare telefon',
      'Startdatum',
      'Slutdatum',
      'Omfattning',
      'Distansarbete',
    ],
    ...['Facklig organisation', 'Kollektivavtal', 'Arbetsuppgifter', 'Läge', 'Orsakskod'],
  ];
  const rows = offers.map(({ applicant, employer, ...offer }) => [
    ...[applicant.applicationId, writtenNumber(random, applicant.number), employer.name],
    ...[`${employer.number.slice(0, 6)}-${employer.number.slice(6)}`, employer.workplace, employer.address],
    ...[
      employer.municipality,
      offer.supervisor,
      offer.supervisorEmail,
      offer.supervisorPhone,
      offer.start,
      offer.end,
    ],
    ...[
      offer.extent,
      offer.remote,
      employer.unions.join(', '),
      employer.agreement ? 'Ja' : 'Nej',
      offer.tasks,
    ],
    ...[offer.state, offer.reason],
  ]);
  return { header, rows };
}

function barTable(granted: readonly Offer[]): Table {
  const header = [
    ...[
      'BÄR-ärendenummer',
      'Ansöknings-ID',
      'Personnummer',
      'Beslutsdatum',
      'Beslut',
      'Period från',
      'Period till',
    ],
  ];
  const rows = granted.flatMap(({ bar, applicant, start, end }) =>
    bar ? [[bar.number, applicant.applicationId, applicant.number, bar.day, 'Bifall', start, end]] : [],
  );
  return { header, rows };
}

function formTable(random: Random, granted: readonly Offer[], plan: IntakePlan): Table {
  const rows = granted.map((offer) => {
    const answers = inventAnswers(random, offer, plan);
    return [offer.applicant.applicationId, ...formColumns.map((column) => answers[column])];
  });
  return { header: ['Ansöknings-ID', ...formColumns], rows };
}

function totals(
  applicants: readonly Applicant[],
  offers: readonly Offer[],
  grantedApplicationIds: readonly string[],
): IntakeTotals {
  const colour = (wanted: Applicant['colour']) => applicants.filter((one) => one.colour === wanted).length;
  return {
    applicants: applicants.length,
    green: colour('green'),
    orange: colour('orange'),
    red: colour('red'),
    offered: offers.length,
    granted: grantedApplicationIds.length,
    notEligible: tally(applicants.flatMap((one) => one.cause ?? [])),
    fallen: tally(offers.flatMap((one) => (one.reason === '' ? [] : one.reason))),
    grantedApplicationIds,
  };
}

function tally<K extends string>(codes: readonly K[]): Record<K, number> {
  const counts = {} as Record<K, number>;
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
