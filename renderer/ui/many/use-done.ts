// Owns: ending a dialog over many cases: what was done is said, and the dialog stays only to name what could not be.
// Must not: know what was done.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkDone } from '../../../ipc/colleagues/work.ts';
import { formatCount } from '../../lib/format.ts';
import { say } from '../../lib/session.ts';

export function useDone(close: () => void) {
  const { t } = useTranslation('work');
  const [left, setLeft] = useState<WorkDone | null>(null);
  const done = (outcome: WorkDone, words: string) => {
    say(t('done', { words, count: outcome.changed, shown: formatCount(outcome.changed) }));
    if (outcome.refused.length === 0) close();
    else setLeft(outcome);
  };
  return { left, done };
}
