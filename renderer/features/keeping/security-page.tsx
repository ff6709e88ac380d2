// Owns: the page of what opens the store: the idle lock, the passphrase, the recovery code, the key.
// Must not: keep what is written in it.
import './keeping.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { NewKey } from './new-key.tsx';

export function SecurityPage() {
  const { t } = useTranslation('security');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Section title={t('idle.title')} note={t('idle.note')}>
        <Idle />
      </Section>
      <Section title={t('passphrase.title')} note={t('passphrase.note')}>
        <Passphrase />
      </Section>
      <Section title={t('code.title')} note={t('code.note')}>
        <NewKey kind="code" />
      </Section>
      <Section title={t('rekey.title')} note={t('rekey.note')}>
        <NewKey kind="rekey" />
      </Section>
    </Page>
  );
}

const minutes = [2, 5, 10, 15, 30, 60] as const;

function Idle() {
  const { t } = useTranslation('security');
  const { data, error } = useOperation('keeping.status', {});
  const save = useAct('keeping.saveSettings', ['keeping.status']);
  if (error) return <Failed error={error} />;
  if (data === undefined) return <Waiting />;
  const current = data.settings.idleMinutes;
  return (
    <>
      <SelectField
        label={t('idle.after')}
        value={String(current)}
        choices={[...new Set([...minutes, current])]
          .sort((a, b) => a - b)
          .map((count) => ({ value: String(count), label: t('idle.minutes', { count }) }))}
        onChange={(value) =>
          save.mutate(
            { idleMinutes: Number(value) },
            { onSuccess: ({ idleMinutes }) => say(t('idle.saved', { count: idleMinutes })) },
          )
        }
      />
      {save.error ? <Failed error={save.error} /> : null}
    </>
  );
}

const shortest = 12;

function Passphrase() {
  const { t } = useTranslation('security');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useAct('keeping.changePassphrase', ['keeping.status']);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (change.isPending || current === '' || next.length < shortest || next !== again) return;
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setTried(false);
          for (const clear of [setCurrent, setNext, setAgain]) clear('');
          say(t('passphrase.done'));
        },
      },
    );
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <TextField
        label={t('passphrase.current')}
        type="password"
        autoComplete="current-password"
        error={tried && current === '' ? t('passphrase.missing') : null}
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={t('passphrase.next')}
        help={t('passphrase.help', { count: shortest })}
        type="password"
        autoComplete="new-password"
        error={tried && next.length < shortest ? t('passphrase.tooShort', { count: shortest }) : null}
        value={next}
        onChange={setNext}
      />
      <TextField
        label={t('passphrase.again')}
        type="password"
        autoComplete="new-password"
        error={tried && next !== again ? t('passphrase.differ') : null}
        value={again}
        onChange={setAgain}
      />
      <div className="row">
        <Button type="submit" isDisabled={change.isPending}>
          {change.isPending ? t('busy') : t('passphrase.send')}
        </Button>
      </div>
      {change.error ? <Failed error={change.error} /> : null}
      {change.data === undefined ? null : <Notice tone="good">{t('passphrase.done')}</Notice>}
    </form>
  );
}
