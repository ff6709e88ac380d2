// Owns: Fastställ underlag for several cases: dry run with what is missing in each, then the act. Must not: act before it.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FixMany as FixManyOutcome } from '../../../ipc/decision.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { RowGrid } from '../../ui/row-grid.tsx';
import { useFieldLabel } from './missing-bar.tsx';

type ManyProps = {
  readonly cases: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onClose: (done: boolean) => void;
};

/** Only grants: a refusal is written and communicated one by one. */
export function FixMany({ cases, onOpen, onClose }: ManyProps) {
  const { t } = useTranslation('decision');
  const preview = useAct('decision.fixMany');
  const run = useAct('decision.fixMany', [
    'decision.form',
    'review.ids',
    'app.today',
    'undo.list',
    'print.queue',
  ]);
  const { mutate } = preview;
  useEffect(() => mutate({ cases, outcome: 'grant', dryRun: true }), [cases, mutate]);
  const fix = () =>
    run.mutate(
      { cases, outcome: 'grant', dryRun: false },
      {
        onSuccess: (done) => {
          say(t('many.done', { shown: formatCount(done.fixed), refused: formatCount(done.refused.length) }));
          onClose(true);
        },
      },
    );
  const fixable = preview.data?.fixed ?? 0;
  return (
    <Dialog
      open
      wide
      role="alertdialog"
      onClose={() => onClose(false)}
      title={t('many.title', { count: cases.length })}
      acts={
        <>
          <Button isDisabled={fixable === 0 || run.isPending} onPress={fix}>
            {run.isPending ? t('fix.busy') : t('many.run', { count: fixable })}
          </Button>
          <Button startFocus onPress={() => onClose(false)}>
            {t('back')}
          </Button>
        </>
      }
    >
      {preview.isPending ? <Waiting label={t('many.checking')} /> : null}
      {preview.data === undefined ? null : (
        <ManyPreview outcome={preview.data} onOpen={onOpen} onClose={onClose} />
      )}
      <Refusals errors={[preview.error, run.error]} />
    </Dialog>
  );
}

function Refusals({ errors }: { readonly errors: readonly unknown[] }) {
  const error = errors.find((each) => each !== null);
  return error === undefined ? null : <Failed error={error} />;
}

type PreviewProps = {
  readonly outcome: FixManyOutcome;
  readonly onOpen: (id: string) => void;
  readonly onClose: (done: boolean) => void;
};

function ManyPreview({ outcome, onOpen, onClose }: PreviewProps) {
  const { t } = useTranslation('decision');
  const labelOf = useFieldLabel();
  const sentence = useProblemSentence();
  return (
    <>
      <p role="status">
        <strong>{t('many.can', { count: outcome.fixed })}</strong>{' '}
        {t('many.cannot', { count: outcome.refused.length })}
      </p>
      {outcome.fixed === 0 ? null : <p>{t('many.means')}</p>}
      {outcome.refused.length === 0 ? null : (
        <RowGrid
          size="box"
          rowHeight={48}
          label={t('many.refused')}
          rows={outcome.refused}
          rowKey={(row) => row.caseId}
          columns={[
            { id: 'case', head: t('many.case'), width: '170px', cell: (row) => row.case },
            {
              id: 'why',
              head: t('many.why'),
              width: 'minmax(0, 1fr)',
              cell: (row) => (
                <span className="clamp">
                  {row.reason === null
                    ? row.missing.map((number) => `${number} ${labelOf(number)}`).join(', ')
                    : sentence({ tag: row.reason })}
                </span>
              ),
            },
            {
              id: 'open',
              head: <span className="visually-hidden">{t('many.openCase')}</span>,
              width: '72px',
              cell: (row) => (
                <Button
                  kind="quiet"
                  aria-label={t('many.openOf', { id: row.case })}
                  onPress={() => {
                    onOpen(row.caseId);
                    onClose(false);
                  }}
                >
                  {t('many.openCase')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
