import { describe, expect, it } from 'vitest';
import { decideFixBasis } from '../../domain/decision/fix-basis.ts';
import { decisionInputOf, draftInputOf, unconfirmedNow } from '../../domain/decision/print-state.ts';
import { decideRegister } from '../../domain/decision/register.ts';
import { composeDecision } from '../../domain/document/party-decision.ts';
import { textsToConfirm } from '../../domain/document/texts.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import {
  caseId,
  caseOf,
  contextOf,
  day,
  fold,
  grantAnswers,
  reference,
  refusalAnswers,
  team,
  today,
} from '../form/case-setup.ts';

const context = contextOf();
const common = { reference, caseId, team, confirmations: {}, demo: false };
const fixed = decideFixBasis({ heads: context.state.heads, answers: grantAnswers }, context);
if (!fixed.ok) throw new Error(JSON.stringify(fixed.error));
const based = fold(caseFold, [fixed.value], caseOf());

function registeredWith(outcome: 'grant' | 'refusal') {
  const result = decideRegister(
    {
      heads: based.heads,
      barNumber: 'BÄR-1',
      day: today,
      outcome,
      source: 'hand',
      kept: { outcome: 'theirs' },
      supplement: refusalAnswers,
    },
    { ...common, state: based, today, renderer: 'tagged-1' },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { payload: result.value.payload, state: fold(caseFold, [result.value.payload], based) };
}

describe('what stands and what prints', () => {
  it('DO-5 the form in work, the fixed basis and the registered decision compose the same words', () => {
    const words = (input: Parameters<typeof composeDecision>[0] | undefined) => {
      const result = input && composeDecision(input);
      return result?.ok ? result.value.document.blocks : undefined;
    };
    const draft = words(draftInputOf(context, grantAnswers, common));
    expect(draft).toBeDefined();
    expect(words(decisionInputOf(decisionStanding(based), common))).toEqual(draft);
    expect(words(decisionInputOf(decisionStanding(registeredWith('grant').state), common))).toEqual(draft);
    expect(decisionInputOf({ status: 'undecided' }, common)).toBeUndefined();
  });

  it('DO-7 the page composed anew is the stored one', () => {
    const { payload, state } = registeredWith('grant');
    const input = decisionInputOf(decisionStanding(state), common);
    const again = input && composeDecision(input);
    expect(again?.ok && again.value.document).toEqual(payload.documents['party']);
  });

  it('DO-7 a page that cannot be composed anew waits for every text', () => {
    const input = decisionInputOf(decisionStanding(registeredWith('refusal').state), common);
    if (!input) throw new Error('no input');
    expect(unconfirmedNow(input)).toEqual(textsToConfirm(reference).flatMap((one) => one.ids));
  });

  it('DO-5 a draft names no number and no day of BÄR', () => {
    const input = decisionInputOf(decisionStanding(based), common);
    expect(input?.registered).toBeUndefined();
    expect(input?.basisDay).toBe(day('2026-11-22'));
  });
});
