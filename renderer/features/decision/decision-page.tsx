// Owns: the view Beslut: which panes stand open (the cases, the open case, its form, the page as it will print), and its keys.
// Must not: fix or register by itself.
import './decision.css';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { unpackIds } from '../../../domain/packed-ids.ts';
import type { PaneName } from '../../../ipc/app.ts';
import { shownAttachment, viewerId } from '../../lib/beside/shown-attachment.ts';
import { useStore } from '../../lib/external-store.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { Page } from '../../ui/page.tsx';
import { SplitPane, SplitPanes, type PaneSpec } from '../../ui/panes/split-panes.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { CaseList } from './case-list.tsx';
import { DecisionCase } from './decision-case.tsx';
import { DecisionBar, paneId, useDecisionKeys, useOpenPanes } from './decision-keys.tsx';
import { scopeQuery, type Scope } from './case-list.tsx';

type Address = { readonly case?: string; readonly query?: string };

type DecisionProps = {
  /** The open case and an attachment of it: features of their own, handed in by the router. */
  readonly Pane: ComponentType<{
    readonly elementId: string;
    readonly id: string | null;
    readonly onOpen: (id: string) => void;
  }>;
  readonly Beside: ComponentType<{ readonly caseId: string | null }>;
};

export function DecisionPage(props: DecisionProps) {
  const { t } = useTranslation('decision');
  const address: Address = useSearch({ strict: false });
  return (
    <Page title={t('title')} layout="fill">
      {/* Another address is another selection: nothing is kept over. */}
      <Decisions key={`${address.case ?? ''} ${address.query ?? ''}`} address={address} {...props} />
    </Page>
  );
}

function Decisions({ address, Pane, Beside }: DecisionProps & { readonly address: Address }) {
  const [scope, setScope] = useState<Scope>(address.query === undefined ? 'offered' : 'query');
  const [openId, setOpenId] = useState<string | null>(address.case ?? null);
  const query = scopeQuery(scope, address.query ?? '');
  const listed = useOperation('review.ids', { query, sort: 'name', descending: false, ...useIntakeInput() });
  const packed = listed.data?.packed;
  const ids = useMemo(() => (packed === undefined ? none : unpackIds(packed)), [packed]);
  const shown = openId ?? ids[0] ?? null;
  const panes = useOpenPanes();
  const [sheet, setSheet] = useState(false);
  useDecisionKeys({ ids, shown, open: setOpenId, panes, onSheet: () => setSheet(true) });
  return (
    <div className="decision">
      <DecisionBar panes={panes} sheet={sheet} onSheet={setSheet} />
      {listed.error ? <Failed error={listed.error} onRetry={() => void listed.refetch()} /> : null}
      <DecisionPanes shown={shown} open={panes.open}>
        <SplitPane name="list">
          <CaseList
            ids={ids}
            openId={shown}
            onOpen={setOpenId}
            scope={scope}
            onScope={(next) => {
              setScope(next);
              setOpenId(null);
            }}
            hasQuery={address.query !== undefined}
          />
        </SplitPane>
        {shown === null ? (
          <NothingPane scope={scope} waiting={listed.data === undefined} />
        ) : (
          <>
            <SplitPane name="case">
              <Pane elementId={paneId} id={shown} onOpen={setOpenId} />
            </SplitPane>
            <DecisionCase key={shown} caseId={shown} panes={panes} onStay={() => setOpenId(shown)} />
            <SplitPane name="attachment">
              <Beside caseId={shown} />
            </SplitPane>
          </>
        )}
      </DecisionPanes>
    </div>
  );
}

const none: readonly string[] = [];

const specs: Readonly<Partial<Record<PaneName, Omit<PaneSpec, 'name'>>>> = {
  list: { focus: '[role="grid"]' },
  case: { focus: `#${paneId}` },
  form: { focus: '.form-pane', returns: true },
  paper: { focus: '.paper-desk' },
};

type PanesProps = {
  readonly shown: string | null;
  readonly open: readonly PaneName[];
  readonly children: ReactNode;
};

/** Where nothing is open, one pane says so; an attachment lies over the page, which is there to be read too. */
function DecisionPanes({ shown, open, children }: PanesProps) {
  const attachment = useStore(shownAttachment);
  const isAttached =
    attachment !== null && attachment.caseId === shown && shown !== null && open.includes('case');
  const names = shown === null ? withNothing(open) : open;
  const panes = useMemo((): readonly PaneSpec[] => {
    const standing = names.map((name): PaneSpec => ({ name, focus: '', ...specs[name] }));
    if (!isAttached) return standing;
    const over = names.includes('paper') ? ({ over: 'paper', covers: true } as const) : {};
    return [...standing, { name: 'attachment', focus: `#${viewerId}`, ...over }];
  }, [names, isAttached]);
  return (
    <SplitPanes view="decision" panes={panes}>
      {children}
    </SplitPanes>
  );
}

const listAndForm: readonly PaneName[] = ['list', 'form'];
const formAlone: readonly PaneName[] = ['form'];
const withNothing = (open: readonly PaneName[]) => (open.includes('list') ? listAndForm : formAlone);

type NothingProps = { readonly scope: Scope; readonly waiting: boolean };

function NothingPane({ scope, waiting }: NothingProps) {
  const { t } = useTranslation('decision');
  return (
    <SplitPane name="form">
      {waiting ? <Waiting /> : <Empty title={t(`empty.${scope}`)}>{t('empty.text')}</Empty>}
    </SplitPane>
  );
}
