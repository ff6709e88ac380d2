// Owns: one item of the inbox: what it is, its copies side by side, and the form that ends it in place.
// Must not: have a side chosen from the start.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxDetail, InboxItem } from '../../../ipc/colleagues/conflicts.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { ChooseForm, LookForm, SpeakForm } from './end-forms.tsx';
import { JoinForm, PartForm } from './pair-forms.tsx';
import { PaperCopy } from './paper-copy.tsx';
import { useItemWords } from './words.ts';

type DetailProps = { readonly item: InboxItem; readonly takesFocus: boolean };

export function ItemDetail({ item, takesFocus }: DetailProps) {
  const { t } = useTranslation('conflicts');
  const words = useItemWords();
  const id = useId();
  const { data, error, refetch } = useOperation('conflicts.item', { id: item.id });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section className="conflict-item" aria-labelledby={id}>
      <header className="stack-tight">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {words.whom(item)}
        </h2>
        <p>
          <strong>{words.kind(item)}</strong> <OpenCase caseId={item.caseId} />
        </p>
        <p className="conflict-explain">{t(`explain.${item.kind}`)}</p>
      </header>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Opened detail={data} />}
    </section>
  );
}

function OpenCase({ caseId }: { readonly caseId: string | null }) {
  const { t } = useTranslation('conflicts');
  const navigate = useNavigate();
  if (caseId === null) return null;
  return (
    <Button kind="link" onPress={() => void navigate({ to: '/review', search: { case: caseId } })}>
      {t('openCase')}
    </Button>
  );
}

const compared: ReadonlySet<InboxDetail['end']> = new Set(['choose', 'chooseOrNone', 'join', 'part']);

function Opened({ detail }: { readonly detail: InboxDetail }) {
  const { t } = useTranslation('conflicts');
  const isCompared = compared.has(detail.end) && detail.copies.length > 1;
  const left = detail.item.kind === 'acts' ? detail.item.count - detail.copies.length : 0;
  return (
    <>
      <div className="paper-copies">
        {detail.copies.map((copy, index) => (
          <PaperCopy key={`${copy.event}-${index}`} {...{ copy, index }} compared={isCompared} />
        ))}
      </div>
      {left > 0 ? <p className="quiet">{t('moreActs', { count: left })}</p> : null}
      <End detail={detail} />
    </>
  );
}

function End({ detail }: { readonly detail: InboxDetail }) {
  switch (detail.end) {
    case 'choose':
    case 'chooseOrNone':
      return <ChooseForm detail={detail} />;
    case 'look':
      return <LookForm detail={detail} />;
    case 'speak':
      return <SpeakForm detail={detail} />;
    case 'join':
      return <JoinForm detail={detail} />;
    case 'part':
      return <PartForm detail={detail} />;
  }
}
