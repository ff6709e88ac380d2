// Owns: Lämna till kollega: to whom, only what is new or everything, and what was saved. Must not: show file contents.
import '../../ui/long-form.css';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../ipc/exchange.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

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
    seal.mutate(
      { to, full },
      {
        onSuccess: ({ saved, events }) =>
          say(saved === null ? t('give.notSaved') : t('give.said', { count: events, name: colleague.name })),
      },
    );
  };
  const saved = seal.data?.saved ?? null;
  return (
    <Dialog open onClose={onClose} title={t('give.title')}>
      <form className="stack" noValidate onSubmit={send}>
        <RadioField
          label={t('give.to')}
          value={to}
          onChange={setTo}
          choices={colleagues.map((member) => ({
            value: member.id,
            label: t('give.choice', { name: member.name, shown: formatCount(member.toGive) }),
          }))}
        />
        {colleague === undefined ? null : (
          <div className="stack-tight">
            <span className="quiet">{t('give.onlyOpens', { name: colleague.name })}</span>
            <ControlWords words={colleague.words} />
          </div>
        )}
        <Tick label={t('give.full')} help={t('give.fullHelp')} checked={full} onChange={setFull} />
        {seal.error ? <Failed error={seal.error} /> : null}
        {saved === null || colleague === undefined ? null : (
          <Notice tone="good" live title={t('give.saved', { file: saved })}>
            {t('give.savedText', {
              count: seal.data?.events ?? 0,
              kilobytes: formatCount(Math.max(1, (seal.data?.bytes ?? 0) / 1024)),
              name: colleague.name,
            })}
          </Notice>
        )}
        <div className="dialog-acts">
          {saved === null ? (
            <Button kind="primary" type="submit" isDisabled={colleague === undefined || seal.isPending}>
              {seal.isPending ? t('give.busy') : t('give.run')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{saved === null ? t('cancel') : t('close')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
