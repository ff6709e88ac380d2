// Owns: the list of employers with what is missing at each, filter and selection. Must not: register.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmployerView } from '../../../ipc/decision.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { RowGrid, type GridColumn } from '../../ui/row-grid.tsx';
import { checkState, unionState, type Readiness } from './employer-state.ts';
import type { OffersDialog } from './offers-dialog.ts';

type ListProps = {
  readonly employers: readonly EmployerView[];
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
  readonly onDialog: (dialog: OffersDialog) => void;
};

const filters = ['all', 'noCheck', 'noUnion', 'bar'] as const;
type Filter = (typeof filters)[number];
const isFilter = (text: string): text is Filter => filters.some((filter) => filter === text);

const passes: Readonly<Record<Filter, (employer: EmployerView) => boolean>> = {
  all: () => true,
  noCheck: (employer) => checkState(employer).tone !== 'good',
  noUnion: (employer) => unionState(employer).tone !== 'good',
  bar: (employer) => checkState(employer).word === 'bar',
};

export function EmployerList({ employers, openId, onOpen, onDialog }: ListProps) {
  const { t } = useTranslation('offers');
  const [search, setSearch] = useState<Search>({ filter: 'all', text: '' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => {
    const wanted = search.text.trim().toLocaleLowerCase('sv');
    const named = ({ name }: EmployerView) => name.toLocaleLowerCase('sv').includes(wanted);
    return employers.filter((each) => passes[search.filter](each) && named(each));
  }, [employers, search]);
  const chosen = shown.filter((employer) => selected.has(employer.id));
  return (
    <div className="offers-list">
      <SearchBar employers={employers} search={search} onSearch={setSearch}>
        {chosen.length === 0 ? t('count', { count: shown.length }) : t('selected', { count: chosen.length })}
      </SearchBar>
      <div className="offers-bar">
        <Button
          isDisabled={chosen.length === 0}
          onPress={() => onDialog({ kind: 'check', employers: chosen })}
        >
          {t('act.check')}
        </Button>
        <Button
          isDisabled={chosen.length === 0}
          onPress={() => onDialog({ kind: 'union', employers: chosen })}
        >
          {t('act.union')}
        </Button>
        <Button kind="quiet" onPress={() => onDialog({ kind: 'enter' })}>
          {t('act.enter')}
        </Button>
      </div>
      <RowGrid
        label={t('list')}
        rows={shown}
        rowKey={(row) => row.id}
        openKey={openId}
        onOpen={onOpen}
        selected={new Set(chosen.map((employer) => employer.id))}
        onSelect={setSelected}
        letterKeys
        columns={useColumns()}
      />
      <p className="offers-keys quiet">{t('keys')}</p>
    </div>
  );
}

type Search = { readonly filter: Filter; readonly text: string };
type SearchBarProps = {
  readonly employers: readonly EmployerView[];
  readonly search: Search;
  readonly onSearch: (search: Search) => void;
  /** How many are shown or selected. */
  readonly children: string;
};

function SearchBar({ employers, search, onSearch, children }: SearchBarProps) {
  const { t } = useTranslation('offers');
  const count = (filter: Filter) => formatCount(employers.filter(passes[filter]).length);
  return (
    <div className="offers-bar">
      <TextField
        quietLabel
        type="search"
        width="short"
        label={t('find')}
        placeholder={t('findShort')}
        value={search.text}
        onChange={(text) => onSearch({ ...search, text })}
      />
      <SelectField
        quietLabel
        label={t('filter.label')}
        value={search.filter}
        onChange={(value) => {
          if (isFilter(value)) onSearch({ ...search, filter: value });
        }}
        choices={filters.map((each) => ({ value: each, label: t(`filter.${each}`, { shown: count(each) }) }))}
      />
      <span className="quiet" role="status">
        {children}
      </span>
    </div>
  );
}

function useColumns(): readonly GridColumn<EmployerView>[] {
  const { t } = useTranslation('offers');
  return [
    { id: 'name', head: t('column.name'), width: 'minmax(90px, 2fr)', cell: (row) => row.name },
    {
      id: 'cases',
      head: t('column.cases'),
      width: '64px',
      number: true,
      cell: (row) => formatCount(row.cases.length),
    },
    {
      id: 'check',
      head: t('column.check'),
      width: '104px',
      cell: (row) => <State is={checkState(row)} of="check" />,
    },
    {
      id: 'union',
      head: t('column.union'),
      width: '112px',
      cell: (row) => <State is={unionState(row)} of="union" />,
    },
  ];
}

function State({ is, of }: { readonly is: Readiness; readonly of: 'check' | 'union' }) {
  const { t } = useTranslation('offers');
  return <Mark tone={is.tone} word={t(`${of}.short.${is.word}`)} />;
}
