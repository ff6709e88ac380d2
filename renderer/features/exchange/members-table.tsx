// Owns: the group: who has been given what, and the six words of each. Must not: show a key.
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../ipc/colleagues/exchange.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Section } from '../../ui/page.tsx';

export function MembersTable({ members }: { readonly members: readonly MemberView[] }) {
  const { t } = useTranslation('exchange');
  const moment = (at: number | null) =>
    at === null ? <span className="quiet">{t('members.never')}</span> : formatMoment(at);
  return (
    <Section title={t('members.title')} note={t('members.note')}>
      <DataTable
        caption={t('members.title')}
        hideCaption
        rows={members}
        rowKey={(member) => member.id}
        columns={[
          {
            id: 'name',
            head: t('members.name'),
            rowHead: true,
            cell: (member) => (
              <span className="stack-tight">
                <strong>{member.self ? t('members.you', { name: member.name }) : member.name}</strong>
                {member.administrator ? <span className="quiet">{t('members.administrator')}</span> : null}
              </span>
            ),
          },
          {
            id: 'words',
            head: t('members.words'),
            cell: (member) => <span className="member-words">{member.words.join(' · ')}</span>,
          },
          {
            id: 'toGive',
            head: t('members.toGive'),
            number: true,
            cell: (member) => (member.self ? '–' : formatCount(member.toGive)),
          },
          {
            id: 'given',
            head: t('members.given'),
            cell: (member) => (member.self ? '–' : moment(member.lastGivenAt)),
          },
          {
            id: 'heard',
            head: t('members.heard'),
            cell: (member) => (member.self ? '–' : moment(member.lastHeardAt)),
          },
        ]}
      />
      <p>
        <a href="#/exchange/seen">{t('members.seen')}</a>
      </p>
    </Section>
  );
}
