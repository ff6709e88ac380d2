// Owns: saying what each chosen file is before it is attached; a refused file says why. Must not: hold a file's bytes.
import { useTranslation } from 'react-i18next';
import { caseIdSchema, eventHashSchema } from '../../../domain/ids.ts';
import type { ChosenAttachment, ChosenAttachments } from '../../../ipc/party/attachments.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { formatCount, formatSize } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { nothingWritten, SaidFields, saidOf, type Written } from './said-fields.tsx';

export const refreshes = ['review.case', 'undo.list'] as const;

export function caseOf({ row, heads }: CaseView) {
  return {
    id: caseIdSchema.parse(row.caseId),
    heads: heads.map((head) => eventHashSchema.parse(head)),
  };
}

type AttachProps = {
  readonly view: CaseView;
  readonly chosen: ChosenAttachments;
  readonly onClose: () => void;
};

export function AttachDialog({ view, chosen, onClose }: AttachProps) {
  const { t } = useTranslation('attachment');
  const form = `attach-${view.row.caseId}`;
  const close = useGivenUp(form, onClose);
  const [written, setWritten] = useKept<Readonly<Record<string, Written>>>(`${form}/said`, {});
  const add = useAct('attachments.add', refreshes);
  const good = chosen.files.flatMap(({ problem }, file) => (problem === null ? [file] : []));
  const files = good.flatMap((file) => {
    const said = saidOf(written[file] ?? nothingWritten);
    return said === undefined ? [] : [{ file, said }];
  });
  const count = good.length;
  const run = () =>
    add.mutate(
      { ...caseOf(view), token: chosen.token, files },
      {
        onSuccess: () => {
          say(t('done', { count, shown: formatCount(count), id: view.row.applicationId }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('title', { id: view.row.applicationId })}
      acts={
        <>
          {count === 0 ? null : (
            <Button kind="primary" isDisabled={files.length < count || add.isPending} onPress={run}>
              {t('run', { count, shown: formatCount(count) })}
            </Button>
          )}
          <Button onPress={close}>{t(count === 0 ? 'close' : 'cancel')}</Button>
        </>
      }
    >
      {chosen.files.map((one, file) =>
        one.problem === null ? (
          <fieldset key={`${file} ${one.name}`} className="attachment-chosen">
            <legend>
              <strong>{one.name}</strong> <span className="quiet">{formatSize(one.size)}</span>
            </legend>
            <SaidFields
              kinds={chosen.kinds}
              written={written[file] ?? nothingWritten}
              onChange={(said) => setWritten({ ...written, [file]: said })}
            />
          </fieldset>
        ) : (
          <RefusedFile key={`${file} ${one.name}`} file={one} />
        ),
      )}
      {add.error ? <Failed error={add.error} /> : null}
    </Dialog>
  );
}

function RefusedFile({ file: { name, problem } }: { readonly file: ChosenAttachment }) {
  const sentence = useProblemSentence();
  return (
    <Notice tone="bad" title={name}>
      {problem === null ? '' : sentence(problem)}
    </Notice>
  );
}
