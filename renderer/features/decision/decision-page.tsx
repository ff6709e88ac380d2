// Owns: the view Beslut: the cases, the form of the open one, and the page as it will print. Must not: fix or register by itself.
import './decision.css';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { useOperation } from '../../lib/operations.ts';
import { letterOf } from '../../lib/keys/letters.ts';
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
  return (
    <Page title={t('title')} layout="fill">
      {/* Another address is another selection: nothing is kept over. */}
      <Decisions key={`${address.case ?? ''} ${address.query ?? ''}`} address={address} />
    </Page>
  );
}

function Decisions({ address }: { readonly address: Address }) {
  const [scope, setScope] = useState<Scope>(address.query === undefined ? 'offered' : 'query');
  const [openId, setOpenId] = useState<string | null>(address.case ?? null);
  const query = scopeQuery(scope, address.query ?? '');
  const listed = useOperation('review.ids', { query, sort: 'name', descending: false, ...useIntakeInput() });
  const packed = listed.data?.packed;
  const ids = useMemo(() => (packed === undefined ? none : unpackIds(packed)), [packed]);
  const shown = openId ?? ids[0] ?? null;
  useCaseKeys(ids, shown, setOpenId);
  return (
    <div className="decision">
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
        {listed.error ? <Failed error={listed.error} onRetry={() => void listed.refetch()} /> : null}
        {shown === null ? (
          <Nothing scope={scope} waiting={listed.data === undefined} />
        ) : (
          <DecisionCase key={shown} caseId={shown} onStay={() => setOpenId(shown)} />
        )}
      </div>
    </div>
  );
}

const none: readonly string[] = [];

function Nothing({ scope, waiting }: { readonly scope: Scope; readonly waiting: boolean }) {
  const { t } = useTranslation('decision');
  if (waiting) return <Waiting />;
  return <Empty title={t(`empty.${scope}`)}>{t('empty.text')}</Empty>;
}

const typed = 'input, textarea, select, [role="grid"], [role="dialog"], [role="alertdialog"]';

/** Next and previous move between cases wherever nobody is writing; the grid has its own keys. */
function useCaseKeys(ids: readonly string[], shown: string | null, open: (id: string) => void): void {
  const { settings } = useSettings();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const letter = letterOf(settings, event);
    const step = letter === 'next' ? 1 : letter === 'previous' ? -1 : undefined;
    if (step === undefined || isTyping(event.target)) return;
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(shown ?? '') + step))];
    if (next !== undefined) open(next);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(typed) !== null;
}
