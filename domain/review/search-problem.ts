// Owns: everything that can be wrong with a search, and the nearest words to offer. Must not: hold sentences (locales do).

type Place = {
  readonly at: number;
  readonly length: number;
  readonly word: string;
  readonly suggestions: readonly string[];
};

/** `at` and `length` mark the word in the text. */
export type SearchProblem = Place &
  (
    | {
        readonly tag:
          | 'unknownTerm'
          | 'unknownValue'
          | 'notADate'
          | 'notAnIntake'
          | 'notAnIdentityNumber'
          | 'missingValue'
          | 'missingOperand'
          | 'comparisonNotForTerm'
          | 'unbalancedParenthesis'
          | 'unclosedQuote'
          | 'searchTooLong'
          | 'searchTooDeep';
      }
    | { readonly tag: 'unlawfulTerm'; readonly law: string }
  );

/** Up to three words within a third of the letters, nearest first. */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const written = word.toLowerCase();
  const scored = candidates.map((candidate) => ({
    candidate,
    distance:
      candidate.startsWith(written) && written.length > 1 ? 0 : distance(written, candidate.toLowerCase()),
  }));
  const limit = Math.max(1, Math.ceil(written.length / 3));
  return scored
    .filter((one) => one.distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((one) => one.candidate);
}

/** Letters to change, add or take away. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
