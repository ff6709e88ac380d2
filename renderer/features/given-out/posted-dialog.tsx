// Owns: marking files as posted or handed over, with day and way. Must not: mark what was not chosen.
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { GivenFile } from '../../../ipc/disclosure.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

type PostedDialogProps = {
  readonly files: readonly GivenFile[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};
const ways = ['post', 'digital', 'handed'] as const;

export function PostedDialog({ files, ...ends }: PostedDialogProps) {
  const form = `posted ${files.length} ${files[0]?.id ?? ''}`;
  const onClose = useGivenUp(form, ends.onClose);
  const onDone = useGivenUp(form, ends.onDone);
  const { t } = useTranslation('given');
  const { data: status } = useOperation('app.status', {});
  const [day, setDay] = useKept(`${form}/day`, status?.today ?? '');
  const [how, setHow] = useKept<(typeof ways)[number]>(`${form}/how`, 'post');
  const mark = useAct('given.markPosted', ['given.files']);
  const run = () => {
    if (!isIsoDate(day)) return;
    mark.mutate(
      { ids: files.map((file) => file.id), day, how },
      {
        onSuccess: ({ posted }) => {
          say(t('posted.done', { count: posted, shown: formatCount(posted) }));
          onDone();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('posted.title', { count: files.length, shown: formatCount(files.length) })}
      acts={
        <>
          <Button kind="primary" isDisabled={!isIsoDate(day) || mark.isPending} onPress={run}>
            {t('posted.run')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('posted.text')}</p>
      <TextField label={t('posted.day')} width="short" value={day} onChange={setDay} startFocus />
      <RadioField
        label={t('posted.how')}
        value={how}
        choices={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
        onChange={(value) => setHow(ways.find((one) => one === value) ?? 'post')}
      />
      {mark.error ? <Failed error={mark.error} /> : null}
    </Dialog>
  );
}
