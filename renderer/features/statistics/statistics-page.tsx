// Owns: Table 1 as a real table with its definitions. Must not: compute; nor open what the law does not let one search by.
import './statistics.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Table1, Table1Row } from '../../../ipc/decision.ts';
import { formatCount } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

const measures = ['applicants', 'eligible', 'offered', 'granted'] as const;

export function StatisticsPage() {
  const { t } = useTranslation('statistics');
  const { data, error, refetch } = useOperation('stats.table1', useIntakeInput());
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined ? error ? null : <Waiting /> : <TableOne table={data} />}
    </Page>
  );
}

type Line = { readonly id: 'female' | 'male' | 'unknown' | 'total'; readonly figures: Table1Row };

function TableOne({ table }: { readonly table: Table1 }) {
  const { t } = useTranslation('statistics');
  const navigate = useNavigate();
  const name = useIntakeName();
  const lines: Line[] = [
    { id: 'female', figures: table.female },
    { id: 'male', figures: table.male },
    ...(table.unknown.applicants > 0 ? [{ id: 'unknown' as const, figures: table.unknown }] : []),
  ];
  const openOrange = () => void navigate({ to: '/review', search: { query: 'färg:orange' } });
  return (
    <>
      <Section
        title={t('table1.title')}
        note={table.intake === null ? t('table1.all') : t('table1.intake', { intake: name(table.intake) })}
      >
        <DataTable
          caption={t('table1.caption')}
          rows={lines}
          rowKey={(line) => line.id}
          footRow={{ id: 'total', figures: table.total }}
          columns={[
            { id: 'gender', head: t('table1.gender'), rowHead: true, cell: (line) => t(`table1.${line.id}`) },
            ...measures.map((measure) => ({
              id: measure,
              head: t(`measure.${measure}.head`),
              number: true,
              cell: (line: Line) => <Figure line={line} measure={measure} />,
            })),
          ]}
        />
        <ol className="reading notes">
          <li>{t('note.source')}</li>
          <li>{t('note.people')}</li>
          <li>
            {t('note.orange', { shown: formatCount(table.orange) })}{' '}
            <Button kind="link" onPress={openOrange}>
              {t('note.openOrange')}
            </Button>
          </li>
          <li>{t('note.gender')}</li>
          {table.markedLate === 0 ? null : (
            <li>{t('note.marked', { count: table.markedLate, shown: formatCount(table.markedLate) })}</li>
          )}
          {table.frozenOn === null ? null : <li>{t('note.frozen', { day: table.frozenOn })}</li>}
        </ol>
      </Section>
      <Section title={t('definitions')}>
        <dl className="facts reading">
          {measures.map((measure) => (
            <div key={measure} className="definition">
              <dt>{t(`measure.${measure}.head`)}</dt>
              <dd>{t(`measure.${measure}.definition`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

/** Searches that give the cases behind a total. Gender is no lawful term: those figures are only counted. */
const searches = { applicants: '', eligible: 'färg:grön', granted: 'beslut:bifall registrerad:ja' } as const;

function Figure({ line, measure }: { readonly line: Line; readonly measure: (typeof measures)[number] }) {
  const { t } = useTranslation('statistics');
  const navigate = useNavigate();
  const shown = formatCount(line.figures[measure]);
  if (line.id !== 'total' || measure === 'offered') return shown;
  return (
    <Button
      kind="link"
      aria-label={t('table1.open', { shown, measure: t(`measure.${measure}.head`) })}
      onPress={() => void navigate({ to: '/review', search: { query: searches[measure] } })}
    >
      {shown}
    </Button>
  );
}
