// Owns: one employer: its check, its unions, the cases it offered a place, and its history. Must not: show more of a person than the list.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerView } from '../../../ipc/decision.ts';
import { hasText } from '../../lib/i18n.ts';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { HistoryLines } from '../../ui/history/history-lines.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { checkState, unionState } from './employer-state.ts';
import { MoveDialog } from './move-dialog.tsx';
import type { OffersDialog } from './offers-dialog.ts';

type DetailProps = { readonly employer: EmployerView; readonly onDialog: (dialog: OffersDialog) => void };

export function EmployerDetail({ employer, onDialog }: DetailProps) {
  const { t } = useTranslation('offers');
  return (
    <section className="employer stack" aria-label={employer.name} tabIndex={-1}>
      <header>
        <h2 className="employer-name">{employer.name}</h2>
        <p className="quiet">
          {employer.soleTrader
            ? t('soleTrader')
            : t('orgNumber', { number: orgNumber(employer.organisationNumber) })}
        </p>
      </header>
      <CheckSection employer={employer} onDialog={onDialog} />
      <UnionSection employer={employer} onDialog={onDialog} />
      <CaseSection employer={employer} />
      <HistorySection employer={employer} />
    </section>
  );
}

const orgNumber = (digits: string | null): string =>
  digits === null ? '–' : `${digits.slice(0, 6)}-${digits.slice(6)}`;

function CheckSection({ employer, onDialog }: DetailProps) {
  const { t } = useTranslation('offers');
  const { check } = employer;
  const state = checkState(employer);
  const acts = (
    <Button onPress={() => onDialog({ kind: 'check', employers: [employer] })}>{t('act.check')}</Button>
  );
  return (
    <Section title={t('check.title')} acts={acts}>
      {employer.checkDiffers ? (
        <Notice tone="bad">
          {t('check.differs')} <Link to="/exchange/conflicts">{t('toConflicts')}</Link>
        </Notice>
      ) : (
        <Mark tone={state.tone} word={t(`check.${state.word}`)} />
      )}
      {check === null ? null : (
        <p className="quiet">
          {t('check.line', { day: check.day, by: check.by, sources: check.sources.join(', ') })}
        </p>
      )}
    </Section>
  );
}

function UnionSection({ employer, onDialog }: DetailProps) {
  const { t } = useTranslation('offers');
  const state = unionState(employer);
  const acts = (
    <Button onPress={() => onDialog({ kind: 'union', employers: [employer] })}>{t('act.union')}</Button>
  );
  return (
    <Section title={t('union.title')} acts={acts}>
      {employer.unions.length === 0 ? <Mark tone={state.tone} word={t('union.none')} /> : null}
      <ul className="stack-tight">
        {employer.unions.map((union) => (
          <li key={`${union.organisation}-${union.day}-${union.answer}`}>
            <Mark
              tone={union.answer === 'objects' || union.standing !== 'agreed' ? 'check' : 'good'}
              word={`${union.organisation}: ${t(`answer.${union.answer}`).toLowerCase()}`}
            />
            <span className="quiet">
              {' '}
              {t('union.line', { day: union.day, by: union.by })}
              {union.dueOn === null ? '' : ` ${t('union.due', { day: union.dueOn })}`}
              {` ${t(`union.standing.${union.standing}`, { day: union.validTo })}`}
            </span>
          </li>
        ))}
      </ul>
      {employer.unionsWithoutAnswer.length === 0 ? null : (
        <Notice tone="check">
          {t('union.without', { organisations: employer.unionsWithoutAnswer.join(', ') })}
        </Notice>
      )}
    </Section>
  );
}

type OfferCase = EmployerView['cases'][number];

function CaseSection({ employer }: { readonly employer: EmployerView }) {
  const { t } = useTranslation('offers');
  const [moving, setMoving] = useState<OfferCase | null>(null);
  return (
    <Section title={t('cases.title', { count: employer.cases.length })}>
      <DataTable
        caption={t('cases.caption', { employer: employer.name })}
        hideCaption
        rows={employer.cases}
        rowKey={(row) => row.caseId}
        columns={useCaseColumns(setMoving)}
      />
      {moving === null ? null : <MoveDialog row={moving} onClose={() => setMoving(null)} />}
    </Section>
  );
}

function useCaseColumns(onMove: (row: OfferCase) => void): readonly Column<OfferCase>[] {
  const { t } = useTranslation('offers');
  const word = (list: string, code: string | null) =>
    code !== null && hasText(`offers:${list}.${code}`) ? t(`${list}.${code}`) : (code ?? '–');
  return [
    { id: 'who', head: t('cases.who'), rowHead: true, cell: (row) => <Applicant row={row} /> },
    { id: 'period', head: t('cases.period'), cell: (row) => <PeriodCell row={row} /> },
    {
      id: 'state',
      head: t('cases.state'),
      cell: (row) => (
        <span className="stack-tight">
          <span>{word('state', row.offerState)}</span>
          <span className="quiet">{word('step', row.step)}</span>
        </span>
      ),
    },
    {
      id: 'act',
      head: <span className="visually-hidden">{t('cases.act')}</span>,
      cell: (row) =>
        // What BÄR has decided is changed by a new decision, not by moving the offer.
        row.stub || row.offer === null || row.registered ? null : (
          <span className="nowrap">
            <Button
              kind="quiet"
              aria-label={t('cases.moveOf', { id: row.applicationId })}
              onPress={() => onMove(row)}
            >
              {t('cases.move')}
            </Button>
          </span>
        ),
    },
  ];
}

/** Who registered what, when, and what stood before: a check that was replaced is still asked for. */
function HistorySection({ employer }: { readonly employer: EmployerView }) {
  const { t } = useTranslation('offers');
  const { data, error, refetch } = useOperation('employers.history', { id: employer.id });
  return (
    <Section title={t('history.title')}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data?.length === 0 ? <p className="quiet">{t('history.none')}</p> : null}
      {data === undefined || data.length === 0 ? null : <HistoryLines history={data} />}
    </Section>
  );
}

function Applicant({ row }: { readonly row: OfferCase }) {
  const { t } = useTranslation('offers');
  return (
    <span className="stack-tight">
      {row.stub ? (
        t('cases.special')
      ) : (
        <Link to="/decision" search={{ case: row.caseId }}>
          {row.familyName}, {row.givenName}
        </Link>
      )}
      <span className="quiet nowrap">{row.applicationId}</span>
    </span>
  );
}

function PeriodCell({ row }: { readonly row: OfferCase }) {
  const { t } = useTranslation('offers');
  return (
    <span className="stack-tight nowrap">
      <span>{row.startsOn ?? t('cases.noStart')}</span>
      <span className="quiet">
        {row.endsOn === null ? t('cases.noEnd') : t('cases.to', { day: row.endsOn })}
      </span>
    </span>
  );
}
