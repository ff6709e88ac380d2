// Owns: Takt i intaget, in three quiet sentences. Must not: show or compare anybody; the own count is for the own eyes.
import { useTranslation } from 'react-i18next';
import type { PaceView } from '../../../ipc/colleagues/work.ts';
import { formatCount } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { Section } from '../../ui/page.tsx';

export function Pace() {
  const { t } = useTranslation('today');
  const { data } = useOperation('work.pace', useIntakeInput());
  if (data === undefined || (data.left === 0 && data.ownToday === 0)) return null;
  const own = { count: data.ownToday, shown: formatCount(data.ownToday) };
  return (
    <Section title={t('pace.title')}>
      <p>
        {t('pace.left', { count: data.left, shown: formatCount(data.left) })} <Forecast group={data.group} />
      </p>
      {data.ownToday === 0 ? null : <p className="quiet">{t('pace.own', own)}</p>}
    </Section>
  );
}

function Forecast({ group }: Pick<PaceView, 'group'>) {
  const { t } = useTranslation('today');
  if (group.kind !== 'pace') return t(`pace.${group.kind}`);
  const perDay = t('pace.perDay', { count: group.perDay, shown: formatCount(group.perDay) });
  return group.done === null ? perDay : `${perDay} ${t('pace.done', { day: group.done })}`;
}
