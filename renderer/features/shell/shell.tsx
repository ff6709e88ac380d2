// Owns: the frame around every view: rail, top line, demo strip, jobs, foot line. Must not: know what a view shows.
import './shell.css';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { CommandPalette } from './command-palette.tsx';
import { IdleLine } from './idle-line.tsx';
import { Jobs } from './jobs.tsx';
import { LiveLine } from './live-line.tsx';
import { NoCases } from './no-cases.tsx';
import { allViews, Rail, type RailEntry } from './rail.tsx';
import { TopLine } from './top-line.tsx';

export function Shell({ entries }: { readonly entries: readonly RailEntry[] }) {
  const { t } = useTranslation('shell');
  const { data: status } = useOperation('app.status', {});
  const [searching, setSearching] = useState(false);
  usePageName(entries);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div className="shell">
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          // The address belongs to the router: move focus without changing it.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('skip')}
      </a>
      {status?.demo ? (
        <aside className="demo-strip" aria-label={t('demoName')}>
          <span aria-hidden="true">◆</span> {t('demo')}
        </aside>
      ) : null}
      <TopLine onSearch={() => setSearching(true)} />
      <div className="shell-middle">
        <Rail entries={entries} />
        <main id="main" className="shell-main" tabIndex={-1}>
          <View entries={entries} />
        </main>
      </div>
      <footer className="foot">
        <IdleLine />
        <LiveLine />
        <Jobs />
      </footer>
      {searching ? <CommandPalette entries={entries} onClose={() => setSearching(false)} /> : null}
    </div>
  );
}

/** GR-12: a view of cases has nothing to show to a member whose roles see none. */
function View({ entries }: { readonly entries: readonly RailEntry[] }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { data: today } = useOperation('app.today', useIntakeInput());
  const entry = allViews(entries).find((one) => one.path === path);
  if (today?.holdsCases === false && entry?.ofCases) return <NoCases word={entry.word} />;
  return <Outlet />;
}

/** The page's name for screen readers; never a person's name (window lists show titles). */
function usePageName(entries: readonly RailEntry[]): void {
  const { t } = useTranslation('shell');
  const path = useRouterState({ select: (state) => state.location.pathname });
  const word = allViews(entries).find((entry) => entry.path === path)?.word;
  useEffect(() => {
    document.title = word === undefined ? t('product') : `${t(`rail.${word}`)} – ${t('product')}`;
  }, [word, t]);
}
