import { describe, expect, it } from 'vitest';
import { decideFixBasis } from '../../domain/decision/fix-basis.ts';
import { composedDocumentSchema } from '../../domain/document/blocks.ts';
import { composeForm } from '../../domain/document/form-document.ts';
import type { DecisionInput } from '../../domain/document/decision-input.ts';
import { composeDecision, releaseDocument } from '../../domain/document/party-decision.ts';
import { reasonPhrase } from '../../domain/document/refusal.ts';
import { textsToConfirm, type Confirmations } from '../../domain/document/texts.ts';
import { answerText } from '../../domain/form/answers.ts';
import type { Answers } from '../../domain/ledger/payload.ts';
import {
  approval,
  caseId,
  clearCheck,
  contextOf,
  day,
  employerOf,
  grantAnswers,
  reference,
  refusalAnswers,
  team,
  today,
  type ContextWishes,
} from '../form/case-setup.ts';
import { pageText } from './page-text.ts';

function inputOf(wishes: ContextWishes = {}, answers: Answers = {}): DecisionInput {
  const context = contextOf(wishes);
  const base = context.outcome === 'grant' ? grantAnswers : refusalAnswers;
  const fixed = decideFixBasis({ heads: context.state.heads, answers: { ...base, ...answers } }, context);
  if (!fixed.ok) throw new Error(JSON.stringify(fixed.error));
  const { outcome, period, decider } = fixed.value;
  return {
    reference,
    caseId,
    team,
    answers: fixed.value.answers,
    outcome,
    decider,
    basisDay: today,
    registered: { barNumber: 'BÄR-100001', day: day('2026-11-24') },
    confirmations: {},
    demo: false,
    ...(period === undefined ? {} : { period }),
  };
}

const confirmed: Confirmations = Object.fromEntries(
  textsToConfirm(reference).flatMap(({ pin, ids }) =>
    ids.map((id) => [
      id,
      [{ act: 0, value: { texts: pin, day: today, source: 'Rättsavdelningen', example: false } }],
    ]),
  ),
);

function composed(input: DecisionInput) {
  const result = composeDecision(input);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  composedDocumentSchema.parse(result.value.document);
  return result.value;
}

const page = (wishes: ContextWishes = {}, answers: Answers = {}) =>
  pageText(composed({ ...inputOf(wishes, answers), confirmations: confirmed }).document);

describe('the decision to the applicant', () => {
  it('DO-1 a grant says what, why, on what ground, what applies and what can be done', async () => {
    await expect(page()).toMatchFileSnapshot('grant.txt');
  });

  it('DO-1 a part-time grant with remarks, conditions and a presenter', async () => {
    const employer = employerOf(
      clearCheck,
      { ...approval, answer: 'remarks', weighed: 'Handledaren är på plats alla dagar' },
      { ...approval, organisation: 'Akavia', answer: 'noAnswer', askedOn: '2026-11-01', dueOn: '2026-11-14' },
      {
        ...approval,
        organisation: 'Sveriges Ingenjörer',
        answer: 'objects',
        weighed: 'uppgifterna inte ersätter någon anställd.',
      },
      { ...approval, organisation: 'Ledarna', answer: 'abstains' },
    );
    const answers = {
      '4.5': 'studies',
      '4.5b': 'du läser svenska de övriga timmarna.',
      '6.5': '2007:414',
      '7.3': 'Du behöver en svensk referens för att få arbete som elkraftsingenjör',
      '7.7': 'Per Ek',
      '7.8': 'Eva Holm',
      '7.12': 'Du deltar i ett uppföljningssamtal i februari\nDu får låna skyddskläder.',
    };
    const text = page({ employer, offer: { extent: { kind: 'percent', percent: 75 } } }, answers);
    await expect(text).toMatchFileSnapshot('grant-part-time.txt');
  });

  it('DO-2 a refusal says why, what the applicant said, the provisions and the way on', async () => {
    const answers = {
      '6.6': 'du inte har arbetat i yrket sedan 2024.',
      '6.6b': '2026-11-10',
      '7.5e': 'två års uppehåll inte är mer än andra sökande har',
    };
    await expect(page({ outcome: 'refusal' }, answers)).toMatchFileSnapshot('refusal.txt');
  });

  it('DO-3 a refusal for a bar tells nothing of the employer, whatever the caseworker wrote', async () => {
    const barred = employerOf({ ...clearCheck, outcome: 'bar', note: 'skatteskuld' }, approval);
    const answers = {
      '7.2': 'C1',
      '7.3': 'Arbetsgivaren har skulder hos Kronofogden och är i konkurs efter ekobrott.',
    };
    const text = page({ outcome: 'refusal', employer: barred }, answers);
    expect(text).not.toMatch(/skuld|kronofogd|konkurs|brott|skatt|bolagsverket|betalning/iu);
    await expect(text).toMatchFileSnapshot('refusal-c1.txt');
  });

  it('DO-4 holds nothing of the person beyond name and number', () => {
    for (const text of [page(), page({ outcome: 'refusal' })]) {
      expect(text).not.toMatch(
        /Iran|female|kvinna|amina@|070-|Exempelvägen|tidsbegränsat|2027-12-31|JS-2026B/iu,
      );
      expect(text.match(/\d{8}-\d{4}/g)).toEqual(['19900704-2386']);
    }
  });

  it('DO-4 holds the address only where it goes by post', () => {
    expect(page({}, { '2.5': 'post' })).toContain('Amina Öztürk\nExempelvägen 7\n123 45 Provstad\nDatum');
  });

  it('DO-5 is a proposal until BÄR is recorded', () => {
    const { registered: _registered, ...draft } = inputOf();
    const { document } = composed({ ...draft, confirmations: confirmed });
    expect(document.draftHead).toBe('FÖRSLAG TILL BESLUT. Gäller inte. Beslutet fattas i BÄR.');
    expect([document.letterhead.documentKind, ...document.letterhead.meta.map((row) => row.value)]).toEqual([
      'FÖRSLAG TILL BESLUT',
      'Inte beslutat',
      'Nummer i BÄR saknas',
      '19900704-2386',
    ]);
  });

  it('DO-6 bears head and marks until every text in it is confirmed', () => {
    const { document, unconfirmed } = composed(inputOf());
    expect(unconfirmed).toEqual([
      'basis.2000:634',
      'duties.4',
      'value.reviewAddress',
      'review.O2',
      'value.contact',
      'value.privacy',
    ]);
    expect(document.draftHead).toBeDefined();
    expect(pageText(document).match(/«\[att bekräfta\]»/g)).toHaveLength(unconfirmed.length);
    const some = Object.fromEntries(Object.entries(confirmed).filter(([id]) => id !== 'duties.4'));
    expect(composed({ ...inputOf(), confirmations: some })).toMatchObject({
      unconfirmed: ['duties.4'],
      document: { draftHead: document.draftHead },
    });
  });

  it('DO-6 a confirmation of another wording does not count', () => {
    const other = Object.fromEntries(
      Object.entries(confirmed).map(([id, register]) => [
        id,
        register.map((one) => ({
          ...one,
          value: { ...one.value, texts: { ...one.value.texts, sha256: 'ff'.repeat(32) } },
        })),
      ]),
    );
    expect(composed({ ...inputOf(), confirmations: other }).unconfirmed).toHaveLength(6);
  });

  it('DO-7 a stored page loses head and marks once all is confirmed, and nothing else', () => {
    for (const input of [inputOf(), inputOf({ outcome: 'refusal' }, { '7.2': 'A2', '7.2b': 'C1' })]) {
      const stored = composed(input).document;
      const now = composed({ ...input, confirmations: confirmed });
      expect(releaseDocument(stored, now.unconfirmed)).toEqual(now.document);
      expect(releaseDocument(stored, ['duties.4'])).toEqual(stored);
    }
  });

  it('DO-8 an empty merge field is an error, never printed', () => {
    const input = inputOf();
    const { '3.4': _supervisor, '3.3b': _address, ...rest } = input.answers;
    expect(composeDecision({ ...input, answers: rest })).toEqual({
      ok: false,
      error: {
        tag: 'documentIncomplete',
        problems: [
          { tag: 'mergeFieldEmpty', id: 'value.workplace', field: 'adress' },
          { tag: 'mergeFieldEmpty', id: 'answers', field: 'handledare' },
        ],
      },
    });
  });

  it('DO-8 what a caseworker wrote with braces stays their words', () => {
    expect(page({}, { '7.3': 'Du har läst {ett} program om kraftsystem i Addis Abeba.' })).toContain(
      'läst {ett} program',
    );
  });

  it('DO-9 prints one review text, by the legal ground', () => {
    expect(composed(inputOf({}, { '6.5': '2007:414' })).unconfirmed).not.toContain('review.O2');
    expect(page().match(/Du kan begära att vi omprövar beslutet/g)).toHaveLength(1);
    expect(page()).not.toMatch(/överklag/iu);
  });

  it('DO-10 leaves the decider’s name out of the notice where that is decided', () => {
    const text = page({}, { '7.11': true, '7.11b': 'Hot', '7.7': 'Per Ek' });
    expect(text).not.toMatch(/Sara Lindqvist|Per Ek|Hot/u);
    expect(text).toContain('(33 § fjärde stycket förvaltningslagen (2017:900))');
  });

  it('DO-10 names whoever decided, presented and took part in the original beside it, which says what it is', () => {
    const names = { '7.11': true, '7.11b': 'Hot', '7.7': 'Per Ek', '7.8': 'Ulla Ask' };
    const { document } = composed({ ...inputOf({}, names), confirmations: confirmed, original: true });
    expect([document.variant, document.docId, document.title]).toEqual([
      'original',
      `original-${caseId}`,
      'Beslut om arbetspraktik, original',
    ]);
    const text = pageText(document);
    for (const name of ['Sara Lindqvist', 'Per Ek', 'Ulla Ask']) expect(text).toContain(name);
    expect(text).toContain('Lämnas inte ut som underrättelse');
  });

  it('DO-15 prints what can be told in place of the reasons, at a grant as at a refusal', () => {
    const told = 'Vi bedömer att platsen ger dig den erfarenhet som arbetsgivare i Sverige frågar efter.';
    const kept = { '7.3': 'Syskonets sjukdom gör att du behöver ha platsen nära hemmet hela hösten.' };
    const protect = { ...kept, '7.4': 'protect', '7.4b': 'Uppgift om en närstående', '7.4c': told };
    for (const outcome of ['grant', 'refusal'] as const) {
      const text = page({ outcome }, protect);
      expect(text).toContain(told);
      expect(text).toContain('En del av skälen är utelämnad till skydd för enskilds förhållanden.');
      expect(text).not.toMatch(/Syskonets|närstående/u);
      expect(text).not.toContain(answerText(grantAnswers, '6.3')?.slice(0, 40));
      expect(page({ outcome }, kept)).toContain('Syskonets');
    }
  });

  it('DO-15 tells it beside the fixed wording of 9 b § too', () => {
    const told = 'Arbetsgivaren får inte ta emot en anvisning just nu, och det beror inte på dig.';
    const kept = {
      '7.2': 'C1',
      '7.3': 'Bolaget har restförda skatter på flera miljoner kronor sedan i våras.',
    };
    const protect = { ...kept, '7.4': 'protect', '7.4b': 'Arbetsgivarens ekonomi', '7.4c': told };
    const text = page({ outcome: 'refusal' }, protect);
    expect(text).toContain(told);
    expect(text).not.toMatch(/restförda|Arbetsgivarens ekonomi/u);
    expect(page({ outcome: 'refusal' }, { ...kept, '7.4c': told })).not.toContain(told);
  });

  it('DO-15 asks for what can be told', () => {
    expect(() => inputOf({}, { '7.4': 'protect', '7.4b': 'Uppgift om en närstående' })).toThrow('"7.4c"');
  });

  it('DO-11 is marked as example in a demo store', () => {
    expect(composed({ ...inputOf(), demo: true }).document.demoMark).toBe('EXEMPEL – påhittade uppgifter');
    expect(composed(inputOf()).document.demoMark).toBeUndefined();
  });

  it('DO-12 has no personal data in title, id, subject or footer', () => {
    const { title, docId, subject, footer } = composed(inputOf()).document;
    expect([title, docId, subject, footer.text].join(' ')).not.toMatch(/Amina|Öztürk|1990|JS-|Fjällbo/u);
  });
});

describe('model wordings for reasons', () => {
  it('DO-8 merge only when every value is known', () => {
    expect(reasonPhrase(reference.texts, 'A1', { dag: '1 november 2026' })).toContain(
      'upphörde den 1 november 2026.',
    );
    expect(reasonPhrase(reference.texts, 'A1', {})).toBeUndefined();
    expect(reasonPhrase(reference.texts, 'B4', {})).toBeUndefined();
  });

  it('DO-2 every refusal reason has a provision and a way on', () => {
    for (const { code } of reference.reasons.lists.refusal.groups.flatMap((group) => group.reasons)) {
      expect(page({ outcome: 'refusal' }, { '7.2': code })).toContain('## Bestämmelser\n- ');
    }
  });
});

describe('the supplementary form as a document', () => {
  const form = (outcome: 'grant' | 'refusal', confirmations: Confirmations = confirmed) => {
    const { answers, team: group } = inputOf({ outcome });
    const result = composeForm({
      reference,
      caseId,
      applicationId: 'JS-2026B-00001',
      team: group,
      answers,
      outcome,
      day: today,
      confirmations,
      demo: false,
    });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return composedDocumentSchema.parse(result.value);
  };

  it('DO-13 is always a proposal and prints every part with numbers, labels and answers', async () => {
    await expect(pageText(form('grant'))).toMatchFileSnapshot('form-grant.txt');
  });

  it('DO-14 never prints 2.3, and of a refusal no period', () => {
    for (const outcome of ['grant', 'refusal'] as const) {
      expect(pageText(form(outcome))).not.toMatch(/^2\.3 |kvinna/mu);
    }
    expect(pageText(form('refusal'))).not.toMatch(/^4\.\d/mu);
  });

  it('DO-6 marks the fields that rest on something unread', () => {
    const fields = form('grant', {}).blocks.filter((block) => block.kind === 'field');
    const marked = fields
      .filter((block) => block.value.some((run) => run.style === 'mark'))
      .map((block) => block.number);
    expect(marked).toEqual(['1.7', '4.3', '4.5', '5.1', '5.7']);
  });
});
