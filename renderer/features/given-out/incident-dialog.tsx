// Owns: recording an incident, or a later record of it. Must not: ask for a name.
import { useTranslation } from 'react-i18next';
import { batchIdSchema, caseIdSchema, isIsoDate } from '../../../domain/ids.ts';
import type { IncidentInput, IncidentView } from '../../../ipc/disclosure.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextArea, TextField, Tick } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { IncidentCases, type ChosenCase } from './incident-cases.tsx';

type IncidentDialogProps = { readonly incident: IncidentView | null; readonly onClose: () => void };

const natures = ['confidentiality', 'integrity', 'availability'] as const;
const reports = ['open', 'reported', 'notNeeded'] as const;
const informings = ['open', 'yes', 'notNeeded'] as const;

type Draft = {
  readonly discoveredOn: string;
  readonly happenedOn: string;
  readonly nature: readonly (typeof natures)[number][];
  readonly what: string;
  readonly consequences: string;
  readonly measures: string;
  readonly people: string;
  readonly reported: (typeof reports)[number];
  readonly reportedOn: string;
  readonly reportReason: string;
  readonly informed: (typeof informings)[number];
  /** Cases that this record adds. */
  readonly added: readonly ChosenCase[];
};

function newDraft(today: string): Draft {
  return {
    discoveredOn: today,
    happenedOn: '',
    nature: ['confidentiality'],
    what: '',
    consequences: '',
    measures: '',
    people: '0',
    reported: 'open',
    reportedOn: '',
    reportReason: '',
    informed: 'open',
    added: [],
  };
}

function draftOf({ happenedOn, reportedOn, reportReason, people, ...incident }: IncidentView): Draft {
  return {
    ...incident,
    people: String(people),
    happenedOn: happenedOn ?? '',
    reportedOn: reportedOn ?? '',
    reportReason: reportReason ?? '',
    added: [],
  };
}

function inputOf(draft: Draft, incident: IncidentView | null): IncidentInput | null {
  const { discoveredOn, happenedOn, reportedOn, reported, informed, reportReason } = draft;
  const { what, consequences, measures } = draft;
  const people = Number(draft.people);
  const counted = Number.isInteger(people) && people >= 0;
  if (!counted || !isIsoDate(discoveredOn) || what.trim() === '' || draft.nature.length === 0) return null;
  return {
    discoveredOn,
    nature: [...draft.nature],
    what,
    consequences,
    measures,
    people,
    reported,
    reportReason,
    informed,
    ...earlierOf(incident),
    cases: [...(incident?.cases ?? []), ...draft.added.map((one) => one.id)].map((id) =>
      caseIdSchema.parse(id),
    ),
    ...(isIsoDate(happenedOn) ? { happenedOn } : {}),
    ...(isIsoDate(reportedOn) ? { reportedOn } : {}),
  };
}

const formOf = (incident: IncidentView | null): string => `incident ${incident?.incident ?? ''}`;

/** A later record is of the same incident. */
function earlierOf(incident: IncidentView | null): Pick<IncidentInput, 'incident'> {
  return incident === null ? {} : { incident: batchIdSchema.parse(incident.incident) };
}

export function IncidentDialog({ incident, onClose: close }: IncidentDialogProps) {
  const form = formOf(incident);
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('given');
  const today = useOperation('app.status', {}).data?.today ?? '';
  const [draft, setDraft] = useKept(form, incident === null ? newDraft(today) : draftOf(incident));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const record = useAct('incidents.record', ['incidents.list']);
  const input = inputOf(draft, incident);
  const send = () => {
    if (input === null) return;
    record.mutate(input, {
      onSuccess: () => {
        say(t('incidents.done'));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(incident === null ? 'incidents.newTitle' : 'incidents.laterTitle')}
      acts={
        <>
          <Button kind="primary" isDisabled={input === null || record.isPending} onPress={send}>
            {t('incidents.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <What draft={draft} onChange={set} />
      <IncidentCases
        earlier={incident?.applications ?? []}
        chosen={draft.added}
        onChange={(added) => set({ added })}
      />
      <Reporting draft={draft} onChange={set} />
      {record.error ? <Failed error={record.error} /> : null}
    </Dialog>
  );
}

type PartProps = { readonly draft: Draft; readonly onChange: (change: Partial<Draft>) => void };

function What({ draft, onChange }: PartProps) {
  const { t } = useTranslation('given');
  return (
    <>
      <p className="reading">{t('incidents.noNames')}</p>
      <TextField
        label={t('incidents.discovered')}
        width="short"
        value={draft.discoveredOn}
        onChange={(discoveredOn) => onChange({ discoveredOn })}
      />
      <TextField
        label={t('incidents.happened')}
        width="short"
        value={draft.happenedOn}
        onChange={(happenedOn) => onChange({ happenedOn })}
      />
      <fieldset className="field">
        <legend className="field-label">{t('incidents.nature')}</legend>
        {natures.map((one) => (
          <Tick
            key={one}
            label={t(`nature.${one}`)}
            checked={draft.nature.includes(one)}
            onChange={(on) =>
              onChange({
                nature: natures.filter((each) => (each === one ? on : draft.nature.includes(each))),
              })
            }
          />
        ))}
      </fieldset>
      <TextArea
        label={t('incidents.what')}
        rows={3}
        value={draft.what}
        onChange={(what) => onChange({ what })}
      />
      <TextArea
        label={t('incidents.consequences')}
        rows={2}
        value={draft.consequences}
        onChange={(consequences) => onChange({ consequences })}
      />
      <TextArea
        label={t('incidents.measures')}
        rows={2}
        value={draft.measures}
        onChange={(measures) => onChange({ measures })}
      />
      <TextField
        label={t('incidents.people')}
        width="short"
        inputMode="numeric"
        value={draft.people}
        onChange={(people) => onChange({ people })}
      />
    </>
  );
}

function Reporting({ draft, onChange }: PartProps) {
  const { t } = useTranslation('given');
  return (
    <>
      <RadioField
        label={t('incidents.reported')}
        help={t('incidents.reportedHelp')}
        value={draft.reported}
        choices={reports.map((value) => ({ value, label: t(`reported.${value}`) }))}
        onChange={(value) => onChange({ reported: reports.find((one) => one === value) ?? 'open' })}
      />
      {draft.reported === 'reported' ? (
        <TextField
          label={t('incidents.reportedOn')}
          width="short"
          value={draft.reportedOn}
          onChange={(reportedOn) => onChange({ reportedOn })}
        />
      ) : null}
      {draft.reported === 'open' ? null : (
        <TextArea
          label={t('incidents.reportReason')}
          rows={2}
          value={draft.reportReason}
          onChange={(reportReason) => onChange({ reportReason })}
        />
      )}
      <RadioField
        label={t('incidents.informed')}
        value={draft.informed}
        choices={informings.map((value) => ({ value, label: t(`informed.${value}`) }))}
        onChange={(value) => onChange({ informed: informings.find((one) => one === value) ?? 'open' })}
      />
    </>
  );
}
