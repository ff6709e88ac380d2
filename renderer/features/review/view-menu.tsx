// Owns: ready-made and saved views, and which columns are shown. Must not: save a view with a filter that does not read.
import { memo, useMemo, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SavedViewInfo } from '../../../ipc/review.ts';
import { useStore } from '../../lib/external-store.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField, Tick } from '../../ui/fields.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Failed } from '../../ui/states.tsx';
import { columnIds, defaultColumns, isColumnId, isSortable, type ColumnId } from './columns.tsx';
import { ManageViews } from '../../ui/views/manage-views.tsx';
import { listing } from './place.ts';

/** Filters most used, in the search language. */
const ready = [
  { id: 'all', query: '' },
  { id: 'notReviewed', query: 'läge:inläst' },
  { id: 'needsCheck', query: 'läge:kontrolleras' },
  { id: 'eligible', query: 'slutsats:behörig' },
  { id: 'orange', query: 'färg:orange' },
  { id: 'offered', query: 'läge:erbjuden' },
  { id: 'mine', query: 'handläggare:jag' },
  { id: 'nobodys', query: 'handläggare:ingen' },
  { id: 'news', query: 'nytt:ja' },
] as const;

export function useColumns(): readonly ColumnId[] {
  const { settings } = useSettings();
  return useMemo(() => {
    const chosen = settings.columns.filter(isColumnId);
    return chosen.length === 0 ? defaultColumns : chosen;
  }, [settings.columns]);
}

type ViewMenuProps = {
  readonly onShare: () => void;
  readonly onWorkList: () => void;
};

export const ViewMenu = memo(function ViewMenu({ onShare, onWorkList }: ViewMenuProps) {
  const { t } = useTranslation('review');
  const { query } = useStore(listing);
  const { data: saved = [] } = useOperation('review.views', {});
  const { change } = useSettings();
  const [dialog, setDialog] = useState<'save' | 'columns' | 'manage' | null>(null);
  const views = [
    ...ready.map((view) => ({
      id: view.id as string,
      name: t(`view.${view.id}`),
      query: view.query as string,
    })),
    ...saved,
  ];
  const here = views.find((view) => view.query === query)?.name ?? t('view.own');
  const choose = (id: string) => {
    if (id === '#save') return setDialog('save');
    if (id === '#columns') return setDialog('columns');
    if (id === '#manage') return setDialog('manage');
    if (id === '#share') return onShare();
    if (id === '#workList') return onWorkList();
    const view = views.find((each) => each.id === id);
    if (view === undefined) return;
    const stored = saved.find((each) => each.id === id);
    listing.set((before) => ({
      query: view.query,
      sort: stored !== undefined && isSortable(stored.sort) ? stored.sort : before.sort,
      descending: stored?.descending ?? before.descending,
    }));
    if (stored !== undefined && stored.columns.some(isColumnId)) change({ columns: [...stored.columns] });
  };
  return (
    <>
      <Menu
        label={here}
        name={t('view.choose', { view: here })}
        entries={[
          ...views.map((view) => ({
            id: view.id,
            label: view.name,
            chosen: view.query === query,
            ...noteOf(
              saved.find((one) => one.id === view.id),
              t,
            ),
          })),
          { id: '#save', label: t('view.save') },
          ...(saved.length === 0 ? [] : [{ id: '#manage', label: t('view.manage') }]),
          { id: '#columns', label: t('view.columns') },
          { id: '#share', label: t('view.share') },
          { id: '#workList', label: t('view.workList') },
        ]}
        onChoose={choose}
      />
      {dialog === 'save' ? <SaveDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'manage' ? <ManageViews onClose={() => setDialog(null)} /> : null}
      {dialog === 'columns' ? <ColumnsDialog onClose={() => setDialog(null)} /> : null}
    </>
  );
});

/** Whose a saved view is, and whether it has a word that this version does not know. */
function noteOf(view: SavedViewInfo | undefined, t: TFunction<'review'>): { readonly note?: string } {
  if (view === undefined) return {};
  const whose = view.mine ? t('view.isMine') : t('view.by', { name: view.by });
  return { note: view.reads ? whose : `${whose} ◆ ${t('view.unread')}` };
}

const whose = ['mine', 'shared'] as const;

type Whose = (typeof whose)[number];

function Whose({ value, onChange }: { readonly value: Whose; readonly onChange: (whose: Whose) => void }) {
  const { t } = useTranslation('review');
  return (
    <RadioField
      label={t('view.whose')}
      value={value}
      onChange={(chosen) => onChange(whose.find((one) => one === chosen) ?? 'mine')}
      choices={whose.map((one) => ({ value: one, label: t(`view.whoseIs.${one}`) }))}
    />
  );
}

function SaveDialog({ onClose: close }: { readonly onClose: () => void }) {
  const onClose = useGivenUp('save-view', close);
  const { t } = useTranslation('review');
  const { query, sort, descending } = useStore(listing);
  const columns = useColumns();
  const [name, setName] = useKept('save-view/name', '');
  const [place, setPlace] = useKept<Whose>('save-view/whose', 'mine');
  const save = useAct('review.saveView', ['review.views']);
  const send = () => {
    if (name.trim() === '') return;
    save.mutate(
      {
        id: crypto.randomUUID(),
        name: name.trim(),
        query,
        sort,
        descending,
        columns: [...columns],
        mine: place === 'mine',
      },
      {
        onSuccess: () => {
          say(t('view.saved', { name: name.trim() }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('view.saveTitle')}
      acts={
        <>
          <Button kind="primary" isDisabled={name.trim() === '' || save.isPending} onPress={send}>
            {t('view.saveAct')}
          </Button>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('view.name')}
        help={t('view.nameHelp')}
        value={name}
        onChange={setName}
        maxLength={120}
        startFocus
      />
      <Whose value={place} onChange={setPlace} />
      <dl className="facts">
        <dt>{t('filter.label')}</dt>
        <dd>{query === '' ? t('view.all') : query}</dd>
      </dl>
      {save.error ? <Failed error={save.error} /> : null}
    </Dialog>
  );
}

function ColumnsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('review');
  const { change } = useSettings();
  const columns = useColumns();
  const toggle = (id: ColumnId, on: boolean) => {
    // The order of columns is fixed, so that a list looks the same on every desk.
    const next = columnIds.filter((each) => (each === id ? on : columns.includes(each)));
    if (next.length > 0) change({ columns: next });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('view.columnsTitle')}
      acts={
        <>
          <Button kind="primary" onPress={onClose}>
            {t('common:close')}
          </Button>
          <Button kind="quiet" onPress={() => change({ columns: [...defaultColumns] })}>
            {t('view.columnsReset')}
          </Button>
        </>
      }
    >
      <div className="column-ticks">
        {columnIds.map((id) => (
          <Tick
            key={id}
            label={t(`column.${id}`)}
            checked={columns.includes(id)}
            onChange={(on) => toggle(id, on)}
          />
        ))}
      </div>
    </Dialog>
  );
}
