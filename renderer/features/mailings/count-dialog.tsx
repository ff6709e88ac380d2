// Owns: noting how many were sent, or came back, in a channel on a day. Must not: send anything, nor ask who.
import { useTranslation } from 'react-i18next';
import { batchIdSchema, intakeIdSchema, isIsoDate } from '../../../domain/ids.ts';
import type { MailingChannel } from '../../../domain/intake/resources.ts';
import type { MailingView } from '../../../ipc/party/mailings.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { refreshed } from './refreshed.ts';

type CountProps = {
  readonly mailing: MailingView;
  readonly what: 'sent' | 'returned';
  readonly channel: MailingChannel;
  readonly onClose: () => void;
};

export function CountDialog({ mailing, what, channel, onClose }: CountProps) {
  const { t } = useTranslation('mailings');
  const { data: status } = useOperation('app.status', {});
  const form = `mailing-${what}-${mailing.id}-${channel}`;
  const close = useGivenUp(form, onClose);
  const [day, setDay] = useKept(`${form}/day`, '');
  const [count, setCount] = useKept(`${form}/count`, '');
  const note = useAct(`mailings.${what}`, refreshed);
  const shown = day === '' ? (status?.today ?? '') : day;
  const number = countOf(count);
  const run = () => {
    if (number === undefined || !isIsoDate(shown)) return;
    const of = { intake: intakeIdSchema.parse(mailing.intake), mailing: batchIdSchema.parse(mailing.id) };
    note.mutate(
      { ...of, channel, day: shown, count: number },
      {
        onSuccess: () => {
          say(t(`noted.${what}`, { count: number, channel: t(`channel.${channel}`).toLowerCase() }));
          close();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t(`note.${what}`, { channel: t(`channel.${channel}`).toLowerCase() })}
      acts={
        <>
          <Button
            kind="primary"
            isDisabled={number === undefined || !isIsoDate(shown) || note.isPending}
            onPress={run}
          >
            {t('note.run')}
          </Button>
          <Button onPress={close}>{t('common:cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t(`note.${what}Text`)}</p>
      <TextField
        label={t('note.count')}
        width="short"
        inputMode="numeric"
        maxLength={7}
        value={count}
        onChange={setCount}
        startFocus
      />
      <DayField label={t('note.day')} value={shown} onChange={setDay} />
      {note.error ? <Failed error={note.error} /> : null}
    </Dialog>
  );
}

/** A whole number above nought; blanks between thousands are no mistake. */
function countOf(text: string): number | undefined {
  const bare = text.replaceAll(/\s/gu, '');
  return /^\d{1,7}$/.test(bare) && Number(bare) > 0 ? Number(bare) : undefined;
}
