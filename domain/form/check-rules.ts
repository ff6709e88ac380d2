// Owns: rules on the facts of parts 1–3 and 5: numbers, registration, cover of the permit, employer, union.
// Must not: treat a pending or tied permit as a failure; it is a field still to be settled (domain.md §10.2).
import { parseIdentityNumber, parseOrganisationNumber } from '../intake/rows/identity-number.ts';
import { fieldValue } from '../ledger/case/fields.ts';
import type { Answers } from '../ledger/payload.ts';
import { answerDay, answerText, fixedCheck, fixedUnions, unionNumber, type FixedUnion } from './answers.ts';
import { addMonths, daysBetween } from '../rules/days.ts';
import { problem, warning, type FormProblem } from './problem.ts';
import type { FormContext } from './reference.ts';

export function checkRules(answers: Answers, context: FormContext): FormProblem[] {
  return [
    ...identityRules(answers, context),
    ...dateRules(answers, context),
    ...(context.outcome === 'grant' ? grantRules(answers, context) : []),
  ];
}

function grantRules(answers: Answers, context: FormContext): FormProblem[] {
  return [
    ...supervisorRules(answers),
    ...registrationRules(answers, context),
    ...coverRules(answers),
    ...employerRules(answers, context),
    ...unionRules(answers, context),
  ];
}

function identityRules(answers: Answers, { today }: FormContext): FormProblem[] {
  const problems: FormProblem[] = [];
  const person = answerText(answers, '2.2');
  if (person !== undefined) {
    const parsed = parseIdentityNumber(person, today);
    if (!parsed.ok) problems.push(problem('2.2', parsed.error.tag));
    else if (Number(parsed.value.slice(6, 8)) > 60) problems.push(warning('2.2', 'coordinationNumber'));
  }
  const organisation = answerText(answers, '3.2');
  if (organisation !== undefined) {
    const parsed = parseOrganisationNumber(organisation, today);
    if (!parsed.ok) problems.push(problem('3.2', parsed.error.tag));
  }
  return problems;
}

function dateRules(answers: Answers, { today, reference }: FormContext): FormProblem[] {
  const problems: FormProblem[] = [];
  const received = answerDay(answers, '1.8');
  if (received !== undefined && received > today) problems.push(problem('1.8', 'inFuture'));
  const plan = answerDay(answers, '5.6');
  const months = reference.policy.actionPlanMaxMonths;
  if (plan !== undefined && plan > today) problems.push(problem('5.6', 'inFuture'));
  else if (plan !== undefined && addMonths(plan, months) < today)
    problems.push(warning('5.6', 'olderThanSixMonths', { months }));
  return problems;
}

function supervisorRules(answers: Answers): FormProblem[] {
  if (answerText(answers, '3.4') === undefined) return [];
  const reachable = answerText(answers, '3.4b') !== undefined || answerText(answers, '3.4c') !== undefined;
  return reachable ? [] : [problem('3.4', 'noWayToReach')];
}

function registrationRules(answers: Answers, { today, reference }: FormContext): FormProblem[] {
  if (answers['5.1'] === false) return [problem('5.1', 'notRegistered')];
  const checked = answerDay(answers, '5.1b');
  if (checked === undefined) return [];
  if (checked > today) return [problem('5.1', 'checkInFuture')];
  const days = daysBetween(checked, today);
  const max = reference.policy.registrationMaxDays;
  return days > max ? [problem('5.1', 'checkStale', { days, max })] : [];
}

/** The permit must cover the whole placement; a permanent one has no end, whatever date the card bears. */
function coverRules(answers: Answers): FormProblem[] {
  if (answers['5.2'] === 'unclear') return [problem('5.2', 'unclear')];
  if (answers['5.2'] !== 'yes') return [];
  const problems: FormProblem[] = [];
  const permitEnd = answers['5.3'] === 'permanent' ? undefined : answerDay(answers, '5.4');
  const lastDay = answerDay(answers, '4.2');
  if (permitEnd !== undefined && lastDay !== undefined && permitEnd < lastDay) {
    problems.push(problem('5.4', 'endsBeforePlacement', { permitEnd, lastDay }));
  }
  if (answers['5.5'] === 'none') problems.push(problem('5.5', 'mayNotWork'));
  if (answers['5.5'] === 'tied' || answers['5.5'] === 'unclear')
    problems.push(problem('5.5', 'rightUnclear'));
  return problems;
}

function employerRules(answers: Answers, { today }: FormContext): FormProblem[] {
  const problems: FormProblem[] = [];
  if (answers['5.9'] === true) problems.push(warning('5.9', 'informApplicant'));
  const check = fixedCheck(answers);
  if (check === undefined) return problems;
  const { day, validTo } = check;
  if (check.outcome === 'bar') problems.push(problem('5.7', 'bar'));
  else if (check.outcome !== 'clear')
    problems.push(problem('5.7', check.outcome === 'differs' ? 'differs' : 'incomplete'));
  else if (validTo < today) problems.push(problem('5.7', 'expired', { day, validTo }));
  return problems;
}

function unionRules(answers: Answers, { offer, today }: FormContext): FormProblem[] {
  const unions = fixedUnions(answers);
  const problems = unions.flatMap((union, index) =>
    unionProblems(union, { number: unionNumber(index), today }),
  );
  const named = offer === undefined ? undefined : fieldValue(offer.fields, 'unions');
  const asked = new Set(unions.map((union) => union.organisation.trim().toLowerCase()));
  for (const organisation of Array.isArray(named) ? named : []) {
    if (unions.length > 0 && !asked.has(organisation.trim().toLowerCase())) {
      problems.push(warning('5.8', 'notAsked', { organisation }));
    }
  }
  return problems;
}

type UnionPlace = { readonly number: string; readonly today: string };

function unionProblems(union: FixedUnion, { number, today }: UnionPlace): FormProblem[] {
  const { organisation, answer, differs, weighed, day, validTo } = union;
  if (differs === true) return [problem(number, 'differs', { organisation })];
  if ((answer === 'remarks' || answer === 'objects') && weighed === undefined)
    return [problem(number, 'notWeighed', { organisation })];
  const silence = answer === 'noAnswer' ? silenceProblem(union, today) : undefined;
  if (silence !== undefined) return [problem(number, silence, { organisation })];
  return validTo !== undefined && validTo < today
    ? [problem(number, 'expired', { organisation, day, validTo })]
    : [];
}

/** Silence says something only of somebody who was asked and whose time is out (9 a § förordningen (2000:628)). */
function silenceProblem({ askedOn, dueOn }: FixedUnion, today: string): string | undefined {
  if (askedOn === undefined) return 'neverAsked';
  if (dueOn === undefined) return 'noDueDay';
  return dueOn >= today ? 'hasTime' : undefined;
}
