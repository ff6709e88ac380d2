// Owns: the words for what keeps a case, with how many. Must not: judge.
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';

const blocks = ['notDue', 'noArchive', 'hold', 'conflict', 'newer', 'notEntitled', 'outside'] as const;

/** `3 spärrade, 2 med motstridiga uppgifter`; empty when nothing keeps any. */
export function useBlocks(): (counts: Readonly<Record<string, number>>) => string {
  const { t } = useTranslation('purge');
  return (counts) =>
    blocks
      .filter((block) => (counts[block] ?? 0) > 0)
      .map((block) => `${formatCount(counts[block] ?? 0)} ${t(`block.${block}`)}`)
      .join(', ');
}
