// Owns: what a view shows when it has nothing, waits, works on something long, or was refused.
// Must not: show a wait under 150 ms, nor guess a time.
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../lib/api.ts';
import { formatCount } from '../lib/format.ts';
import { useProblemSentence } from '../lib/words.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What would be here and how to get it. */
export function Empty({
  title,
  children,
  acts,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly acts?: ReactNode;
}) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <div className="quiet">{children}</div>
      {acts === undefined ? null : <div className="row">{acts}</div>}
    </div>
  );
}

export function Waiting({ label }: { readonly label?: string }) {
  const { t } = useTranslation('common');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting quiet" role="status">
      {shown ? (label ?? t('waiting')) : ''}
    </p>
  );
}

/** The refusal's own sentence, and a way to try again when there is one. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('common');
  const sentence = useProblemSentence();
  return (
    <Notice
      tone="bad"
      live
      acts={onRetry === undefined ? undefined : <Button onPress={onRetry}>{t('tryAgain')}</Button>}
    >
      {sentence(problemOf(error))}
    </Notice>
  );
}

type ProgressProps = { readonly label: string; readonly done: number; readonly total: number };

export function Progress({ label, done, total }: ProgressProps) {
  const known = total > 0;
  return (
    <div className="progress">
      <span className="progress-label">
        {label}{' '}
        {known ? (
          <span className="quiet nowrap">{`${formatCount(done)} / ${formatCount(total)}`}</span>
        ) : null}
      </span>
      <progress aria-label={label} max={known ? total : undefined} value={known ? done : undefined} />
    </div>
  );
}
