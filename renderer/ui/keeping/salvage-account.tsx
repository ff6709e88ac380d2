// Owns: the exact account of a rescue, before it and after, wherever it is begun. Must not: offer to act.
import { useTranslation } from 'react-i18next';
import type { SalvageReport } from '../../../ipc/keeping.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { Notice } from '../notice.tsx';

/** What is there, what waits, and which numbers of whose are gone. */
export function SalvageAccount({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation('start');
  const { base, events, added, ownFiles, fromFiles, waiting, missing, problems } = report;
  const whole = missing.length === 0 && waiting === 0 && problems === 0;
  return (
    <div className="stack">
      <Notice tone={whole ? 'good' : 'check'} live>
        {whole ? t('salvage.whole') : t('salvage.partly')}
      </Notice>
      <ul>
        <li>{t('salvage.events', { count: events, shown: formatCount(events) })}</li>
        <li>
          {base === null
            ? t('salvage.noBackup')
            : t('salvage.base', { moment: formatMoment(base.madeAt), added: formatCount(added) })}
        </li>
        {ownFiles > 0 ? (
          <li>
            {t('salvage.ownFiles', {
              count: ownFiles,
              shown: formatCount(ownFiles),
              added: formatCount(fromFiles),
            })}
          </li>
        ) : null}
        {waiting > 0 ? <li>{t('salvage.waiting', { shown: formatCount(waiting) })}</li> : null}
        {missing.map(({ device, member, from, to, cases }) => (
          <li key={`${device} ${from}`}>
            {t('salvage.missing', {
              name: member ?? device.slice(0, 8),
              from: formatCount(from),
              to: formatCount(to),
              count: to - from + 1,
            })}
            {cases.length === 0 ? null : ` ${t('salvage.cases', { cases: cases.join(', ') })}`}
          </li>
        ))}
        <NotWhole report={report} />
      </ul>
    </div>
  );
}

/** What is not quite as it was although the events are there, and what the proof of the built store finds. */
function NotWhole({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation('start');
  const { lostTables, lostBlobs, ownBehind, problems } = report;
  return (
    <>
      {lostTables.length > 0 ? <li>{t('salvage.tables')}</li> : null}
      {lostBlobs > 0 ? <li>{t('salvage.blobs', { shown: formatCount(lostBlobs) })}</li> : null}
      {problems > 0 ? (
        <li>{t('salvage.problems', { count: problems, shown: formatCount(problems) })}</li>
      ) : null}
      {ownBehind ? <li>{t('salvage.behind')}</li> : null}
    </>
  );
}
