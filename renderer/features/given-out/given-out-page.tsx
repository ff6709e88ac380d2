// Owns: the view of what has left the store: files outside, grounds for export, incidents. Must not: remove by itself.
import './given-out.css';
import { useTranslation } from 'react-i18next';
import { Page, Section } from '../../ui/page.tsx';
import { Files } from './files.tsx';
import { Grounds } from './grounds.tsx';
import { Incidents } from './incidents.tsx';

export function GivenOutPage() {
  const { t } = useTranslation('given');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('files.title')} note={t('files.note')}>
        <Files />
      </Section>
      <Section title={t('grounds.title')} note={t('grounds.note')}>
        <Grounds />
      </Section>
      <Section title={t('incidents.title')} note={t('incidents.note')}>
        <Incidents />
      </Section>
    </Page>
  );
}
