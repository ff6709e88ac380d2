// Owns: what no file brings to the supplementary form, made per case so that no two assessments are alike.
// Must not: judge a real person; the texts are examples about invented ones.
import type { IsoDate } from '../../domain/ids.ts';
import { addDays } from '../../domain/rules/days.ts';
import { areas, type AreaWords } from './areas.ts';
import type { Offer } from './offers.ts';
import type { IntakePlan } from './plan.ts';
import type { Random } from './random.ts';

/** Field numbers of the form `blankett-jobbspranget` in the order of the columns. */
export const formColumns = [
  '2.5',
  '3.8',
  '4.5',
  '4.5b',
  '5.1b',
  '5.1c',
  '5.5b',
  '5.6',
  '5.9',
  '6.1',
  '6.2',
  '6.3',
  '6.4',
  '6.5',
  '7.4',
  '7.5',
  '7.5f',
  '7.9',
] as const;
type Column = (typeof formColumns)[number];

/** Choices by their codes, yes and no as `ja` and `nej`; empty where the question does not arise. */
export function inventAnswers(
  random: Random,
  offer: Offer,
  plan: IntakePlan,
): Readonly<Record<Column, string>> {
  const { applicant } = offer;
  const controlled = addDays(plan.days.basis, -random.between(3, 9));
  const reason = random.pick(partTimeReasons);
  return {
    '2.5': random.chance(0.9) ? 'digital' : 'post',
    '3.8': random.pick([
      'tryOccupation',
      'swedishExperience',
      'swedishExperience',
      'leadToEmployment',
      'languageTraining',
    ]),
    '4.5': offer.partTime ? reason.code : '',
    '4.5b': offer.partTime ? reason.text : '',
    '5.1b': controlled,
    '5.1c': 'registerutdrag',
    '5.5b': applicant.permit === '' ? '' : controlled,
    '5.6': applicant.actionPlan,
    '5.9': 'nej',
    '6.1': 'fits',
    '6.2': 'yes',
    '6.3': assessment(random, offer),
    '6.4': 'ja',
    '6.5': random.chance(0.8) ? '2000:634' : '2007:414',
    '7.4': '',
    '7.5': 'unnecessary',
    '7.5f': 'Beslutet är helt enligt ansökan.',
    '7.9': 'ja',
  };
}

const partTimeReasons = [
  { code: 'studies', text: 'du läser svenska några timmar i veckan vid sidan av praktiken' },
  { code: 'work', text: 'du har ett deltidsarbete som du behåller under praktiken' },
  { code: 'care', text: 'du tar hand om barn en del av veckan' },
] as const;

/** The four parts: need of the labour market, competence, experience, prerequisites. */
function assessment(random: Random, { applicant, employer, start }: Offer): string {
  const words: AreaWords = areas[applicant.area];
  const occupation = random.pick(words.occupations);
  const years = applicant.yearsOfWork === 1 ? 'ett års' : `${applicant.yearsOfWork} års`;
  const need = random.pick([
    `Arbetsgivare i ${employer.municipality} och i länet söker personal som kan arbeta som ${occupation}.`,
    `Det finns behov av fler med utbildning i ${applicant.subject} på arbetsmarknaden i ${employer.municipality}.`,
    `Utsikterna att få arbete som ${occupation} är goda i ${employer.municipality} de närmaste åren.`,
  ]);
  const competence = `Du har ${degreeWord(applicant.degree)} i ${applicant.subject} från ${applicant.university}.`;
  const work =
    applicant.monthsInSweden === 0
      ? 'men har inte arbetat i Sverige'
      : `men har bara arbetat ${months(applicant.monthsInSweden)} i Sverige`;
  const experience = `Du har ${years} erfarenhet av arbete i andra länder, bland annat som ${occupation}, ${work}.`;
  const language = random.pick([
    `Din svenska är på nivå ${applicant.swedish} och din engelska på nivå ${applicant.english}.`,
    `Du talar engelska på nivå ${applicant.english} och svenska på nivå ${applicant.swedish}.`,
  ]);
  const fits = random.pick([
    `Praktiken hos ${employer.name} ger dig svensk erfarenhet och en referens i yrket.`,
    `Hos ${employer.name} får du visa vad du kan och lära dig svenskt arbetsliv.`,
    `Praktiken hos ${employer.name} från den ${inWords(start)} leder dig närmare ett arbete i yrket.`,
  ]);
  return `${need} ${competence} ${experience} ${language} ${fits} Praktiken stämmer med din handlingsplan från den ${inWords(applicant.actionPlan)}.`;
}

function months(count: number): string {
  return count === 1 ? 'en månad' : `${count} månader`;
}

const degreeWords: Readonly<Record<string, string>> = {
  Civilingenjör: 'en civilingenjörsexamen',
  Högskoleingenjör: 'en högskoleingenjörsexamen',
  Master: 'en masterexamen',
  Kandidat: 'en kandidatexamen',
  Doktor: 'en doktorsexamen',
  Civilekonom: 'en civilekonomexamen',
};

function degreeWord(degree: string): string {
  return degreeWords[degree] ?? `en ${degree.toLowerCase()}`;
}

const monthWords = [
  ...['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober'],
  ...['november', 'december'],
];

/** “3 september 2026”. */
function inWords(day: IsoDate): string {
  return `${Number(day.slice(8))} ${monthWords[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}
