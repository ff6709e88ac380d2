// Owns: what is run: decisions or forms, selected or all ready, drafts or not; how far it has come, and stopping it.
// Must not: choose drafts by itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintQueue } from '../../../ipc/decision.ts';
import { useStore } from '../../lib/external-store.ts';
import { useAct } from '../../lib/operations.ts';
import { runningJobs } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField, Tick } from '../../ui/fields.tsx';
import { Section } from '../../ui/page.tsx';
import { Progress } from '../../ui/states.tsx';
import { isPrintable } from './readiness.ts';

const variants = ['party', 'form'] as const;
type Variant = (typeof variants)[number];
const isVariant = (text: string): text is Variant => variants.some((each) => each === text);

export type RunChoice = {
  readonly cases: readonly string[];
  readonly drafts: boolean;
  readonly variant: Variant;
};
type BarProps = {
  readonly queue: PrintQueue;
  readonly selected: ReadonlySet<string>;
  readonly running: boolean;
  readonly onRun: (choice: RunChoice) => void;
};

export function RunBar({ queue, selected, running, onRun }: BarProps) {
  const { t } = useTranslation('print');
  const [drafts, setDrafts] = useState(false);
  const [variant, setVariant] = useState<Variant>('party');
  const chosen = queue.rows.filter((row) => selected.size === 0 || selected.has(row.caseId));
  const cases = chosen
    .filter((row) => drafts || variant === 'form' || isPrintable(row))
    .map((row) => row.caseId);
  const left = chosen.length - cases.length;
  return (
    <Section title={t('run.title')}>
      <RadioField
        label={t('run.what')}
        value={variant}
        onChange={(value) => {
          if (isVariant(value)) setVariant(value);
        }}
        choices={variants.map((each) => ({ value: each, label: t(`run.variant.${each}`) }))}
      />
      {variant === 'party' ? (
        <Tick label={t('run.drafts')} help={t('run.draftsHelp')} checked={drafts} onChange={setDrafts} />
      ) : null}
      <p role="status">
        {selected.size === 0
          ? t('run.all', { count: cases.length })
          : t('run.selected', { count: cases.length })}{' '}
        {left === 0 ? '' : t('run.left', { count: left })}
      </p>
      {running ? (
        <Running />
      ) : (
        <div className="row">
          <Button
            kind="primary"
            isDisabled={cases.length === 0}
            onPress={() => onRun({ cases, drafts, variant })}
          >
            {t('run.start')}
          </Button>
          <span className="quiet">{t('run.gives')}</span>
        </div>
      )}
    </Section>
  );
}

function Running() {
  const { t } = useTranslation('print');
  const job = useStore(runningJobs).find((each) => each.job.startsWith('print.export'));
  const cancel = useAct('app.cancelJob');
  return (
    <div className="print-running row">
      <Progress label={t('run.running')} done={job?.done ?? 0} total={job?.total ?? 0} />
      <Button
        isDisabled={job === undefined || cancel.isPending}
        onPress={() => (job === undefined ? undefined : cancel.mutate({ job: job.job }))}
      >
        {t('run.cancel')}
      </Button>
    </div>
  );
}
