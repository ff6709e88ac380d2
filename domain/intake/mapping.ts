// Owns: which column of a file is which of our fields, guessed and corrected. Must not: read cells.
import { err, ok, type Result } from '../result.ts';
import {
  type FieldId,
  fieldSpec,
  fieldsOf,
  isFieldOf,
  keyLack,
  type TableKind,
  tableKinds,
} from './fields.ts';
import type { MappingProblem } from './problems.ts';
import { foldWord, type IntakeHeaders } from './resources.ts';

/** `exact`: the header is a known spelling. `likely`: it is without brackets or leading words. `chosen`: a person said so. */
export type Confidence = 'exact' | 'likely' | 'chosen' | 'none';

export type MappedColumn = {
  readonly index: number;
  readonly header: string;
  readonly field: FieldId | null;
  readonly confidence: Confidence;
};

/** Each field stands at most once. `missing`: columns without which the file cannot be read in. */
export type Mapping = {
  readonly kind: TableKind;
  readonly columns: readonly MappedColumn[];
  readonly missing: readonly FieldId[];
};

/** What a person chose for a source's headers, by folded header; null means "leave out". */
export type RememberedMapping = Readonly<Record<string, string | null>>;

export type GuessOptions = { readonly headers: IntakeHeaders; readonly remembered?: RememberedMapping };

/** Remembered choices first, then exact spellings, then likely ones; from left to right, each field once. */
export function guessMapping(kind: TableKind, header: readonly string[], options: GuessOptions): Mapping {
  const { headers, remembered = {} } = options;
  const index = headerIndex(kind, headers);
  const taken = new Set<FieldId>();
  const columns = new Map<number, MappedColumn>();
  const passes: ((name: string) => readonly [FieldId | null | undefined, Confidence])[] = [
    (name) => [rememberedField(kind, remembered, name), 'chosen'],
    (name) => [index.get(foldWord(name)), 'exact'],
    (name) => [likelyField(name, index, headers.leadingWords), 'likely'],
  ];
  for (const pass of passes) {
    header.forEach((name, position) => {
      if (columns.has(position)) return;
      const [field, confidence] = pass(name);
      if (field === undefined || (field !== null && taken.has(field))) return;
      if (field !== null) taken.add(field);
      columns.set(position, { index: position, header: name, field, confidence });
    });
  }
  return withMissing(
    kind,
    header.map((name, position) => columns.get(position) ?? unmapped(position, name)),
  );
}

/** One column set by a person; another column that held the field lets it go. */
export function chooseColumn(mapping: Mapping, index: number, field: FieldId | null): Mapping {
  const columns = mapping.columns.map((column): MappedColumn => {
    if (column.index === index) return { ...column, field, confidence: 'chosen' };
    return field !== null && column.field === field ? unmapped(column.index, column.header) : column;
  });
  return withMissing(mapping.kind, columns);
}

/** What to remember for the next file of the same source. */
export function rememberMapping(mapping: Mapping): RememberedMapping {
  return Object.fromEntries(mapping.columns.map((column) => [foldWord(column.header), column.field]));
}

/**
 * The kind whose columns the header holds best, or undefined when it lacks columns that one needs: a file of applications
 * without consent holds all that an extract of the register needs, and is still none.
 */
export function guessKind(header: readonly string[], headers: IntakeHeaders): TableKind | undefined {
  const scores = tableKinds.map((kind) => {
    const mapping = guessMapping(kind, header, { headers });
    const known = mapping.columns.filter((column) => column.field !== null).length;
    return { kind, known, complete: mapping.missing.length === 0 };
  });
  const [best] = scores.filter((score) => score.complete).sort((a, b) => b.known - a.known);
  return best && scores.every((score) => score.known <= best.known) ? best.kind : undefined;
}

/** Refuses a file of another kind, and one without the columns that every row needs. */
export function checkMapping(mapping: Mapping, headers: IntakeHeaders): Result<Mapping, MappingProblem> {
  if (mapping.missing.length === 0) return ok(mapping);
  const names = mapping.columns.map((column) => column.header);
  const looksLike = guessKind(names, headers);
  return looksLike === undefined || looksLike === mapping.kind
    ? err({ tag: 'fileMissingColumns', fields: mapping.missing })
    : err({ tag: 'fileWrongKind', wanted: mapping.kind, looksLike });
}

function withMissing(kind: TableKind, columns: readonly MappedColumn[]): Mapping {
  const mapped = new Set(columns.map((column) => column.field));
  const missing: FieldId[] = fieldsOf(kind).filter(
    (id) => fieldSpec(kind, id)?.column === true && !mapped.has(id),
  );
  const lack = keyLack(kind, mapped);
  if (lack === 'caseKey' && !missing.includes('applicationId')) missing.push('applicationId');
  if (lack === 'reach') missing.push('mailingChannel');
  return { kind, columns, missing };
}

function unmapped(index: number, header: string): MappedColumn {
  return { index, header, field: null, confidence: 'none' };
}

function headerIndex(kind: TableKind, headers: IntakeHeaders): ReadonlyMap<string, FieldId> {
  const index = new Map<string, FieldId>();
  for (const [id, spellings] of Object.entries(headers[kind])) {
    if (!isFieldOf(kind, id)) continue;
    for (const spelling of [id, ...spellings]) index.set(foldWord(spelling), id);
  }
  return index;
}

function rememberedField(
  kind: TableKind,
  remembered: RememberedMapping,
  name: string,
): FieldId | null | undefined {
  const folded = foldWord(name);
  const field = Object.hasOwn(remembered, folded) ? remembered[folded] : undefined;
  if (field === null || field === undefined) return field;
  return isFieldOf(kind, field) ? field : undefined;
}

/** `Sökandens e-post (privat)` is the applicant's e-mail; only brackets and such leading words are taken off. */
function likelyField(
  name: string,
  index: ReadonlyMap<string, FieldId>,
  leadingWords: readonly string[],
): FieldId | undefined {
  const bare = name.replace(/[([].*?[)\]]/gu, ' ').trim();
  const found = index.get(foldWord(bare));
  if (found !== undefined) return found;
  const leading = leadingWords.find((word) => bare.toLowerCase().startsWith(`${word.toLowerCase()} `));
  return leading === undefined ? undefined : index.get(foldWord(bare.slice(leading.length)));
}
