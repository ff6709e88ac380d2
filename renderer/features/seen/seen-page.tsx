// Owns: the view Vem har sett vad: whose work has come to whom, as a table of counts. Must not: say more than a file has shown.
import './seen.css';
import { useTranslation } from 'react-i18next';
import type { SeenView } from '../../../ipc/colleagues/mailbox.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';

type Member = SeenView['members'][number];
type Cell = SeenView['cells'][number];

export function SeenPage() {
  const { t } = useTranslation('seen');
  const { data, error, refetch } = useOperation('exchange.seen', {});
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : data.members.length < 2 ? (
        <Empty title={t('aloneTitle')}>{t('alone')}</Empty>
      ) : (
        <>
          <Matrix view={data} />
          <Documents documents={data.documents} />
        </>
      )}
    </Page>
  );
}

function Matrix({ view }: { readonly view: SeenView }) {
  const { t } = useTranslation('seen');
  const name = (member: Member) => (member.self ? t('you', { name: member.name }) : member.name);
  const columns: Column<Member>[] = [
    {
      id: 'of',
      head: t('of'),
      rowHead: true,
      cell: (member) => <strong>{t('work', { name: name(member) })}</strong>,
    },
    ...view.members.map((by) => ({
      id: by.id,
      head: <Reader member={by} name={name(by)} />,
      cell: (of: Member) => <Seen of={of} by={by} cell={cellOf(view, of, by)} />,
    })),
  ];
  return (
    <Section title={t('matrix')} note={t('note')}>
      <DataTable
        caption={t('matrix')}
        hideCaption
        rows={view.members}
        rowKey={(member) => member.id}
        columns={columns}
      />
    </Section>
  );
}

function Documents({ documents }: Pick<SeenView, 'documents'>) {
  const { t } = useTranslation('seen');
  if (documents.length === 0) return null;
  return (
    <Section title={t('documents')} note={t('documentsNote')}>
      <ul>
        {documents.map(({ name, count }) => (
          <li key={name}>{t('documentsWith', { name, count, shown: formatCount(count) })}</li>
        ))}
      </ul>
    </Section>
  );
}

function cellOf(view: SeenView, of: Member, by: Member): Cell | undefined {
  return view.cells.find((cell) => cell.of === of.id && cell.by === by.id);
}

function Reader({ member, name }: { readonly member: Member; readonly name: string }) {
  const { t } = useTranslation('seen');
  const heard = member.lastHeardAt;
  return (
    <span className="stack-tight seen-reader">
      <span>{t('with', { name })}</span>
      {member.self ? null : (
        <span className="quiet">
          {heard === null ? t('neverHeard') : t('heard', { at: formatMoment(heard) })}
        </span>
      )}
    </span>
  );
}

type SeenProps = { readonly of: Member; readonly by: Member; readonly cell: Cell | undefined };

function Seen({ of, by, cell }: SeenProps) {
  const { t } = useTranslation('seen');
  if (of.id === by.id && !by.self) return <Mark tone="none" word={t('own')} />;
  if (cell === undefined || cell.missing === null) return <Mark tone="info" word={t('notKnown')} />;
  if (cell.missing === 0) return <Mark tone="good" word={t('all')} />;
  const missing = t('missing', { count: cell.missing, shown: formatCount(cell.missing) });
  return (
    <span className="stack-tight">
      <Mark tone="check" word={missing} />
      {cell.given === 0 ? null : (
        <span className="quiet">{t('given', { count: cell.given, shown: formatCount(cell.given) })}</span>
      )}
    </span>
  );
}
