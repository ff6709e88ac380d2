// Owns: what a proof found, each with the law's number, the place, what it means and what to do. Must not: act.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '../../../ipc/proof.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Dated } from '../../ui/text.tsx';

export function FindingList({ findings }: { readonly findings: readonly FindingView[] }) {
  const { t } = useTranslation('proof');
  return (
    <ul className="proof-findings" aria-label={t('found.title')}>
      {findings.map((finding, index) => (
        <li key={`${index}-${finding.law}-${finding.breach}`}>
          <Finding finding={finding} />
        </li>
      ))}
    </ul>
  );
}

function Finding({ finding }: { readonly finding: FindingView }) {
  const { t } = useTranslation('proof');
  const navigate = useNavigate();
  const { caseId } = finding;
  return (
    <>
      <p>
        <strong>{finding.law}</strong> <Place finding={finding} />
      </p>
      <p>
        <Dated text={t(`finding.${finding.breach}.means`, { ...finding.facts })} />
      </p>
      <p className="quiet">{t(`finding.${finding.breach}.do`)}</p>
      {caseId === undefined ? null : (
        <Button kind="link" onPress={() => void navigate({ to: '/review', search: { case: caseId } })}>
          {t('found.openCase')}
        </Button>
      )}
    </>
  );
}

/** The application's number, else the chain's place, else the list: never a name. */
function Place({ finding }: { readonly finding: FindingView }) {
  const { t } = useTranslation('proof');
  const { applicationId, device, seq, stream } = finding;
  if (applicationId !== undefined) return <>{t('found.case', { id: applicationId })}</>;
  const short = device?.slice(0, 8);
  if (short !== undefined && seq !== undefined)
    return <>{t('found.place', { device: short, seq: formatCount(seq) })}</>;
  if (short !== undefined) return <>{t('found.device', { device: short })}</>;
  return stream === undefined ? null : <>{t('found.stream', { stream: stream.slice(0, 20) })}</>;
}
