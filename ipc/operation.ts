// Owns: how one operation of the contract is written: an input schema beside the type of what comes back.
// Must not: name electron or a process.
import type { z } from 'zod';
import type { Tagged } from '../domain/result.ts';

/** A refusal that a person reads: the tag picks the sentence in the locale files, the facts fill it in. */
export type Problem = Tagged & { readonly [fact: string]: unknown };

export type Operation<I, O> = { readonly input: z.ZodType<I>; readonly output?: O };

/** Input is parsed in main before any handler runs; the renderer counts as hostile. */
export function operation<I>(input: z.ZodType<I>): { returns: <O>() => Operation<I, O> } {
  return { returns: () => ({ input }) };
}

export type InputOf<Op> = Op extends Operation<infer I, unknown> ? I : never;
export type OutputOf<Op> = Op extends Operation<unknown, infer O> ? O : never;
