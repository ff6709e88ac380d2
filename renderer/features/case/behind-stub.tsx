// Owns: opening the case of a person with protected identity for a reason, and what a named holder sees and does while it is open.
// Must not: keep anything of the person once it is closed, nor show it to anybody who is not asked why. So what is written
// here and not sent goes at a lock: kept forms would lie in the window before anybody was asked why.
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openingReasonSchema } from '../../../domain/access/read-log.ts';
import { caseIdSchema, eventHashSchema } from '../../../domain/ids.ts';
import { conclusionSchema } from '../../../domain/ledger/payload.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { ask } from '../../lib/api.ts';
import { formatIdentityNumber, formatMoment } from '../../lib/format.ts';
import { listenToMain } from '../../lib/notifications.ts';
import { queryClient, useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, SelectField, TextArea, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { Checks, Facts, Verdicts } from './case-parts.tsx';
import { History } from './case-history.tsx';
import { Part } from './part.tsx';

const reasons = openingReasonSchema.options;
type Reason = (typeof reasons)[number];

type StubProps = {
  readonly id: string;
  readonly applicationId: string;
  /** What the stub shows, and goes on showing to everybody else. */
  readonly children: ReactNode;
};

/** Keyed by the case: leaving it closes it. */
export function BehindStub({ id, applicationId, children }: StubProps) {
  const { t } = useTranslation('protected');
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const { data } = useOperation('restricted.mayOpen', {});
  useEffect(() => listenToMain(({ kind }) => (kind === 'locked' ? setOpen(false) : undefined)), []);
  if (open) return <Opened id={id} onClose={() => setOpen(false)} />;
  return (
    <>
      {data?.mayOpen === true ? (
        <div className="case-protect">
          <Button onPress={() => setAsked(true)}>{t('open')}</Button>
          <span className="quiet">{t('note')}</span>
        </div>
      ) : null}
      {asked ? (
        <OpenDialog
          id={id}
          applicationId={applicationId}
          onOpened={() => setOpen(true)}
          onClose={() => setAsked(false)}
        />
      ) : null}
      {children}
    </>
  );
}

/** Main forgets which case is open, and the window what it showed. A locked store has forgotten already. */
function forget(): void {
  queryClient.removeQueries({ queryKey: ['restricted.case'] });
  void ask('restricted.close', {});
}

type OpenDialogProps = Omit<StubProps, 'children'> & {
  readonly onOpened: () => void;
  readonly onClose: () => void;
};

function OpenDialog({ id, applicationId, onOpened, onClose }: OpenDialogProps) {
  const { t } = useTranslation('protected');
  const [reason, setReason] = useState<Reason | ''>('');
  const open = useAct('restricted.open');
  const run = () => {
    if (reason === '') return;
    open.mutate(
      { id: caseIdSchema.parse(id), reason },
      {
        onSuccess: () => {
          onClose();
          onOpened();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('dialog', { id: applicationId })}
      acts={
        <>
          <Button kind="primary" isDisabled={reason === '' || open.isPending} onPress={run}>
            {t('run')}
          </Button>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('logged')}</p>
      <RadioField
        label={t('why')}
        value={reason}
        choices={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        onChange={(value) => setReason(reasons.find((one) => one === value) ?? '')}
      />
      {open.error ? <Failed error={open.error} /> : null}
    </Dialog>
  );
}

function Opened({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation('protected');
  const { data, error } = useOperation('restricted.case', { id });
  useEffect(() => forget, []);
  return (
    <>
      <div className="behind-stub">
        <Notice tone="bad" title={t('banner')} acts={<Button onPress={onClose}>{t('close')}</Button>}>
          {t('bannerText')}
        </Notice>
      </div>
      {error ? <Failed error={error} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Content view={data} />}
    </>
  );
}

function Content({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('protected');
  const { givenName, familyName, identityNumber } = view.row;
  const name = `${givenName} ${familyName}`.trim();
  return (
    <>
      <p>
        <strong>{name === '' ? t('noName') : name}</strong>{' '}
        <span className="nowrap">{formatIdentityNumber(identityNumber ?? '')}</span>
      </p>
      <p className="quiet">{t('notKept')}</p>
      <Facts view={view} behindStub />
      <Notes view={view} />
      <Checks checks={view.checks} />
      <Verdicts verdicts={view.verdicts} />
      <GiveVerdict view={view} />
      <History view={view} />
    </>
  );
}

function Notes({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('protected');
  const [text, setText] = useState('');
  const note = useAct('restricted.note', ['restricted.case', 'review.case']);
  const send = () =>
    note.mutate(
      { id: view.row.caseId, text: text.trim() },
      {
        onSuccess: () => {
          setText('');
          say(t('noteDone'));
        },
      },
    );
  return (
    <Part title={t('notes')}>
      <ul className="stack-tight">
        {view.handover.notes.map((one) => (
          <li key={`${one.at} ${one.by}`}>
            <p className="case-handover-text">{one.text}</p>
            <span className="quiet">{t('by', { name: one.by, when: formatMoment(one.at) })}</span>
          </li>
        ))}
      </ul>
      <TextArea
        label={t('noteText')}
        help={t('noteHelp')}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={setText}
      />
      <div className="row">
        <Button isDisabled={text.trim() === '' || note.isPending} onPress={send}>
          {t('noteSave')}
        </Button>
      </div>
      {note.error ? <Failed error={note.error} /> : null}
    </Part>
  );
}

const conclusions = conclusionSchema.options;

function useReasons({ row }: CaseView) {
  const asked = { list: 'notEligible', group: row.targetGroup } as const;
  return useOperation('review.reasons', asked).data ?? [];
}

function GiveVerdict({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('protected');
  const code = useCode();
  const [conclusion, setConclusion] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const listed = useReasons(view);
  const give = useAct('restricted.verdict', ['restricted.case', 'review.case']);
  const chosen = conclusions.find((one) => one === conclusion);
  const needsReason = chosen === 'notEligible';
  const send = () => {
    if (chosen === undefined) return;
    give.mutate(
      {
        id: view.row.caseId,
        heads: view.heads.map((head) => eventHashSchema.parse(head)),
        conclusion: chosen,
        ...(needsReason ? { reason } : {}),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      },
      { onSuccess: () => say(t('verdictDone')) },
    );
  };
  return (
    <Part title={t('verdict')}>
      <SelectField
        label={t('verdict')}
        value={conclusion}
        onChange={setConclusion}
        choices={[
          { value: '', label: t('choose') },
          ...conclusions.map((value) => ({ value, label: code('conclusion', value) })),
        ]}
      />
      {needsReason ? (
        <SelectField
          label={t('verdictReason')}
          value={reason}
          onChange={setReason}
          choices={[
            { value: '', label: t('choose') },
            ...listed.map((one) => ({ value: one.code, label: `${one.code} ${one.text}` })),
          ]}
        />
      ) : null}
      <TextField label={t('verdictNote')} value={note} onChange={setNote} maxLength={4000} />
      <div className="row">
        <Button
          isDisabled={chosen === undefined || (needsReason && reason === '') || give.isPending}
          onPress={send}
        >
          {t('verdictSave')}
        </Button>
      </div>
      {give.error ? <Failed error={give.error} /> : null}
    </Part>
  );
}
