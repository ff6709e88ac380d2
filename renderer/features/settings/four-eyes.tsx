// Owns: the agency's choice of what a second person is asked to look at. Must not: change it for somebody without the role.
import { useTranslation } from 'react-i18next';
import { lookSubjects, type LookSubject } from '../../../domain/ledger/payloads/second-look.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Tick } from '../../ui/fields.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

export function FourEyes() {
  const { t } = useTranslation('look');
  const { data, error } = useOperation('group.status', {});
  const set = useAct('group.setSecondLook', ['group.status', 'app.today', 'review.case', 'decision.form']);
  if (error) return <Failed error={error} />;
  if (data === undefined) return <Waiting />;
  const may = data.mayAdminister || data.mayLead;
  const asks = data.secondLook;
  const change = (subject: LookSubject, on: boolean) => {
    const next = lookSubjects.filter((one) => (one === subject ? on : asks.includes(one)));
    set.mutate({ asks: next }, { onSuccess: () => say(t(on ? 'setting.on' : 'setting.off')) });
  };
  return (
    <>
      {lookSubjects.map((subject) => (
        <Tick
          key={subject}
          label={t(`setting.${subject}`)}
          help={t(`setting.${subject}Help`)}
          checked={asks.includes(subject)}
          disabled={!may || set.isPending}
          onChange={(on) => change(subject, on)}
        />
      ))}
      {may ? null : <p className="quiet">{t('setting.who')}</p>}
      {set.error ? <Failed error={set.error} /> : null}
    </>
  );
}
