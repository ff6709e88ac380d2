// Owns: the way from a chosen file to cases: columns, dry run, read in, result. Must not: skip the dry run.
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenFile, ImportPreview } from '../../../ipc/intake.ts';
import { useAct } from '../../lib/operations.ts';
import { say, useChosenIntake } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { casesReached, ImportResult, type Done } from './import-result.tsx';
import { MappingStep } from './mapping-step.tsx';
import { mailingPlan, type MailingSent, sentPlan, startPlan, type Plan } from './plan.ts';
import { PreviewStep } from './preview-step.tsx';

export type MailingPart = ComponentType<{
  readonly asked: MailingSent;
  readonly remember: boolean;
  readonly onBack: () => void;
}>;
type FlowProps = {
  readonly file: ChosenFile;
  readonly Mailing: MailingPart;
  /** The same file read again with another delimiter is another chosen file. */
  readonly onFile: (file: ChosenFile) => void;
  readonly onLeave: () => void;
};
type Step =
  | { readonly at: 'mapping' }
  | { readonly at: 'preview'; readonly preview: ImportPreview | MailingSent }
  | { readonly at: 'done'; readonly done: Done };

export function ImportFlow({ file, Mailing, onFile, onLeave }: FlowProps) {
  const { t } = useTranslation('intake');
  const intake = useChosenIntake() ?? '';
  const [plan, setPlan] = useState<Plan>(() => startPlan(file, intake));
  const [step, setStep] = useState<Step>({ at: 'mapping' });
  const { makePreview, readIn, preview, read } = useImport(plan, setStep);
  return (
    <Page
      key={step.at}
      title={t(`flow.${step.at}`, { file: file.name })}
      lead={<Steps at={step.at} />}
      acts={step.at === 'done' ? undefined : <Button onPress={onLeave}>{t('flow.leave')}</Button>}
    >
      {step.at === 'mapping' ? (
        <MappingStep
          plan={plan}
          onPlan={setPlan}
          onFile={onFile}
          onPreview={makePreview}
          busy={preview.isPending}
          error={preview.error}
        />
      ) : null}
      {step.at === 'preview' && !('report' in step.preview) ? (
        <Mailing asked={step.preview} remember={plan.remember} onBack={() => setStep({ at: 'mapping' })} />
      ) : null}
      {step.at === 'preview' && 'report' in step.preview ? (
        <PreviewStep
          plan={plan}
          preview={step.preview}
          onBack={() => setStep({ at: 'mapping' })}
          onRead={readIn}
          busy={read.isPending}
          error={read.error}
        />
      ) : null}
      {step.at === 'done' ? <ImportResult done={step.done} onLeave={onLeave} /> : null}
    </Page>
  );
}

const refreshed = ['intake.list', 'app.today', 'bar.pending', 'offers.list', 'undo.list'] as const;

function useImport(plan: Plan, onStep: (step: Step) => void) {
  const { t } = useTranslation('intake');
  const preview = useAct('intake.preview');
  const read = useAct('intake.import', refreshed);
  const sent = sentPlan(plan);
  const makePreview = () => {
    const mailing = mailingPlan(plan);
    if (mailing !== undefined) return onStep({ at: 'preview', preview: mailing });
    if (sent === undefined) return;
    preview.mutate(sent, { onSuccess: (made) => onStep({ at: 'preview', preview: made }) });
  };
  const readIn = (empties: number) => {
    if (sent === undefined) return;
    read.mutate(
      { ...sent, rememberMapping: plan.remember, empties },
      {
        onSuccess: (report) => {
          say(t('result.said', { count: casesReached(report) }));
          onStep({ at: 'done', done: { report, plan: sent } });
        },
      },
    );
  };
  return { makePreview, readIn, preview, read };
}

const steps = ['mapping', 'preview', 'done'] as const;

function Steps({ at }: { readonly at: Step['at'] }) {
  const { t } = useTranslation('intake');
  return <>{t('flow.step', { at: steps.indexOf(at) + 1, of: steps.length, name: t(`flow.name.${at}`) })}</>;
}
