// Owns: the register of files outside the store: what is left, what was posted, and the clean-up. Must not: hide what was not removed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CleanUpOutcome, GivenFile } from '../../../ipc/disclosure.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { PostedDialog } from './posted-dialog.tsx';

export function Files() {
  const { t } = useTranslation('given');
  const [left, setLeft] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState<'posted' | 'cleanUp' | null>(null);
  const [outcome, setOutcome] = useState<CleanUpOutcome | null>(null);
  const { data, error } = useOperation('given.files', { left });
  if (data === undefined) return error ? <Failed error={error} /> : <Waiting />;
  const open = data.files.filter((file) => file.endedAt === null);
  const picked = open.filter((file) => chosen.has(file.id));
  const posted = open.filter((file) => file.postedOn !== null);
  const done = () => {
    setChosen(new Set());
    setAsking(null);
  };
  return (
    <>
      <p>
        {t('files.left', {
          count: data.left,
          shown: formatCount(data.left),
          posted: formatCount(data.posted),
        })}
      </p>
      {outcome === null ? null : <Outcome outcome={outcome} />}
      <Acts {...{ picked, posted, left }} onAsk={setAsking} onPick={setChosen} onLeft={setLeft} />
      {data.files.length === 0 ? (
        <Empty title={t('files.emptyTitle')}>{t('files.empty')}</Empty>
      ) : (
        <FileTable files={data.files} chosen={chosen} onChoose={setChosen} />
      )}
      {asking === 'posted' ? (
        <PostedDialog files={picked} onClose={() => setAsking(null)} onDone={done} />
      ) : null}
      {asking === 'cleanUp' ? (
        <CleanUpDialog
          files={picked}
          onClose={() => setAsking(null)}
          onDone={(result) => {
            setOutcome(result);
            done();
          }}
        />
      ) : null}
    </>
  );
}

type ActsProps = {
  readonly picked: readonly GivenFile[];
  readonly posted: readonly GivenFile[];
  readonly left: boolean;
  readonly onAsk: (act: 'posted' | 'cleanUp') => void;
  readonly onPick: (ids: ReadonlySet<number>) => void;
  readonly onLeft: (left: boolean) => void;
};

function Acts({ picked, posted, left, onAsk, onPick, onLeft }: ActsProps) {
  const { t } = useTranslation('given');
  return (
    <div className="row">
      <Button isDisabled={picked.length === 0} onPress={() => onAsk('posted')}>
        {t('files.markPosted', { shown: formatCount(picked.length) })}
      </Button>
      <Button isDisabled={picked.length === 0} onPress={() => onAsk('cleanUp')}>
        {t('files.cleanUp', { shown: formatCount(picked.length) })}
      </Button>
      <Button
        kind="quiet"
        isDisabled={posted.length === 0}
        onPress={() => onPick(new Set(posted.map((file) => file.id)))}
      >
        {t('files.choosePosted', { shown: formatCount(posted.length) })}
      </Button>
      <Tick label={t('files.showEnded')} checked={!left} onChange={(on) => onLeft(!on)} />
    </div>
  );
}

type TableProps = {
  readonly files: readonly GivenFile[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
};

function FileTable({ files, chosen, onChoose }: TableProps) {
  const { t } = useTranslation('given');
  const toggle = (id: number, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  const columns: readonly Column<GivenFile>[] = [
    {
      id: 'name',
      head: t('files.name'),
      rowHead: true,
      cell: (file) =>
        file.endedAt === null ? (
          <Tick
            label={<span className="given-name">{file.name}</span>}
            checked={chosen.has(file.id)}
            onChange={(on) => toggle(file.id, on)}
          />
        ) : (
          <span className="given-name">{file.name}</span>
        ),
    },
    { id: 'kind', head: t('files.kind'), cell: (file) => t(`kind.${file.kind}`) },
    {
      id: 'written',
      head: t('files.written'),
      cell: (file) => <span className="nowrap">{formatMoment(file.writtenAt)}</span>,
    },
    {
      id: 'folder',
      head: t('files.folder'),
      cell: (file) => <span className="given-name">{file.folder}</span>,
    },
    { id: 'state', head: t('files.state'), cell: (file) => <State file={file} /> },
  ];
  return (
    <DataTable
      caption={t('files.title')}
      hideCaption
      columns={columns}
      rows={files}
      rowKey={(file) => String(file.id)}
    />
  );
}

function State({ file }: { readonly file: GivenFile }) {
  const { t } = useTranslation('given');
  if (file.outcome !== null) {
    const tone = file.outcome === 'removed' || file.outcome === 'replaced' ? 'good' : 'check';
    return <Mark tone={tone} word={t(`outcome.${file.outcome}`)} />;
  }
  if (file.postedOn !== null) return <Mark tone="good" word={t('files.posted', { day: file.postedOn })} />;
  return <Mark tone="info" word={t('files.here')} />;
}

function Outcome({ outcome }: { readonly outcome: CleanUpOutcome }) {
  const { t } = useTranslation('given');
  const kept = outcome.files.filter((file) => file.outcome !== 'removed');
  return (
    <Notice
      tone={kept.length === 0 ? 'good' : 'check'}
      live
      title={t('cleanUp.done', { count: outcome.removed, shown: formatCount(outcome.removed) })}
    >
      {kept.length === 0 ? (
        t('cleanUp.all')
      ) : (
        <ul>
          {kept.map((file) => (
            <li key={file.id}>{`${file.name}: ${t(`outcome.${file.outcome}`)}`}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

type CleanUpProps = {
  readonly files: readonly GivenFile[];
  readonly onClose: () => void;
  readonly onDone: (outcome: CleanUpOutcome) => void;
};

function CleanUpDialog({ files, onClose, onDone }: CleanUpProps) {
  const { t } = useTranslation('given');
  const cleanUp = useAct('given.cleanUp', ['given.files']);
  const notPosted = files.filter((file) => file.postedOn === null).length;
  const run = () =>
    cleanUp.mutate(
      { ids: files.map((file) => file.id) },
      {
        onSuccess: (outcome) => {
          say(t('cleanUp.done', { count: outcome.removed, shown: formatCount(outcome.removed) }));
          onDone(outcome);
        },
      },
    );
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={t('cleanUp.title', { count: files.length, shown: formatCount(files.length) })}
      acts={
        <>
          <Button kind="danger" isDisabled={cleanUp.isPending} onPress={run}>
            {t('cleanUp.run')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('cleanUp.text')}</p>
      {notPosted === 0 ? null : (
        <Notice tone="check">
          {t('cleanUp.notPosted', { count: notPosted, shown: formatCount(notPosted) })}
        </Notice>
      )}
      {cleanUp.error ? <Failed error={cleanUp.error} /> : null}
    </Dialog>
  );
}
