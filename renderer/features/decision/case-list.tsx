// Owns: the narrow list of cases to decide, with selection for many at once. Must not: fetch rows that nobody sees.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import { needRows, rowOf, rowsVersion } from '../../lib/case-rows.ts';
import { useStore } from '../../lib/external-store.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { RowGrid, type GridColumn } from '../../ui/row-grid.tsx';
import { FixMany } from './fix-many.tsx';

type ListProps = {
  readonly ids: readonly string[];
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly hasQuery: boolean;
};
type Line = { readonly id: string; readonly row: CaseRow | undefined; readonly version: number };

export function CaseList({ ids, openId, onOpen, scope, onScope, hasQuery }: ListProps) {
  const { t } = useTranslation('decision');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [fixing, setFixing] = useState<readonly string[] | null>(null);
  const { lines, onSeen } = useLines(ids);
  const chosen = ids.filter((id) => selected.has(id));
  return (
    <section className="decision-list" aria-label={t('list.name')}>
      <div className="decision-list-head">
        <ScopeField scope={scope} onScope={onScope} hasQuery={hasQuery} />
        <span className="quiet" role="status">
          {chosen.length === 0
            ? t('list.count', { count: ids.length })
            : t('list.selected', { count: chosen.length })}
        </span>
      </div>
      <RowGrid
        label={t('list.name')}
        rows={lines}
        rowKey={(line) => line.id}
        openKey={openId}
        onOpen={onOpen}
        selected={selected}
        onSelect={setSelected}
        onSeen={onSeen}
        letterKeys
        columns={useColumns()}
      />
      {scope === 'registered' ? null : (
        <div className="decision-list-foot">
          <Button isDisabled={chosen.length === 0} onPress={() => setFixing(chosen)}>
            {t('many.open')}
          </Button>
        </div>
      )}
      {fixing === null ? null : (
        <FixMany
          cases={fixing}
          onOpen={onOpen}
          onClose={(done) => {
            setFixing(null);
            if (done) setSelected(new Set());
          }}
        />
      )}
    </section>
  );
}

/** Rows are fetched around what is seen; `version` rises when any of them came or changed. */
function useLines(ids: readonly string[]) {
  const version = useStore(rowsVersion);
  const [seen, setSeen] = useState<readonly [number, number]>([0, 0]);
  const onSeen = useCallback((first: number, last: number) => setSeen([first, last]), []);
  useEffect(() => needRows(ids.slice(Math.max(0, seen[0] - 50), seen[1] + 100)), [ids, seen, version]);
  const lines = useMemo(() => ids.map((id): Line => ({ id, row: rowOf(id), version })), [ids, version]);
  return { lines, onSeen };
}

function useColumns(): readonly GridColumn<Line>[] {
  const { t } = useTranslation('decision');
  return [
    {
      id: 'name',
      head: t('list.who'),
      width: 'minmax(0, 1fr)',
      cell: (line) => nameOf(line.row, t('list.special')),
    },
    {
      id: 'start',
      head: t('list.start'),
      width: '48px',
      cell: (line) => <span className="quiet">{line.row?.startsOn?.slice(5) ?? ''}</span>,
    },
  ];
}

function ScopeField({ scope, onScope, hasQuery }: Pick<ListProps, 'scope' | 'onScope' | 'hasQuery'>) {
  const { t } = useTranslation('decision');
  const shown: readonly Scope[] = hasQuery ? [...scopes, 'query'] : scopes;
  return (
    <SelectField
      quietLabel
      label={t('scope.label')}
      value={scope}
      onChange={(value) => {
        if (isScope(value)) onScope(value);
      }}
      choices={shown.map((each) => ({ value: each, label: t(`scope.${each}`) }))}
    />
  );
}

function nameOf(row: CaseRow | undefined, special: string): string {
  if (row === undefined) return '…';
  return row.stub ? `${special} ${row.applicationId}` : `${row.familyName}, ${row.givenName}`;
}

export const scopes = ['offered', 'fixed', 'registered'] as const;
export type Scope = (typeof scopes)[number] | 'query';

export const isScope = (text: string): text is Scope =>
  text === 'query' || scopes.some((scope) => scope === text);

export function scopeQuery(scope: Scope, query: string): string {
  switch (scope) {
    case 'offered':
      return 'läge:erbjuden';
    case 'fixed':
      return 'läge:fastställt';
    case 'registered':
      return 'registrerad:ja';
    case 'query':
      return query;
  }
}
