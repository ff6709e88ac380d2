// Owns: which answers of a fixed basis are carried into BÄR by hand, in which order, and how long one may lie on the clipboard.
// Must not: word an answer; the form's own page does.
import { z } from 'zod';
import type { ComposedDocument } from '../document/blocks.ts';
import type { Answers } from '../ledger/payload.ts';
import { datedData } from '../rules/rule-set.ts';

export const barFieldsSchema = z.strictObject({
  ...datedData,
  id: z.literal('bar-fields'),
  /** After so many seconds a copied value is taken off the clipboard, if it still lies there (DE-26). */
  clipboardSeconds: z.int().min(5).max(600),
  /** Field numbers of the form, in the order in which BÄR asks for them. */
  fields: z.array(z.string().max(8)).min(1).max(80),
});
export type BarFields = z.infer<typeof barFieldsSchema>;

export type BarField = { readonly number: string; readonly label: string; readonly value: string };

type Given = { readonly form: ComposedDocument; readonly answers: Answers };

/**
 * The answers as the form prints them; a field without a value has nothing to copy, and a part such as 7.2b stands where the list
 * has it. Where 7.4 is *protect* the reasons that stay in the file are left out, as on the decision's page (DO-15).
 */
export function barFieldsOf(
  { form, answers }: Given,
  { fields }: Pick<BarFields, 'fields'>,
): readonly BarField[] {
  const printed = form.blocks.flatMap((block) => {
    if (block.kind !== 'field') return [];
    const words = block.value.filter((run) => run.style !== 'mark').map((run) => run.text);
    return [{ number: block.number, label: block.label, value: words.join('').trim() }];
  });
  const left: readonly string[] = answers['7.4'] === 'protect' ? keptInFile : [];
  return fields
    .filter((number) => !left.includes(number))
    .flatMap((number) => printed.filter((one) => one.number === number && one.value !== ''));
}

const keptInFile = ['7.3', '6.3'];
