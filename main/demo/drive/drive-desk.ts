// Owns: a caseworker's desk in a demo: a store of their own, found or joined, opened for writing on a day that can be set.
// Must not: work on cases; drive-steps does.
import { randomBytes } from 'node:crypto';
import type { IsoDate } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { sixWords } from '../../crypto/control-words.ts';
import { foundStore, openForWriting, type Founded, type Surroundings } from '../../services/lifecycle.ts';
import { confirmTexts, listTexts } from '../../services/texts.ts';
import type { WriteSession } from '../../services/session.ts';

/** What a demo is given: the surroundings of a store, without the day, which the invented year sets. */
export type DemoSurroundings = Omit<Surroundings, 'today'>;

export type Desk = {
  readonly session: WriteSession;
  readonly founded: Founded;
  /** Ends the day and begins another: what is done after this is done on that legal day. */
  readonly setDay: (day: IsoDate) => void;
  readonly close: () => void;
};

export type DeskPerson = { readonly name: string; readonly team: string; readonly passphrase: string };

/** A refusal in the middle of a run: carries the problem out to `stoppable`, which hands it back as a value. */
class Stopped extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.tag);
    this.problem = problem;
  }
}

export function take<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Stopped(result.error);
  return result.value;
}

/** Anything that `take` met comes back as the refusal it was; every other exception is a bug and goes on. */
export async function stoppable<T>(run: () => Promise<T>): Promise<Result<T, Problem>> {
  try {
    return ok(await run());
  } catch (error) {
    if (error instanceof Stopped) return err(error.problem);
    throw error;
  }
}

/** A new demo store with a group of one, opened; its day is `day` until another is set. */
export async function openDesk(around: DemoSurroundings, person: DeskPerson, day: IsoDate): Promise<Desk> {
  let today = day;
  const surroundings: Surroundings = { ...around, today: () => today };
  const founded = take(await foundStore(surroundings, { ...person, demo: true }));
  const session = take(openForWriting(surroundings, founded.dataKey));
  return {
    session,
    founded,
    setDay: (next) => {
      today = next;
    },
    close: () => session.store.close(),
  };
}

/** The texts marked [att bekräfta], confirmed as the examples they are in a demo store. */
export function confirmAsExamples(session: WriteSession): void {
  const ids = listTexts(session).map((one) => one.id);
  take(confirmTexts(session, { ids, day: session.today(), source: 'Exempel' }));
}

/** Six control words: 66 random bits, to be shown once to whoever tries the program. */
export function inventPassphrase(words: readonly string[]): string {
  return sixWords(randomBytes(32).toString('hex'), words).replaceAll(' ', '-');
}
