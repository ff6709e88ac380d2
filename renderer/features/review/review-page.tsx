// Owns: Granskning: the list, the case beside it, and what keys do between them. Must not: hold what a part can hold itself.
import './review.css';
import { useNavigate } from '@tanstack/react-router';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import { usePart, useStore } from '../../lib/external-store.ts';
import { formatCount } from '../../lib/format.ts';
import { letterOf, type LetterName } from '../../lib/keys/letters.ts';
import { useSettings } from '../../lib/settings.tsx';
import { shownAttachment, viewerId } from '../../lib/beside/shown-attachment.ts';
import { useSteady } from '../../lib/drawing/use-steady.ts';
import { useLayout } from '../../lib/panes/use-layout.ts';
import { useNextForMe } from '../../lib/triage/next-for-me.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SplitPane, SplitPanes, type PaneSpec } from '../../ui/panes/split-panes.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Grid, gridId } from './grid.tsx';
import { KeyHints, ReviewKeys } from './key-hints.tsx';
import { keyAct, move, type KeyAct } from './keys.ts';
import { goTo, neighbour, outside, place } from './place.ts';
import { UndoLine, useUndo, type Undo } from './undo-line.tsx';
import { useList, usePlaceFromAddress, type List } from './use-list.ts';
import { useVerdictFlow, type VerdictFlow } from './verdict-flow.tsx';
import { prefetchCases, refusedVerdict } from './verdicts.ts';
import { useColumns, ViewMenu } from './view-menu.tsx';

const paneId = 'case-pane';
const rowsOnAPage = 20;

export type CasePaneProps = {
  /** The id its element carries, so that it can be given the focus. */
  readonly elementId: string;
  readonly id: string | null;
  readonly onVerdict: (conclusion: Conclusion) => void;
  readonly onOpen: (id: string) => void;
  /** The line that asks for a reason, in place. */
  readonly line: ReactNode;
};

type WorkAct = 'assign' | 'watch' | 'share' | 'request' | 'facts' | 'workList';
type WorkProps = {
  readonly act: WorkAct;
  readonly cases: readonly string[];
  readonly onClose: () => void;
};
type ReviewProps = {
  readonly Pane: ComponentType<CasePaneProps>;
  /** What is done with many cases at once beside a verdict. */
  readonly Work: ComponentType<WorkProps>;
  /** What stands open of the case, over the list or beside the case. */
  readonly Beside: ComponentType<{ readonly caseId: string | null; readonly onPlace?: () => void }>;
};

const standing = { open: () => place.get().open, goTo };

/** The case pane and the group's work are features of their own and are handed in by the router. */
export function ReviewPage({ Pane, Work, Beside }: ReviewProps) {
  const { t } = useTranslation('review');
  const { settings } = useSettings();
  const list = useList();
  const { ids } = list;
  const undo = useUndo(ids);
  const verdict = useVerdictFlow(ids);
  const [sheet, setSheet] = useState(false);
  const work = useManyWork(ids, Work);
  const nextForMe = useNextForMe(standing);
  const field = useRef<HTMLInputElement>(null);
  const open = usePart(place, (at) => at.open);
  usePlaceFromAddress();
  usePrefetch(ids, open);
  const onNext = useSteady(nextForMe);
  const onSheet = useSteady(() => setSheet(true));
  const onVerdict = useSteady((conclusion: Conclusion) => verdict.start(conclusion, paneId));
  const run = (act: KeyAct) => runAct(act, { list, verdict, undo, work, nextForMe, field, onSheet });
  return (
    <Page title={t('title')} layout="fill" focusHeading={false}>
      {/* Keys work from whichever pane has the focus; the panes themselves are named and reachable. */}
      <div
        className="review"
        role="presentation"
        onKeyDown={(event) => runKey(event, letterOf(settings, event), run)}
      >
        <Bar list={list} undo={undo} field={field} onWhole={work.onWhole} />
        <Refusal />
        <ReviewPanes caseId={open} Beside={Beside} list={<ListPane list={list} />}>
          <Outside list={list} />
          <Pane elementId={paneId} id={open} onVerdict={onVerdict} onOpen={goTo} line={verdict.line} />
        </ReviewPanes>
        <KeyHints onNext={onNext} onSheet={onSheet} />
      </div>
      {verdict.dialog}
      {work.dialog}
      <ReviewKeys open={sheet} onClose={() => setSheet(false)} />
    </Page>
  );
}

type PanesProps = Pick<ReviewProps, 'Beside'> & {
  readonly caseId: string | null;
  readonly list: ReactNode;
  readonly children: ReactNode;
};

const listAndCase: readonly PaneSpec[] = [
  { name: 'list', focus: `#${gridId}` },
  { name: 'case', focus: `#${paneId}` },
];
const withAttachment = (covers: boolean): readonly PaneSpec[] => [
  ...listAndCase,
  { name: 'attachment', focus: `#${viewerId}`, over: 'list', covers },
];
/** An attachment covers the list, which keeps its place and takes no keys, or stands beside the case (RE-87). */
const panesWith = { over: withAttachment(true), beside: withAttachment(false) };

function ReviewPanes({ caseId, Beside, list, children }: PanesProps) {
  const shown = useStore(shownAttachment);
  const { layout, change } = useLayout('review');
  const { beside = false } = layout;
  const isShown = shown !== null && shown.caseId === caseId;
  return (
    <SplitPanes view="review" panes={isShown ? panesWith[beside ? 'beside' : 'over'] : listAndCase}>
      <SplitPane name="list">{list}</SplitPane>
      <SplitPane name="case">{children}</SplitPane>
      <SplitPane name="attachment">
        <Beside caseId={caseId} onPlace={() => change({ beside: !beside })} />
      </SplitPane>
    </SplitPanes>
  );
}

type Running = {
  readonly list: List;
  readonly verdict: VerdictFlow;
  readonly undo: Undo;
  readonly work: ManyWork;
  readonly nextForMe: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onSheet: () => void;
};

function runAct(act: KeyAct, { list, verdict, undo, work, nextForMe, field, onSheet }: Running): void {
  switch (act.act) {
    case 'press':
      return document.getElementById(`${paneId}-${act.what}`)?.click();
    case 'work':
      return work.start(act.what);
    case 'verdict':
      return verdict.start(act.conclusion, inGrid() ? gridId : paneId);
    case 'nextForMe':
      return nextForMe();
    case 'undo':
      return undo.start();
    case 'sheet':
      return onSheet();
    case 'filter':
      return field.current?.focus();
    case 'refresh':
      return list.refresh();
    default:
      return move(act, list.ids, paneId);
  }
}

/** The cases around the open one are there before the finger is up. */
function usePrefetch(ids: readonly string[], open: string | null): void {
  useEffect(
    () => prefetchCases([neighbour(ids, open, 1), neighbour(ids, open, 2), neighbour(ids, open, -1)]),
    [ids, open],
  );
}

/** The chosen cases in list order; undefined when none is. */
function chosenOf(ids: readonly string[]): readonly string[] | undefined {
  const { chosen } = place.get();
  return chosen.size === 0 ? undefined : ids.filter((id) => chosen.has(id));
}

type ManyWork = {
  readonly start: (act: 'assign' | 'watch' | 'request' | 'facts') => void;
  readonly onWhole: (act: 'share' | 'workList') => void;
  readonly dialog: ReactNode;
};

/** On the chosen cases, or by the open case's own button; dividing, and a list of whom to look up, take the whole list where none is chosen. */
function useManyWork(ids: readonly string[], Work: ReviewProps['Work']): ManyWork {
  const [work, setWork] = useState<Omit<WorkProps, 'onClose'> | null>(null);
  const leave = () => {
    setWork(null);
    focusGrid();
  };
  return {
    start: (act: 'assign' | 'watch' | 'request' | 'facts') => {
      const chosen = chosenOf(ids);
      if (chosen === undefined) document.getElementById(`${paneId}-${act}`)?.click();
      else setWork({ act, cases: chosen });
    },
    onWhole: (act) => {
      const cases = chosenOf(ids) ?? ids;
      if (cases.length > 0) setWork({ act, cases });
    },
    dialog: work === null ? null : <Work {...work} onClose={leave} />,
  };
}

type BarProps = {
  readonly list: List;
  readonly undo: Undo;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onWhole: ManyWork['onWhole'];
};

function Bar({ list, undo, field, onWhole }: BarProps) {
  const onShare = useSteady(() => onWhole('share'));
  const onWorkList = useSteady(() => onWhole('workList'));
  return (
    <div className="review-bar">
      <ViewMenu onShare={onShare} onWorkList={onWorkList} />
      <FilterBar field={field} query={list.query} onQuery={list.setQuery} onLeave={focusGrid} />
      <Counts list={list} />
      <UndoLine {...undo} />
    </div>
  );
}

const inGrid = (): boolean => document.activeElement?.id === gridId;
const focusGrid = (): void => document.getElementById(gridId)?.focus();

const whileWriting: ReadonlySet<KeyAct['act']> = new Set(['filter', 'refresh']);

/** While somebody writes only the keys that leave the field are ours. */
function runKey(
  event: KeyboardEvent<HTMLElement>,
  letter: LetterName | undefined,
  run: (act: KeyAct) => void,
): void {
  const { target } = event;
  // A dialog over the view has its own keys, though React tells its events here too.
  if (!(target instanceof HTMLElement) || !event.currentTarget.contains(target)) return;
  const writing = target.matches('input, textarea, select');
  const inCase = !writing && target.closest(`#${paneId}`) !== null;
  const act = keyAct(event, { inGrid: target.id === gridId, inCase, letter, page: rowsOnAPage });
  if (act === undefined || (writing && !whileWriting.has(act.act))) return;
  event.preventDefault();
  run(act);
}

function ListPane({ list }: { readonly list: List }) {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const columns = useColumns();
  if (list.error) return <Failed error={list.error} onRetry={list.refresh} />;
  if (list.state === 'waiting') return <Waiting />;
  if (list.ids.length > 0) {
    return (
      <Grid ids={list.ids} columns={columns} label={t('list', { shown: formatCount(list.ids.length) })} />
    );
  }
  if (list.all > 0) {
    return (
      <Empty
        title={t('nothing.title')}
        acts={<Button onPress={() => list.setQuery('')}>{t('nothing.act')}</Button>}
      >
        {t('nothing.text', { shown: formatCount(list.all) })}
      </Empty>
    );
  }
  return (
    <Empty
      title={t('empty.title')}
      acts={<Button onPress={() => void navigate({ to: '/intake' })}>{t('empty.act')}</Button>}
    >
      {t('empty.text')}
    </Empty>
  );
}

function Counts({ list }: { readonly list: List }) {
  const { t } = useTranslation('review');
  const count = usePart(place, (at) => at.chosen.size);
  // The button goes away with its reason: the focus must not go with it.
  const refresh = () => {
    list.refresh();
    focusGrid();
  };
  return (
    <div className="list-counts">
      <span className="nowrap" role="status">
        {t('counts', { shown: formatCount(list.ids.length), all: formatCount(list.all) })}
        {count > 0 ? ` · ${t('chosen', { count, shown: formatCount(count) })}` : ''}
      </span>
      {list.old && list.query !== '' ? (
        <Button kind="quiet" keys="F5" onPress={refresh}>
          {t('refresh')}
        </Button>
      ) : null}
    </div>
  );
}

/** RE-91: the case stays where it is read, and the list says nothing of it: so the pane does. */
function Outside({ list }: { readonly list: List }) {
  const { t } = useTranslation('review');
  const at = useStore(place);
  const { ids, state, error } = list;
  const found = useMemo(() => outside(ids, at), [ids, at]);
  const isTold = found !== null && state === 'ready' && !error;
  const row = found?.row;
  // The button goes away with its reason: the focus must not go with it.
  const open = (id: string) => {
    goTo(id);
    focusGrid();
  };
  return (
    <div className={isTold ? 'case-outside' : undefined}>
      <span role="status">{isTold ? t('outside.text') : ''}</span>
      {isTold && row !== undefined ? (
        <Button kind="quiet" onPress={() => open(row)}>
          {t('outside.act')}
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
  const openIt = () => {
    goTo(refused.id);
    close();
    focusGrid();
  };
  return (
    <Notice
      tone="bad"
      live
      acts={
        <>
          <Button onPress={openIt}>{t('refused.open')}</Button>
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
