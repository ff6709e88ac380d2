// Owns: one case at the desk: registering its decision, and its answers one after another onto the clipboard.
// Must not: send a text to copy; main takes it from the store.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarDeskRow } from '../../../ipc/bar.ts';
import { useOperation } from '../../lib/operations.ts';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { BarFields } from './bar-fields.tsx';
import { BarRegister } from './bar-register.tsx';

type CaseProps = { readonly row: BarDeskRow; readonly place: string; readonly onRegistered: () => void };

export function BarCase({ row, place, onRegistered }: CaseProps) {
  const { t } = useTranslation('bar');
  const { data, error, refetch } = useOperation(
    'bar.fields',
    { id: row.caseId },
    { enabled: row.look === null },
  );
  const pane = useRef<HTMLElement>(null);
  // A new case takes the focus, so that its name is read and its keys act at once.
  useEffect(() => {
    if (!document.activeElement?.closest('[role="grid"]')) pane.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section className="bar-case stack" ref={pane} tabIndex={-1} aria-labelledby="bar-case-name">
      <header className="bar-case-head">
        <h2 id="bar-case-name">{row.name}</h2>
        <span className="quiet">
          {row.applicationId} · {t(`outcome.${row.outcome}`)} · {place}
        </span>
      </header>
      {row.look === null ? (
        <>
          {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
          {data === undefined && !error ? <Waiting /> : null}
          {data === undefined || error ? null : (
            <>
              <BarRegister view={data} onRegistered={onRegistered} />
              <BarFields view={data} />
            </>
          )}
        </>
      ) : (
        <Notice tone={row.look === 'sentBack' ? 'bad' : 'check'} live title={t(`look:title.${row.look}`)}>
          {t(`case.look.${row.look}`)} <a href={`#/decision?case=${row.caseId}`}>{t('case.open')}</a>
        </Notice>
      )}
    </section>
  );
}
