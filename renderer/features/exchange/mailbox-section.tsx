// Owns: the shared folder: which one, what lies there for whom, what was left and why. Must not: take a file in by itself.
import { useTranslation } from 'react-i18next';
import type { MergePreview } from '../../../ipc/colleagues/exchange.ts';
import type { LeftInMailbox, MailboxStatus } from '../../../ipc/colleagues/mailbox.ts';
import type { Answer } from '../../lib/api.ts';
import { formatMoment } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { FailedOrStopped } from './stopped.tsx';

type Opens = { readonly onPreview: (preview: MergePreview) => void };

export function MailboxSection({ onPreview }: Opens) {
  const { t } = useTranslation('exchange');
  const { data } = useOperation('mailbox.status', {});
  const choose = useAct('mailbox.choose', ['mailbox.status']);
  if (data === undefined) return null;
  const ask = () =>
    choose.mutate(
      {},
      {
        onSuccess: ({ folder }) =>
          say(folder === null ? t('mailbox.notChosen') : t('mailbox.chosen', { folder })),
      },
    );
  return (
    <Section title={t('mailbox.title')} note={t('mailbox.note')}>
      {data.folder === null ? (
        <p className="quiet">{t('mailbox.none')}</p>
      ) : (
        <Chosen status={data} onPreview={onPreview} />
      )}
      {choose.error ? <Failed error={choose.error} /> : null}
      <div className="row">
        {data.folder === null ? null : <RunButton />}
        <Button isDisabled={choose.isPending} onPress={ask}>
          {data.folder === null ? t('mailbox.choose') : t('mailbox.chooseOther')}
        </Button>
        {data.folder === null ? null : <StopButton />}
      </div>
    </Section>
  );
}

function Chosen({ status, onPreview }: { readonly status: MailboxStatus } & Opens) {
  const { t } = useTranslation('exchange');
  const moment = (at: number | null) => (at === null ? t('mailbox.never') : formatMoment(at));
  return (
    <>
      <MailboxProblem status={status} />
      <dl className="facts">
        <dt>{t('mailbox.folder')}</dt>
        <dd>{status.folder}</dd>
        <dt>{t('mailbox.lastPut')}</dt>
        <dd>{moment(status.lastPutAt)}</dd>
        <dt>{t('mailbox.lastLooked')}</dt>
        <dd>{moment(status.lastLookedAt)}</dd>
        <dt>{t('mailbox.lying')}</dt>
        <dd>
          {status.put.length === 0
            ? t('mailbox.nothingLies')
            : status.put
                .map(({ to, at }) => t('mailbox.liesFor', { name: to, at: formatMoment(at) }))
                .join(' ')}
        </dd>
      </dl>
      {status.left.map((file) => (
        <Left key={file.name} file={file} onPreview={onPreview} />
      ))}
      <TakeIn takeIn={status.takeIn} />
    </>
  );
}

/** A ground that is not recorded keeps everything here; a folder that is away is tried again by itself. */
function MailboxProblem({ status: { problem, folder } }: { readonly status: MailboxStatus }) {
  const { t } = useTranslation('exchange');
  if (problem === null) return null;
  if (hasText(`exchange:mailbox.ground.${problem}`)) {
    return (
      <Notice tone="bad" title={t('mailbox.nothingPut')}>
        {t(`mailbox.ground.${problem}`)} <a href="#/settings/given-out">{t('mailbox.toGrounds')}</a>
      </Notice>
    );
  }
  return (
    <Notice tone="check" title={t('mailbox.unreachable', { folder })}>
      {t('mailbox.unreachableText')}
    </Notice>
  );
}

function TakeIn({ takeIn }: Pick<MailboxStatus, 'takeIn'>) {
  const { t } = useTranslation('exchange');
  const save = useAct('mailbox.settings', ['mailbox.status']);
  return (
    <RadioField
      label={t('mailbox.takeIn')}
      value={takeIn}
      onChange={(value) => save.mutate({ takeIn: value === 'ask' ? 'ask' : 'self' })}
      choices={[
        { value: 'self', label: t('mailbox.self') },
        { value: 'ask', label: t('mailbox.ask') },
      ]}
    />
  );
}

function Left({ file, onPreview }: { readonly file: LeftInMailbox } & Opens) {
  const { t } = useTranslation('exchange');
  const open = useAct('mailbox.open');
  const key = `left.${file.reason}`;
  const text = hasText(`exchange:${key}`)
    ? t(key, { count: file.conflicts })
    : hasText(`errors:${file.reason}`)
      ? t(`errors:${file.reason}`)
      : t('left.other');
  return (
    <Notice
      tone={file.canOpen ? 'check' : 'info'}
      title={t('left.title', { name: file.from, at: formatMoment(file.lookedAt) })}
    >
      {text}
      {file.canOpen ? (
        <div className="row">
          <Button
            kind="primary"
            isDisabled={open.isPending}
            onPress={() => open.mutate({ name: file.name }, { onSuccess: onPreview })}
          >
            {t('left.open')}
          </Button>
        </div>
      ) : null}
      {open.error ? <FailedOrStopped error={open.error} work="receive" /> : null}
    </Notice>
  );
}

function RunButton() {
  const { t } = useTranslation('exchange');
  const run = useAct('mailbox.run', ['mailbox.status', 'exchange.status', 'exchange.seen']);
  const said = ({ files, taken, added, stopped }: Answer<'mailbox.run'>) =>
    stopped !== null && taken === 0
      ? t('mailbox.nothingPut')
      : files + taken === 0
        ? t('mailbox.nothing')
        : t('mailbox.ran', {
            put: t('mailbox.ranPut', { count: files }),
            taken: t('mailbox.ranTaken', { count: added }),
          });
  return (
    <>
      <Button
        kind="primary"
        isDisabled={run.isPending}
        onPress={() => run.mutate({}, { onSuccess: (outcome) => say(said(outcome)) })}
      >
        {run.isPending ? t('mailbox.running') : t('mailbox.run')}
      </Button>
      {run.error ? <Failed error={run.error} /> : null}
    </>
  );
}

function StopButton() {
  const { t } = useTranslation('exchange');
  const save = useAct('mailbox.settings', ['mailbox.status']);
  return (
    <Button
      kind="quiet"
      onPress={() => save.mutate({ stop: true }, { onSuccess: () => say(t('mailbox.stopped')) })}
    >
      {t('mailbox.stop')}
    </Button>
  );
}
