// Owns: what stands in the way of the open case, with the way to where it is ended. Must not: end it here.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../ipc/review.ts';
import { useCode, useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** RE-40: what was said by the rules before is shown and does not count. */
function Moved({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const code = useCode();
  if (view.verdicts.length === 0 || view.verdicts.some(({ counts }) => counts)) return null;
  return (
    <Notice tone="check" title={t('case.moved')}>
      {t('case.movedText', { group: code('targetGroup', view.row.targetGroup) })}
    </Notice>
  );
}

/** RE-35: whoever knows which is right moves the case or corrects the value. */
function OtherGroup({ view: { otherGroup, row } }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const code = useCode();
  if (otherGroup === null) return null;
  const groups = { said: code('targetGroup', otherGroup), stands: code('targetGroup', row.targetGroup) };
  return (
    <Notice tone="check" title={t('case.otherGroup')}>
      {t('case.otherGroupText', groups)}
    </Notice>
  );
}

/** CO-12: somebody compares them and says. */
function Alike({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const { caseId } = view.row;
  return view.alike.map(({ item, applicationId }) => (
    <Notice
      key={item}
      tone="check"
      title={t('alike.title', { id: applicationId })}
      acts={
        <Button
          onPress={() => void navigate({ to: '/exchange/conflicts', search: { case: caseId, query: item } })}
        >
          {t('alike.compare')}
        </Button>
      }
    >
      {t('alike.text')}
    </Notice>
  ));
}

/** Each flag has its own word; the shape is the notice's. */
export function CaseFlags({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const intake = useIntakeName();
  const apart = view.movedApart ? t('case.movedApart', { intake: intake(view.row.intake) }) : undefined;
  const leaders = view.joins.filter((join) => join.role === 'follows').map((join) => join.applicationId);
  const waits = [
    { flag: 'conflict', on: view.row.conflict, text: apart ?? t('case.conflict') },
    { flag: 'withoutSeeing', on: view.decidedWithoutSeeing, text: t('case.withoutSeeing') },
    {
      flag: 'notEntitled',
      on: view.notEntitled > 0,
      text: t('case.notEntitled', { count: view.notEntitled }),
    },
  ].filter((one) => one.on);
  const told = [
    view.newer > 0 ? t('case.newer', { count: view.newer }) : null,
    view.revokedMeanwhile > 0 ? t('case.revokedMeanwhile', { count: view.revokedMeanwhile }) : null,
  ].filter((line) => line !== null);
  return (
    <>
      <Moved view={view} />
      <OtherGroup view={view} />
      <Alike view={view} />
      {leaders.length > 0 ? (
        <Notice tone="check" title={t('case.joined')}>
          {t('case.joinedText', { ids: leaders.join(', ') })}
        </Notice>
      ) : null}
      {waits.length === 0 && told.length === 0 ? null : (
        <Notice
          tone="bad"
          acts={
            waits.length === 0 ? undefined : (
              <Button
                onPress={() =>
                  void navigate({ to: '/exchange/conflicts', search: { case: view.row.caseId } })
                }
              >
                {t('case.toConflicts')}
              </Button>
            )
          }
        >
          <ul className="case-flags">
            {waits.map(({ flag, text }) => (
              <li key={flag}>
                <b>{t(`flag.${flag}`)}.</b> {text}
              </li>
            ))}
            {told.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
