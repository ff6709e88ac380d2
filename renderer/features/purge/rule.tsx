// Owns: the rule by which cases are purged, in the words of its dated data. Must not: hide what nobody has read in force.
import { useTranslation } from 'react-i18next';
import type { PurgeStatus } from '../../../ipc/purge.ts';
import { Mark } from '../../ui/mark.tsx';

export function Rule({ status: { rules, source } }: { readonly status: PurgeStatus }) {
  const { t } = useTranslation('purge');
  return (
    <>
      <ul className="purge-rules">
        {rules.map((rule) => (
          <li key={rule.says}>
            <span className="quiet">
              {rule.paragraph === '–' ? rule.law : `${rule.paragraph} ${rule.law}`}
            </span>
            <span className="reading">{rule.says}</span>
            {rule.verified ? null : <Mark tone="check" word={t('rule.unread')} />}
          </li>
        ))}
      </ul>
      <p className="quiet reading">{t('rule.source', { day: source.day, source: source.text })}</p>
      <p className="reading">{t('rule.stays')}</p>
    </>
  );
}
