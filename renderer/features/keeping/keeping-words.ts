// Owns: how a backup's size, time and the outcome of a round are put in words. Must not: decide anything.
import { useTranslation } from 'react-i18next';
import type { BackupView, KeepingEntry } from '../../../ipc/keeping.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useProblemSentence } from '../../lib/words.ts';

export function useBackupLine(): (backup: BackupView) => string {
  const { t } = useTranslation('keeping');
  return ({ madeAt, events, megabytes }) =>
    t('backup.line', {
      moment: formatMoment(madeAt),
      count: events,
      events: formatCount(events),
      megabytes: formatCount(megabytes),
    });
}

export function useEntryLine(): (entry: KeepingEntry) => string {
  const { t } = useTranslation('keeping');
  const sentence = useProblemSentence();
  return ({ at, kind, problem }) =>
    t('log.line', {
      moment: formatMoment(at),
      what: t(`log.${kind}`),
      how: problem === null ? t('log.done') : sentence({ tag: problem }),
    });
}
