// Owns: Table 1 as it was frozen, with its day. Must not: count.
import { useTranslation } from 'react-i18next';
import { figureLines, type Counts } from '../../../domain/purge/figures.ts';
import type { FrozenView } from '../../../ipc/purge.ts';
import { formatCount } from '../../lib/format.ts';
import { DataTable } from '../../ui/data-table.tsx';

const measures = ['applicants', 'eligible', 'offered', 'granted', 'orange'] as const;

export function Figures({ frozen }: { readonly frozen: FrozenView }) {
  const { t } = useTranslation('purge');
  const lines = figureLines
    .filter((line) => line !== 'unknown' || frozen.figures.unknown.applicants > 0)
    .map((line) => ({ line, counts: frozen.figures[line] }));
  return (
    <DataTable
      caption={t('freeze.caption', { day: frozen.day })}
      rows={lines}
      rowKey={({ line }) => line}
      columns={[
        { id: 'line', head: t('freeze.gender'), rowHead: true, cell: ({ line }) => t(`freeze.line.${line}`) },
        ...measures.map((measure) => ({
          id: measure,
          head: t(`freeze.measure.${measure}`),
          number: true,
          cell: ({ counts }: { readonly counts: Counts }) => formatCount(counts[measure]),
        })),
      ]}
    />
  );
}
