// Owns: the open case: who, where it stands, what the rules propose, verdict buttons, and its parts below.
// Must not: show anything personal of a case with protected identity.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { rowOf, rowsVersion } from '../../lib/case-rows.ts';
import { useStore } from '../../lib/external-store.ts';
import { useOperation } from '../../lib/operations.ts';
import { useSettings } from '../../lib/settings.tsx';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { Checks, Facts, History, Offers, OtherApplications, Verdicts } from './case-parts.tsx';
import { colourTones, conclusionTones, stepTone } from './columns.tsx';

export const casePaneId = 'case-pane';

type CasePaneProps = {
  readonly id: string | null;
  readonly onVerdict: (conclusion: Conclusion) => void;
  readonly onOpen: (id: string) => void;
  /** The line that asks for a reason, in place. */
  readonly line: ReactNode;
};

export function CasePane({ id, onVerdict, onOpen, line }: CasePaneProps) {
  const { t } = useTranslation('review');
  useStore(rowsVersion);
  const { data: view, error, refetch } = useOperation('review.case', { id: id ?? '' }, { enabled: id !== null });
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [id]);
  if (id === null) {
    return (
      <section className="case" aria-label={t('case.name')}>
        <Empty title={t('case.emptyTitle')}>{t('case.empty')}</Empty>
      </section>
    );
  }
  const shown = view?.row.caseId === id ? view : undefined;
  // The row from the list may be newer: a verdict shows there before main has answered.
  const row = rowOf(id) ?? shown?.row;
  return (
    <section ref={scroller} id={casePaneId} className="case" aria-label={t('case.name')} tabIndex={0}>
      {row === undefined ? null : <Head row={row} view={shown} />}
      {row === undefined || row.stub ? null : <VerdictBar row={row} onVerdict={onVerdict} />}
      {line}
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {shown === undefined ? error ? null : <Waiting /> : <Parts view={shown} onOpen={onOpen} />}
    </section>
  );
}

function Head({ row, view }: { readonly row: CaseRow; readonly view: CaseView | undefined }) {
  const { t } = useTranslation('review');
  const code = useCode();
  if (row.stub) {
    return (
      <header className="case-head">
        <h2>{row.applicationId}</h2>
        <Notice tone="check" title={code('step', 'special')}>
          {t('case.protected')}
        </Notice>
      </header>
    );
  }
  return (
    <header className="case-head">
      <h2>{`${row.givenName} ${row.familyName}`}</h2>
      <p className="case-numbers">
        <span className="nowrap">{formatIdentityNumber(row.identityNumber ?? '') || t('case.noNumber')}</span>
        <span className="nowrap">{row.applicationId}</span>
        <span className="nowrap">{code('targetGroup', row.targetGroup)}</span>
        {row.colour === null ? null : (
          <span className="nowrap">
            <span className="quiet">{t('case.colour')}</span>{' '}
            <Mark tone={colourTones[row.colour] ?? 'none'} word={code('colour', row.colour)} />
          </span>
        )}
      </p>
      <p className="case-standing">
        <Mark soft tone={stepTone(row.step)} word={code('step', row.step)} />
        {view === undefined ? null : <Proposal view={view} />}
      </p>
      {view === undefined ? null : <Warnings view={view} />}
    </header>
  );
}

function Proposal({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const { conclusion, toCheck } = view.proposal;
  return (
    <span>
      <span className="quiet">{t('case.proposal')}</span>{' '}
      <Mark tone={conclusionTones[conclusion] ?? 'none'} word={code('conclusion', conclusion)} />
      {toCheck === 0 ? '' : `, ${t('case.toCheck', { count: toCheck })}`}
    </span>
  );
}

function Warnings({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const lines = [
    view.row.conflict ? t('case.conflict') : null,
    view.decidedWithoutSeeing ? t('case.withoutSeeing') : null,
    view.newer > 0 ? t('case.newer', { count: view.newer }) : null,
    view.notEntitled > 0 ? t('case.notEntitled', { count: view.notEntitled }) : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <Notice tone="bad">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

const conclusions: readonly Conclusion[] = ['eligible', 'needsCheck', 'notEligible'];

function VerdictBar({ row, onVerdict }: { readonly row: CaseRow; readonly onVerdict: (conclusion: Conclusion) => void }) {
  const { t } = useTranslation('review');
  const { settings } = useSettings();
  const code = useCode();
  return (
    <div className="verdict-bar" role="group" aria-label={t('case.verdict')}>
      {conclusions.map((conclusion, index) => (
        <Button
          key={conclusion}
          {...(settings.singleKeys ? { keys: String(index + 1) } : {})}
          aria-pressed={row.conclusion === conclusion}
          onPress={() => onVerdict(conclusion)}
        >
          <Mark tone={conclusionTones[conclusion] ?? 'none'} word={code('conclusion', conclusion)} />
        </Button>
      ))}
    </div>
  );
}

function Parts({ view, onOpen }: { readonly view: CaseView; readonly onOpen: (id: string) => void }) {
  if (view.row.stub) return <History view={view} />;
  return (
    <>
      <Checks checks={view.checks} />
      <Verdicts verdicts={view.verdicts} />
      <Offers offers={view.offers} row={view.row} />
      <Facts view={view} />
      <OtherApplications view={view} onOpen={onOpen} />
      <History view={view} />
    </>
  );
}
