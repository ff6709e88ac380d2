// Owns: motstridiga beslut och uppgifter: two acts side by side like two paper copies, ended by a person with a reason.
// Must not: merge them, nor suggest which holds.
import './exchange.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictView } from '../../../ipc/review.ts';
import { formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { useActWords, useSideWords } from './act-words.ts';
import { ResolveDialog } from './resolve-dialog.tsx';

const keyOf = (conflict: ConflictView): string =>
  `${conflict.caseId}-${conflict.kind}-${conflict.field ?? ''}`;

export function ConflictsPage() {
  const { t } = useTranslation('exchange');
  const { data, error, refetch } = useOperation('conflicts.list', {});
  return (
    <Page
      title={t('conflicts.title')}
      lead={t('conflicts.lead')}
      acts={<a href="#/exchange">{t('conflicts.toExchange')}</a>}
    >
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data?.length === 0 ? <Empty title={t('conflicts.none')}>{t('conflicts.noneText')}</Empty> : null}
      {data?.map((conflict) => (
        <Conflict key={keyOf(conflict)} conflict={conflict} />
      ))}
    </Page>
  );
}

function Conflict({ conflict }: { readonly conflict: ConflictView }) {
  const { t } = useTranslation('exchange');
  const words = useSideWords();
  const [resolving, setResolving] = useState(false);
  const kind =
    conflict.field === null
      ? t(`conflicts.kind.${conflict.kind}`)
      : t('conflicts.kind.field', { field: words('field', conflict.field) });
  return (
    <Section
      title={`${conflict.name === '' ? t('merge.newOrSpecial') : conflict.name} · ${conflict.applicationId}`}
      note={kind}
      acts={<Button onPress={() => setResolving(true)}>{t('resolve.open')}</Button>}
    >
      <div className="copies">
        {conflict.sides.map((side, index) => (
          <Copy key={side.event} conflict={conflict} side={side} letter={String.fromCharCode(65 + index)} />
        ))}
      </div>
      {resolving ? <ResolveDialog conflict={conflict} onClose={() => setResolving(false)} /> : null}
    </Section>
  );
}

type CopyProps = {
  readonly conflict: ConflictView;
  readonly side: ConflictView['sides'][number];
  readonly letter: string;
};

function Copy({ conflict, side, letter }: CopyProps) {
  const { t } = useTranslation('exchange');
  const act = useActWords();
  const words = useSideWords();
  const title =
    conflict.kind === 'decision'
      ? act(side.title)
      : conflict.kind === 'verdict'
        ? words('value', side.title)
        : words('field', side.title);
  return (
    <article className="copy" aria-label={t('conflicts.copy', { letter, by: side.by })}>
      <p className="quiet">{t('conflicts.copyOf', { letter })}</p>
      <h3>{title}</h3>
      <p>{t('conflicts.byAt', { by: side.by, at: formatMoment(side.at) })}</p>
      <dl className="facts">
        {side.facts.map((fact) => (
          <div key={fact.label} className="copy-fact">
            <dt>{words('label', fact.label)}</dt>
            <dd>{words('value', fact.value)}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
