// Owns: the page of backups: the newest, where they go, how often, what has been proved, and restoring one.
// Must not: restore without saying what happens to the store that stands here.
import './keeping.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView, KeepingStatus } from '../../../ipc/keeping.ts';
import { formatMoment } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { useBackupLine, useEntryLine } from './keeping-words.ts';
import { RestoreDialog } from './restore-dialog.tsx';

export function BackupPage() {
  const { t } = useTranslation('keeping');
  const { data, error } = useOperation('keeping.status', {});
  return (
    <Page title={t('title')} lead={t('lead')}>
      {error ? <Failed error={error} /> : null}
      {data === undefined ? error ? null : <Waiting /> : <Parts status={data} />}
    </Page>
  );
}

function Parts({ status }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  return (
    <>
      <Places status={status} />
      <Section title={t('backup.title')} note={t('backup.note')}>
        <Backups status={status} />
      </Section>
      <Section title={t('folder.title')} note={t('folder.note')}>
        <Folder status={status} />
      </Section>
      <Section title={t('often.title')}>
        <Often status={status} />
      </Section>
      <Section title={t('rehearsal.title')} note={t('rehearsal.note')}>
        <Rehearsal status={status} />
      </Section>
      <Section title={t('log.title')}>
        <Log status={status} />
      </Section>
    </>
  );
}

function Places({ status }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  const sentence = useProblemSentence();
  return (
    <>
      {status.place.map((warning) => (
        <Notice key={warning.tag} tone="check" title={t('place.store')}>
          {sentence(warning)}
        </Notice>
      ))}
      {status.backupPlace
        .filter(({ tag }) => tag !== 'folderOnNetwork')
        .map((warning) => (
          <Notice key={warning.tag} tone="check" title={t('place.backups')}>
            {sentence(warning)}
          </Notice>
        ))}
    </>
  );
}

function Backups({ status }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  const line = useBackupLine();
  const [chosen, setChosen] = useState<BackupView | null>(null);
  const backUp = useAct('keeping.backUp', ['keeping.status']);
  return (
    <>
      {status.backups.length === 0 ? (
        <Empty title={t('backup.emptyTitle')}>{t('backup.empty')}</Empty>
      ) : (
        <ul className="keeping-list">
          {status.backups.map((backup) => (
            <li key={backup.name} className="keeping-line">
              <span>{line(backup)}</span>
              <Button
                kind="quiet"
                aria-label={t('restore.of', { moment: formatMoment(backup.madeAt) })}
                onPress={() => setChosen(backup)}
              >
                {t('restore.open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <Button
          kind="primary"
          isDisabled={backUp.isPending}
          onPress={() =>
            backUp.mutate(
              {},
              { onSuccess: ({ madeAt }) => say(t('backup.done', { moment: formatMoment(madeAt) })) },
            )
          }
        >
          {backUp.isPending ? t('backup.busy') : t('backup.now')}
        </Button>
      </div>
      {backUp.error ? <Failed error={backUp.error} /> : null}
      {chosen === null ? null : <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function Folder({ status: { folder } }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  const choose = useAct('keeping.chooseFolder', ['keeping.status']);
  return (
    <>
      <p className="keeping-path">{folder.path}</p>
      {folder.reachable ? null : <Notice tone="bad">{t('folder.gone')}</Notice>}
      {folder.own ? <Notice tone="info">{t('folder.own')}</Notice> : null}
      <div className="row">
        <Button onPress={() => choose.mutate({ own: false })}>{t('folder.choose')}</Button>
        {folder.own ? null : (
          <Button kind="quiet" onPress={() => choose.mutate({ own: true })}>
            {t('folder.back')}
          </Button>
        )}
      </div>
      {choose.error ? <Failed error={choose.error} /> : null}
    </>
  );
}

const hours = [1, 4, 12, 24, 72, 168] as const;
const counts = [5, 10, 20, 40] as const;

function Often({ status: { settings } }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  const save = useAct('keeping.saveSettings', ['keeping.status']);
  const saved = { onSuccess: () => say(t('often.saved')) };
  return (
    <div className="keeping-pair">
      <SelectField
        label={t('often.every')}
        value={String(settings.everyHours)}
        choices={choicesOf(hours, settings.everyHours).map((each) => ({
          value: String(each),
          label: t(each % 24 === 0 ? 'often.days' : 'often.hours', {
            count: each % 24 === 0 ? each / 24 : each,
          }),
        }))}
        onChange={(value) => save.mutate({ everyHours: Number(value) }, saved)}
      />
      <SelectField
        label={t('often.keep')}
        value={String(settings.keep)}
        choices={choicesOf(counts, settings.keep).map((each) => ({
          value: String(each),
          label: String(each),
        }))}
        onChange={(value) => save.mutate({ keep: Number(value) }, saved)}
      />
      {save.error ? <Failed error={save.error} /> : null}
    </div>
  );
}

/** What stands in the settings is always among the choices. */
function choicesOf(usual: readonly number[], current: number): number[] {
  return [...new Set([...usual, current])].sort((a, b) => a - b);
}

function Rehearsal({ status }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  const rehearse = useAct('keeping.rehearse', ['keeping.status']);
  const last = status.rehearsedAt;
  return (
    <>
      <p>{last === null ? t('rehearsal.never') : t('rehearsal.last', { moment: formatMoment(last) })}</p>
      <div className="row">
        <Button
          isDisabled={rehearse.isPending || status.backups.length === 0}
          onPress={() =>
            rehearse.mutate({}, { onSuccess: ({ ok }) => say(ok ? t('rehearsal.good') : t('rehearsal.bad')) })
          }
        >
          {rehearse.isPending ? t('rehearsal.busy') : t('rehearsal.run')}
        </Button>
      </div>
      {rehearse.data === undefined ? null : (
        <Notice tone={rehearse.data.ok ? 'good' : 'bad'}>
          {rehearse.data.ok ? t('rehearsal.good') : t('rehearsal.bad')}
        </Notice>
      )}
      {rehearse.error ? <Failed error={rehearse.error} /> : null}
    </>
  );
}

function Log({ status: { log, setAside } }: { readonly status: KeepingStatus }) {
  const { t } = useTranslation('keeping');
  const line = useEntryLine();
  return (
    <>
      {setAside === 0 ? null : <p className="quiet">{t('log.aside', { count: setAside })}</p>}
      {log.length === 0 ? (
        <p className="quiet">{t('log.empty')}</p>
      ) : (
        <ul className="keeping-list">
          {log.map((entry) => (
            <li key={`${entry.at} ${entry.kind}`}>{line(entry)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
