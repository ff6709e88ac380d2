// Owns: the answers that the program can give by itself, each with its source and date.
// Must not: guess. A field whose values differ, an extent without unit and a source that is silent leave the answer empty.
import { checkStanding, unionStandings } from '../employer/readiness.ts';
import { isIsoDate, targetGroupOf, type IsoDate } from '../ids.ts';
import { conclusionOf } from '../ledger/case/readings.ts';
import { requestStanding } from '../ledger/case/requests.ts';
import type { CaseState } from '../ledger/case/state.ts';
import { employerName, type EmployerState } from '../ledger/employer-state.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import type { RequestWay } from '../ledger/payloads/requests.ts';
import { readField, type Fields } from '../ledger/register.ts';
import { exemptionOf, type Countries } from '../rules/countries.ts';
import { memberOf } from '../team/team-state.ts';
import { unionNumber, type AnswerSource, type Prefilled, type Provenance } from './answers.ts';
import { extentAnswers } from './extent.ts';
import { lastDayAfterMonths } from './period.ts';
import { caseFacts } from '../rules/facts.ts';
import type { FormContext } from './reference.ts';

type Entry = Provenance & { readonly value: FieldValue };
type Draft = Record<string, Entry>;

/** Answers by field number from case, offer, employer, union, verdict and the system itself. */
export function prefill(context: FormContext): Prefilled {
  const answers: Draft = {};
  fillMatter(answers, context);
  fillPerson(answers, context);
  fillPlacement(answers, context);
  fillPeriod(answers, context);
  fillChecks(answers, context);
  fillEmployer(answers, context);
  fillAssessment(answers, context);
  fillHearing(answers, context);
  return answers;
}

/** The agreed value of a field with its source and the export's date; undefined while absent or differing. */
function reading(state: CaseState, fields: Fields, name: string): Entry | undefined {
  const read = readField(fields[name], name);
  if (read.status !== 'value') return undefined;
  const asOf = state.acts[read.act]?.asOf;
  return { value: read.value, source: sourceOf(read.source), ...(asOf === undefined ? {} : { asOf }) };
}

/** As `reading`, with a day also for what a person entered: the day of the entry. */
function dated(state: CaseState, name: string): (Entry & { readonly asOf: IsoDate }) | undefined {
  const fact = caseFacts(state).read(name);
  return fact.status === 'value'
    ? { value: fact.value, source: sourceOf(fact.source), asOf: fact.asOf }
    : undefined;
}

const knownSources: readonly AnswerSource[] = ['portal', 'register', 'migration', 'offers', 'hand'];

function sourceOf(source: string): AnswerSource {
  return knownSources.find((known) => known === source) ?? 'hand';
}

function system(value: FieldValue): Entry {
  return { value, source: 'system' };
}

function copy(answers: Draft, number: string, entry: Entry | undefined): void {
  if (entry !== undefined && entry.value !== '') answers[number] = entry;
}

function fillMatter(answers: Draft, { state, caseId, outcome, member }: FormContext): void {
  answers['1.1'] = system(caseId);
  if (state.applicationId !== null) answers['1.2'] = system(state.applicationId);
  if (state.intake !== null) {
    answers['1.3'] = system(state.intake);
    answers['1.4'] = system(targetGroupOf(state.intake));
  }
  answers['1.5'] = system(true);
  copy(answers, '1.8', reading(state, state.fields, 'receivedDate'));
  answers['7.1'] = system(outcome);
  answers['7.6'] = system(member);
}

function fillPerson(answers: Draft, { state }: FormContext): void {
  const given = reading(state, state.fields, 'givenName');
  const family = reading(state, state.fields, 'familyName');
  const name = [given?.value, family?.value]
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' ');
  const origin = given ?? family;
  if (name !== '' && origin !== undefined) answers['2.1'] = { ...origin, value: name };
  copy(answers, '2.2', reading(state, state.fields, 'personalIdentityNumber'));
  copy(answers, '2.3', reading(state, state.fields, 'gender'));
  copy(answers, '2.4', reading(state, state.fields, 'address'));
}

const offerFields: readonly (readonly [string, string])[] = [
  ['3.1', 'employerName'],
  ['3.2', 'organisationNumber'],
  ['3.3', 'workplaceName'],
  ['3.3b', 'workplaceAddress'],
  ['3.3c', 'municipality'],
  ['3.4', 'supervisorName'],
  ['3.4b', 'supervisorPhone'],
  ['3.4c', 'supervisorEmail'],
  ['3.6', 'tasks'],
  ['3.9', 'remoteWork'],
  ['3.9b', 'remoteHoursPerWeek'],
  ['4.1', 'start'],
];

function fillPlacement(answers: Draft, { state, offer, employer }: FormContext): void {
  if (offer)
    for (const [number, name] of offerFields) copy(answers, number, reading(state, offer.fields, name));
  const named = employer === undefined ? undefined : employerName(employer);
  if (named === undefined) return;
  answers['3.1'] ??= { value: named.name, source: 'employer' };
  if (named.organisationNumber !== undefined)
    answers['3.2'] ??= { value: named.organisationNumber, source: 'employer' };
}

/** 4.2: what the offer says, else four calendar months from the first day. */
function fillPeriod(answers: Draft, { state, offer, reference }: FormContext): void {
  if (!offer) return;
  copy(answers, '4.2', reading(state, offer.fields, 'end'));
  copy(answers, '5.9', reading(state, offer.fields, 'labourConflict'));
  const start = answers['4.1']?.value;
  if (typeof start === 'string' && isIsoDate(start)) {
    answers['4.2'] ??= system(lastDayAfterMonths(start, reference.policy.periodMonths));
  }
  const extent = reading(state, offer.fields, 'extent');
  if (extent === undefined) return;
  const read = extentAnswers(extent.value, reference.law.fullTimeHoursPerWeek);
  for (const [number, value] of Object.entries(read)) answers[number] = { ...extent, value };
}

function fillChecks(answers: Draft, { state, reference, earlierPlacements = 0 }: FormContext): void {
  copy(answers, '3.7', areaOf(reading(state, state.fields, 'area')));
  const registered = dated(state, 'registered');
  copy(answers, '5.1', registered);
  if (registered) {
    answers['5.1b'] = { ...registered, value: registered.asOf };
    answers['5.1c'] = { ...registered, value: sourceWords[registered.source] ?? 'uppgift i ärendet' };
  }
  const kind = reading(state, state.fields, 'permitKind');
  copy(answers, '5.2', needsPermit(reading(state, state.fields, 'citizenship'), kind, reference.countries));
  if (answers['5.2']?.value === 'yes') fillPermit(answers, state, kind);
  copy(answers, '5.6', reading(state, state.fields, 'actionPlanDate'));
  answers['5.10'] = system(
    earlierPlacements === 0
      ? 'Ingen som arbetsgruppen känner till.'
      : `${earlierPlacements} som arbetsgruppen känner till.`,
  );
}

const sourceWords: Partial<Record<AnswerSource, string>> = {
  portal: 'uppgift i portalen',
  register: 'registerutdrag',
  migration: 'Migrationsverkets svar',
  hand: 'handläggaren',
};

function areaOf(area: Entry | undefined): Entry | undefined {
  return area?.value === 'other' ? undefined : area;
}

/** domain.md §10.2: citizens of Sweden, a Nordic or an EEA state need no permit, wherever they were born. */
function needsPermit(
  citizenship: Entry | undefined,
  kind: Entry | undefined,
  countries: Countries,
): Entry | undefined {
  if (citizenship === undefined || typeof citizenship.value !== 'string')
    return kind ? { ...kind, value: 'yes' } : undefined;
  const exemption = exemptionOf(countries, citizenship.value);
  if (exemption === 'svensk medborgare') return { ...citizenship, value: 'noSwedish' };
  if (exemption !== undefined) return { ...citizenship, value: 'noEea' };
  if (countries.find(citizenship.value) !== undefined) return { ...citizenship, value: 'yes' };
  return kind ? { ...kind, value: 'yes' } : undefined;
}

function fillPermit(answers: Draft, state: CaseState, kind: Entry | undefined): void {
  copy(answers, '5.3', kind?.value === 'studies' ? { ...kind, value: 'other' } : kind);
  // The date of a permanent permit is the card's, not the permit's.
  if (kind?.value !== 'permanent') copy(answers, '5.4', reading(state, state.fields, 'permitValidTo'));
  const right = dated(state, 'rightToWork');
  copy(answers, '5.5', right);
  if (right) answers['5.5b'] = { ...right, value: right.asOf };
}

function fillEmployer(answers: Draft, context: FormContext): void {
  if (!context.employer) return;
  copy(answers, '5.7', checkEntry(context, context.employer));
  const unions = unionStandings(context.employer, context.today, context.reference.policy);
  for (const [index, union] of unions.slice(0, 26).entries()) {
    answers[unionNumber(index)] =
      union.status === 'differs'
        ? { value: { organisation: union.organisation, differs: true }, source: 'union' }
        : {
            value: { ...scalars(union.statement), validTo: union.validTo },
            source: 'union',
            asOf: union.statement.day,
          };
  }
}

function checkEntry({ today, reference, team }: FormContext, employer: EmployerState): Entry | undefined {
  const standing = checkStanding(employer, today, reference.policy);
  if (standing.status === 'none') return undefined;
  if (standing.status === 'differs') return { value: { outcome: 'differs' }, source: 'employer' };
  const { outcome, day, sources } = standing.check;
  const actor = employer.acts[standing.act]?.actor;
  const by = actor === undefined ? undefined : memberOf(team, actor)?.name;
  const value = { outcome, day, validTo: standing.validTo, by: by ?? '', sources: sources.join(', ') };
  return { value, source: 'employer', asOf: day };
}

function scalars(statement: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(statement).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** 6.1 takes over the preliminary assessment that the verdict holds; 6.3 is never prefilled. */
function fillAssessment(answers: Draft, { state }: FormContext): void {
  const verdict = conclusionOf(state);
  if (verdict.status !== 'agreed') return;
  const outcome = verdict.value.outcomes['E11'];
  if (verdict.value.confirms.includes('E11') || outcome === 'met') {
    answers['6.1'] = { value: 'fits', source: 'verdict' };
  } else if (outcome === 'unmet') {
    answers['6.1'] = { value: 'doesNotFit', source: 'verdict' };
  }
}

const hearingWays: Readonly<Partial<Record<RequestWay, string>>> = {
  digital: 'digital',
  post: 'post',
  phone: 'phone',
  handed: 'personal',
};

/** RQ-11: 25 § förvaltningslagen (2017:900). The latest hearing, with what the party has said of it. */
function fillHearing(answers: Draft, { state, outcome }: FormContext): void {
  const request = state.requests?.findLast(({ what }) => what === 'hearing');
  if (outcome !== 'refusal' || !request) return;
  const { status, dueOn } = requestStanding(request);
  if (status === 'takenBack') return;
  answers['7.5'] = system('done');
  answers['7.5b'] = system(request.sentOn);
  answers['7.5d'] = system(dueOn);
  const way = hearingWays[request.how];
  if (way !== undefined) answers['7.5c'] = system(way);
  const end = request.ended.find(({ value }) => value.outcome === 'answered')?.value;
  if (end?.answer === undefined) return;
  answers['6.6'] = system(end.answer);
  answers['6.6b'] = system(end.day);
}
