// Owns: Ctrl+K: any case, view or command by a few letters. Must not: search by a term the law does not allow.
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { useSettings } from '../../lib/settings.tsx';
import { useCode } from '../../lib/words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { allViews, type RailEntry } from './rail.tsx';

type Hit = {
  readonly id: string;
  readonly group: 'view' | 'command' | 'case';
  readonly label: string;
  readonly note: string;
  readonly run: () => void;
};
type PaletteProps = { readonly entries: readonly RailEntry[]; readonly onClose: () => void };

const mostCases = 12;

export function CommandPalette({ entries, onClose }: PaletteProps) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const places = usePlaces(entries, text);
  const cases = useCases(useDeferredValue(text.trim()));
  const hits = [...places, ...cases];
  const current = Math.min(at, hits.length - 1);
  const run = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onClose();
    hit.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((current + step + hits.length) % Math.max(1, hits.length));
    }
    if (event.key === 'Enter') run(hits[current]);
  };
  return (
    <Dialog open onClose={onClose} title={t('search.title')} wide>
      <input
        ref={field}
        className="input input-full palette-input"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        {...(hits[current] === undefined ? {} : { 'aria-activedescendant': `${list}-${current}` })}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Hits id={list} hits={hits} current={current} onRun={run} />
    </Dialog>
  );
}

type HitsProps = {
  readonly id: string;
  readonly hits: readonly Hit[];
  readonly current: number;
  readonly onRun: (hit: Hit) => void;
};

function Hits({ id, hits, current, onRun }: HitsProps) {
  const { t } = useTranslation('shell');
  return (
    <>
      <div className="palette-list" role="listbox" id={id} aria-label={t('search.hits')}>
        {hits.map((hit, index) => (
          <div
            key={hit.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={index === current ? 'palette-hit palette-here' : 'palette-hit'}
            onMouseDown={(event) => {
              event.preventDefault();
              onRun(hit);
            }}
          >
            <span className="palette-group quiet">{t(`search.${hit.group}`)}</span>
            <span className="palette-label">{hit.label}</span>
            <span className="quiet">{hit.note}</span>
          </div>
        ))}
      </div>
      {hits.length === 0 ? <p className="quiet">{t('search.none')}</p> : null}
    </>
  );
}

function usePlaces(entries: readonly RailEntry[], text: string): Hit[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const lock = useAct('store.lock', ['app.status']);
  const { settings, change } = useSettings();
  const views = allViews(entries).map(
    (entry): Hit => ({
      id: entry.path,
      group: 'view',
      label: t(`rail.${entry.word}`),
      note: '',
      run: () => void navigate({ to: entry.path, search: {} }),
    }),
  );
  const command = (id: string, label: string, act: () => void): Hit => ({
    id,
    group: 'command',
    label,
    note: '',
    run: act,
  });
  const commands = [
    command('lock', t('lock'), () => lock.mutate({})),
    command('dark', t('search.dark'), () => change({ theme: settings.theme === 'dark' ? 'light' : 'dark' })),
    command('language', t('search.language'), () =>
      change({ language: settings.language === 'sv' ? 'en' : 'sv' }),
    ),
  ];
  const wanted = text.trim().toLowerCase();
  return [...views, ...commands].filter((hit) => hit.label.toLowerCase().includes(wanted));
}

function useCases(text: string): Hit[] {
  const navigate = useNavigate();
  const code = useCode();
  const { data: found } = useOperation(
    'review.ids',
    { query: text, sort: 'name', descending: false },
    { enabled: text.length > 1 },
  );
  const ids = text.length > 1 && found !== undefined ? unpackIds(found.packed, 0, mostCases) : [];
  const { data: rows = [] } = useOperation('review.rows', { ids }, { enabled: ids.length > 0 });
  if (ids.length === 0) return [];
  return rows.map(
    (row): Hit => ({
      id: row.caseId,
      group: 'case',
      label: row.stub
        ? `${row.applicationId} · ${code('step', 'special')}`
        : `${row.familyName}, ${row.givenName}`,
      note: row.stub
        ? ''
        : `${row.applicationId} · ${formatIdentityNumber(row.identityNumber ?? '')} · ${code('step', row.step)}`,
      run: () => void navigate({ to: '/review', search: { case: row.caseId } }),
    }),
  );
}
