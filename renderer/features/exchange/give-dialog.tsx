// Owns: Lämna till kollega: to whom, only what is new or everything, and what was saved. Must not: show file contents.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../ipc/colleagues/exchange.ts';
import type { Answer } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FailedOrStopped, SealingLine } from './stopped.tsx';

type GiveProps = { readonly colleagues: readonly MemberView[]; readonly onClose: () => void };

export function GiveDialog({ colleagues, onClose }: GiveProps) {
  const { t } = useTranslation('exchange');
  const only = colleagues.length === 1 ? colleagues[0]?.id : undefined;
  const [to, setTo] = useState(only ?? '');
  const [full, setFull] = useState(false);
  const seal = useAct('exchange.seal', ['exchange.status']);
  const colleague = colleagues.find((member) => member.id === to);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (colleague === undefined || seal.isPending) return;
    const { name } = colleague;
    seal.mutate(
      { to, full },
      {
        onSuccess: ({ saved, events }) =>
          say(saved === null ? t('give.notSaved') : t('give.said', { count: events, name })),
      },
    );
  };
  const done = seal.data !== undefined && seal.data.saved !== null;
  return (
    <Dialog open onClose={onClose} title={t('give.title')}>
      <form className="stack" noValidate onSubmit={send}>
        <RadioField
          label={t('give.to')}
          value={to}
          onChange={setTo}
          choices={colleagues.map(({ id, name, toGive }) => ({
            value: id,
            label: t('give.choice', { name, shown: formatCount(toGive) }),
          }))}
        />
        {colleague === undefined ? null : <Opener colleague={colleague} />}
        <Tick label={t('give.full')} help={t('give.fullHelp')} checked={full} onChange={setFull} />
        <SealingLine />
        {seal.error ? <FailedOrStopped error={seal.error} work="give" /> : null}
        <Saved sealed={seal.data} name={colleague?.name ?? ''} />
        <Acts done={done} ready={colleague !== undefined && !seal.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

type ActsProps = { readonly done: boolean; readonly ready: boolean; readonly onClose: () => void };

function Acts({ done, ready, onClose }: ActsProps) {
  const { t } = useTranslation('exchange');
  return (
    <div className="dialog-acts">
      {done ? null : (
        <Button kind="primary" type="submit" isDisabled={!ready}>
          {t('give.run')}
        </Button>
      )}
      <Button onPress={onClose}>{done ? t('close') : t('cancel')}</Button>
    </div>
  );
}

function Opener({ colleague }: { readonly colleague: MemberView }) {
  const { t } = useTranslation('exchange');
  return (
    <div className="stack-tight">
      <span className="quiet">{t('give.onlyOpens', { name: colleague.name })}</span>
      <ControlWords words={colleague.words} />
    </div>
  );
}

type SavedProps = { readonly sealed: Answer<'exchange.seal'> | undefined; readonly name: string };

function Saved({ sealed, name }: SavedProps) {
  const { t } = useTranslation('exchange');
  if (sealed === undefined || sealed.saved === null) return null;
  const kilobytes = formatCount(Math.max(1, sealed.bytes / 1024));
  return (
    <Notice tone="good" live title={t('give.saved', { file: sealed.saved })}>
      {t('give.savedText', { count: sealed.events, kilobytes, name })}{' '}
      {sealed.documentFiles.length === 0
        ? ''
        : t('give.documents', { count: sealed.documents, files: sealed.documentFiles.join(', ') })}
    </Notice>
  );
}
