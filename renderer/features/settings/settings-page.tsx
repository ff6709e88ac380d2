// Owns: the page of settings: own choices, the intake's last day, texts, about. Must not: hide a consequence.
import './settings.css';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalSettings } from '../../../ipc/app.ts';
import { shownLetter } from '../../lib/keys/letters.ts';
import { useSettings } from '../../lib/settings.tsx';
import { RadioField, Tick } from '../../ui/fields.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { About } from './about.tsx';
import { FourEyes } from './four-eyes.tsx';
import { IntakeDays } from './intake-days.tsx';
import { LetterKeys } from './letter-keys.tsx';
import { Texts } from './texts.tsx';

const themes: readonly LocalSettings['theme'][] = ['system', 'light', 'dark', 'contrast'];
const languages: readonly LocalSettings['language'][] = ['sv', 'en'];

/** `Issuers`: the list of issuers of data packages; another feature's, put in by the router. */
export function SettingsPage({ Issuers }: { readonly Issuers: ComponentType }) {
  const { t } = useTranslation('settings');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('look.title')} note={t('look.note')}>
        <Look />
      </Section>
      <Section title={t('keys.title')} note={t('keys.note')}>
        <Keys />
      </Section>
      <Section title={t('intake.title')} note={t('intake.note')}>
        <IntakeDays />
      </Section>
      <Section title={t('look:setting.title')} note={t('look:setting.note')}>
        <FourEyes />
      </Section>
      <Section title={t('texts.title')} note={t('texts.note')}>
        <Texts />
      </Section>
      <Section title={t('packages:issuers.section')} note={t('packages:issuers.note')}>
        <Issuers />
      </Section>
      <Section title={t('about.title')}>
        <About />
      </Section>
    </Page>
  );
}

function Look() {
  const { t } = useTranslation('settings');
  const { settings, change } = useSettings();
  return (
    <div className="settings-pair">
      <RadioField
        label={t('look.theme')}
        value={settings.theme}
        choices={themes.map((theme) => ({ value: theme, label: t(`look.${theme}`) }))}
        onChange={(value) => {
          const theme = themes.find((each) => each === value);
          if (theme !== undefined) change({ theme });
        }}
      />
      <RadioField
        label={t('look.language')}
        value={settings.language}
        choices={languages.map((language) => ({ value: language, label: t(`look.${language}`) }))}
        onChange={(value) => {
          const language = languages.find((each) => each === value);
          if (language !== undefined) change({ language });
        }}
      />
    </div>
  );
}

function Keys() {
  const { t } = useTranslation('settings');
  const { settings, change } = useSettings();
  return (
    <>
      <LetterKeys />
      <Tick
        label={t('keys.advance')}
        help={t('keys.advanceHelp', { key: shownLetter(settings, 'next') ?? '↓' })}
        checked={settings.autoAdvance}
        onChange={(autoAdvance) => change({ autoAdvance })}
      />
    </>
  );
}
