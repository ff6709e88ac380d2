// Owns: the letter as the first recipient of a channel gets it, and saving the file for the sending system. Must not: list people.
import { useTranslation } from 'react-i18next';
import { batchIdSchema, intakeIdSchema } from '../../../domain/ids.ts';
import type { MailingChannel } from '../../../domain/intake/resources.ts';
import type { MailingView } from '../../../ipc/party/mailings.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { refreshed } from './refreshed.ts';

type LetterProps = {
  readonly mailing: MailingView;
  readonly channel: MailingChannel;
  readonly onClose: () => void;
};

export function LetterDialog({ mailing, channel, onClose }: LetterProps) {
  const { t } = useTranslation('mailings');
  const which = {
    mailing: batchIdSchema.parse(mailing.id),
    intake: intakeIdSchema.parse(mailing.intake),
    channel,
  };
  const { data, error } = useOperation('mailings.letter', which);
  const save = useAct('mailings.saveFile', refreshed);
  const count = mailing.here?.[channel] ?? 0;
  const run = () =>
    save.mutate(which, {
      onSuccess: ({ saved, recipients, appliedSince }) => {
        if (saved === null) return say(t('file.notSaved'));
        const since = appliedSince === 0 ? '' : t('file.appliedSince', { count: appliedSince });
        say(`${t('file.saved', { count: recipients, file: saved })} ${since}`.trim());
        onClose();
      },
    });
  const failed = error ?? save.error;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('letter.title', { channel: t(`channel.${channel}`).toLowerCase() })}
      acts={
        <>
          <Button kind="primary" isDisabled={save.isPending || data === undefined} onPress={run}>
            {t('file.save', { count })}
          </Button>
          <Button onPress={onClose}>{t('common:close')}</Button>
        </>
      }
    >
      {data === undefined && !failed ? <Waiting /> : null}
      {data === undefined ? null : (
        <>
          {data.unconfirmed > 0 ? (
            <Notice tone="check" title={t('unconfirmed.title')}>
              {t('unconfirmed.text', { count: data.unconfirmed })}
            </Notice>
          ) : null}
          <p className="quiet">{t('letter.first')}</p>
          <article className="mailing-letter" lang="sv">
            <h3>{data.subject}</h3>
            {data.text.split('\n\n').map((paragraph) => (
              <p key={paragraph} className="mailing-paragraph">
                {paragraph}
              </p>
            ))}
          </article>
          <p className="reading">{t(`file.about.${channel}`)}</p>
        </>
      )}
      {failed ? <Failed error={failed} /> : null}
    </Dialog>
  );
}
