// Owns the composed document as plain data: what a page says, in reading order, JSON-serialisable and schema-checked.
// Must not know paper, fonts or PDF; composing a case into it is done elsewhere in domain/document.
import { z } from 'zod';

/** A stretch of text. `strong` is emphasis; `mark` is the visible "att bekräfta" mark (framed). "\n" breaks the line. */
export const runSchema = z.strictObject({
  text: z.string(),
  style: z.enum(['strong', 'mark']).optional(),
});

const runsSchema = z.array(runSchema);

/** Layout wishes that every block may carry; the renderer follows them where the page allows. */
const flow = {
  /** Not divided between two pages where it fits on one. */
  keepTogether: z.boolean().optional(),
  /** Not the last thing on a page. Headings always behave so. */
  keepWithNext: z.boolean().optional(),
};

const headingSchema = z.strictObject({
  kind: z.literal('heading'),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  text: z.string().min(1),
});

const paragraphSchema = z.strictObject({
  kind: z.literal('paragraph'),
  runs: runsSchema,
  /** Smaller type: notes, sources, legal references. */
  small: z.boolean().optional(),
  ...flow,
});

/** Two columns: each label is the header of its row (PDF/UA: TH, Scope Row). */
const factsSchema = z.strictObject({
  kind: z.literal('facts'),
  rows: z.array(z.strictObject({ label: z.string().min(1), value: runsSchema })).min(1),
  ...flow,
});

/** One header row, then rows with exactly one cell per column. `width` is a weight, not a measure. */
const tableSchema = z
  .strictObject({
    kind: z.literal('table'),
    columns: z
      .array(
        z.strictObject({
          label: z.string().min(1),
          width: z.number().positive().optional(),
          align: z.enum(['start', 'end']).optional(),
        }),
      )
      .min(1),
    rows: z.array(z.array(runsSchema)),
    ...flow,
  })
  .refine((table) => table.rows.every((row) => row.length === table.columns.length), {
    error: 'every row needs one cell per column',
    path: ['rows'],
  });

const listSchema = z.strictObject({ kind: z.literal('list'), items: z.array(runsSchema).min(1), ...flow });

const checkboxesSchema = z.strictObject({
  kind: z.literal('checkboxes'),
  items: z.array(z.strictObject({ label: z.string().min(1), checked: z.boolean() })).min(1),
  ...flow,
});

/** A field of a form: its number and label, and what was answered. Empty `value` prints as an empty line. */
const fieldSchema = z.strictObject({
  kind: z.literal('field'),
  number: z.string().min(1),
  label: z.string().min(1),
  value: runsSchema,
  /** Long answers get the full width below the label instead of the column beside it. */
  multiline: z.boolean().optional(),
  ...flow,
});

/** Empty room, or (`page`) the rest of the page. */
const spacerSchema = z.strictObject({ kind: z.literal('spacer'), size: z.enum(['small', 'large', 'page']) });

export const blockSchema = z.discriminatedUnion('kind', [
  headingSchema,
  paragraphSchema,
  factsSchema,
  tableSchema,
  listSchema,
  checkboxesSchema,
  fieldSchema,
  spacerSchema,
]);

const letterheadSchema = z.strictObject({
  agency: z.string().min(1),
  /** What kind of paper it is, set large beside the agency: "BESLUT". */
  documentKind: z.string().min(1).optional(),
  /** Name and address, one line each, placed for a window envelope. At most six lines show in the window. */
  recipient: z.array(z.string()).max(6).optional(),
  /** Rows such as Datum and Ärende. */
  meta: z.array(z.strictObject({ label: z.string().min(1), value: z.string() })),
});

/** PDF/UA-1 7.4.2: the first heading is level 1 and no level is skipped on the way down. */
function headingsDescendByOne(blocks: readonly z.infer<typeof blockSchema>[]): boolean {
  let previous = 0;
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    if (block.level > previous + 1) return false;
    previous = block.level;
  }
  return true;
}

/**
 * A document ready to print. Pure data: equal documents give equal bytes with the same renderer version.
 * `title`, `docId`, `subject` and `createdOn` reach the file's metadata, so none of them may hold personal data.
 */
export const composedDocumentSchema = z.strictObject({
  v: z.literal(1),
  /** Who the paper is for: 'party', 'form', and further ones such as 'case-file' or 'union'. */
  variant: z.string().regex(/^[a-z][a-z0-9-]*$/),
  lang: z.literal('sv-SE'),
  title: z.string().min(1),
  /** Stable id of this document; with the hash of the content it becomes the file's /ID. */
  docId: z.string().min(1),
  subject: z.string().optional(),
  /** YYYY-MM-DD, the only date in the metadata. */
  createdOn: z.iso.date(),
  letterhead: letterheadSchema,
  /** Framed on every page: "FÖRSLAG TILL BESLUT. Gäller inte. Beslutet fattas i BÄR." */
  draftHead: z.string().min(1).optional(),
  /** On every page: "EXEMPEL – påhittade uppgifter". */
  demoMark: z.string().min(1).optional(),
  blocks: z
    .array(blockSchema)
    .refine(headingsDescendByOne, { error: 'headings start at level 1 and skip none' }),
  footer: z.strictObject({ text: z.string() }),
});

export type Run = z.infer<typeof runSchema>;
export type Block = z.infer<typeof blockSchema>;
export type Letterhead = z.infer<typeof letterheadSchema>;
export type ComposedDocument = z.infer<typeof composedDocumentSchema>;
