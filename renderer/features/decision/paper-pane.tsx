// Owns: the page as it will print, beside the form: the decision or the form itself. Must not: compose; main does.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
import { RadioField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Paper } from './paper.tsx';

const sides = ['document', 'form'] as const;
type Side = (typeof sides)[number];
const isSide = (text: string): text is Side => sides.some((side) => side === text);

export function PaperPane({ view }: { readonly view: FormView }) {
  const { t } = useTranslation('decision');
  const [side, setSide] = useState<Side>('document');
  const shown = view[side];
  return (
    <section className="paper-pane" aria-label={t('paper.name')}>
      <div className="paper-choice">
        <RadioField
          label={t('paper.show')}
          value={side}
          onChange={(value) => {
            if (isSide(value)) setSide(value);
          }}
          choices={sides.map((each) => ({ value: each, label: t(`paper.${each}`) }))}
        />
      </div>
      <div className="paper-desk" tabIndex={0} role="region" aria-label={t('paper.page')}>
        {shown === null ? <Notice tone="info">{t('paper.notYet')}</Notice> : <Paper composed={shown} />}
      </div>
    </section>
  );
}
