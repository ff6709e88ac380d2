// Owns: the list of laws with number, words, reason and how each stands after the last proof. Must not: prove.
import { useTranslation } from 'react-i18next';
import type { ProofStatus } from '../../../ipc/proof.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';

export function Laws({ status }: { readonly status: ProofStatus }) {
  const { t } = useTranslation('proof');
  const broken = new Set([...status.start.findings, ...(status.last?.findings ?? [])].map((one) => one.law));
  const state = (law: string) => {
    if (broken.has(law)) return <Mark tone="bad" word={t('laws.broken')} />;
    return status.last === null ? (
      <Mark tone="none" word={t('laws.unknown')} />
    ) : (
      <Mark tone="good" word={t('laws.holds')} />
    );
  };
  return (
    <Section title={t('laws.title')} note={t('laws.note')}>
      <DataTable
        caption={t('laws.title')}
        hideCaption
        rows={status.laws}
        rowKey={(law) => law}
        columns={[
          { id: 'number', head: t('laws.number'), cell: (law) => <span className="nowrap">{law}</span> },
          { id: 'law', head: t('laws.law'), rowHead: true, cell: (law) => t(`law.${law}.name`) },
          { id: 'why', head: t('laws.why'), cell: (law) => t(`law.${law}.why`) },
          { id: 'state', head: t('laws.state'), cell: state },
        ]}
      />
    </Section>
  );
}
