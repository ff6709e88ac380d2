// Owns: the part of the open case about what leaves it: acts, what was given before, complaints.
// Must not: show anything of a case with protected identity, or give out without the dialog.
import './disclosure.css';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisclosureView, GiveInput } from '../../../ipc/disclosure.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/states.tsx';
import { ComplaintDialog } from './complaint-dialog.tsx';
import { GiveDialog } from './give-out-dialog.tsx';

type Opened =
  | { readonly kind: 'give'; readonly product: GiveInput['product'] }
  | { readonly kind: 'complaint'; readonly complaint: DisclosureView['complaints'][number] | null };

export type CaseGivenProps = { readonly id: string };

export function CaseGiven({ id }: CaseGivenProps) {
  const { t } = useTranslation('disclosure');
  const heading = useId();
  const { data, error } = useOperation('disclosure.view', { id });
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <section className="part" aria-labelledby={heading}>
      <div className="part-head">
        <h3 id={heading}>{t('part')}</h3>
      </div>
      {error ? <Failed error={error} /> : null}
      <div className="disclosure-acts">
        {products.map((product) => (
          <Button key={product} onPress={() => setOpened({ kind: 'give', product })}>
            {t(`act.${product}`)}
          </Button>
        ))}
        <Button onPress={() => setOpened({ kind: 'complaint', complaint: null })}>
          {t('act.complaint')}
        </Button>
      </div>
      {data === undefined ? null : (
        <Before view={data} onAnswer={(complaint) => setOpened({ kind: 'complaint', complaint })} />
      )}
      {opened?.kind === 'give' && data !== undefined ? (
        <GiveDialog id={id} product={opened.product} view={data} onClose={close} />
      ) : null}
      {opened?.kind === 'complaint' ? (
        <ComplaintDialog id={id} complaint={opened.complaint} onClose={close} />
      ) : null}
    </section>
  );
}

const products: readonly GiveInput['product'][] = ['caseFile', 'account', 'subjectAccess'];

type BeforeProps = {
  readonly view: DisclosureView;
  readonly onAnswer: (complaint: DisclosureView['complaints'][number]) => void;
};

function Before({ view, onAnswer }: BeforeProps) {
  const { t } = useTranslation('disclosure');
  if (view.disclosed.length === 0 && view.complaints.length === 0)
    return <p className="quiet">{t('nothing')}</p>;
  return (
    <ul className="stack-tight">
      {view.disclosed.map((one) => (
        <li key={`${one.at}-${one.product}`}>
          {t('given', { what: t(`product.${one.product}`), whom: t(`whom.${one.toWhom}`), day: one.day })}{' '}
          <span className="quiet">
            {one.by}
            {one.masked === 0 ? '' : `, ${t('maskedCount', { count: one.masked })}`}
          </span>
        </li>
      ))}
      {view.complaints.map((one) => (
        <li key={`${one.at}-${one.complaint}`}>
          {t('complaint.line', { day: one.receivedOn, whom: t(`whom.${one.fromWhom}`) })} {one.what}
          {one.answeredOn === null ? (
            <>
              {' '}
              <Button kind="link" onPress={() => onAnswer(one)}>
                {t('complaint.answerAct')}
              </Button>
            </>
          ) : (
            <span className="quiet"> {t('complaint.answered', { day: one.answeredOn })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
