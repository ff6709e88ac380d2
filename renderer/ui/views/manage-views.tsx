// Owns: the saved views as a list to rename, order, share and remove. Must not: change what a view searches for.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedViewInfo } from '../../../ipc/review.ts';
import { formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { TextField } from '../fields.tsx';
import { Failed } from '../states.tsx';

export function ManageViews({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('review');
  const { data: views = [] } = useOperation('review.views', {});
  const place = useAct('review.placeViews', ['review.views']);
  const remove = useAct('review.removeView', ['review.views']);
  const order = (next: readonly SavedViewInfo[]) =>
    place.mutate({ views: next.map(({ id, mine }) => ({ id, mine })) });
  const move = (at: number, by: number) => {
    const next = [...views];
    const [one] = next.splice(at, 1);
    if (one === undefined) return;
    next.splice(at + by, 0, one);
    order(next);
    say(t('view.moved', { name: one.name, place: at + by + 1 }));
  };
  const takeAway = ({ id, name }: SavedViewInfo) =>
    remove.mutate({ id }, { onSuccess: () => say(t('view.removed', { name })) });
  const error = place.error ?? remove.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('view.manageTitle')}
      acts={<Button onPress={onClose}>{t('common:close')}</Button>}
    >
      {views.length === 0 ? <p>{t('view.none')}</p> : null}
      <ol className="stack">
        {views.map((view, at) => (
          <li key={view.id} className="stack-tight">
            <ViewLine view={view} />
            <div className="row">
              <Rename view={view} />
              <Moves name={view.name} at={at} last={views.length - 1} onMove={(by) => move(at, by)} />
              {view.self ? (
                <Button
                  kind="quiet"
                  onPress={() =>
                    order(views.map((one) => (one.id === view.id ? { ...one, mine: !one.mine } : one)))
                  }
                >
                  {t(view.mine ? 'view.shareIt' : 'view.keepIt')}
                </Button>
              ) : null}
              <Button
                kind="quiet"
                aria-label={t('view.removeName', { name: view.name })}
                onPress={() => takeAway(view)}
              >
                {t('view.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      {error ? <Failed error={error} /> : null}
    </Dialog>
  );
}

type MovesProps = {
  readonly name: string;
  readonly at: number;
  readonly last: number;
  readonly onMove: (by: number) => void;
};

function Moves({ name, at, last, onMove }: MovesProps) {
  const { t } = useTranslation('review');
  return (
    <>
      <Button
        kind="quiet"
        isDisabled={at === 0}
        aria-label={t('view.upName', { name })}
        onPress={() => onMove(-1)}
      >
        {t('view.up')}
      </Button>
      <Button
        kind="quiet"
        isDisabled={at === last}
        aria-label={t('view.downName', { name })}
        onPress={() => onMove(1)}
      >
        {t('view.down')}
      </Button>
    </>
  );
}

function ViewLine({ view: { name, mine, by, at, query, reads } }: { readonly view: SavedViewInfo }) {
  const { t } = useTranslation('review');
  return (
    <>
      <p>
        <strong>{name}</strong> <span className="quiet">{query === '' ? t('view.all') : query}</span>
      </p>
      <p className="quiet">
        {mine ? t('view.isMine') : t('view.sharedBy', { name: by, when: formatMoment(at) })}
        {reads ? '' : ` ◆ ${t('view.unread')}`}
      </p>
    </>
  );
}

function Rename({ view }: { readonly view: SavedViewInfo }) {
  const { t } = useTranslation('review');
  const form = `view-name-${view.id}`;
  const [open, setOpen] = useState(false);
  const [name, setName] = useKept(`${form}/name`, view.name);
  const close = useGivenUp(form, () => setOpen(false));
  const save = useAct('review.saveView', ['review.views']);
  if (!open)
    return (
      <Button
        kind="quiet"
        isDisabled={!view.reads}
        aria-label={t('view.renameName', { name: view.name })}
        onPress={() => setOpen(true)}
      >
        {t('view.rename')}
      </Button>
    );
  const send = () => {
    const { id, query, sort, descending, columns } = view;
    if (name.trim() === '') return;
    save.mutate(
      { id, name: name.trim(), query, sort, descending, columns: [...columns] },
      {
        onSuccess: () => {
          say(t('view.saved', { name: name.trim() }));
          close();
        },
      },
    );
  };
  return (
    <>
      <TextField
        label={t('view.name')}
        value={name}
        onChange={setName}
        maxLength={120}
        startFocus
        onKeyDown={(event) => {
          if (event.key === 'Enter') send();
        }}
      />
      <Button isDisabled={name.trim() === '' || save.isPending} onPress={send}>
        {t('view.saveAct')}
      </Button>
      {save.error ? <Failed error={save.error} /> : null}
    </>
  );
}
