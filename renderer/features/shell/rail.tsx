// Owns: the rail of views with what waits in each, in figures. Must not: use a colour or a dot for a count.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TodaySummary } from '../../../ipc/app.ts';
import { formatCount } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';

export type RailEntry = {
  readonly path: string;
  /** Key under `shell:rail`. */
  readonly word: string;
  readonly count: ((today: TodaySummary) => number) | null;
};

export function Rail({ entries }: { readonly entries: readonly RailEntry[] }) {
  const { t } = useTranslation('shell');
  const { data: today } = useOperation('app.today', useIntakeInput());
  return (
    <nav className="rail" aria-label={t('rail.name')}>
      <ul>
        {entries.map((entry) => {
          const count = today === undefined || entry.count === null ? 0 : entry.count(today);
          return (
            <li key={entry.path}>
              <Link
                to={entry.path}
                search={{}}
                className="rail-link"
                activeProps={{ className: 'rail-link rail-here' }}
              >
                <span className="rail-word">{t(`rail.${entry.word}`)}</span>
                {count > 0 ? <span className="rail-count">{formatCount(count)}</span> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
