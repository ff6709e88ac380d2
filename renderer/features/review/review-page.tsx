// Owns: Granskning: the list, the case beside it, and what keys do between them. Must not: hold what a part can hold itself.
import './review.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { markStale, rowOf } from '../../lib/case-rows.ts';
import { useStore } from '../../lib/external-store.ts';
import { formatCount } from '../../lib/format.ts';
import { listenToMain } from '../../lib/notifications.ts';
import { operationQuery, queryClient } from '../../lib/operations.ts';
import { say, useIntakeInput } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Button } from '../../ui/button.tsx';
import { KeySheet } from '../../ui/key-sheet.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { CasePane, casePaneId } from './case-pane.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Grid, gridId } from './grid.tsx';
import { keyAct, type KeyAct } from './keys.ts';
import { ManyDialog } from './many-dialog.tsx';
import {
  chooseAll,
  chooseNone,
  chooseRange,
  goTo,
  listing,
  lookAt,
  neighbour,
  openHere,
  place,
  settle,
  toggleChosen,
} from './place.ts';
import { ReasonLine } from './reason-line.tsx';
import { UndoLine, useUndo } from './undo-line.tsx';
import { prefetchCases, refusedVerdict, useVerdict } from './verdicts.ts';
import { useColumns, ViewMenu } from './view-menu.tsx';

const none: readonly string[] = [];
const rowsOnAPage = 20;

export function ReviewPage() {
  const { t } = useTranslation('review');
  const { settings, change } = useSettings();
  const list = useList();
  const { ids } = list;
  const undo = useUndo();
  const verdict = useVerdictFlow(ids);
  const [sheet, setSheet] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const columns = useColumns();
  const { open, chosen } = useStore(place);
  usePlaceFromAddress();
  useEffect(() => prefetchCases([neighbour(ids, open, 1), neighbour(ids, open, 2), neighbour(ids, open, -1)]), [ids, open]);
  const run = (act: KeyAct) => {
    switch (act.act) {
      case 'verdict':
        return verdict.start(act.conclusion, document.activeElement?.id === gridId);
      case 'undo':
        return undo.start();
      case 'sheet':
        return setSheet(true);
      case 'filter':
        return field.current?.focus();
      default:
        return moveBy(act, ids);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const act = actOf(event, settings.singleKeys);
    if (act === undefined) return;
    event.preventDefault();
    run(act);
  };
  return (
    <Page title={t('title')} layout="fill" focusHeading={false}>
      {/* Keys work from whichever pane has the focus; the panes themselves are named and reachable. */}
      <div className="review" role="presentation" onKeyDown={onKeyDown}>
        <div className="review-bar">
          <ViewMenu />
          <FilterBar
            field={field}
            query={list.query}
            onQuery={list.setQuery}
            onLeave={() => document.getElementById(gridId)?.focus()}
          />
          <Counts list={list} chosen={chosen.size} />
          <UndoLine undo={undo} />
        </div>
        <Refusal />
        <SplitPanes
          label={t('divider')}
          share={settings.paneWidth}
          onShare={(paneWidth) => change({ paneWidth })}
          first={<ListPane list={list} columns={columns} />}
          second={<CasePane id={open} onVerdict={(conclusion) => verdict.start(conclusion, false)} onOpen={goTo} line={verdict.line} />}
        />
        <KeyHints singleKeys={settings.singleKeys} onSheet={() => setSheet(true)} />
      </div>
      {verdict.dialog}
      <Keys open={sheet} onClose={() => setSheet(false)} />
    </Page>
  );
}

type List = {
  readonly ids: readonly string[];
  readonly all: number;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly state: 'waiting' | 'ready';
  readonly error: unknown;
  /** Cases have changed since the list was made; it waits, so that nothing jumps under the fingers. */
  readonly old: boolean;
  readonly refresh: () => void;
};

function useList(): List {
  const intake = useIntakeInput();
  const { query, sort, descending } = useStore(listing);
  const [old, setOld] = useState(false);
  const options = operationQuery('review.ids', { ...intake, query, sort, descending });
  const { data, error, refetch } = useQuery({ ...options, staleTime: 0, refetchOnMount: true, placeholderData: keepPreviousData });
  const refresh = useCallback(() => {
    setOld(false);
    void refetch();
  }, [refetch]);
  useEffect(
    () =>
      listenToMain((notification) => {
        if (notification.kind !== 'changed') return;
        markStale(notification.cases);
        if (notification.cases === 'many') refresh();
        else setOld(true);
      }),
    [refresh],
  );
  const ids = data?.ids ?? none;
  useEffect(() => {
    if (data !== undefined) settle(data.ids);
  }, [data]);
  const setQuery = useCallback((next: string) => {
    setOld(false);
    listing.set((before) => ({ ...before, query: next }));
  }, []);
  return { ids, all: data?.all ?? 0, query, setQuery, state: data === undefined ? 'waiting' : 'ready', error, old, refresh };
}

/** `?case=` opens a case and `?query=` sets the filter; then the address is clean again. */
function usePlaceFromAddress(): void {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  useEffect(() => {
    if (search.case === undefined && search.query === undefined) return;
    const { query } = search;
    if (query !== undefined) listing.set((before) => ({ ...before, query }));
    if (search.case !== undefined) goTo(search.case);
    void navigate({ to: '/review', search: {}, replace: true });
  }, [search, navigate]);
}

function actOf(event: KeyboardEvent, singleKeys: boolean): KeyAct | undefined {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return undefined;
  const writing = target.matches('input, textarea, select');
  const act = keyAct(event, {
    inGrid: target.id === gridId,
    inCase: !writing && target.closest(`#${casePaneId}`) !== null,
    singleKeys,
    page: rowsOnAPage,
  });
  // While somebody writes, Ctrl+Z belongs to the field.
  return writing && act?.act !== 'switchPane' && act?.act !== 'filter' ? undefined : act;
}

function moveBy(act: KeyAct, ids: readonly string[]): void {
  const { cursor } = place.get();
  switch (act.act) {
    case 'move': {
      const at = cursor === null ? -1 : ids.indexOf(cursor);
      const id = ids[Math.min(ids.length - 1, Math.max(0, at + act.by))];
      if (id === undefined) return;
      if (act.extend) chooseRange(ids, id);
      else if (act.open) goTo(id);
      else lookAt(id);
      return;
    }
    case 'edge': {
      const id = act.end === 'first' ? ids[0] : ids.at(-1);
      if (id === undefined) return;
      if (act.extend) chooseRange(ids, id);
      else goTo(id);
      return;
    }
    case 'choose':
      if (cursor !== null) toggleChosen(cursor);
      return;
    case 'chooseAll':
      return chooseAll(ids);
    case 'chooseNone':
      return chooseNone();
    case 'enterCase':
      openHere();
      return document.getElementById(casePaneId)?.focus();
    case 'switchPane':
      return switchPane();
    default:
      return undefined;
  }
}

function switchPane(): void {
  const pane = document.getElementById(casePaneId);
  const inPane = pane?.contains(document.activeElement) ?? false;
  (inPane ? document.getElementById(gridId) : pane)?.focus();
}

/** One case at once; with a reason in place; several after a look. */
function useVerdictFlow(ids: readonly string[]) {
  const { t } = useTranslation('review');
  const { settings } = useSettings();
  const give = useVerdict();
  const [asking, setAsking] = useState<{ readonly id: string; readonly conclusion: Conclusion } | null>(null);
  const [many, setMany] = useState<{ readonly cases: readonly string[]; readonly conclusion: Conclusion } | null>(null);
  const back = useRef<string>(gridId);
  const leave = useCallback(() => {
    setAsking(null);
    document.getElementById(back.current)?.focus();
  }, []);
  const goOn = (id: string) => {
    const next = ids.includes(id) ? neighbour(ids, id, 1) : undefined;
    if (settings.autoAdvance && next !== undefined) goTo(next);
  };
  const start = (conclusion: Conclusion, fromGrid: boolean) => {
    const { open, cursor, chosen } = place.get();
    if (chosen.size > 1 || (chosen.size === 1 && open !== null && !chosen.has(open))) {
      return setMany({ cases: ids.filter((id) => chosen.has(id)), conclusion });
    }
    if (open === null) return;
    if (fromGrid && cursor !== open) {
      openHere();
      return say(t('openedFirst'));
    }
    if (rowOf(open)?.stub) return say(t('case.protected'), 'problem');
    back.current = fromGrid ? gridId : casePaneId;
    if (conclusion === 'notEligible' || (conclusion === 'eligible' && hasUnmet(open))) return setAsking({ id: open, conclusion });
    give({ id: open, conclusion });
    goOn(open);
  };
  const line =
    asking === null || asking.id !== place.get().open ? null : (
      <ReasonLine
        key={asking.id}
        conclusion={asking.conclusion}
        onCancel={leave}
        onGive={(reason, note) => {
          give({ ...asking, ...(reason === '' ? {} : { reason }), ...(note === '' ? {} : { note }) });
          leave();
          goOn(asking.id);
        }}
      />
    );
  const dialog =
    many === null ? null : (
      <ManyDialog
        {...many}
        onClose={(done) => {
          setMany(null);
          if (done) chooseNone();
        }}
      />
    );
  return { start, line, dialog };
}

/** A case that the rules say no to is made eligible only with a reason in words. */
function hasUnmet(id: string): boolean {
  const view = queryClient.getQueryData<CaseView>(operationQuery('review.case', { id }).queryKey);
  return view?.checks.some((check) => check.outcome === 'unmet' && check.id.startsWith('E')) ?? false;
}

function ListPane({ list, columns }: { readonly list: List; readonly columns: ReturnType<typeof useColumns> }) {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  if (list.error) return <Failed error={list.error} onRetry={list.refresh} />;
  if (list.state === 'waiting') return <Waiting />;
  if (list.ids.length > 0) return <Grid ids={list.ids} columns={columns} label={t('list', { shown: formatCount(list.ids.length) })} />;
  return list.all === 0 ? (
    <Empty title={t('empty.title')} acts={<Button onPress={() => void navigate({ to: '/intake' as string })}>{t('empty.act')}</Button>}>
      {t('empty.text')}
    </Empty>
  ) : (
    <Empty title={t('nothing.title')} acts={<Button onPress={() => list.setQuery('')}>{t('nothing.act')}</Button>}>
      {t('nothing.text', { shown: formatCount(list.all) })}
    </Empty>
  );
}

function Counts({ list, chosen }: { readonly list: List; readonly chosen: number }) {
  const { t } = useTranslation('review');
  return (
    <div className="counts">
      <span className="nowrap" role="status">
        {t('counts', { shown: formatCount(list.ids.length), all: formatCount(list.all) })}
        {chosen > 0 ? ` · ${t('chosen', { count: chosen, shown: formatCount(chosen) })}` : ''}
      </span>
      {list.old && list.query !== '' ? (
        <Button kind="quiet" onPress={list.refresh}>
          {t('refresh')}
        </Button>
      ) : null}
    </div>
  );
}

function Refusal() {
  const { t } = useTranslation('review');
  const refused = useStore(refusedVerdict);
  if (refused === null) return null;
  const close = () => refusedVerdict.set(null);
  return (
    <Notice
      tone="bad"
      live
      acts={
        <>
          <Button
            onPress={() => {
              goTo(refused.id);
              close();
            }}
          >
            {t('refused.open')}
          </Button>
          <Button kind="quiet" onPress={close}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      {refused.sentence}
    </Notice>
  );
}

function KeyHints({ singleKeys, onSheet }: { readonly singleKeys: boolean; readonly onSheet: () => void }) {
  const { t } = useTranslation('review');
  const hints: readonly (readonly [string, string])[] = singleKeys
    ? [
        ['J K', t('hint.move')],
        ['1 2 3', t('hint.verdict')],
        [t('hint.spaceKey'), t('hint.choose')],
        ['Ctrl+Z', t('hint.undo')],
        ['F6', t('hint.panes')],
      ]
    : [
        ['↑ ↓', t('hint.move')],
        ['F6', t('hint.panes')],
      ];
  return (
    <div className="key-hints">
      {hints.map(([key, text]) => (
        <span key={key} className="nowrap">
          <kbd>{key}</kbd> {text}
        </span>
      ))}
      <Button kind="quiet" keys="?" onPress={onSheet}>
        {t('hint.sheet')}
      </Button>
    </div>
  );
}

function Keys({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('review');
  const groups = useMemo(() => {
    const line = (text: string, ...keys: readonly string[]) => ({ keys, text: t(`keys.${text}`) });
    const space = t('hint.spaceKey');
    return [
      { title: t('keys.move'), lines: [line('next', 'J', '↓'), line('previous', 'K', '↑'), line('look', 'Ctrl+↑', 'Ctrl+↓'), line('edge', 'Home', 'End'), line('enter', 'Enter'), line('panes', 'F6')] },
      { title: t('keys.verdicts'), lines: [line('eligible', '1'), line('needsCheck', '2'), line('notEligible', '3'), line('undo', 'Ctrl+Z')] },
      { title: t('keys.choosing'), lines: [line('choose', space), line('range', 'Shift+↓'), line('all', 'Ctrl+A'), line('noneChosen', 'Esc')] },
      { title: t('keys.elsewhere'), lines: [line('filter', 'Ctrl+F'), line('search', 'Ctrl+K'), line('sheet', '?')] },
    ];
  }, [t]);
  return <KeySheet open={open} onClose={onClose} groups={groups} />;
}
