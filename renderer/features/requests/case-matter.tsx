// Owns: whether the applicant has opened a case at the agency, its age and clock in the open case, and recording it. Must not: count
// an age from any other day, or judge the day; main does.
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { caseIdSchema, eventHashSchema, isIsoDate, type IsoDate } from '../../../domain/ids.ts';
import { matterWays, type MatterWay } from '../../../domain/ledger/payloads/matter.ts';
import type { MatterView } from '../../../ipc/party/requests.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Failed } from '../../ui/states.tsx';
import { Dated } from '../../ui/text.tsx';
import { refreshes } from './ask-dialog.tsx';

type MatterProps = { readonly view: CaseView; readonly elementId: string };

export function CaseMatter({ view, elementId }: MatterProps) {
  const { t } = useTranslation('request');
  const letter = useLetters();
  const [open, setOpen] = useState(false);
  const { row, matter } = view;
  if (row.barred || matter === null) return null;
  return (
    <section className="case-requests" aria-label={t('matter.section')}>
      {matter.status === 'none' ? null : <Standing matter={matter} />}
      <div className="row">
        <Button {...letter('opened')} id={`${elementId}-opened`} kind="quiet" onPress={() => setOpen(true)}>
          {t('matter.open')}
        </Button>
      </div>
      {open ? <MatterDialog view={view} matter={matter} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

/** Where no day stands nothing is said of an age (RQ-19). */
function Standing({ matter }: { readonly matter: MatterView }) {
  const { t } = useTranslation('request');
  const code = useCode();
  const { openedOn, how, note, by, sides, clock } = matter;
  if (openedOn === null) {
    const days = sides.map((side) =>
      side.openedOn === null
        ? t('matter.sideNone', { name: side.by })
        : t('matter.side', { day: side.openedOn, name: side.by }),
    );
    return (
      <div className="case-request">
        <p>
          <Mark tone="bad" word={t('matter.differs', { days: days.join(', ') })} />
        </p>
      </div>
    );
  }
  return (
    <div className="case-request">
      <p>
        <Dated text={t('matter.line', { day: openedOn, how: code('openedHow', how), name: by })} />
        {clock === null ? '' : ` ${t('matter.age', { count: clock.age, shown: formatCount(clock.age) })}`}
      </p>
      {note === '' ? null : <p className="case-request-text">{note}</p>}
      {clock === null ? null : (
        <p>
          <Dated text={clockWords(t, clock, matter.answerWeeks)} />
        </p>
      )}
    </div>
  );
}

function clockWords(
  t: TFunction<'request'>,
  { stage, askFrom }: NonNullable<MatterView['clock']>,
  weeks: number,
): string {
  return t(`matter.${stage}`, { day: askFrom, weeks });
}

type DialogProps = {
  readonly view: CaseView;
  readonly matter: MatterView;
  readonly onClose: () => void;
};

function useRecording({ row, matter }: { readonly row: CaseView['row']; readonly matter: MatterView }) {
  const form = `matter-${row.caseId}`;
  const [day, setDay] = useKept(`${form}/day`, matter.openedOn ?? '');
  const [how, setHow] = useKept<MatterWay>(`${form}/how`, matter.how ?? 'writing');
  const [note, setNote] = useKept(`${form}/note`, matter.note);
  return { form, day, setDay, how, setHow, note, setNote };
}

function MatterDialog({ view, matter, onClose }: DialogProps) {
  const { t } = useTranslation('request');
  const { row, heads } = view;
  const recording = useRecording({ row, matter });
  const { form, day, how, note } = recording;
  const close = useGivenUp(form, onClose);
  const record = useAct('requests.matter', refreshes);
  const run = (openedOn: IsoDate | null) =>
    record.mutate(
      {
        id: caseIdSchema.parse(row.caseId),
        heads: heads.map((head) => eventHashSchema.parse(head)),
        openedOn,
        how,
        note,
      },
      {
        onSuccess: () => {
          say(openedOn === null ? t('matter.gone') : t('matter.done', { day: openedOn }));
          close();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={close}
      title={t('matter.title', { id: row.applicationId })}
      acts={
        <>
          <Button
            kind="primary"
            keys="Ctrl+Enter"
            isDisabled={!isIsoDate(day) || record.isPending}
            onPress={() => (isIsoDate(day) ? run(day) : undefined)}
          >
            {t('matter.run')}
          </Button>
          {matter.status === 'none' ? null : (
            <Button isDisabled={record.isPending} onPress={() => run(null)}>
              {t('matter.none')}
            </Button>
          )}
          <Button onPress={close}>{t('cancel')}</Button>
        </>
      }
    >
      <RecordingFields recording={recording} />
      {record.error ? <Failed error={record.error} /> : null}
    </Dialog>
  );
}

function RecordingFields({ recording }: { readonly recording: ReturnType<typeof useRecording> }) {
  const { t } = useTranslation('request');
  const code = useCode();
  const { day, setDay, how, setHow, note, setNote } = recording;
  return (
    <>
      <p className="reading">{t('matter.text')}</p>
      <DayField label={t('matter.day')} value={day} onChange={setDay} />
      <RadioField
        label={t('matter.how')}
        value={how}
        onChange={(value) => setHow(matterWays.find((one) => one === value) ?? 'writing')}
        choices={matterWays.map((value) => ({ value, label: code('openedHow', value) }))}
      />
      <TextField
        label={t('matter.note')}
        help={t('matter.noteHelp')}
        maxLength={200}
        value={note}
        onChange={setNote}
      />
    </>
  );
}
