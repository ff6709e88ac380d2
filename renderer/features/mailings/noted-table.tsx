// Owns: what was noted as a number: when, what, how many, by whom, and taking it back. Must not: ask who was reached.
import { useTranslation } from 'react-i18next';
import { useIntakeName } from '../../lib/words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { TakeBackButton } from './take-back.tsx';

export type Noted = {
  /** The event. */
  readonly id: string;
  readonly intake: string;
  readonly day: string;
  /** As in a sentence about it, such as “E-post: skickat”. */
  readonly name: string;
  /** Where more is to be shown than its name. */
  readonly what?: string;
  readonly count: string;
  readonly by: string;
};

type NotedProps = {
  readonly caption: string;
  readonly lines: readonly Noted[];
  /** Where the table stands under its own heading and holds several intakes. */
  readonly byIntake?: boolean;
};

export function NotedTable({ caption, lines, byIntake = false }: NotedProps) {
  const { t } = useTranslation('mailings');
  const name = useIntakeName();
  const intake: Column<Noted> = { id: 'intake', head: t('head.intake'), cell: (line) => name(line.intake) };
  return (
    <DataTable
      caption={caption}
      hideCaption={byIntake}
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        { id: 'day', head: t('head.day'), cell: (line) => <span className="nowrap">{line.day}</span> },
        { id: 'what', head: t('head.what'), rowHead: true, cell: (line) => line.what ?? line.name },
        ...(byIntake ? [intake] : []),
        { id: 'count', head: t('head.count'), number: true, cell: (line) => line.count },
        { id: 'by', head: t('head.by'), cell: (line) => line.by },
        {
          id: 'back',
          head: <span className="visually-hidden">{t('head.acts')}</span>,
          cell: ({ intake: of, id, name: what, day }) => (
            <TakeBackButton intake={of} id={id} name={t('takeBack.line', { what, day })} />
          ),
        },
      ]}
    />
  );
}
