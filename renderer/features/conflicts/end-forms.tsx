// Owns: ending what stands apart: choosing an act, having looked at facts, confirming or leaving acts.
// Must not: send another thing than was shown: the heads go with it.
import { useTranslation } from 'react-i18next';
import type { InboxDetail } from '../../../ipc/colleagues/conflicts.ts';
import type { OperationName } from '../../../ipc/names.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { ReasonedForm } from './reasoned-form.tsx';
import { isEmpty, letterOf, useItemWords, useLineWords } from './words.ts';

type EndProps = { readonly detail: InboxDetail };

export const refreshed: readonly OperationName[] = [
  'conflicts.list',
  'conflicts.item',
  'exchange.status',
  'app.today',
  'decision.form',
  'review.case',
  'undo.list',
  'offers.list',
  'employers.history',
];
/** Its id holds the cases' ids: a purge finds the form by them. */
export const formOf = ({ item }: InboxDetail): string => `conflict ${item.id}`;

export const ended = (letGo: () => void, words: string): void => {
  letGo();
  say(words);
};
const none = 'none';
const shownValues = 3;

/** A decision may also be left undecided again; one that BÄR has made must stand, and main says so. */
export function ChooseForm({ detail }: EndProps) {
  const { t } = useTranslation('conflicts');
  const words = useLineWords();
  const item = useItemWords();
  const settle = useAct('conflicts.settle', refreshed);
  const { id } = detail.item;
  const sides = detail.copies.map((copy, index) => {
    const differing = copy.lines.filter((line) => line.differs);
    const written = differing.filter((line) => !isEmpty(line.value));
    const lines = [written, differing].find((some) => some.length > 0) ?? copy.lines;
    const what = lines
      .slice(0, shownValues)
      .map((line) => words.value(line))
      .join(', ');
    return {
      value: copy.event,
      label: t('choice', { letter: letterOf(index), by: copy.by, what }),
      disabled: !copy.choosable,
    };
  });
  const choices = detail.end === 'chooseOrNone' ? [...sides, { value: none, label: t('keepNone') }] : sides;
  return (
    <ReasonedForm
      form={formOf(detail)}
      title={t('choose.title')}
      question={t('choose.question')}
      help={t('choose.help')}
      run={t('choose.run')}
      choices={choices}
      busy={settle.isPending}
      error={settle.error}
      onSend={(keep, reason, letGo) =>
        settle.mutate(
          { id, heads: [...detail.heads], keep: keep === none ? null : keep, reason },
          { onSuccess: () => ended(letGo, t('choose.done', { whom: item.whom(detail.item) })) },
        )
      }
    />
  );
}

export function LookForm({ detail }: EndProps) {
  const { t } = useTranslation('conflicts');
  const item = useItemWords();
  const look = useAct('conflicts.look', refreshed);
  const outcomes = ['stands', 'toBeChanged'] as const;
  return (
    <ReasonedForm
      form={formOf(detail)}
      title={t('look.title')}
      question={t('look.question')}
      help={t('look.help')}
      run={t('look.run')}
      choices={outcomes.map((value) => ({ value, label: t(`look.${value}`) }))}
      busy={look.isPending}
      error={look.error}
      onSend={(outcome, reason, letGo) =>
        look.mutate(
          {
            id: detail.item.id,
            heads: [...detail.heads],
            outcome: outcome === 'stands' ? 'stands' : 'toBeChanged',
            reason,
          },
          { onSuccess: () => ended(letGo, t('look.done', { whom: item.whom(detail.item) })) },
        )
      }
    />
  );
}

export function SpeakForm({ detail }: EndProps) {
  const { t } = useTranslation('conflicts');
  const speak = useAct('conflicts.speak', refreshed);
  const { count } = detail.item;
  const effects = ['confirm', 'leave'] as const;
  return (
    <ReasonedForm
      form={formOf(detail)}
      title={t('speak.title')}
      question={t('speak.question')}
      help={t('speak.help')}
      run={t('speak.run')}
      choices={effects.map((value) => ({ value, label: t(`speak.${value}`, { count }) }))}
      busy={speak.isPending}
      error={speak.error}
      onSend={(effect, reason, letGo) =>
        speak.mutate(
          { id: detail.item.id, effect: effect === 'confirm' ? 'confirm' : 'leave', reason },
          {
            onSuccess: () =>
              ended(letGo, t(effect === 'confirm' ? 'speak.confirmed' : 'speak.left', { count })),
          },
        )
      }
    />
  );
}
