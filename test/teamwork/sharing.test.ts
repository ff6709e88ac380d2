// Proves WO-2 and WO-3: cases are divided by what each has, or by a rule that colleagues who have not met use alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseIdSchema, memberIdSchema, type CaseId, type MemberId } from '../../domain/ids.ts';
import { shareByRule, shareEvenly } from '../../domain/teamwork/sharing.ts';

const hex = (number: number) => number.toString(16).padStart(32, '0');
const caseOf = (number: number): CaseId => caseIdSchema.parse(hex(number));
const memberOf = (number: number): MemberId => memberIdSchema.parse(hex(number));
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: caseOf(at), barred: [] }));
const [asa, bo, cai] = [memberOf(1), memberOf(2), memberOf(3)];
const partOf = (shared: { readonly given: ReadonlyMap<MemberId, readonly CaseId[]> }, member: MemberId) =>
  shared.given.get(member) ?? [];

describe('WO-2 an even division', () => {
  it('gives to whom has the fewest, so that all end alike', () => {
    const open = new Map([[asa, 10]]);
    const shared = shareEvenly(many(20), { members: [asa, bo, cai], open });
    expect([asa, bo, cai].map((one) => partOf(shared, one).length)).toEqual([0, 10, 10]);
    expect(shared.left).toEqual([]);
  });

  it('stops at the limit and says which cases are left', () => {
    const shared = shareEvenly(many(10), { members: [asa, bo], open: new Map([[bo, 2]]), most: 4 });
    expect([asa, bo].map((one) => partOf(shared, one).length)).toEqual([4, 2]);
    expect(shared.left).toHaveLength(4);
  });

  it('never gives a case to who is barred from it', () => {
    const cases = [
      { id: caseOf(1), barred: [asa] },
      { id: caseOf(2), barred: [asa, bo] },
    ];
    const shared = shareEvenly(cases, { members: [asa, bo], open: new Map([[bo, 99]]) });
    expect(partOf(shared, bo)).toEqual([caseOf(1)]);
    expect(shared.left).toEqual([caseOf(2)]);
  });
});

describe('WO-3 the rule', () => {
  const group = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 });

  it('gives every case to exactly one, whatever the order of the list or of the members', () => {
    fc.assert(
      fc.property(group, fc.integer({ min: 1, max: 60 }), (numbers, count) => {
        const members = numbers.map(memberOf);
        const shared = shareByRule(many(count), members);
        const turned = shareByRule(many(count).reverse(), members.toReversed());
        const sorted = (of: typeof shared) => members.map((one) => [...partOf(of, one)].sort());
        expect(sorted(turned)).toEqual(sorted(shared));
        expect(members.flatMap((one) => partOf(shared, one))).toHaveLength(count);
      }),
    );
  });

  it('moves no case when another is missing from the list, and only to the new one when a colleague comes', () => {
    const whole = shareByRule(many(300), [asa, bo]);
    const without = shareByRule(
      many(300).filter((_, at) => at % 7 !== 0),
      [asa, bo],
    );
    for (const member of [asa, bo])
      for (const id of partOf(without, member)) expect(partOf(whole, member)).toContain(id);
    const three = shareByRule(many(300), [asa, bo, cai]);
    for (const member of [asa, bo])
      for (const id of partOf(three, member)) expect(partOf(whole, member)).toContain(id);
  });

  it('makes parts of about the same size', () => {
    const shared = shareByRule(many(3000), [asa, bo, cai]);
    for (const member of [asa, bo, cai]) {
      expect(partOf(shared, member).length).toBeGreaterThan(900);
      expect(partOf(shared, member).length).toBeLessThan(1100);
    }
  });
});
