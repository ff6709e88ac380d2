// Owns: the shape of a text file (resources/texts/*.json), merging values into its pieces, and what awaits confirmation.
// Must not: hold a text; nor print a merge field without a value, ever.
import { z } from 'zod';
import { fieldsOfForm, fieldTextId, type FormDefinition } from '../form/definition.ts';
import type { SharedState } from '../ledger/shared-state.ts';
import type { Pin } from '../ledger/payload-parts.ts';
import { err, ok, type Result } from '../result.ts';

const pieceSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9.:-]*$/),
  text: z.string().min(1),
  /** Provision or other ground of the wording. */
  source: z.string().optional(),
  /** Nobody has read the provision or the fact in force: marked in print until an administrator confirms it. */
  toConfirm: z.literal(true).optional(),
});
export type TextPiece = z.infer<typeof pieceSchema>;

export const textSetSchema = z
  .strictObject({
    id: z.string().min(1).max(80),
    version: z.string().min(1).max(40),
    date: z.iso.date(),
    source: z.string(),
    verified: z.boolean(),
    pieces: z.array(pieceSchema).min(1),
  })
  .refine((set) => new Set(set.pieces.map((piece) => piece.id)).size === set.pieces.length, {
    error: 'a text id stands twice',
  });
export type TextSet = z.infer<typeof textSetSchema>;

/** `namn` → value, for `{namn}` in a text. */
export type MergeValues = Readonly<Record<string, string | number | undefined>>;

export type TextProblem =
  | { readonly tag: 'textMissing'; readonly id: string }
  | { readonly tag: 'mergeFieldEmpty'; readonly id: string; readonly field: string };

export function textPiece(texts: TextSet, id: string): TextPiece | undefined {
  return texts.pieces.find((piece) => piece.id === id);
}

/** Fills `{field}` from the values. A field without a value (or a blank one) is an error. */
export function mergeText(piece: TextPiece, values: MergeValues): Result<string, TextProblem> {
  let empty: string | undefined;
  const text = piece.text.replace(/\{([a-z_0-9]+)\}/gi, (_whole, field: string) => {
    const value = values[field];
    const written = value === undefined ? '' : String(value).trim();
    if (written === '') empty ??= field;
    return written;
  });
  return empty === undefined ? ok(text) : err({ tag: 'mergeFieldEmpty', id: piece.id, field: empty });
}

/** The text with a visible gap for each value that is missing: for the live page only. */
export function mergeWithGaps(piece: TextPiece, values: MergeValues, gap: string): string {
  return piece.text.replace(/\{([a-z_0-9]+)\}/gi, (_whole, field: string) => {
    const written = String(values[field] ?? '').trim();
    return written === '' ? gap : written;
  });
}

/** Ids that an administrator confirms, per dated file: each file's confirmation carries that file's pin. */
export function textsToConfirm(reference: {
  readonly texts: TextSet;
  readonly form: FormDefinition;
  readonly pins: { readonly texts: Pin; readonly form: Pin };
}): readonly { readonly pin: Pin; readonly ids: readonly string[] }[] {
  const texts = reference.texts.pieces.filter((piece) => piece.toConfirm).map((piece) => piece.id);
  const form = fieldsOfForm(reference.form)
    .filter((field) => field.toConfirm)
    .map(fieldTextId);
  return [
    { pin: reference.pins.texts, ids: texts },
    { pin: reference.pins.form, ids: form },
  ].filter((one) => one.ids.length > 0);
}

/** Ids of both files that still await confirmation. */
export function unconfirmedTexts(
  reference: Parameters<typeof textsToConfirm>[0],
  confirmations: Confirmations,
): readonly string[] {
  return textsToConfirm(reference).flatMap(({ pin, ids }) =>
    ids.filter((id) => !isConfirmed(confirmations, id, pin)),
  );
}

export type Confirmations = SharedState['confirmations'];

/** Another wording needs another confirmation: only one of the very file that the pin names counts. */
export function isConfirmed(confirmations: Confirmations, id: string, pin: Pin): boolean {
  return (confirmations[id] ?? []).some((one) => one.value.texts.sha256 === pin.sha256);
}
