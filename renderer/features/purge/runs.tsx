// Owns: the runs with their signers, what waits, and which computers have given a receipt; the second signature; the protocol.
// Must not: name a purged person.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { batchIdSchema } from '../../../domain/ids.ts';
import type { PurgeRun, PurgeStore } from '../../../ipc/purge.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed } from '../../ui/states.tsx';
import { Figures } from './figures.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { useBlocks } from './words.ts';

type RunsProps = { readonly runs: readonly PurgeRun[]; readonly mayRecord: boolean };

export function Runs({ runs, mayRecord }: RunsProps) {
  const { t } = useTranslation('purge');
  if (runs.length === 0) return <Empty title={t('runs.emptyTitle')}>{t('runs.empty')}</Empty>;
  return (
    <ul className="purge-runs">
      {runs.map((run) => (
        <li key={run.run}>
          <Run run={run} mayRecord={mayRecord} />
        </li>
      ))}
    </ul>
  );
}

function Run({ run, mayRecord }: { readonly run: PurgeRun; readonly mayRecord: boolean }) {
  const { t } = useTranslation('purge');
  const name = useIntakeName();
  const blocks = useBlocks();
  const waits = blocks(run.waiting);
  return (
    <article className="purge-run" aria-labelledby={`run-${run.run}`}>
      <h3 id={`run-${run.run}`}>
        {t('runs.name', {
          intake: run.intake === null ? '' : name(run.intake),
          count: run.cases,
          shown: formatCount(run.cases),
        })}
      </h3>
      <Where run={run} />
      <dl className="facts">
        <div>
          <dt>{t('runs.signers')}</dt>
          <dd>
            {run.signers.map((one) => (
              <div key={one.name}>
                {t('runs.signer', { name: one.name, as: t(`as.${one.as}`), day: one.day })}
              </div>
            ))}
          </dd>
        </div>
        {run.archive.length === 0 ? null : (
          <div>
            <dt>{t('archive.title')}</dt>
            <dd>
              {run.archive.map((one) => (
                <div key={`${one.day} ${one.reference}`}>
                  {t(`archive.${one.outcome}`, { day: one.day, reference: one.reference })}
                </div>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('runs.check')}</dt>
          <dd className="purge-number">{run.check}</dd>
        </div>
        {waits === '' ? null : (
          <div>
            <dt>{t('runs.waits')}</dt>
            <dd>{waits}</dd>
          </div>
        )}
      </dl>
      {run.frozen === null ? null : <Figures frozen={run.frozen} />}
      {run.complete ? <Stores stores={run.stores} /> : <Second run={run} mayRecord={mayRecord} />}
      <Protocol run={run} />
    </article>
  );
}

function Where({ run }: { readonly run: PurgeRun }) {
  const { t } = useTranslation('purge');
  const values = { done: formatCount(run.purgedHere), all: formatCount(run.cases) };
  if (!run.complete) return <Mark tone="check" word={t('runs.needsSecond')} />;
  return run.purgedHere === run.cases ? (
    <Mark tone="good" word={t('runs.goneHere', values)} />
  ) : (
    <Mark tone="check" word={t('runs.partHere', values)} />
  );
}

/** The second signer sees what the first named, and what has changed since. */
function Second({ run, mayRecord }: { readonly run: PurgeRun; readonly mayRecord: boolean }) {
  const { t } = useTranslation('purge');
  const [open, setOpen] = useState(false);
  if (run.signedByMe) return <Notice tone="info">{t('second.mine')}</Notice>;
  const { mayAdd } = run;
  return (
    <>
      {run.changed === 0 ? null : (
        <Notice tone="check" title={t('second.changedTitle')}>
          {t('second.changed', { count: run.changed, shown: formatCount(run.changed) })}
        </Notice>
      )}
      <Named run={run} />
      <div className="row">
        <Button kind="primary" isDisabled={!mayRecord || mayAdd === 0} onPress={() => setOpen(true)}>
          {t('second.open', { count: mayAdd, shown: formatCount(mayAdd) })}
        </Button>
      </div>
      {open ? (
        <SignDialog
          cases={mayAdd}
          check={run.check}
          input={{ run: batchIdSchema.parse(run.run) }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function Named({ run }: { readonly run: PurgeRun }) {
  const { t } = useTranslation('purge');
  const { data, error } = useOperation('purge.named', { run: run.run });
  if (error) return <Failed error={error} />;
  if (data === undefined) return null;
  return (
    <DataTable
      caption={t('second.caption', { shown: formatCount(data.cases.length), all: formatCount(run.cases) })}
      rows={data.cases}
      rowKey={(one) => one.caseId}
      columns={[
        { id: 'id', head: t('cases.id'), rowHead: true, cell: (one) => one.applicationId },
        { id: 'ended', head: t('cases.ended'), cell: (one) => one.endedOn },
        {
          id: 'state',
          head: t('cases.state'),
          cell: (one) => (
            <Mark
              tone={one.changed ? 'check' : 'good'}
              word={t(one.changed ? 'second.isChanged' : 'second.same')}
            />
          ),
        },
      ]}
    />
  );
}

export function Stores({ stores }: { readonly stores: readonly PurgeStore[] }) {
  const { t } = useTranslation('purge');
  const silent = stores.filter((one) => one.doneAt === null).length;
  const columns: readonly Column<PurgeStore>[] = [
    { id: 'name', head: t('stores.member'), rowHead: true, cell: (one) => one.member },
    {
      id: 'device',
      head: t('stores.device'),
      cell: (one) => <span className="purge-number">{one.device}</span>,
    },
    {
      id: 'told',
      head: t('stores.told'),
      cell: (one) =>
        one.doneAt === null ? (
          <Mark tone="check" word={t('stores.notYet')} />
        ) : (
          <span className="nowrap">{formatMoment(one.doneAt)}</span>
        ),
    },
    { id: 'cases', head: t('stores.cases'), number: true, cell: (one) => formatCount(one.cases) },
    { id: 'waiting', head: t('stores.waiting'), number: true, cell: (one) => formatCount(one.waiting) },
  ];
  return (
    <>
      {silent === 0 ? null : <p>{t('stores.silent', { count: silent, shown: formatCount(silent) })}</p>}
      <DataTable
        caption={t('stores.caption')}
        hideCaption
        rows={stores}
        rowKey={(one) => one.device}
        columns={columns}
      />
      <p className="quiet">{t('stores.noCases')}</p>
    </>
  );
}

function Protocol({ run }: { readonly run: PurgeRun }) {
  const { t } = useTranslation('purge');
  const save = useAct('purge.protocol', ['given.files']);
  const go = () =>
    save.mutate(
      { run: run.run },
      {
        onSuccess: ({ saved }) => {
          if (saved !== null) say(t('protocol.saved', { name: saved }));
        },
      },
    );
  return (
    <>
      <div className="row">
        <Button isDisabled={save.isPending} onPress={go}>
          {t('protocol.save')}
        </Button>
      </div>
      {save.error ? <Failed error={save.error} /> : null}
    </>
  );
}
