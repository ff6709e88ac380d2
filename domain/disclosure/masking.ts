// Owns: masking as a pure function: which items go, what goes with them, and every other place where the same words stand.
// Must not: know paper, a window or a store. What is masked is gone here already: nobody later can leak it.
import type { CaseFile, FileItem, FilePage } from './file-items.ts';

/** A choice made in the window. `word` masks the person's own words wherever they stand. */
export type MaskChoice =
  | { readonly item: string; readonly ground: string }
  | { readonly word: string; readonly ground: string };

export type MaskedItem = Omit<FileItem, 'secrets'> & {
  /** True: the whole value is gone. */
  readonly masked: boolean;
};
export type MaskedFile = {
  readonly items: readonly MaskedItem[];
  readonly pages: readonly FilePage[];
  /** Items that are gone whole, and stretches of text that went with them. */
  readonly masked: { readonly items: number; readonly stretches: number };
  /** Ground → how many items. */
  readonly grounds: Readonly<Record<string, number>>;
  /** The texts beside the file that were handed in, in their order: who gets it, how the case stands. */
  readonly beside: readonly string[];
};

/** What stands on the page in place of what is masked; framed by the composer. */
export const maskMark = '[maskerat]';

/** DI-20–DI-22. Order of choices does not matter; a choice of something that is not there does nothing. */
export function maskFile(
  file: CaseFile,
  choices: readonly MaskChoice[],
  beside: readonly string[] = [],
): MaskedFile {
  const chosen = new Map<string, string>();
  const words: string[] = [];
  for (const choice of choices) {
    if ('item' in choice) chosen.set(choice.item, choice.ground);
    else words.push(choice.word);
  }
  const groundOf = grounds(file, chosen);
  const secrets = file.items.filter((item) => groundOf.has(item.id)).flatMap((item) => item.secrets);
  const sweep = sweeper([...secrets, ...words]);
  const items = file.items.map((item) => maskItem(item, groundOf.has(item.id), sweep.text));
  const pages = file.pages.map((page) => ({
    title: sweep.text(page.title),
    paragraphs: page.paragraphs.map(sweep.text),
  }));
  const other = beside.map(sweep.text);
  const counted = countGrounds(
    [...groundOf.values(), ...choices.flatMap((one) => ('word' in one ? [one.ground] : []))].map(sweep.text),
  );
  return {
    items,
    pages,
    beside: other,
    grounds: counted,
    masked: { items: groundOf.size, stretches: sweep.stretches() },
  };
}

/** An item tells of something; what is chosen takes every item with it that tells of the same (DI-21). */
function grounds(file: CaseFile, chosen: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const item of file.items) {
    const ground = chosen.get(item.id);
    if (ground !== undefined) for (const about of item.about) told.set(about, ground);
  }
  const found = new Map<string, string>();
  for (const item of file.items) {
    const about = item.about.concat(item.reads ?? []).find((one) => told.has(one));
    const ground = chosen.get(item.id) ?? (about === undefined ? undefined : told.get(about));
    if (ground !== undefined) found.set(item.id, ground);
  }
  return found;
}

function maskItem(item: FileItem, masked: boolean, sweep: (text: string) => string): MaskedItem {
  const { secrets: _secrets, ...rest } = item;
  return {
    ...rest,
    masked,
    label: sweep(item.label),
    value: masked ? maskMark : sweep(item.value),
    source: sweep(item.source),
    ...(item.who === undefined ? {} : { who: sweep(item.who) }),
    ...(item.group === undefined ? {} : { group: { ...item.group, label: sweep(item.group.label) } }),
  };
}

function countGrounds(all: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const ground of all) counts[ground] = (counts[ground] ?? 0) + 1;
  return counts;
}

type Sweep = { readonly text: (text: string) => string; readonly stretches: () => number };

/** Takes every spelling of every secret out of a text (DI-22). */
function sweeper(secrets: readonly string[]): Sweep {
  const patterns = [...new Set(secrets.map((one) => one.normalize('NFC').trim()))]
    .sort((a, b) => b.length - a.length)
    .flatMap(patternsOf);
  let count = 0;
  const text = (given: string): string =>
    patterns.reduce(
      (left, pattern) =>
        left.replace(pattern, () => {
          count += 1;
          return maskMark;
        }),
      given.normalize('NFC'),
    );
  return { text, stretches: () => count };
}

/** From this length on a secret is looked for inside words too, and takes the rest of the word with it. */
const longEnough = 4;
/** Digits of an identity number, a phone or an organisation number, however they are set apart. */
const fewestDigits = 6;

function patternsOf(secret: string): RegExp[] {
  if (secret.length < 2) return [];
  const spelled = spellings(secret);
  const digits = secret.replace(/[\s()+./–-]/gu, '');
  return /^\d+$/.test(digits) && digits.length >= fewestDigits ? [digitPattern(digits), ...spelled] : spelled;
}

function spellings(secret: string): RegExp[] {
  const written = escaped(secret).replace(/\s+/gu, '\\s+');
  const day = longDay(secret);
  const days = day === undefined ? [] : [new RegExp(escaped(day).replace(/ /gu, '\\s+'), 'giu')];
  if (secret.length < longEnough)
    return [new RegExp(`(?<![\\p{L}\\p{N}-])${written}s?(?![\\p{L}\\p{N}-])`, 'gu')];
  return [new RegExp(`[\\p{L}\\p{N}]*${written}\\p{L}*`, 'giu'), ...days];
}

/** Twelve digits are also written as ten; a phone number with and without the code of the country. */
function digitPattern(digits: string): RegExp {
  const apart = '[\\s()+./\\u2013-]*';
  const joined = (text: string) => [...text].join(apart);
  if (/^(19|20)\d{10}$/.test(digits))
    return new RegExp(`(?:${joined(digits.slice(0, 2))}${apart})?${joined(digits.slice(2))}`, 'gu');
  const national = digits.replace(/^(?:0046|46|0)/, '');
  return national.length >= fewestDigits && national !== digits
    ? new RegExp(`(?:(?:\\+|00)?46${apart}(?:\\(?0\\)?${apart})?|0${apart})?${joined(national)}`, 'gu')
    : new RegExp(joined(digits), 'gu');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

const months = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);

/** A day as a decision writes it. */
function longDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const name = months[Number(month) - 1];
  return year === undefined || name === undefined ? undefined : `${Number(day)} ${name} ${year}`;
}
