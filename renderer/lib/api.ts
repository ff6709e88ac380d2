// Owns: the bridge as the window sees it, typed by the contract. Must not: import a schema; main parses everything again.
import type { Input, Notification, Output, Reply } from '../../ipc/contract.ts';
import type { OperationName } from '../../ipc/names.ts';
import type { Problem } from '../../ipc/operation.ts';

/** What crosses the border is plain text: brands are given by main's parsing, so the window need not claim them. */
type Plain<T> = T extends string & { readonly __brand: string }
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : { readonly [K in keyof T]: Plain<T[K]> };

export type Sent<N extends OperationName> = Plain<Input<N>>;
export type Answer<N extends OperationName> = Output<N>;

type Methods = { readonly [N in OperationName]: (input: Sent<N>) => Promise<Reply<N>> };
export type Bridge = Methods & {
  readonly onNotification: (callback: (notification: Notification) => void) => () => void;
};

declare global {
  interface Window {
    readonly sprangbradan: Bridge;
  }
}

/** A refusal as something react-query can carry; the tag picks the sentence. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.tag);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { tag: 'unexpected' };
}

/** Refusals come back as values. A fault of the bridge itself counts as `unexpected`. */
export async function ask<N extends OperationName>(name: N, input: Sent<N>): Promise<Reply<N>> {
  const methods: Methods = window.sprangbradan;
  return await methods[name](input);
}

/** Refusals are thrown as `ProblemError`: for queries and mutations. */
export async function demand<N extends OperationName>(name: N, input: Sent<N>): Promise<Answer<N>> {
  const reply = await ask(name, input);
  if (!reply.ok) throw new ProblemError(reply.error);
  return reply.value;
}
