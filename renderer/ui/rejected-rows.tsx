// Owns: rows of a file that were not read in, with the reason in words, and taking them out as a file.
// Must not: show anything of a row but its number, field and reason.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../ipc/intake.ts';
import type { Sent } from '../lib/api.ts';
import { formatCount } from '../lib/format.ts';
import { useAct } from '../lib/operations.ts';
import { say } from '../lib/session.ts';
import { useFieldName, useProblemWord } from '../lib/words.ts';
import { Button } from './button.tsx';
import { Tick } from './fields.tsx';
import { Section } from './page.tsx';
import { RowGrid, type GridColumn } from './row-grid.tsx';
import { Failed } from './states.tsx';

type Rejected = ImportReport['rejected'];
type Line = {
  readonly key: string;
  readonly row: number;
  readonly field: string;
  readonly code: string;
};

export function RejectedRows({ rejected, acts }: { readonly rejected: Rejected; readonly acts?: ReactNode }) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const word = useProblemWord();
  const rowNumber = useRowNumber();
  if (rejected.length === 0) return null;
  const lines = rejected.flatMap(({ row, problems }) =>
    problems.map(({ field, code }): Line => ({ key: `${row}-${field}-${code}`, row, field, code })),
  );
  return (
    <Section title={t('rejected.title', { count: rejected.length })} note={t('rejected.note')}>
      <RowGrid
        size="box"
        wraps
        label={t('rejected.caption')}
        rows={lines}
        rowKey={(line) => line.key}
        columns={[
          rowNumber,
          {
            id: 'field',
            head: t('rejected.field'),
            width: 'minmax(0, 2fr)',
            cell: (line) => fieldName(line.field),
          },
          { id: 'why', head: t('rejected.why'), width: 'minmax(0, 3fr)', cell: (line) => word(line.code) },
        ]}
      />
      {acts}
    </Section>
  );
}

/** The column that names a row of a file by its number, in every grid of such rows. */
export function useRowNumber(): GridColumn<{ readonly row: number }> {
  const { t } = useTranslation('intake');
  return {
    id: 'row',
    head: t('rejected.row'),
    width: '64px',
    number: true,
    cell: ({ row }) => formatCount(row),
  };
}

type Of<Name extends 'intake.saveRejects' | 'mailings.saveRejects'> = {
  readonly operation: Name;
  readonly plan: Omit<Sent<Name>, 'whole'>;
};

export function SaveRejects({ operation, plan }: Of<'intake.saveRejects'> | Of<'mailings.saveRejects'>) {
  const { t } = useTranslation('intake');
  const save = useAct(operation, ['given.files']);
  const [whole, setWhole] = useState(false);
  const run = () =>
    save.mutate(
      { ...plan, whole },
      {
        onSuccess: ({ saved }) =>
          say(saved === null ? t('rejected.notSaved') : t('rejected.saved', { file: saved })),
      },
    );
  return (
    <>
      <Tick label={t('rejected.whole')} help={t('rejected.wholeHelp')} checked={whole} onChange={setWhole} />
      <div className="row">
        <Button onPress={run} isDisabled={save.isPending}>
          {t('rejected.save')}
        </Button>
      </div>
      {save.error ? <Failed error={save.error} /> : null}
    </>
  );
}
