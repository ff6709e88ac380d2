// Owns: the history of a case as items: who, when, what, with before and after. Kinds it does not know by name go the same way.
// Must not: leave an act out; one that has no effect says so.
import { orderEvents } from '../ledger/dag.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import type { FoldEvent } from '../ledger/stream.ts';
import type { CaseFileInput } from './file-input.ts';
import { isThirdPerson, secretsOf, type FileItem, type FileSection } from './file-items.ts';
import { actWord, factWord, fieldWord, valueWord, type FileWords } from './file-words.ts';

type Of = {
  readonly events: readonly FoldEvent[];
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

export function historyItems(input: CaseFileInput, { events, section }: Of): FileItem[] {
  const last = new Map<string, FieldValue | null>();
  return orderEvents([...events]).events.flatMap((event) => {
    const { label, changes } = actOf(input, event, last);
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
    return changes.map(({ name, ...change }) => ({
      ...shared,
      ...change,
      id: `${section}/${event.hash}/${name}`,
    }));
  });
}

type Told = { readonly label: string; readonly changes: readonly Change[] };

function actOf(input: CaseFileInput, event: FoldEvent, last: Map<string, FieldValue | null>): Told {
  const { words, state } = input;
  if (event.read.status !== 'known')
    return { label: event.read.status === 'newer' ? words.heads.newer : words.heads.gone, changes: [] };
  const { payload } = event.read;
  const effect = state.voided.includes(event.hash)
    ? words.effect['voided']
    : state.notEntitled.includes(event.hash)
      ? words.effect['notEntitled']
      : undefined;
  const label = actWord(words, payload.kind) + (effect === undefined ? '' : ` (${effect})`);
  const { fields, ...rest } = payload as { readonly fields?: Readonly<Record<string, FieldValue | null>> };
  const layer = layerOf(rest);
  const fieldChanges = Object.entries(fields ?? {}).map(([field, after]) => {
    const key = `${layer} ${field}`;
    const before = last.get(key) ?? null;
    last.set(key, after);
    return fieldChange(words, field, { before, after });
  });
  return {
    label,
    changes: [...factChanges(words, event.hash, openly(withName(input, rest))), ...fieldChanges],
  };
}

/** A colleague is told by name, which goes with their name everywhere when it is masked. */
function withName({ nameOf }: CaseFileInput, payload: object): object {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]: [string, unknown]) => [
      name,
      colleagues.has(name) && typeof value === 'string' ? nameOf(value) : value,
    ]),
  );
}
const colleagues: ReadonlySet<string> = new Set(['forWhom', 'handler', 'member']);

/** WO-10: what the group notes for itself is told as an act, without its words. */
function openly(payload: object): object {
  const { place, text: _text, ...rest } = payload as { readonly place?: unknown; readonly text?: unknown };
  return place === 'internal' ? { ...rest, place } : payload;
}

/** Before is what the same source, and the same offer, said last. */
function layerOf(payload: object): string {
  const { source, offer, kind } = payload as { source?: unknown; offer?: unknown; kind?: unknown };
  return [kind, source, offer].map(String).join(' ');
}

type Between = { readonly before: FieldValue | null; readonly after: FieldValue | null };

function fieldChange(words: FileWords, field: string, { before, after }: Between): Change {
  const shown = (value: FieldValue | null) =>
    value === null ? words.heads.nothing : valueWord(words, field, value);
  return {
    name: field,
    label: fieldWord(words, field),
    value:
      before === null
        ? shown(after)
        : words.heads.change.replace('{fore}', () => shown(before)).replace('{efter}', () => shown(after)),
    secrets: [before, after].flatMap((value) => (value === null ? [] : secretsOf(words, field, value))),
    about: [`field ${field}`],
    third: isThirdPerson(field),
  };
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
