// Owns: the person's other applications (RE-74); what has been said of other cases as the same application, saying it, and taking it
// back. Must not: move anything between cases, nor say what was concluded in another one.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, JoinView, OtherApplication } from '../../../ipc/review.ts';
import { formatMoment } from '../../lib/format.ts';
import { stepTone } from '../../lib/tones.ts';
import { useCode, useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Dated } from '../../ui/text.tsx';
import { Part } from './part.tsx';
import { JoinDialog } from './join-dialog.tsx';
import { PartDialog } from './part-dialog.tsx';

type JoinsProps = { readonly view: CaseView; readonly onOpen: (id: string) => void };

export function Joins({ view, onOpen }: JoinsProps) {
  const { t } = useTranslation('review');
  const [joining, setJoining] = useState(false);
  const [parting, setParting] = useState<JoinView | null>(null);
  return (
    <Part
      title={t('part.joins')}
      acts={
        <Button kind="quiet" onPress={() => setJoining(true)}>
          {t('join.open')}
        </Button>
      }
    >
      {view.joins.length === 0 ? <p className="quiet">{t('join.none')}</p> : null}
      <ul className="stack-tight">
        {view.joins.map((join) => (
          <li key={join.caseId}>
            <div className="row">
              <Button kind="quiet" onPress={() => onOpen(join.caseId)}>
                {join.applicationId}
              </Button>
              <span>{t(`join.role.${join.role}`)}</span>
              {join.role === 'apart' ? null : (
                <Button kind="quiet" onPress={() => setParting(join)}>
                  {t('join.part')}
                </Button>
              )}
            </div>
            <p className="quiet">
              {t('by', { name: join.by, when: formatMoment(join.at) })}
              {join.reason === '' ? '' : `: ${join.reason}`}
            </p>
          </li>
        ))}
      </ul>
      {joining ? <JoinDialog view={view} onClose={() => setJoining(false)} /> : null}
      {parting === null ? null : <PartDialog view={view} join={parting} onClose={() => setParting(null)} />}
    </Part>
  );
}

export function OtherApplications({ view, onOpen }: JoinsProps) {
  const { t } = useTranslation('review');
  if (view.otherApplications.length === 0) return null;
  return (
    <Part title={t('part.others')}>
      <ul className="stack-tight">
        {view.otherApplications.map((other) => (
          <li key={other.caseId}>
            <OtherLine other={other} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      <p className="quiet">{t('others.note')}</p>
    </Part>
  );
}

function OtherLine({ other, onOpen }: { readonly other: OtherApplication } & Pick<JoinsProps, 'onOpen'>) {
  const { t } = useTranslation('review');
  const code = useCode();
  const intake = useIntakeName();
  const days = [
    other.receivedDate === null ? '' : t('others.received', { day: other.receivedDate }),
    other.decisionDay === null ? '' : t('others.decided', { day: other.decisionDay }),
  ].filter(Boolean);
  const word = other.step === 'reviewed' ? t('others.reviewed') : code('step', other.step);
  return (
    <div className="row">
      <Button kind="quiet" onPress={() => onOpen(other.caseId)}>
        {other.applicationId}
      </Button>
      <span>{intake(other.intake)}</span>
      <Mark tone={other.step === 'reviewed' ? 'info' : stepTone(other.step)} word={word} />
      {days.length === 0 ? null : (
        <span className="quiet">
          <Dated text={days.join(', ')} />
        </span>
      )}
    </div>
  );
}
