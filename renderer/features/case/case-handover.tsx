// Owns: what a colleague left for whoever goes on with the case, at its top; handing it over and taking it over.
// Must not: show anything of a case with protected identity; main sends nothing of one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema, eventHashSchema, memberIdSchema } from '../../../domain/ids.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

type HandoverProps = {
  readonly view: CaseView;
  /** Granskning presses the acts by key: `<elementId>-take-over` and `<elementId>-hand-over`. */
  readonly elementId: string;
};
const refreshes = ['review.case', 'handover.overview', 'undo.list'] as const;

export function CaseHandover({ view, elementId }: HandoverProps) {
  const { t } = useTranslation('handover');
  const [asked, setAsked] = useState(false);
  const take = useAct('handover.take', refreshes);
  const letter = useLetters();
  const { notes, takenBy } = view.handover;
  const mine = takenBy.some((one) => one.self);
  const run = () =>
    take.mutate(
      { cases: [shownCase(view)] },
      { onSuccess: () => say(t('taken', { id: view.row.applicationId })) },
    );
  return (
    <div className="case-handover">
      {notes.map((note) => (
        <Notice
          key={`${note.at} ${note.by}`}
          tone="check"
          title={
            note.forWhom === null ? t('toAny', { by: note.by }) : t('to', { by: note.by, name: note.forWhom })
          }
        >
          <p className="case-handover-text">{note.text}</p>
          <p className="quiet">{formatMoment(note.at)}</p>
        </Notice>
      ))}
      {takenBy.length === 0 ? null : (
        <p className="quiet">
          {takenBy.map(({ name, at }) => t('by', { name, at: formatMoment(at) })).join(' ')}
        </p>
      )}
      <div className="row">
        {mine && notes.length === 0 ? null : (
          <Button
            {...letter('takeOver')}
            id={`${elementId}-take-over`}
            kind={notes.length === 0 ? 'quiet' : 'primary'}
            isDisabled={take.isPending}
            onPress={run}
          >
            {t('take')}
          </Button>
        )}
        <Button
          {...letter('handOver')}
          id={`${elementId}-hand-over`}
          kind="quiet"
          onPress={() => setAsked(true)}
        >
          {t('open')}
        </Button>
      </div>
      {take.error ? <Failed error={take.error} /> : null}
      {asked ? <HandoverDialog view={view} onClose={() => setAsked(false)} /> : null}
    </div>
  );
}

function shownCase(view: CaseView) {
  return {
    id: caseIdSchema.parse(view.row.caseId),
    heads: view.heads.map((head) => eventHashSchema.parse(head)),
  };
}

type DialogProps = { readonly view: CaseView; readonly onClose: () => void };

function HandoverDialog({ view, onClose }: DialogProps) {
  const { t } = useTranslation('handover');
  const form = `handover-${view.row.caseId}`;
  const [text, setText] = useKept(`${form}/text`, '');
  const [forWhom, setForWhom] = useKept(`${form}/for`, '');
  const close = useGivenUp(form, onClose);
  const { data } = useOperation('handover.overview', {});
  const note = useAct('handover.note', refreshes);
  const others = (data?.colleagues ?? []).filter(({ self, seesCases }) => !self && seesCases);
  const id = view.row.applicationId;
  const run = () =>
    note.mutate(
      {
        cases: [shownCase(view)],
        text: text.trim(),
        ...(forWhom === '' ? {} : { forWhom: memberIdSchema.parse(forWhom) }),
      },
      {
        onSuccess: () => {
          say(t('done', { id }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('title', { id })}
      acts={
        <>
          <Button kind="primary" isDisabled={text.trim() === '' || note.isPending} onPress={run}>
            {t('run')}
          </Button>
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('follows')}</p>
      <SelectField
        label={t('whom')}
        value={forWhom}
        choices={[
          { value: '', label: t('any') },
          ...others.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={setForWhom}
      />
      <TextArea
        label={t('text')}
        help={t('textHelp')}
        rows={6}
        maxLength={4000}
        value={text}
        onChange={setText}
      />
      {note.error ? <Failed error={note.error} /> : null}
    </Dialog>
  );
}
