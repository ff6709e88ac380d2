import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, lawfulTerms, type Query, type Term } from '../../domain/review/query.ts';
import { completions } from '../../domain/review/search-complete.ts';
import { formatQuery } from '../../domain/review/search-format.ts';
import { parseQuery } from '../../domain/review/search-parse.ts';
import { termWords } from '../../domain/review/words.ts';

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.error)}`);
  return result.value;
}

function problem(text: string) {
  const result = parseQuery(text);
  return result.ok ? result.value : result.error;
}

const term = (name: Term, cmp: Extract<Query, { op: 'term' }>['cmp'], value: string): Query => ({
  op: 'term',
  term: name,
  cmp,
  value,
});

describe('the search language', () => {
  it('an empty text matches every case', () => {
    expect(parsed('  ')).toEqual(everything);
  });

  it('reads the example of the product: words side by side mean both', () => {
    expect(parsed('färg:orange tillstånd<2027-06-01 område:teknik -samtycke')).toEqual({
      op: 'and',
      all: [
        term('colour', 'is', 'orange'),
        term('permitValidTo', 'lt', '2027-06-01'),
        term('area', 'is', 'technology'),
        { op: 'not', not: term('consent', 'is', 'yes') },
      ],
    });
  });

  it.each([
    ['läge:erbjuden', term('step', 'is', 'offered')],
    ['LÄGE:Erbjuden', term('step', 'is', 'offered')],
    ['slutsats:behörig', term('conclusion', 'is', 'eligible')],
    ['slutsats:kontrolleras', term('conclusion', 'is', 'needsCheck')],
    ['slutsats:"ej behörig"', term('conclusion', 'is', 'notEligible')],
    ['conclusion:not-eligible', term('conclusion', 'is', 'notEligible')],
    ['slutsats:ingen', { op: 'not', not: term('conclusion', 'present', '') }],
    ['intag:2026-autumn', term('intake', 'is', '2026-autumn')],
    ['intag:2026-höst', term('intake', 'is', '2026-autumn')],
    ['intag:"vår 2026 pilot"', term('intake', 'is', '2026-spring-pilot')],
    ['målgrupp:pilot', term('targetGroup', 'is', 'pilot')],
    ['arbetsgivare:"Fjällbo Teknik"', term('employer', 'words', 'Fjällbo Teknik')],
    ['kommun:Åre', term('municipality', 'words', 'Åre')],
    ['beslut:bifall', term('outcome', 'is', 'grant')],
    ['registrerad:nej', term('registered', 'is', 'no')],
    ['-registrerad', { op: 'not', not: term('registered', 'is', 'yes') }],
    ['saknas:handlingsplan', term('missing', 'is', 'actionPlanDate')],
    ['bär:finns', term('barNumber', 'present', '')],
    ['bär:bär-2600001', term('barNumber', 'is', 'BÄR-2600001')],
    ['Ibrahim', term('name', 'words', 'Ibrahim')],
    ['al-hassan', term('name', 'words', 'al-hassan')],
    ['JS-2026B-00412', term('applicationId', 'is', 'JS-2026B-00412')],
    ['00412', term('applicationId', 'words', '00412')],
    ['199007042386', term('identityNumber', 'is', '199007042386')],
    ['tillstånd>2027-06', term('permitValidTo', 'gt', '2027-06-30')],
    ['tillstånd<=2027', term('permitValidTo', 'le', '2027-12-31')],
    ['inkom:..2026-08-16', term('receivedDate', 'le', '2026-08-16')],
  ] as const)('%s', (text, query) => {
    expect(parsed(text)).toEqual(query);
  });

  it('ranges hold both ends', () => {
    expect(parsed('start:2027-01..2027-06-01')).toEqual({
      op: 'and',
      all: [term('startsOn', 'ge', '2027-01-01'), term('startsOn', 'le', '2027-06-01')],
    });
  });

  it('ten digits stand for both centuries, a plus for the older ones', () => {
    expect(parsed('900704-2386')).toEqual({
      op: 'or',
      any: [term('identityNumber', 'is', '199007042386'), term('identityNumber', 'is', '209007042386')],
    });
    expect(formatQuery(parsed('pnr:900704+2386'))).toBe('pnr:189007042386 eller pnr:199007042386');
  });

  it('och binds harder than eller; parentheses and commas group', () => {
    const one = parsed('färg:grön och ort:Åre eller färg:röd');
    expect(one).toEqual(parsed('(färg:grön ort:Åre) OR färg:red'));
    expect(parsed('färg:grön,orange inte läge:beviljad')).toEqual(
      parsed('(färg:grön eller färg:orange) NOT läge:beviljad'),
    );
  });

  it('words that the law keeps out of a search are refused with the law', () => {
    expect(problem('färg:grön födelseland:Irak')).toEqual({
      tag: 'unlawfulTerm',
      law: '14 § lagen (2002:546)',
      at: 10,
      length: 11,
      word: 'födelseland',
      suggestions: [],
    });
    expect(problem('telefon:070')).toMatchObject({
      tag: 'unlawfulTerm',
      law: '18 § förordningen (2002:623)',
    });
  });

  it.each([
    ['fäg:grön', { tag: 'unknownTerm', at: 0, length: 3, suggestions: ['färg'] }],
    ['färg:grn', { tag: 'unknownValue', at: 5, length: 3, suggestions: ['grön'] }],
    ['tillstånd<juni', { tag: 'notADate', at: 10, length: 4 }],
    ['start:2026-02-30', { tag: 'notADate' }],
    ['intag:2026', { tag: 'notAnIntake' }],
    ['pnr:12345678901', { tag: 'notAnIdentityNumber' }],
    ['färg:', { tag: 'missingValue', at: 5 }],
    ['färg<grön', { tag: 'comparisonNotForTerm' }],
    ['färg:grön eller', { tag: 'missingOperand' }],
    ['och', { tag: 'missingOperand', at: 0 }],
    ['()', { tag: 'missingOperand' }],
    ['(färg:grön', { tag: 'unbalancedParenthesis', at: 0 }],
    ['färg:grön)', { tag: 'unbalancedParenthesis', at: 9 }],
    ['namn:"Amal', { tag: 'unclosedQuote', at: 5 }],
    ['('.repeat(30), { tag: 'searchTooDeep' }],
    ['a'.repeat(2001), { tag: 'searchTooLong' }],
  ])('%s is refused with its place', (text, expected) => {
    expect(problem(text)).toMatchObject(expected);
  });

  const signs = 'färg:grön<>=()"-, ..2027åaeller inte och'.split('');
  test.prop([fc.string({ unit: fc.constantFrom(...signs) })])('no text makes it throw', (text) => {
    const result = parseQuery(text);
    expect(result.ok || result.error.at <= text.length).toBe(true);
  });
});

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));
const anyTerm: fc.Arbitrary<Query> = fc.constantFrom(...lawfulTerms).chain((name): fc.Arbitrary<Query> => {
  const { kind, values } = termWords[name];
  const present = fc.constant(term(name, 'present', ''));
  if (name === 'intake') {
    return fc.constantFrom('2026-spring', '2027-autumn-pilot').map((value) => term(name, 'is', value));
  }
  if (values)
    return fc.oneof(
      present,
      fc.constantFrom(...Object.keys(values)).map((value) => term(name, 'is', value)),
    );
  switch (kind) {
    case 'date':
      return fc.oneof(
        present,
        fc
          .tuple(fc.constantFrom('is', 'lt', 'le', 'gt', 'ge'), day)
          .map(([cmp, value]) => term(name, cmp, value)),
      );
    case 'code':
      return fc.oneof(
        present,
        fc.stringMatching(/^[A-Z0-9ÅÄÖ"-]{1,12}$/).map((value) => term(name, 'is', value)),
        fc.stringMatching(/^\d{1,8}$/).map((value) => term(name, 'words', value)),
      );
    case 'number':
      return fc.oneof(
        present,
        fc.stringMatching(/^\d{12}$/).map((value) => term(name, 'is', value)),
        fc.stringMatching(/^\d{4,8}$/).map((value) => term(name, 'words', value)),
      );
    default:
      return fc.oneof(
        present,
        fc
          .string({ minLength: 1 })
          .map((one) => one.normalize('NFC').trim())
          .filter((one) => one !== '')
          .map((value) => term(name, 'words', value)),
      );
  }
});
const anyNot = (inner: fc.Arbitrary<Query>): fc.Arbitrary<Query> =>
  inner.filter((one) => one.op !== 'not').map((not) => ({ op: 'not', not }));
const leaf = fc.oneof(anyTerm, anyNot(anyTerm));
const anyOr = fc.array(leaf, { minLength: 2, maxLength: 4 }).map((any): Query => ({ op: 'or', any }));
const anyAnd = fc
  .array(fc.oneof(leaf, anyOr, anyNot(anyOr)), { minLength: 2, maxLength: 4 })
  .map((all): Query => ({ op: 'and', all }));
const anyQuery = fc.oneof(
  leaf,
  anyOr,
  anyAnd,
  anyNot(anyAnd),
  fc.array(fc.oneof(leaf, anyAnd), { minLength: 2, maxLength: 3 }).map((any): Query => ({ op: 'or', any })),
);

describe('a query written out', () => {
  test.prop([anyQuery], { numRuns: 500 })('reads back to itself', (query) => {
    expect(parsed(formatQuery(query))).toEqual(query);
  });

  it('is Swedish', () => {
    expect(formatQuery(parsed('colour:green (area:hr or:x OR step:not-eligible)'.replace('or:x ', '')))).toBe(
      'färg:grön (område:hr eller läge:"ej behörig")',
    );
    expect(formatQuery(parsed('-conclusion:* permit<2027-06-01'))).toBe(
      'slutsats:ingen tillstånd<2027-06-01',
    );
    expect(formatQuery(everything)).toBe('');
  });
});

describe('completion', () => {
  it('offers terms, also by their English names', () => {
    expect(completions('färg:grön -samt', 15)).toEqual({
      from: 11,
      to: 15,
      items: [{ insert: 'samtycke:', label: 'samtycke' }],
    });
    expect(completions('colo', 4).items).toEqual([{ insert: 'färg:', label: 'färg' }]);
  });

  it('offers values after the colon, in quotation marks where needed', () => {
    expect(completions('slutsats:e', 10)).toEqual({
      from: 9,
      to: 10,
      items: [
        { insert: 'behörig', label: 'behörig' },
        { insert: '"ej behörig"', label: 'ej behörig' },
      ],
    });
    expect(completions('öve', 3).items).toEqual([{ insert: 'överlämnat:', label: 'överlämnat' }]);
    expect(completions('handed', 6).items).toEqual([{ insert: 'överlämnat:', label: 'överlämnat' }]);
    expect(completions('handed-over:j', 13)).toEqual({
      from: 12,
      to: 13,
      items: [{ insert: 'ja', label: 'ja' }],
    });
    expect(completions('födelseland:', 12).items).toEqual([]);
  });
});
