// Owns: the Swedish words of search terms and their coded values, with English aliases; a query is written with the first.
// Must not: hold a term outside the lawful list (query.ts) or a sentence (locales).
import type { Term } from './query.ts';

/** From a code to its words: the first is shown and written, the rest are understood. */
type Words = Readonly<Record<string, readonly [string, ...string[]]>>;

/**
 * `coded` takes listed values, `date` ISO days, `words` beginnings of words, `code` one exact id, `number` an identity number,
 * `colleague` the beginning of a name in the group, or oneself.
 */
export type TermKind = 'coded' | 'date' | 'words' | 'code' | 'number' | 'colleague';

export type TermWords = {
  readonly kind: TermKind;
  readonly names: readonly [string, ...string[]];
  readonly values?: Words;
};

const yesNo: Words = { yes: ['ja', 'yes', 'true'], no: ['nej', 'no', 'false'] };

/** Whether a question to the responsible caseworker waits for its answer. `ingen` is said of every term: it has no value. */
const openOrNot: Words = { yes: ['öppen', 'open'], no: ['nej', 'no'] };

/** Whether a second person is to look at what stands. */
const waits: Words = { yes: ['väntar', 'väntar på andra ögon', 'waiting'], no: ['nej', 'no'] };

const colour: Words = {
  green: ['grön', 'green'],
  orange: ['orange'],
  red: ['röd', 'red'],
};

const area: Words = {
  technology: ['teknik', 'technology', 'engineering'],
  computerScience: ['datavetenskap', 'data', 'it', 'computer science', 'computerscience'],
  architecture: ['arkitektur', 'architecture'],
  economics: ['ekonomi', 'economics'],
  pharmacy: ['farmaci', 'pharmacy'],
  hr: ['hr', 'HR'],
  marketing: ['marknadsföring', 'marketing'],
  other: ['annat', 'other'],
};

/** Without `special`: it is the mark of protected identity, which is no way to find anybody (domain/lawful/unlawful.ts). */
const step: Words = {
  imported: ['inläst', 'inläsen', 'imported'],
  awaitingSupplement: ['väntar på komplettering', 'väntar', 'awaiting-supplement', 'awaitingsupplement'],
  needsCheck: ['kontrolleras', 'behöver kontrolleras', 'needs-check', 'needscheck'],
  eligible: ['behörig', 'eligible'],
  notEligible: ['ej behörig', 'ej-behörig', 'inte behörig', 'not-eligible', 'noteligible'],
  offered: ['erbjuden', 'offered'],
  offerFell: ['erbjudandet föll', 'föll', 'offer-fell', 'offerfell'],
  basisFixed: ['underlag fastställt', 'fastställt', 'underlag', 'basis-fixed', 'basisfixed'],
  granted: ['beviljad', 'granted'],
  refused: ['avslagen', 'avslag', 'refused'],
  withdrawn: ['återtagen', 'withdrawn'],
  consentWithdrawn: ['samtycke återkallat', 'consent-withdrawn', 'consentwithdrawn'],
  conflict: ['motstridig', 'motstridiga', 'conflict'],
  joined: ['sammanfört', 'sammanförd', 'joined'],
};

const conclusion: Words = {
  eligible: ['behörig', 'eligible'],
  needsCheck: ['kontrolleras', 'behöver kontrolleras', 'needs-check', 'needscheck'],
  notEligible: ['ej behörig', 'ej-behörig', 'inte behörig', 'not-eligible', 'noteligible'],
};

const consent: Words = {
  yes: ['ja', 'lämnat', 'yes'],
  withdrawn: ['återkallat', 'withdrawn'],
  missing: ['saknas', 'nej', 'missing', 'no'],
};

const missing: Words = {
  identityNumber: ['personnummer', 'pnr', 'identitynumber'],
  area: ['område', 'area', 'field'],
  permitValidTo: ['tillstånd', 'permit'],
  consentDate: ['samtyckesdatum', 'consentdate'],
  actionPlanDate: ['handlingsplan', 'actionplan'],
  offer: ['erbjudande', 'offer'],
};

const outcome: Words = {
  grant: ['bifall', 'beviljad', 'grant', 'granted'],
  refusal: ['avslag', 'refusal', 'refused'],
};

const targetGroup: Words = {
  regular: ['ordinarie', 'regular'],
  pilot: ['pilot', 'utökad'],
};

export const termWords: Readonly<Record<Term, TermWords>> = {
  name: { kind: 'words', names: ['namn', 'name'] },
  identityNumber: { kind: 'number', names: ['pnr', 'personnummer', 'identitynumber', 'pin'] },
  applicationId: { kind: 'code', names: ['ansökan', 'ansökningsid', 'application'] },
  barNumber: { kind: 'code', names: ['bär', 'bar'] },
  consent: { kind: 'coded', names: ['samtycke', 'consent'], values: consent },
  step: { kind: 'coded', names: ['läge', 'status', 'step', 'state'], values: step },
  colour: { kind: 'coded', names: ['färg', 'colour', 'color'], values: colour },
  intake: { kind: 'coded', names: ['intag', 'intake'] },
  targetGroup: { kind: 'coded', names: ['målgrupp', 'targetgroup'], values: targetGroup },
  area: { kind: 'coded', names: ['område', 'area', 'field'], values: area },
  receivedDate: { kind: 'date', names: ['inkom', 'received'] },
  permitValidTo: { kind: 'date', names: ['tillstånd', 'permit'] },
  municipality: { kind: 'words', names: ['ort', 'kommun', 'municipality', 'city'] },
  employer: { kind: 'words', names: ['arbetsgivare', 'employer'] },
  startsOn: { kind: 'date', names: ['start', 'starts'] },
  endsOn: { kind: 'date', names: ['slut', 'end', 'ends'] },
  decisionDay: { kind: 'date', names: ['beslutsdag', 'decided'] },
  missing: { kind: 'coded', names: ['saknas', 'missing'], values: missing },
  outcome: { kind: 'coded', names: ['beslut', 'decision', 'outcome'], values: outcome },
  registered: { kind: 'coded', names: ['registrerad', 'registered'], values: yesNo },
  conclusion: { kind: 'coded', names: ['slutsats', 'conclusion'], values: conclusion },
  handedOver: { kind: 'coded', names: ['överlämnat', 'handed-over', 'handedover'], values: yesNo },
  assignee: { kind: 'colleague', names: ['handläggare', 'assignee'] },
  takenUntil: { kind: 'date', names: ['tagen', 'taken'] },
  watchUntil: { kind: 'date', names: ['bevakas', 'watched'] },
  awaitsUntil: { kind: 'date', names: ['svar', 'komplettering', 'answer', 'supplement'] },
  openedOn: { kind: 'date', names: ['öppnat', 'opened'] },
  question: { kind: 'coded', names: ['fråga', 'question'], values: openOrNot },
  secondLook: { kind: 'coded', names: ['ögon', 'andra-ögon', 'second-look', 'eyes'], values: waits },
  news: { kind: 'coded', names: ['nytt', 'new'], values: yesNo },
};

/** The seven areas in running text. */
export const areaWords: Readonly<Record<string, string>> = {
  technology: 'teknik',
  computerScience: 'datavetenskap',
  architecture: 'arkitektur',
  economics: 'ekonomi',
  pharmacy: 'farmaci',
  hr: 'HR',
  marketing: 'marknadsföring',
};
