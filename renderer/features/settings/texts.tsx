// Owns: the shipped texts marked to confirm, and the administrator's confirmation. Must not: confirm unseen ones.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { TextToConfirm } from '../../../ipc/app.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField, Tick } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';

export function Texts() {
  const { t } = useTranslation('settings');
  const { data: texts, error } = useOperation('texts.list', {});
  const { data: status } = useOperation('app.status', {});
  if (error) return <Failed error={error} />;
  if (texts === undefined) return <Waiting />;
  if (texts.length === 0) return <Empty title={t('texts.emptyTitle')}>{t('texts.empty')}</Empty>;
  return <TextList texts={texts} may={status?.member?.administrator ?? false} today={status?.today ?? ''} />;
}

type ListProps = { readonly texts: readonly TextToConfirm[]; readonly may: boolean; readonly today: string };

function TextList({ texts, may, today }: ListProps) {
  const { t } = useTranslation('settings');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const open = texts.filter((text) => text.confirmed === null);
  const choose = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id] : before.filter((each) => each !== id)));
  const close = (done: boolean) => {
    setAsking(false);
    if (done) setChosen([]);
  };
  return (
    <>
      <p>
        {t(open.length === 0 ? 'texts.allRead' : 'texts.left', {
          count: open.length,
          shown: formatCount(open.length),
          all: formatCount(texts.length),
        })}
      </p>
      {/* It scrolls, and with every text confirmed nothing in it takes the focus. */}
      <ul className="texts" tabIndex={0} aria-label={t('texts.title')}>
        {texts.map((text) => (
          <TextLine
            key={text.id}
            text={text}
            may={may}
            chosen={chosen.includes(text.id)}
            onChoose={(on) => choose(text.id, on)}
          />
        ))}
      </ul>
      {may ? (
        <div className="row">
          <Button isDisabled={chosen.length === 0} onPress={() => setAsking(true)}>
            {t('texts.confirmChosen', { shown: formatCount(chosen.length) })}
          </Button>
          <Button
            kind="quiet"
            isDisabled={open.length === 0}
            onPress={() => setChosen(open.map((text) => text.id))}
          >
            {t('texts.chooseAll')}
          </Button>
        </div>
      ) : (
        <p className="quiet">{t('texts.onlyAdministrator')}</p>
      )}
      {asking ? <ConfirmDialog ids={chosen} today={today} onClose={close} /> : null}
    </>
  );
}

type LineProps = {
  readonly text: TextToConfirm;
  readonly may: boolean;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
};

function TextLine({ text, may, chosen, onChoose }: LineProps) {
  const { t } = useTranslation('settings');
  const { confirmed } = text;
  const mark =
    confirmed === null ? (
      <Mark tone="check" word={t('texts.toConfirm')} />
    ) : (
      <Mark tone="good" word={confirmed.example ? t('texts.example') : t('texts.confirmed')} />
    );
  return (
    <li className="text-line">
      <div className="text-state">
        {may && confirmed === null ? (
          <Tick
            label={
              <>
                <span className="visually-hidden">
                  {t('texts.choose', { text: text.text.slice(0, 60) })}{' '}
                </span>
                {mark}
              </>
            }
            checked={chosen}
            onChange={onChoose}
          />
        ) : (
          mark
        )}
      </div>
      <div className="text-words">
        <p>{text.text}</p>
        <p className="quiet">
          {[
            text.source,
            confirmed === null
              ? ''
              : t('texts.by', { name: confirmed.by, day: confirmed.day, source: confirmed.source }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      </div>
    </li>
  );
}

type ConfirmProps = {
  readonly ids: readonly string[];
  readonly today: string;
  readonly onClose: (done: boolean) => void;
};

function ConfirmDialog({ ids, today, onClose: close }: ConfirmProps) {
  const onClose = useGivenUp('confirm-texts', close);
  const { t } = useTranslation('settings');
  const [day, setDay] = useKept('confirm-texts/day', today);
  const [source, setSource] = useKept('confirm-texts/source', '');
  const confirm = useAct('texts.confirm', ['texts.list', 'app.today']);
  const ready = isIsoDate(day) && source.trim().length >= 3;
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={t('texts.dialogTitle')}
      acts={
        <>
          <Button
            kind="primary"
            isDisabled={!ready || confirm.isPending}
            onPress={() =>
              confirm.mutate(
                { ids: [...ids], day, source: source.trim() },
                {
                  onSuccess: ({ confirmed }) => {
                    say(t('texts.done', { count: confirmed, shown: formatCount(confirmed) }));
                    onClose(true);
                  },
                },
              )
            }
          >
            {t('texts.confirm')}
          </Button>
          <Button onPress={() => onClose(false)}>{t('texts.cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('texts.dialogText', { shown: formatCount(ids.length) })}</p>
      <TextField label={t('texts.day')} width="short" value={day} onChange={setDay} />
      <TextField
        label={t('texts.source')}
        help={t('texts.sourceHelp')}
        value={source}
        onChange={setSource}
        maxLength={400}
        startFocus
      />
      {confirm.error ? <Failed error={confirm.error} /> : null}
    </Dialog>
  );
}
