// Owns: whose log is missing, or ends before the period does. Must not: guess why.
import { useTranslation } from 'react-i18next';
import type { LogLacking } from '../../../ipc/access.ts';
import { formatMoment } from '../../lib/format.ts';
import { Mark } from '../../ui/mark.tsx';

export function Lacking({ lacking }: { readonly lacking: readonly LogLacking[] }) {
  const { t } = useTranslation('access');
  if (lacking.length === 0) return null;
  return (
    <>
      <p>
        <Mark tone="check" word={t('lacking.title')} /> {t('lacking.note')}
      </p>
      <ul aria-label={t('lacking.title')}>
        {lacking.map(({ device, by, until }) => (
          <li key={device}>
            {until === null
              ? t('lacking.all', { by })
              : t('lacking.until', { by, when: formatMoment(until) })}
          </li>
        ))}
      </ul>
    </>
  );
}
