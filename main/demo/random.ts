// Owns: seeded randomness for invented data: the same seed gives the same bytes on every machine. Must not: be used for keys.

export type Random = {
  /** 0 ≤ n < below. */
  readonly below: (below: number) => number;
  readonly between: (low: number, high: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
};

/** Mulberry32: 32 bits of state, enough for some hundred thousand draws. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (share) => next() < share,
    pick: (list) => pickOf(list, below(list.length)),
    shuffled: (list) => {
      const copy = [...list];
      for (let place = copy.length - 1; place > 0; place--) {
        const other = below(place + 1);
        const [a, b] = [pickOf(copy, place), pickOf(copy, other)];
        copy[place] = b;
        copy[other] = a;
      }
      return copy;
    },
  };
}

function pickOf<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new Error('Nothing to pick from');
  return found;
}
