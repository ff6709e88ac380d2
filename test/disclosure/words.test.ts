// Proves: every kind of act, every fact in it, every field of a case and every code of them has a Swedish word in the case file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toldElsewhere } from '../../domain/disclosure/file-history.ts';
import { fieldWord, fileWordsSchema, type FileWords } from '../../domain/disclosure/file-words.ts';
import { applicationFactsSchema, offerFactsSchema } from '../../domain/intake/facts.ts';
import { fieldsOf, importKinds } from '../../domain/intake/fields.ts';
import { payloadSchema } from '../../domain/ledger/payload.ts';

const words: FileWords = fileWordsSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/case-file-words.json'), 'utf8')),
);

/** Acts of the group, of intakes and of settings stand in no case's own stream. */
const notInCases =
  /^(?:team|member|device|roles|delegation|recoveryKey|membership|restricted|texts|mapping|view|intake|import|statistics|officer|ground|incident|mailing|outreach)\.|^purge\.receipted$/;

type Fact = { readonly name: string; readonly codes: readonly string[] };

const kindOf = (option: z.ZodObject): string => String((option.shape['kind'] as z.ZodLiteral).value);
const options = payloadSchema.options as unknown as readonly z.ZodObject[];

/** As the history walks a payload: scalars by name, objects one step down, lists of texts. */
function factsOf(name: string, schema: unknown): Fact[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return factsOf(name, schema.unwrap());
  if (schema instanceof z.ZodEnum) return [{ name, codes: schema.options.map(String) }];
  if (isScalar(schema)) return isHash(schema) ? [] : [{ name, codes: [] }];
  if (schema instanceof z.ZodArray) return factsOf(name, schema.element).slice(0, 1);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => factsOf(name, one));
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([inner, one]) => factsOf(inner, one));
  return [];
}

function isScalar(schema: unknown): boolean {
  return [z.ZodString, z.ZodNumber, z.ZodBoolean].some((one) => schema instanceof one);
}

/** Hashes, ids and keys are never printed. */
function isHash(schema: unknown): boolean {
  return (
    ['0'.repeat(32), '0'.repeat(64)].some((one) => (schema as z.ZodType).safeParse(one).success) &&
    !(schema as z.ZodType).safeParse('ord').success
  );
}

const facts = options
  .filter((option) => !notInCases.test(kindOf(option)))
  .flatMap((option) =>
    Object.entries(option.shape)
      .filter(([name]) => name !== 'fields' && !toldElsewhere.has(name))
      .flatMap(([name, schema]) => factsOf(name, schema)),
  );

describe('the words of the case file (DI-20)', () => {
  it('name every kind of act', () => {
    const kinds = options.map(kindOf);
    expect(kinds.length).toBeGreaterThan(40);
    expect(kinds.filter((kind) => !Object.hasOwn(words.act, kind))).toEqual([]);
  });

  it('name every fact of an act in a case', () => {
    const names = [...new Set(facts.map((fact) => fact.name))];
    expect(names.length).toBeGreaterThan(20);
    expect(
      names.filter((name) => !Object.hasOwn(words.fact, name) && !Object.hasOwn(words.field, name)),
    ).toEqual([]);
  });

  it('say every code of them', () => {
    const missing = facts.flatMap(({ name, codes }) =>
      codes
        .filter((code) => !Object.hasOwn(words.values[name] ?? {}, code))
        .map((code) => `${name}: ${code}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('say the reasons of an offer as the list of reasons does', () => {
    const reasons = readFileSync(join(import.meta.dirname, '../../resources/reasons.json'), 'utf8');
    for (const [code, word] of Object.entries(words.values['offerReason'] ?? {}))
      expect(reasons.replaceAll(/\s+/g, ' ')).toContain(`"code": "${code}", "name": "${word}"`);
  });

  it('name every field of an application, an offer and a decision, and say every code in them', () => {
    const shapes = [applicationFactsSchema.shape, offerFactsSchema.shape];
    const names = [
      ...importKinds.flatMap((kind) => fieldsOf(kind)),
      ...shapes.flatMap((shape) => Object.keys(shape)),
    ];
    expect([...new Set(names)].filter((name) => fieldWord(words, name) === name)).toEqual([]);
    const missing = shapes.flatMap((shape) =>
      Object.entries(shape).flatMap(([name, schema]) =>
        factsOf(name, schema).flatMap((fact) =>
          fact.codes
            .filter((code) => !Object.hasOwn(words.values[fact.name] ?? {}, code))
            .map((code) => `${fact.name}: ${code}`),
        ),
      ),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});
