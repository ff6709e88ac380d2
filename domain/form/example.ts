// Owns: example answers for demo stores, made per case and marked as such (basis.fixed.exampleFields).
// Must not: run outside a demo store, invent a permit's end, employer check, union answer, length, extent or kommunicering.
import { textValue } from '../ledger/case/fields.ts';
import type { Answers } from '../ledger/payload.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { mergeText, textPiece, type MergeValues, type TextSet } from '../document/texts.ts';
import { answerDay, answerText, choicesOf, isFilled, mergeAnswers } from './answers.ts';
import { baseNumber, formField } from './definition.ts';
import { addDays, addMonths, daysBetween } from '../rules/days.ts';
import { prefill } from './prefill.ts';
import type { FormContext } from './reference.ts';

export type ExampleAnswers = {
  /** The given answers and the example ones. */
  readonly answers: Answers;
  /** Numbers of the fields that were filled, for `exampleFields`. */
  readonly filled: readonly string[];
};

/**
 * Fills what neither a file nor a person brought. `examples` is resources/texts/example-1.json. The same case gets the
 * same words; different people get different ones by degree, field, workplace and municipality.
 */
export function exampleAnswers(context: FormContext, given: Answers, examples: TextSet): ExampleAnswers {
  const { form } = context.reference;
  const known = mergeAnswers(form, prefill(context), given);
  const suggested = { ...common(context, known, examples), ...byOutcome(context, known, examples) };
  const filled: Record<string, FieldValue> = {};
  for (const [number, value] of Object.entries(suggested)) {
    const field = formField(form, number);
    if (field === undefined || value === undefined || isFilled(known[number])) continue;
    filled[number] = value;
  }
  const looked = { ...freshRegistration(context, known), ...rightToWorkLookedUp(context, known, given) };
  return { answers: { ...given, ...filled, ...looked }, filled: numbersIn({ ...filled, ...looked }) };
}

type Suggestions = Record<string, FieldValue | undefined>;

function numbersIn(filled: Answers): string[] {
  return [...new Set(Object.keys(filled).map(baseNumber))];
}

/** An enrolment fact from an old export counts as checked again today; one that says no is left as it is. */
function freshRegistration({ today, reference }: FormContext, known: Answers): Answers {
  const checked = answerDay(known, '5.1b');
  const fresh = checked !== undefined && daysBetween(checked, today) <= reference.policy.registrationMaxDays;
  if (fresh || known['5.1'] === false) return {};
  return { '5.1': true, '5.1b': today, '5.1c': 'exempel' };
}

/**
 * A time-limited permit whose file says nothing of work counts as looked up and found free, marked as example. What a
 * file or a person has said (tied, none, pending) is left as it is, and an end before the last day too.
 */
function rightToWorkLookedUp({ today, outcome }: FormContext, known: Answers, given: Answers): Answers {
  const silent = known['5.5'] === undefined || known['5.5'] === 'unclear';
  const ordinary = known['5.3'] === 'timeLimited' || known['5.3'] === 'permanent';
  if (outcome !== 'grant' || !silent || !ordinary || isFilled(given['5.5'])) return {};
  return { '5.5': 'free', '5.5b': today };
}

function common(context: FormContext, known: Answers, examples: TextSet): Suggestions {
  const { today, state } = context;
  const words = values(context, known);
  const text = (id: string) => exampleText(examples, id, { seed: context.caseId, values: words });
  return {
    '1.8': earlier(textValue(state.fields, 'consentDate'), today),
    '2.5': 'digital',
    '5.6': addMonths(addDays(today, -1 - (seedOf(context.caseId) % 27)), -1),
    '6.1': 'fits',
    '6.1b': text('preliminary'),
    '6.3': text(context.outcome === 'grant' ? 'assessment' : 'assessmentRefusal'),
    '6.5': '2000:634',
    '7.9': true,
  };
}

function byOutcome(context: FormContext, known: Answers, examples: TextSet): Suggestions {
  const text = (id: string) =>
    exampleText(examples, id, { seed: context.caseId, values: values(context, known) });
  if (context.outcome === 'refusal') {
    return { '6.2': 'no', '7.2': 'B2', '7.3': text('refusal') };
  }
  return {
    '3.3': text('workplace'),
    '3.3b': text('address'),
    '3.4': text('supervisor'),
    ...(isFilled(known['3.4c']) ? {} : { '3.4b': text('phone') }),
    '3.6': text('tasks'),
    '3.8': 'swedishExperience',
    '3.9': 'no',
    ...(known['4.4'] === 'partTime' ? { '4.5': 'other', '4.5b': text('partTime') } : {}),
    '5.9': false,
    '6.2': 'yes',
    '6.4': true,
  };
}

function values({ state, reference, today }: FormContext, known: Answers): MergeValues {
  const area = formField(reference.form, '3.7');
  const label = area && choicesOf(reference, area).find((choice) => choice.code === known['3.7'])?.label;
  return {
    omrade: label ?? 'yrkesområdet',
    examen: textValue(state.fields, 'degree') ?? 'examen',
    larosate: textValue(state.fields, 'university') ?? 'ett lärosäte utomlands',
    arbetsgivare: answerText(known, '3.1') ?? 'arbetsgivaren',
    kommun: answerText(known, '3.3c') ?? 'kommunen',
    dag: today,
  };
}

/** One of the numbered variants `assessment.1`, `assessment.2` …, chosen by the case. */
function exampleText(
  examples: TextSet,
  id: string,
  { seed, values: words }: { seed: string; values: MergeValues },
): string | undefined {
  const variants = examples.pieces.filter((piece) => piece.id.startsWith(`${id}.`)).map((piece) => piece.id);
  const chosen = variants[seedOf(`${seed}${id}`) % Math.max(1, variants.length)];
  const piece = chosen === undefined ? undefined : textPiece(examples, chosen);
  if (piece === undefined) return undefined;
  const number = String(5 + (seedOf(seed) % 90)).padStart(2, '0');
  const merged = mergeText(piece, { ...words, nummer: number });
  return merged.ok ? merged.value : undefined;
}

/** A small number from text, the same on every machine; it decides nothing but which example is shown. */
function seedOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

function earlier(day: string | undefined, today: string): string {
  return day !== undefined && day < today ? day : today;
}
