// Owns: Ta emot: from whom, by which words, what each case gets and what becomes a conflict; then one button.
// Must not: take anything in before it.
import { useTranslation } from 'react-i18next';
import type { MergeOutcome, MergePreview } from '../../../ipc/colleagues/exchange.ts';
import { formatCount } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { useActWords } from './act-words.ts';
import { ArisingList, OtherList } from './brought.tsx';
import { FailedOrStopped } from './stopped.tsx';

type ReceiveProps = { readonly preview: MergePreview; readonly onLeave: () => void };

export function ReceivePage({ preview, onLeave }: ReceiveProps) {
  const { t } = useTranslation('exchange');
  const merge = useAct('exchange.merge', [
    'exchange.status',
    'app.today',
    'conflicts.list',
    'intake.list',
    'undo.list',
  ]);
  const takeIn = () =>
    merge.mutate(
      { token: preview.token },
      { onSuccess: (outcome) => say(t('merge.said', { count: outcome.added, name: preview.from })) },
    );
  if (merge.data !== undefined)
    return <MergeDone outcome={merge.data} from={preview.from} onLeave={onLeave} />;
  const nothing = bringsNothing(preview);
  return (
    <Page
      title={t('merge.title', { name: preview.from })}
      acts={<Button onPress={onLeave}>{t('merge.leave')}</Button>}
    >
      <Section
        title={t('merge.sender')}
        note={t(preview.newcomer ? 'merge.verifiedNew' : 'merge.verified', { name: preview.from })}
      >
        <ControlWords words={preview.words} />
      </Section>
      <Warnings preview={preview} />
      <WhatChanges preview={preview} />
      {merge.error ? <FailedOrStopped error={merge.error} work="merge" onRetry={takeIn} /> : null}
      <div className="row">
        <Button kind="primary" isDisabled={nothing || merge.isPending} onPress={takeIn}>
          {merge.isPending ? t('merge.busy') : preview.waiting > 0 ? t('merge.keep') : t('merge.run')}
        </Button>
        <span className="quiet">{nothing ? t('merge.nothing') : t('merge.oneStep')}</span>
      </div>
    </Page>
  );
}

function bringsNothing({ added, filled, waiting, documentFiles = 0 }: MergePreview): boolean {
  return added + filled + waiting + documentFiles === 0;
}

function WhatChanges({ preview }: { readonly preview: MergePreview }) {
  const { t } = useTranslation('exchange');
  return (
    <Section title={t('merge.what')}>
      <p>
        {t('merge.added', { count: preview.added })} {t('merge.newCases', { count: preview.newCases })}{' '}
        {preview.skipped === 0 ? '' : t('merge.skipped', { count: preview.skipped })}{' '}
        {preview.filled === 0 ? null : t('merge.filled', { count: preview.filled })}{' '}
        {preview.leftOut === 0 ? null : t('result.leftOut', { count: preview.leftOut })}{' '}
        {preview.documentFiles === undefined
          ? null
          : t('merge.documentFiles', { count: preview.documentFiles })}
      </p>
      {preview.arising.length === 0 ? (
        preview.added === 0 ? null : (
          <Mark tone="good" word={t('merge.noConflicts')} />
        )
      ) : (
        <Notice tone="check" title={t('merge.conflicts', { count: preview.arising.length })}>
          <ArisingList arising={preview.arising} />
          {t('merge.conflictsText')}
        </Notice>
      )}
      <OtherList others={preview.others} />
      <PreviewCases cases={preview.cases} />
      {preview.moreCases === 0 ? null : (
        <p className="quiet">{t('result.more', { count: preview.moreCases })}</p>
      )}
    </Section>
  );
}

function Warnings({ preview }: { readonly preview: MergePreview }) {
  const { t } = useTranslation('exchange');
  return (
    <>
      {preview.waiting === 0 ? null : (
        <Notice tone="check" title={t('merge.gapTitle')}>
          {t('merge.gapText', { name: preview.from })}
        </Notice>
      )}
      {preview.warnings.map((warning) => (
        <Notice key={`${warning.tag}-${warning.device ?? ''}`} tone="check">
          {hasText(`exchange:warning.${warning.tag}`)
            ? t(`warning.${warning.tag}`)
            : t('warning.other', { tag: warning.tag })}
        </Notice>
      ))}
    </>
  );
}

type PreviewCase = MergePreview['cases'][number];

function PreviewCases({ cases }: { readonly cases: readonly PreviewCase[] }) {
  const { t } = useTranslation('exchange');
  const words = useActWords();
  const times = (act: string, count: number) => (count === 1 ? act : t('merge.actTimes', { act, count }));
  if (cases.length === 0) return null;
  return (
    <RowGrid
      size="box"
      label={t('merge.cases')}
      rows={cases}
      rowKey={(row) => row.caseId}
      columns={[
        { id: 'case', head: t('merge.case'), width: '140px', cell: (row) => row.applicationId },
        {
          id: 'who',
          head: t('merge.who'),
          width: 'minmax(100px, 1fr)',
          cell: (row) => (row.name === '' ? t('merge.newOrSpecial') : row.name),
        },
        {
          id: 'acts',
          head: t('merge.acts'),
          width: 'minmax(140px, 2fr)',
          cell: (row) =>
            row.acts.length === 0
              ? t('merge.judgedAgain')
              : row.acts.map((act) => `${times(words(act.kind), act.count)} (${act.by})`).join(', '),
        },
        {
          id: 'conflict',
          head: t('merge.effect'),
          width: '180px',
          cell: (row) => <Effect row={row} />,
        },
      ]}
    />
  );
}

function Effect({ row }: { readonly row: PreviewCase }) {
  const { t } = useTranslation('exchange');
  if (row.becomesConflict) return <Mark tone="bad" word={t('merge.becomesConflict')} />;
  if (row.unseen) return <Mark tone="check" word={t('result.unseen')} />;
  if (row.notEntitled > 0)
    return <Mark tone="check" word={t('merge.notEntitled', { count: row.notEntitled })} />;
  return <Mark tone="good" word={row.settles ? t('merge.settles') : t('merge.fits')} />;
}

type DoneProps = { readonly outcome: MergeOutcome; readonly from: string; readonly onLeave: () => void };

function MergeDone({ outcome, from, onLeave }: DoneProps) {
  const { t } = useTranslation('exchange');
  const { arising = [] } = outcome;
  return (
    <Page title={t('done.title', { name: from })}>
      {arising.length === 0 ? null : (
        <Notice tone="bad" live title={t('done.conflicts', { name: from, count: arising.length })}>
          <ArisingList arising={arising} />
          {t('conflicts.nothingChanged')} <a href="#/exchange/conflicts">{t('conflicts.open')}</a>
        </Notice>
      )}
      <Notice
        tone="good"
        live={arising.length === 0}
        title={t('merge.said', { count: outcome.added, name: from })}
      >
        {outcome.skipped === 0 ? '' : t('done.skipped', { shown: formatCount(outcome.skipped) })}{' '}
        {outcome.waiting === 0 ? '' : t('done.waiting', { count: outcome.waiting })}{' '}
        {outcome.documents === undefined ? '' : t('done.documents', { count: outcome.documents })}
      </Notice>
      {outcome.documentsLeft === undefined ? null : (
        <Notice tone="check">{t('done.documentsLeft', { count: outcome.documentsLeft })}</Notice>
      )}
      <div className="row">
        <Button kind="primary" onPress={onLeave}>
          {t('done.leave')}
        </Button>
      </div>
    </Page>
  );
}
