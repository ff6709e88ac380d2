// Owns: whom a dialog's act is for, in words. Must not: hide how many they are.
import { useTranslation } from 'react-i18next';
import type { EmployerView } from '../../../ipc/decision.ts';

const shown = 6;

export function EmployerNames({ employers }: { readonly employers: readonly EmployerView[] }) {
  const { t } = useTranslation('offers');
  const names = employers
    .slice(0, shown)
    .map((employer) => employer.name)
    .join(', ');
  const cases = employers.reduce((sum, employer) => sum + employer.cases.length, 0);
  const rest = employers.length - shown;
  return (
    <p>
      <strong>{rest > 0 ? t('names.more', { names, count: rest }) : names}</strong>{' '}
      <span className="quiet">{t('names.cases', { count: cases })}</span>
    </p>
  );
}
