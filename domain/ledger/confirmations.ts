// Owns: which acts of somebody not entitled have been given effect, and which are left without, by those who may say.
// Must not: give an act effect while two who may say have said different things apart.
import type { EventHash } from '../ids.ts';

export type Ancestry = (earlier: EventHash, later: EventHash) => boolean;
/** What one event says of the acts it names: give them effect, or leave them without. */
export type Word = { readonly hash: EventHash; readonly effect: boolean };

export type Confirmations = {
  readonly confirmed: ReadonlySet<EventHash>;
  readonly left: ReadonlySet<EventHash>;
};

/**
 * A confirmation stands once given: nobody who has seen it takes it back by leaving the act. One made apart from a word
 * to leave the act gives no effect until somebody who has seen both speaks again.
 */
export function confirmationsOf(
  words: ReadonlyMap<EventHash, readonly Word[]>,
  isAncestor: Ancestry,
): Confirmations {
  const confirmed = new Set<EventHash>();
  const left = new Set<EventHash>();
  for (const [target, spoken] of words) {
    const apart = (a: Word, b: Word) => !isAncestor(a.hash, b.hash) && !isAncestor(b.hash, a.hash);
    const stands = (word: Word) =>
      spoken.every((other) => other.effect === word.effect || !apart(word, other));
    if (spoken.some((word) => word.effect && stands(word))) confirmed.add(target);
    else if (spoken.some((word) => !word.effect && stands(word))) left.add(target);
  }
  return { confirmed, left };
}
