// Owns: the small schemas that payloads of every concept are made of. Must not: know a kind of event.
import { z } from 'zod';
import type { FactSource } from './source-rules.ts';

export const text = z.string().max(20_000);
export const shortText = z.string().max(400);
export const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** A value of a field: a scalar, a list of texts, or a small tagged object such as an extent. */
const scalarSchema = z.union([text, z.number(), z.boolean()]);
export const fieldValueSchema = z.union([
  scalarSchema,
  z.array(shortText).max(50),
  z.record(z.string().max(40), scalarSchema),
]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

export const fieldNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/);
/** `null`: this source has the field and no longer says anything in it. */
export const fieldsSchema = z.record(fieldNameSchema, fieldValueSchema.nullable());
/** `null` takes a hand-made value away, so that the imported one stands again. */
export const handFieldsSchema = z.record(fieldNameSchema, fieldValueSchema.nullable());

export const factSourceSchema = z.enum([
  'portal',
  'register',
  'migration',
  'offers',
] as const satisfies FactSource[]);

/** Which dated data an act rested on: id, version and SHA-256 of the file's canonical JSON. */
export const pinSchema = z.object({ id: z.string().max(80), version: z.string().max(40), sha256: hex32 });
export type Pin = z.infer<typeof pinSchema>;

export const originSchema = z.object({ sha256: hex32, row: z.int().min(1) });
