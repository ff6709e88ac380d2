// Owns: the steps of a fuzzed script as plain data, and scripts out of a seed. A step names places by small numbers that
// always mean something, so that a script with steps left out is a script still (shrink.ts).
// Must not: know a store.
import { seeded, type Random } from '../../main/demo/random.ts';
import { people, employers } from './files.ts';

type Pick = { readonly pick: number };
type OfCase = {
  readonly person: number;
  /** Written in a window that shows what stood at the last look. */
  readonly stale: boolean;
};
type Decision = { readonly person: number; readonly grant: boolean };
type Asked = { readonly employer: number; readonly value: number };
type Edition = { readonly edition: number };

/** What each step names beside who does it. */
type Steps = {
  join: { readonly by: number; readonly administrator: boolean };
  applications: Edition;
  offers: Edition;
  look: Pick;
  undo: Pick;
  reopen: Pick;
  texts: Pick;
  lastDay: { readonly day: number };
  verdict: OfCase & { readonly conclusion: number };
  facts: OfCase & { readonly field: number; readonly value: number };
  move: OfCase & { readonly state: number };
  many: { readonly conclusion: number };
  check: Asked;
  union: Asked;
  basis: Decision;
  register: Decision;
  resolve: Pick & { readonly keep: number };
  inAnothersName: Pick;
  halfResolve: Pick;
  confirm: Pick;
  clock: { readonly hours: number };
  seal: { readonly to: number; readonly full: boolean };
  open: { readonly file: number; readonly how: 'whole' | 'twice' | 'preview' };
  spoil: { readonly file: number; readonly how: 'cut' | 'flip' | 'another'; readonly place: number };
  forge: Pick & { readonly to: number };
  fork: { readonly to: number; readonly person: number };
  exchange: { readonly to: number };
  putOut: { readonly of: number; readonly how: 'left' | 'revoked' };
  backUp: Pick;
  restore: Pick;
  mailbox: { readonly put: boolean; readonly pickUp: boolean };
  protect: { readonly person: number };
  joinCases: { readonly person: number; readonly other: number };
};
export type StepOf<D extends keyof Steps> = {
  [K in D]: { readonly do: K; readonly who: number } & Steps[K];
}[D];
export type Step = StepOf<keyof Steps>;

export const forgeries = [
  'altered',
  'inAnothersChain',
  'factInAnothersChain',
  'unsignedDecision',
  'foreignHeader',
  'otherPayload',
  'withoutPayload',
] as const;
export type Forgery = (typeof forgeries)[number];

export type Script = { readonly size: number; readonly older: boolean; readonly steps: readonly Step[] };

/** The same seed gives the same script. */
export function scriptOf(seed: number): Script {
  const random = seeded(seed);
  const size = random.between(3, 5);
  const older = random.chance(0.5);
  // The last one joins late; the others before or among the first work.
  const early: Step[] = [];
  for (let who = 1; who < size - 1; who++) early.push({ do: 'join', who, by: 0, administrator: who === 1 });
  const first: Step[] = [
    { do: 'applications', who: 0, edition: 0 },
    { do: 'offers', who: 0, edition: 0 },
    ...Array.from(
      { length: employers },
      (_, employer): Step => ({ do: 'check', who: 0, employer, value: 0 }),
    ),
    ...Array.from(
      { length: employers },
      (_, employer): Step => ({ do: 'union', who: 0, employer, value: 0 }),
    ),
  ];
  const beginning = random.chance(0.7)
    ? [...first, ...early, ...roundFrom0(size)]
    : [...early, ...first.slice(0, random.below(4))];
  const work = Array.from({ length: random.between(8, 24) }, () => stepsOf(random, size)).flat();
  const late = random.below(work.length);
  const join: Step = { do: 'join', who: size - 1, by: random.chance(0.7) ? 0 : 1, administrator: false };
  return { size, older, steps: [...beginning, ...work.slice(0, late), join, ...work.slice(late)] };
}

function roundFrom0(size: number): Step[] {
  return Array.from({ length: size - 2 }, (_, at): Step => ({ do: 'exchange', who: 0, to: at + 1 }));
}

type Making = {
  readonly random: Random;
  readonly who: number;
  readonly size: number;
  readonly person: number;
};

/** How often, of a hundred or so. Deciding acts on few people: they meet. */
const weights: readonly (readonly [number, (making: Making) => Step])[] = [
  [
    7,
    ({ random, who, person }) => ({
      do: 'verdict',
      who,
      person,
      stale: random.chance(0.15),
      conclusion: random.below(3),
    }),
  ],
  [
    9,
    ({ random, who, person }) => ({
      do: 'facts',
      who,
      person,
      stale: random.chance(0.3),
      field: random.below(3),
      value: random.below(4),
    }),
  ],
  [10, ({ random, who, person }) => ({ do: 'basis', who, person, grant: random.chance(0.9) })],
  [5, ({ random, who, person }) => ({ do: 'register', who, person, grant: random.chance(0.9) })],
  [6, ({ random, who }) => ({ do: 'resolve', who, pick: random.below(3), keep: random.below(3) })],
  [
    4,
    ({ random, who, person }) => ({
      do: 'move',
      who,
      person,
      stale: random.chance(0.3),
      state: random.below(3),
    }),
  ],
  [2, ({ random, who }) => ({ do: 'many', who, conclusion: random.below(2) })],
  [3, ({ random, who }) => ({ do: 'check', who, employer: random.below(employers), value: random.below(3) })],
  [2, ({ random, who }) => ({ do: 'union', who, employer: random.below(employers), value: random.below(3) })],
  [3, ({ random, who }) => ({ do: 'applications', who, edition: random.below(3) })],
  [2, ({ random, who }) => ({ do: 'offers', who, edition: random.below(2) })],
  [4, ({ random, who }) => ({ do: 'undo', who, pick: random.below(3) })],
  [4, ({ random, who }) => ({ do: 'look', who, pick: random.below(people) })],
  [1, ({ random, who }) => ({ do: 'texts', who, pick: random.below(40) })],
  [1, ({ random, who }) => ({ do: 'lastDay', who, day: random.below(3) })],
  [2, ({ random, who }) => ({ do: 'reopen', who, pick: random.below(2) })],
  [3, ({ random, who }) => ({ do: 'inAnothersName', who, pick: random.below(9) })],
  [1, ({ random, who }) => ({ do: 'halfResolve', who, pick: random.below(3) })],
  [3, ({ random, who }) => ({ do: 'confirm', who, pick: random.below(9) })],
  [
    4,
    ({ random, who }) => ({ do: 'clock', who, hours: random.pick([-26_000, -72, -1, 0, 5, 23, 30, 8760]) }),
  ],
  [12, ({ random, who, size }) => ({ do: 'seal', who, to: random.below(size), full: random.chance(0.2) })],
  [
    14,
    ({ random, who }) => ({
      do: 'open',
      who,
      file: random.below(12),
      how: random.pick(['whole', 'whole', 'whole', 'twice', 'preview'] as const),
    }),
  ],
  [9, ({ random, who, size }) => ({ do: 'exchange', who, to: random.below(size) })],
  [
    6,
    ({ random, who }) => ({
      do: 'spoil',
      who,
      file: random.below(12),
      how: random.pick(['cut', 'flip', 'another'] as const),
      place: random.below(1000),
    }),
  ],
  [6, ({ random, who }) => ({ do: 'forge', who, to: random.below(4), pick: random.below(9) })],
  [3, ({ random, who, size, person }) => ({ do: 'fork', who, to: random.below(size), person })],
  [
    2,
    ({ random, who, size }) => ({
      do: 'putOut',
      who: random.chance(0.8) ? random.below(2) : who,
      of: random.between(2, size - 1),
      how: random.pick(['left', 'revoked'] as const),
    }),
  ],
  [2, ({ who }) => ({ do: 'backUp', who, pick: 0 })],
  [2, ({ random, who }) => ({ do: 'restore', who, pick: random.below(3) })],
  [12, ({ random, who }) => ({ do: 'mailbox', who, put: random.chance(0.8), pickUp: random.chance(0.8) })],
  [1, ({ random, who }) => ({ do: 'protect', who, person: random.below(people) })],
  [1, ({ random, who, person }) => ({ do: 'joinCases', who, person, other: random.below(people) })],
];
const total = weights.reduce((sum, [weight]) => sum + weight, 0);

/** One step, or a short story of two desks: chance alone seldom brings work together. */
function stepsOf(random: Random, size: number): Step[] {
  if (random.chance(0.7)) return [stepOf(random, size)];
  const a = random.below(size);
  const b = (a + random.between(1, size - 1)) % size;
  const story = random.pick(stories)({ random, a, b, person: random.below(4) });
  // Any step of a story may be left out: what follows then meets something else.
  return story.filter(() => random.chance(0.9));
}

type Telling = { readonly random: Random; readonly a: number; readonly b: number; readonly person: number };

const stories: readonly ((telling: Telling) => Step[])[] = [
  decidedApart,
  putOutWhileAtWork,
  restoredBehind,
  ({ random, a, b, person }) => [
    { do: 'facts', who: b, person, stale: false, field: 0, value: random.below(4) },
    { do: 'protect', who: a, person },
    { do: 'exchange', who: random.chance(0.5) ? a : b, to: random.chance(0.5) ? b : a },
    { do: 'verdict', who: b, person, stale: false, conclusion: random.below(3) },
    { do: 'exchange', who: a, to: b },
  ],
  ({ a, b, person }) => [
    { do: 'mailbox', who: a, put: true, pickUp: false },
    { do: 'verdict', who: a, person, stale: false, conclusion: 1 },
    { do: 'mailbox', who: a, put: true, pickUp: true },
    { do: 'mailbox', who: b, put: true, pickUp: true },
    { do: 'mailbox', who: a, put: false, pickUp: true },
  ],
  ({ a, b, person }) => [
    { do: 'exchange', who: b, to: a },
    { do: 'forge', who: a, to: b, pick: person },
    { do: 'exchange', who: a, to: b },
  ],
  ({ a, b, person }) => [
    { do: 'inAnothersName', who: a, pick: person },
    { do: 'exchange', who: a, to: b },
    { do: 'exchange', who: a, to: 0 },
    { do: 'basis', who: b, person, grant: true },
    { do: 'confirm', who: 0, pick: 0 },
    { do: 'exchange', who: 0, to: b },
    { do: 'exchange', who: b, to: a },
  ],
  ({ random, a, b, person }) => [
    { do: 'look', who: a, pick: person },
    { do: 'facts', who: b, person, stale: false, field: 0, value: random.below(4) },
    { do: 'exchange', who: b, to: a },
    { do: 'facts', who: a, person, stale: true, field: random.below(2), value: random.below(4) },
    { do: 'verdict', who: a, person, stale: true, conclusion: random.below(3) },
    { do: 'move', who: a, person, stale: true, state: random.below(3) },
    { do: 'exchange', who: a, to: b },
  ],
  ({ random, a, b, person }) => [
    { do: 'verdict', who: a, person, stale: false, conclusion: random.below(3) },
    { do: 'verdict', who: b, person, stale: false, conclusion: random.below(3) },
    { do: 'exchange', who: a, to: b },
    { do: 'verdict', who: random.chance(0.5) ? a : b, person, stale: false, conclusion: random.below(3) },
    { do: 'exchange', who: b, to: a },
  ],
  ({ random, a, b, person }) => [
    { do: 'verdict', who: a, person, stale: false, conclusion: random.below(2) },
    { do: 'exchange', who: a, to: b },
    { do: 'undo', who: a, pick: 0 },
    { do: random.chance(0.5) ? 'basis' : 'register', who: b, person, grant: true },
    { do: 'exchange', who: b, to: a },
    { do: 'undo', who: a, pick: random.below(2) },
    { do: 'exchange', who: a, to: b },
  ],
];

function decidedApart({ random, a, b, person }: Telling): Step[] {
  const decide = (who: number): Step => ({
    do: random.chance(0.75) ? 'basis' : 'register',
    who,
    person,
    grant: random.chance(0.9),
  });
  const resolve = (who: number): Step => ({
    do: 'resolve',
    who,
    pick: random.below(2),
    keep: random.below(3),
  });
  return [
    decide(a),
    decide(b),
    { do: 'exchange', who: a, to: b },
    { do: 'exchange', who: b, to: a },
    resolve(a),
    ...(random.chance(0.5) ? [resolve(b)] : []),
    { do: 'exchange', who: a, to: b },
    decide(b),
    { do: 'exchange', who: b, to: a },
    ...(random.chance(0.5) ? [resolve(a)] : []),
  ];
}

/** What was done before the last number that the group has counts; the rest waits for a lead. */
function putOutWhileAtWork({ random, a, person }: Telling): Step[] {
  const by = random.below(2);
  const of = Math.max(2, a);
  return [
    { do: 'facts', who: of, person, stale: false, field: 1, value: random.below(4) },
    { do: 'exchange', who: of, to: by },
    { do: 'verdict', who: of, person, stale: false, conclusion: random.below(3) },
    { do: 'putOut', who: by, of, how: random.pick(['left', 'revoked'] as const) },
    { do: random.chance(0.5) ? 'basis' : 'register', who: of, person, grant: true },
    { do: 'exchange', who: of, to: 1 - by },
    { do: 'exchange', who: 1 - by, to: by },
    { do: 'confirm', who: by, pick: 0 },
  ];
}

/** A store put back to what it was: what it had given comes back to it, and it goes on under new keys. */
function restoredBehind({ random, a, b, person }: Telling): Step[] {
  return [
    { do: 'backUp', who: a, pick: 0 },
    { do: 'verdict', who: a, person, stale: false, conclusion: random.below(3) },
    ...(random.chance(0.7) ? [{ do: 'exchange', who: a, to: b } as const] : []),
    { do: 'facts', who: a, person, stale: false, field: 0, value: random.below(4) },
    { do: 'restore', who: a, pick: 0 },
    { do: random.chance(0.5) ? 'verdict' : 'basis', who: a, person, ...anyhow },
    { do: 'exchange', who: a, to: b },
    { do: 'exchange', who: b, to: a },
  ];
}
const anyhow = { stale: false, conclusion: 1, grant: true };

function stepOf(random: Random, size: number): Step {
  let left = random.below(total);
  const making = {
    random,
    size,
    who: random.below(size),
    person: random.chance(0.8) ? random.below(3) : random.below(people),
  };
  for (const [weight, make] of weights) {
    left -= weight;
    if (left < 0) return make(making);
  }
  throw new Error('The weights do not add up');
}
