// Owns: the two languages and how a text is looked up. Must not: hold a text; they stand in locales/.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatCount } from './format.ts';

type Texts = Record<string, Record<string, unknown>>;

const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', {
  eager: true,
  import: 'default',
});

/** One namespace per file: `locales/sv/review.json` is `review`. */
function resources(): Record<string, Texts> {
  const byLanguage: Record<string, Texts> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [language = '', file = ''] = path.split('/').slice(-2);
    byLanguage[language] = { ...byLanguage[language], [file.replace('.json', '')]: texts };
  }
  return byLanguage;
}

export async function startLanguages(language: 'sv' | 'en'): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'sv',
    resources: resources(),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18next.services.formatter?.add('count', (value: unknown) =>
    typeof value === 'number' ? formatCount(value) : String(value),
  );
}

export async function setLanguage(language: 'sv' | 'en'): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** True when the key has a text: coded values from newer data may have none. */
export function hasText(key: string): boolean {
  return i18next.exists(key);
}
