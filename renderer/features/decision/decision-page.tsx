// Owns: the view Beslut: the cases, the form of the open one, and the page as it will print. Must not: fix or register by itself.
import './decision.css';
import { useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { CaseList } from './case-list.tsx';
import { DecisionCase } from './decision-case.tsx';
import { scopeQuery, type Scope } from './case-list.tsx';

type Address = { readonly case?: string; readonly query?: string };

export function DecisionPage() {
  const { t } = useTranslation('decision');
  const address: Address = useSearch({ strict: false });
  const [scope, setScope] = useState<Scope>(address.query === undefined ? 'offered' : 'query');
  const [openId, setOpenId] = useState<string | null>(address.case ?? null);
  const input = {
    query: scopeQuery(scope, address.query ?? ''),
    sort: 'name',
    descending: false,
    ...useIntakeInput(),
  };
  const { data, error, refetch } = useOperation('review.ids', input);
  useEffect(() => {
    if (address.case !== undefined) setOpenId(address.case);
  }, [address.case]);
  const ids = data?.ids ?? [];
  const shown = openId ?? ids[0] ?? null;
  const onKeyDown = useCaseKeys(ids, shown, setOpenId);
  return (
    <Page title={t('title')} layout="fill">
      <div className="decision" onKeyDown={onKeyDown}>
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
        <div className="decision-rest">
          {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
          {data === undefined && !error && shown === null ? <Waiting /> : null}
          {shown === null && data !== undefined ? (
            <Empty title={t(`empty.${scope}`)}>{t('empty.text')}</Empty>
          ) : null}
          {shown === null ? null : <DecisionCase key={shown} caseId={shown} />}
        </div>
      </div>
    </Page>
  );
}

const typed = 'input, textarea, select, [role="grid"], [role="dialog"], [role="alertdialog"]';

/** J and K move between cases wherever nobody is writing; the grid has its own keys. */
function useCaseKeys(ids: readonly string[], shown: string | null, open: (id: string) => void) {
  const { settings } = useSettings();
  return useCallback(
    (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const target = event.target;
      if (step === 0 || !settings.singleKeys || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target instanceof Element && target.closest(typed) !== null) return;
      const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(shown ?? '') + step))];
      if (next !== undefined) open(next);
    },
    [ids, shown, open, settings.singleKeys],
  );
}
