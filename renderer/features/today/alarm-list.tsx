// Owns: the alarms at the top of *I dag*, each with its sentence and the way to it. Must not: be put away before the cause is gone.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { alarmsOf, type Alarm } from './alarms.ts';

export function Alarms() {
  const { data: keeping } = useOperation('keeping.status', {});
  const { data: proof } = useOperation('proof.status', {});
  const { data: given } = useOperation('given.files', { left: true });
  const { data: late } = useOperation('purge.overdue', {});
  const { data: exchange } = useOperation('exchange.status', {});
  const alarms = alarmsOf({ keeping, proof, given, late, exchange });
  if (alarms.length === 0) return null;
  return (
    <div className="alarms">
      {alarms.map((alarm) => (
        <AlarmLine key={`${alarm.id} ${alarm.problem?.tag ?? ''}`} alarm={alarm} />
      ))}
    </div>
  );
}

const grave: ReadonlySet<Alarm['id']> = new Set(['chain', 'proof', 'twoGroups']);

function AlarmLine({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const sentence = useProblemSentence();
  const { id, count, problem, to } = alarm;
  const words = { count, shown: formatCount(count) };
  return (
    <Notice
      tone={grave.has(id) ? 'bad' : 'check'}
      title={t(`alarm.${id}.title`, words)}
      acts={<Button onPress={() => void navigate({ to })}>{t(`alarm.${id}.act`)}</Button>}
    >
      {problem === null ? t(`alarm.${id}.text`, words) : sentence(problem)}
    </Notice>
  );
}
