// Owns: the rail of views with what waits in each, in figures. Must not: use a colour or a dot for a count.
import { Link, useLocation } from '@tanstack/react-router';
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
  /** A view of cases: shown in words, not as an empty list, to a member whose roles see none. */
  readonly ofCases?: true;
  /** Views of the same room, shown below it while one is in the room. Their paths begin with the room's. */
  readonly within?: readonly RailEntry[];
};

/** Every view, those of a room after it. */
export function allViews(entries: readonly RailEntry[]): readonly RailEntry[] {
  return entries.flatMap((entry) => [entry, ...(entry.within ?? [])]);
}

export function Rail({ entries }: { readonly entries: readonly RailEntry[] }) {
  const { t } = useTranslation('shell');
  const { data: today } = useOperation('app.today', useIntakeInput());
  const here = useLocation({ select: (location) => location.pathname });
  return (
    <nav className="rail" aria-label={t('rail.name')}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.path}>
            <RailLink entry={entry} today={today} exact={entry.within !== undefined} />
            {entry.within !== undefined && isInside(here, entry) ? (
              <ul className="rail-within">
                {entry.within.map((inner) => (
                  <li key={inner.path}>
                    <RailLink entry={inner} today={today} exact />
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isInside(here: string, entry: RailEntry): boolean {
  return here === entry.path || here.startsWith(`${entry.path}/`);
}

type LinkProps = {
  readonly entry: RailEntry;
  readonly today: TodaySummary | undefined;
  readonly exact: boolean;
};

function RailLink({ entry, today, exact }: LinkProps) {
  const { t } = useTranslation('shell');
  const count = today === undefined || entry.count === null ? 0 : entry.count(today);
  return (
    <Link
      to={entry.path}
      search={{}}
      className="rail-link"
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ className: 'rail-link rail-here' }}
    >
      <span className="rail-word">{t(`rail.${entry.word}`)}</span>
      {count > 0 ? <span className="rail-count">{formatCount(count)}</span> : null}
    </Link>
  );
}
