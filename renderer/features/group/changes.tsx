// Owns: what has changed the group, newest first: who, when, with which reason, and whether it counts. Must not: undo it.
import { useTranslation } from 'react-i18next';
import type { GroupAct, GroupStatus } from '../../../ipc/colleagues/group.ts';
import { formatMoment } from '../../lib/format.ts';
import type { Tone } from '../../lib/tones.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { Dated } from '../../ui/text.tsx';
import { useActSentence } from './act-words.ts';

const tones: Record<GroupAct['effect'], Tone> = { stands: 'good', disputed: 'bad', none: 'none' };

export function Changes({ status }: { readonly status: GroupStatus }) {
  const { t } = useTranslation('group');
  const sentence = useActSentence();
  return (
    <Section title={t('changes.title')} note={t('changes.note')}>
      <DataTable
        caption={t('changes.title')}
        hideCaption
        rows={status.history}
        rowKey={(act) => act.id}
        columns={[
          {
            id: 'at',
            head: t('changes.at'),
            cell: (act) => <span className="nowrap">{formatMoment(act.at)}</span>,
          },
          {
            id: 'what',
            head: t('changes.what'),
            rowHead: true,
            cell: (act) => <Dated text={sentence(act)} />,
          },
          { id: 'note', head: t('changes.why'), cell: (act) => act.note },
          {
            id: 'effect',
            head: t('changes.effect'),
            cell: (act) => <Mark tone={tones[act.effect]} word={t(`effect.${act.effect}`)} />,
          },
        ]}
      />
    </Section>
  );
}
