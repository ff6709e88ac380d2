// Owns: the dry run of a mailing list and reading it in: who would get it by channel, who is taken out and why, rows not read in.
// Must not: show anything of a row but its number, field and reason.
import './mailings.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import { mailingChannels } from '../../../domain/intake/resources.ts';
import type { MailingReport } from '../../../ipc/party/mailings.ts';
import type { Sent } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { RejectedRows, SaveRejects } from '../../ui/rejected-rows.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

type Plan = Sent<'mailings.preview'>;
export type MailingStepProps = {
  readonly asked: Plan;
  readonly remember: boolean;
  readonly onBack: () => void;
};

export function MailingStep({ asked, remember, onBack }: MailingStepProps) {
  const { t } = useTranslation('mailings');
  const { data, error } = useOperation('mailings.preview', asked);
  return (
    <div className="stack flow">
      <Notice tone="info">{t('step.nothingWritten')}</Notice>
      {data === undefined && !error ? <Waiting /> : null}
      {error ? <Failed error={error} /> : null}
      {data === undefined ? null : (
        <>
          <Counts report={data} />
          <RejectedRows
            rejected={data.rejected}
            acts={<SaveRejects operation="mailings.saveRejects" plan={asked} />}
          />
        </>
      )}
      <Prepare asked={asked} remember={remember} report={data} onBack={onBack} />
    </div>
  );
}

function Counts({ report }: { readonly report: MailingReport }) {
  const { t } = useTranslation('mailings');
  const { takenOut, duplicates, rejected } = report;
  const out = { ...takenOut, duplicates: duplicates.length, rejected: rejected.length };
  const boxes = mailingChannels.map(
    (channel) => [t(`channel.${channel}`), report.recipients[channel]] as const,
  );
  return (
    <>
      <Section title={t('step.recipients', { count: report.rows })}>
        <dl className="counts">
          {boxes.map(([word, count]) => (
            <div key={word} className="count">
              <dt>{word}</dt>
              <dd>{formatCount(count)}</dd>
            </div>
          ))}
        </dl>
        {report.otherChannel === 0 ? null : <p>{t('step.otherChannel', { count: report.otherChannel })}</p>}
      </Section>
      <Section title={t('step.out')} note={t('step.outNote')}>
        <ul className="many-list">
          {(Object.keys(out) as (keyof typeof out)[]).map((reason) => (
            <li key={reason}>{t(`out.${reason}`, { count: out[reason] })}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

type PrepareProps = MailingStepProps & { readonly report: MailingReport | undefined };

function Prepare({ asked, remember, report, onBack }: PrepareProps) {
  const { t } = useTranslation('mailings');
  const navigate = useNavigate();
  const form = `mailing ${asked.intake}`;
  const [applyBy, setApplyBy] = useKept(`${form}/applyBy`, '');
  const prepare = useAct('mailings.prepare', ['mailings.list', 'intake.list']);
  const done = useGivenUp(form, () => void navigate({ to: '/intake/mailings', search: {} }));
  const count = Object.values(report?.recipients ?? {}).reduce((sum, each) => sum + each, 0);
  const run = () => {
    if (!isIsoDate(applyBy)) return;
    prepare.mutate(
      { ...asked, applyBy, rememberMapping: remember },
      {
        onSuccess: () => {
          say(t('step.done', { count }));
          done();
        },
      },
    );
  };
  return (
    <>
      <DayField
        label={t('step.applyBy')}
        help={t('step.applyByHelp')}
        value={applyBy}
        onChange={setApplyBy}
      />
      {prepare.error ? <Failed error={prepare.error} /> : null}
      <div className="row">
        <Button
          kind="primary"
          isDisabled={count === 0 || !isIsoDate(applyBy) || prepare.isPending}
          onPress={run}
        >
          {t('step.run', { count })}
        </Button>
        <Button onPress={onBack}>{t('step.back')}</Button>
      </div>
    </>
  );
}
