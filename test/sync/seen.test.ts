// Proves: the matrix of who has seen whose work says what files have shown, and no more (SY-29).
import { describe, expect, it } from 'vitest';
import { deviceIdSchema, memberIdSchema, type DeviceId } from '../../domain/ids.ts';
import { seenMatrix, type SeenCell } from '../../domain/sync/seen.ts';

const id = (letter: string) => letter.repeat(32);
const device = (letter: string) => deviceIdSchema.parse(id(letter));
const member = (letter: string) => ({ id: memberIdSchema.parse(id(letter)), devices: [device(letter)] });
const [asa, bo, cai] = [member('a'), member('b'), member('c')];

type Marks = Record<string, { seen: number; given: number }>;
const marks = (of: Marks) =>
  new Map(Object.entries(of).map(([letter, mark]) => [device(letter), mark] as const));

function matrix(here: Record<string, number>, shown: Record<string, Marks>): readonly SeenCell[] {
  return seenMatrix({
    self: asa.id,
    members: [asa, bo, cai],
    here: new Map(Object.entries(here).map(([letter, seq]) => [device(letter), seq] as [DeviceId, number])),
    shown: new Map(Object.entries(shown).map(([letter, of]) => [device(letter), marks(of)])),
  });
}

const cell = (cells: readonly SeenCell[], of: string, by: string) =>
  cells.find((one) => one.of === id(of) && one.by === id(by));

describe('who has seen what', () => {
  it('counts what a colleague has not shown, and how much of it was given', () => {
    const cells = matrix({ a: 10, b: 4 }, { b: { a: { seen: 6, given: 9 }, b: { seen: 4, given: 0 } } });
    expect(cell(cells, 'a', 'b')).toEqual({ of: asa.id, by: bo.id, missing: 4, given: 3 });
    expect(cell(cells, 'b', 'b')).toEqual({ of: bo.id, by: bo.id, missing: 0, given: 0 });
  });

  it('does not know of somebody who was never heard, whatever was given', () => {
    const cells = matrix({ a: 10 }, { c: { a: { seen: 0, given: 10 } } });
    expect(cell(cells, 'a', 'c')).toEqual({ of: asa.id, by: cai.id, missing: null, given: 10 });
  });

  it('says what is missing here when a colleague has shown more than we have', () => {
    const cells = matrix({ a: 10, b: 4 }, { b: { b: { seen: 7, given: 0 } } });
    expect(cell(cells, 'b', 'a')).toEqual({ of: bo.id, by: asa.id, missing: 3, given: 0 });
  });

  it('counts for the others what only one of them has shown', () => {
    const cells = matrix(
      { a: 10, b: 4 },
      { b: { b: { seen: 7, given: 0 } }, c: { b: { seen: 4, given: 4 } } },
    );
    expect(cell(cells, 'b', 'c')).toMatchObject({ missing: 3, given: 0 });
  });
});
