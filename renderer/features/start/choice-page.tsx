// Owns: the choices of the first start. Must not: act on one.
import { useTranslation } from 'react-i18next';
import { StartFrame } from './start-frame.tsx';

const ways: readonly Way[] = ['create', 'join', 'restore', 'rebuild', 'demo'];

/** The ways to begin. */
export type Way = 'create' | 'join' | 'restore' | 'rebuild' | 'demo';

export function ChoicePage({ onChoose }: { readonly onChoose: (way: Way) => void }) {
  const { t } = useTranslation('start');
  return (
    <StartFrame title={t('choose.title')}>
      <p className="reading quiet">{t('choose.lead')}</p>
      <ul className="choices">
        {ways.map((way) => (
          <li key={way}>
            <button type="button" className="choice" onClick={() => onChoose(way)}>
              <span className="choice-title">{t(`choose.${way}.title`)}</span>
              <span className="quiet">{t(`choose.${way}.text`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </StartFrame>
  );
}
