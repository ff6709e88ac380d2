// Owns: what has been said of other cases as the same application, saying it, and taking it back.
// Must not: move anything between cases.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, JoinView } from '../../../ipc/review.ts';
import { formatMoment } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
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
