// Owns: saying of two cases that they are one application, or two. Must not: choose which of them is handled.
import { useTranslation } from 'react-i18next';
import type { InboxDetail } from '../../../ipc/colleagues/conflicts.ts';
import { useAct } from '../../lib/operations.ts';
import { ended, formOf, refreshed } from './end-forms.tsx';
import { ReasonedForm } from './reasoned-form.tsx';
import { letterOf } from './words.ts';

type PairProps = { readonly detail: InboxDetail };

const apart = 'apart';

/** Either case may lead, or they are two. */
export function JoinForm({ detail }: PairProps) {
  const { t } = useTranslation('conflicts');
  const join = useAct('cases.join', refreshed);
  const part = useAct('cases.part', refreshed);
  const [one = '', other = ''] = detail.cases;
  const heads = [[...detail.heads], [...detail.otherHeads]] as const;
  const ids = detail.copies.map((copy) => {
    const line = copy.lines.find((each) => each.label === 'applicationId');
    return typeof line?.value === 'string' ? line.value : '';
  });
  const send = (choice: string, reason: string, letGo: () => void) => {
    if (choice === apart) {
      const input = { one, oneHeads: heads[0], other, otherHeads: heads[1], reason };
      part.mutate(input, { onSuccess: () => ended(letGo, t('join.apartDone')) });
      return;
    }
    const isFirst = choice === one;
    const input = {
      leads: isFirst ? one : other,
      leadsHeads: isFirst ? heads[0] : heads[1],
      follows: isFirst ? other : one,
      followsHeads: isFirst ? heads[1] : heads[0],
      reason,
    };
    join.mutate(input, { onSuccess: () => ended(letGo, t('join.done')) });
  };
  return (
    <ReasonedForm
      form={formOf(detail)}
      title={t('join.title')}
      question={t('join.question')}
      help={t('join.help')}
      run={t('join.run')}
      choices={[
        { value: one, label: t('join.leads', { letter: letterOf(0), id: ids[0] ?? '' }) },
        { value: other, label: t('join.leads', { letter: letterOf(1), id: ids[1] ?? '' }) },
        { value: apart, label: t('join.apart') },
      ]}
      busy={join.isPending || part.isPending}
      error={join.error ?? part.error}
      onSend={send}
    />
  );
}

export function PartForm({ detail }: PairProps) {
  const { t } = useTranslation('conflicts');
  const part = useAct('cases.part', refreshed);
  const [one = '', other = ''] = detail.cases;
  return (
    <ReasonedForm
      form={formOf(detail)}
      title={t('part.title')}
      question={t('part.question')}
      help={t('part.help')}
      run={t('part.run')}
      choices={[{ value: apart, label: t('part.apart') }]}
      busy={part.isPending}
      error={part.error}
      onSend={(_, reason, letGo) =>
        part.mutate(
          { one, oneHeads: [...detail.heads], other, otherHeads: [...detail.otherHeads], reason },
          { onSuccess: () => ended(letGo, t('part.done')) },
        )
      }
    />
  );
}
