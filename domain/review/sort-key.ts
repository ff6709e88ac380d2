// Owns: Swedish order and matching as plain text: a key that sorts by bytes as Swedish collation does, and folded search words.
// Must not: lean on Intl: the database compares bytes, and every computer must make the same key.

/** Punctuation, digits and letters in Swedish order; each group is one letter and its variants in their order. */
const groups =
  `_ - , ; : ! ? . ' " ( ) [ ] { } @ * / \\ & # % \` ^ + < = > | ~ $ 0 1 2 3 4 5 6 7 8 9 ` +
  'aáàăâãąā b cćĉčċç dďđð eéèĕêěëėē f gğĝġģ hĥħ iíìĭîïĩİįī ı jĵ kķ lĺľļłŀ m nńňñņ ŋ oóòŏõō p q rŕřŗ sśŝšşș tťţț ŧ ' +
  'uúùŭûůũųū v wŵ x yýŷÿüű z zźžż å äæę öøőœô';

/** Letters that sort as two. */
const expansions: Readonly<Record<string, string>> = { ß: 'ss', þ: 'th', ĳ: 'ij', ŉ: "'n" };

type Weight = { readonly primary: string; readonly secondary: string };
const separator = ' ';
const weights = new Map<string, Weight>([[' ', { primary: '!', secondary: '0' }]]);
for (const [place, group] of groups.split(' ').entries()) {
  for (const [rank, letter] of [...group].entries()) {
    weights.set(letter, { primary: String.fromCharCode(0x22 + place), secondary: rank.toString(36) });
  }
}

/**
 * Compared byte by byte the keys stand in Swedish order: letters first, then accents, then case (å ä ö last; v and w apart).
 * ASCII only. Other scripts stand after the Latin letters by code point.
 */
export function sortKey(text: string): string {
  let primary = '';
  let secondary = '';
  let tertiary = '';
  for (const character of text.normalize('NFC').trim()) {
    const lower = character === 'İ' ? character : character.toLowerCase();
    for (const letter of expansions[lower] ?? lower) {
      const weight = weightOf(letter);
      primary += weight.primary;
      secondary += weight.secondary;
      tertiary += lower === character ? '0' : '1';
    }
  }
  return `${primary}${separator}${trimmed(secondary)}${separator}${trimmed(tertiary)}`.trimEnd();
}

function weightOf(letter: string): Weight {
  const own = weights.get(letter);
  if (own) return own;
  const base = weights.get(letter.normalize('NFD').charAt(0));
  if (base) return { primary: base.primary, secondary: 'z' };
  return { primary: `~${(letter.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`, secondary: '0' };
}

/** Plain letters at the end say nothing: the separator is less than any of them. */
function trimmed(ranks: string): string {
  return ranks.replace(/0+$/, '');
}

/** Letters that have no decomposition, folded as a Swedish reader would type them. */
const folded: Readonly<Record<string, string>> = {
  æ: 'ä',
  ø: 'ö',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ŧ: 't',
  ĳ: 'ij',
};

/** The words of a text for matching: lower case, without accents, but å ä ö are letters of their own. */
export function searchWords(text: string): string[] {
  let plain = '';
  for (const letter of text.normalize('NFC').toLowerCase().normalize('NFC')) {
    plain += 'åäö'.includes(letter)
      ? letter
      : (folded[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, ''));
  }
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Each word with a blank before it, so that `' ' + beginning` finds beginnings of words; empty for no words. */
export function searchText(text: string): string {
  return searchWords(text)
    .map((word) => ` ${word}`)
    .join('');
}

/** An id for matching by any part of it: runs of letters, runs of digits, and each word whole (`js-2026-0012`, `a12345`). */
export function searchCode(code: string): string {
  const words = searchWords(code);
  const parts = words.flatMap((word) => word.match(/\p{L}+|\p{N}+/gu) ?? []);
  return [...new Set([...parts, ...words])].map((word) => ` ${word}`).join('');
}
