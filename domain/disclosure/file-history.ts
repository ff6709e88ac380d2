// Owns: the history of a case as items: who, when, what, with before and after. Kinds it does not know by name go the same way.
// Must not: leave an act out; one that has no effect says so.
import { tellHistory, type FieldChange, type ToldEvent } from '../history/changes.ts';
import { isColleague } from '../history/layers.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import { sameValue } from '../ledger/register.ts';
import type { FoldEvent, StreamState } from '../ledger/stream.ts';
import type { CaseFileInput } from './file-input.ts';
import { isThirdPerson, secretsOf, supervisorAnswer, type FileItem, type FileSection } from './file-items.ts';
import { actWord, factWord, fieldWord, valueWord, type FileWords } from './file-words.ts';

type Of = {
  readonly events: readonly FoldEvent[];
  readonly state: Pick<StreamState, 'voided' | 'notEntitled'>;
  readonly section: Extract<FileSection, 'history' | 'employer'>;
};
type Change = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly secrets: readonly string[];
  readonly about: readonly string[];
  readonly third: boolean;
};

export function historyItems(input: CaseFileInput, { events, state, section }: Of): FileItem[] {
  return tellHistory(events, state).flatMap((told) => {
    const { event } = told;
    const { label, changes } = actOf(input, told);
    const shared = {
      section,
      source: input.moment(event.hlc),
      who: input.nameOf(event.actor),
      group: { id: event.hash, label },
    };
    const whole: FileItem = {
      ...shared,
      id: `${section}/${event.hash}`,
      label,
      value: '',
      about: [`act ${event.hash}`],
      secrets: [],
      third: false,
    };
    if (changes.length === 0) return [whole];
    const places = placesOf(changes.map(({ name }) => name));
    return changes.map(({ name: _name, ...change }, index) => ({
      ...shared,
      ...change,
      id: `${section}/${event.hash}/${places[index] ?? ''}`,
    }));
  });
}

/** One act can take back the same field of two sources: each has its own place. */
function placesOf(names: readonly string[]): string[] {
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((one) => one === name).length;
    return before === 0 ? name : `${before + 1}/${name}`;
  });
}

type Told = { readonly label: string; readonly changes: readonly Change[] };

function actOf(input: CaseFileInput, { event, effect, changes }: ToldEvent): Told {
  const { words } = input;
  if (event.read.status !== 'known')
    return { label: event.read.status === 'newer' ? words.heads.newer : words.heads.gone, changes: [] };
  const { payload } = event.read;
  const label =
    actWord(words, payload.kind) + (effect === 'stands' ? '' : ` (${words.effect[effect] ?? effect})`);
  const { fields: _fields, ...rest } = payload as { readonly fields?: unknown };
  const isFirst = changes.every(({ list, before }) => list !== 'answer' || before.length === 0);
  const news = isFirst ? changes.filter((change) => !isToldInForm(input, change)) : changes;
  const changed = new Set(news.flatMap(({ list, field }) => (list === 'fact' ? [field] : [])));
  const facts = factChanges(words, event.hash, openly(withName(input, rest)));
  return {
    label,
    changes: [
      ...facts.filter(({ name }) => !changed.has(name)),
      ...news.map((change) => changeItem(input, change)),
    ],
  };
}

/** The first basis, while it stands, is the form as the file shows it: each answer once. */
function isToldInForm(
  { fixed, answers }: CaseFileInput,
  { list, field, after, beside }: FieldChange,
): boolean {
  if (list !== 'answer' || beside.length > 0 || !sameValue(after, [fixed[field]])) return false;
  return answers.some(({ number }) => number === field);
}

/** A colleague is told by name, which goes with their name everywhere when it is masked. */
function withName({ nameOf }: CaseFileInput, payload: object): object {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]: [string, unknown]) => [
      name,
      isColleague(name) && typeof value === 'string' ? nameOf(value) : value,
    ]),
  );
}
/**
 * WO-10: what the group notes for itself is told as an act, without its words. VC-16: a data package by its digest: what is masked
 * could be read out of its text.
 */
function openly(payload: object): object {
  const { text: _text, ...rest } = payload as Readonly<Record<string, unknown>>;
  return rest['place'] === 'internal' || rest['kind'] === 'package.taken' ? rest : payload;
}

type Worded = {
  readonly name: string;
  readonly label: string;
  readonly shown: (value: FieldValue) => string;
  /** What of the value may stand nowhere once the item is masked. */
  readonly secrets: (value: FieldValue) => readonly string[];
  readonly about: readonly string[];
};

function changeItem(input: CaseFileInput, change: FieldChange): Change {
  const { name, label, shown, secrets, about } = worded(input, change);
  return {
    name,
    label,
    value: sidesText(input, change, shown),
    secrets: [...change.before, ...change.after].flatMap(secrets),
    about,
    third: isThirdPerson(name) || name === supervisorAnswer,
  };
}

function worded(input: CaseFileInput, change: FieldChange): Worded {
  switch (change.list) {
    case 'answer':
      return wordedAnswer(input, change);
    case 'fact':
      return wordedFact(input, change);
    case 'field':
      return {
        name: change.field,
        label: fieldWord(input.words, change.field),
        shown: (value) => valueWord(input.words, change.field, value),
        secrets: (value) => secretsOf(input.words, change.field, value),
        about: [`field ${change.field}`],
      };
  }
}

/** What is before in one act is what another act says: masked in the one, it is masked in the other. */
function wordedFact({ words, nameOf }: CaseFileInput, { field, tells }: FieldChange): Worded {
  const word = (value: FieldValue) =>
    isColleague(field) && typeof value === 'string' ? nameOf(value) : value;
  return {
    name: field,
    label: factWord(words, field),
    shown: (value) => valueWord(words, field, word(value)),
    secrets: (value) => secretsOf(words, field, word(value)).filter((text) => isTelling(words, field, text)),
    about: tells.map((act) => `act ${act} ${field}`),
  };
}

/** As the form's own item is masked: by the whole answer; of a compound one also by each text in it. */
function wordedAnswer({ words, answerWords }: CaseFileInput, { field }: FieldChange): Worded {
  const { label, word } = answerWords(field);
  const shown = (value: FieldValue) => valueWord(words, field, word(value));
  return {
    name: field,
    label: `${field} ${label}`,
    shown,
    secrets: (value) =>
      typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value).flatMap(([name, part]) =>
            secretsOf(words, name, part).filter((text) => isTelling(words, name, text)),
          )
        : [shown(value)].filter((text) => text.length >= shortestFact),
    about: [`answer ${field}`],
  };
}

function sidesText(
  { words: { heads }, nameOf, moment }: CaseFileInput,
  { before, after, beside }: FieldChange,
  shown: (value: FieldValue) => string,
): string {
  const side = (values: readonly FieldValue[]) =>
    values.length === 0 ? heads.nothing : values.map(shown).join(` ${heads.joined} `);
  const told =
    before.length === 0
      ? side(after)
      : heads.change.replace('{fore}', () => side(before)).replace('{efter}', () => side(after));
  const apart = beside.map(({ actor, hlc }) =>
    heads.beside.replace('{vem}', () => nameOf(actor)).replace('{dag}', () => moment(hlc)),
  );
  return [told, ...apart].join(' ');
}

/** Told elsewhere in the file, or of the machinery: hashes, pins, batches. */
export const toldElsewhere: ReadonlySet<string> = new Set([
  'kind',
  'batch',
  'documents',
  'answers',
  'outcomes',
  'origin',
  'form',
  'texts',
  'ruleSet',
  'countries',
  'retention',
  'renderer',
  'heads',
  'events',
  'offer',
  'employer',
  'entry',
  'exampleFields',
  'exportKind',
  'complaint',
  'undoes',
  'decider',
  'opens',
  'intake',
  'applicationId',
]);
const keyLike = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/;

/** Facts of any act, also of kinds that came after this file: scalars by name, small objects one step down. */
function factChanges(words: FileWords, event: string, payload: object): Change[] {
  return Object.entries(payload).flatMap(([name, value]) => {
    if (toldElsewhere.has(name)) return [];
    return factParts(name, value).map(([fact, part]) => ({
      name: fact,
      label: factWord(words, fact),
      value: valueWord(words, fact, part),
      secrets: secretsOf(words, fact, part).filter((one) => isTelling(words, fact, one)),
      about: [`act ${event} ${fact}`],
      third: false,
    }));
  });
}

const shortestFact = 4;

/** A code and the day of an act are masked in their own place only: the same word and day stand for much else. */
function isTelling(words: FileWords, fact: string, text: string): boolean {
  const codes = Object.hasOwn(words.values, fact) ? words.values[fact] : undefined;
  const coded = codes !== undefined && (Object.hasOwn(codes, text) || Object.values(codes).includes(text));
  return text.length >= shortestFact && !coded && !/^\d{4}-\d{2}-\d{2}$/.test(text);
}

function factParts(name: string, value: unknown): [string, FieldValue][] {
  if (typeof value === 'string') return keyLike.test(value) || value === '' ? [] : [[name, value]];
  if (typeof value === 'number' || typeof value === 'boolean') return [[name, value]];
  if (Array.isArray(value)) {
    const texts = value.filter((one): one is string => typeof one === 'string' && !keyLike.test(one));
    return texts.length === 0 ? [] : [[name, texts]];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, part]) => factParts(inner, part));
}
