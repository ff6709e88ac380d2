// Owns: telling main that somebody is here, and the line that warns before the store locks by itself.
// Must not: lock; main does.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../lib/api.ts';
import { listenToMain } from '../../lib/notifications.ts';
import { Notice } from '../../ui/notice.tsx';

/** A key or the pointer is told at most this often: the watch counts minutes. */
const tellEveryMs = 15_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export function IdleLine() {
  const { t } = useTranslation('shell');
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(
    () =>
      listenToMain((notification) => {
        if (notification.kind === 'lockSoon' && notification.seconds > 5) setSeconds(notification.seconds);
        if (notification.kind === 'locked') setSeconds(null);
      }),
    [],
  );
  useEffect(() => {
    let told = 0;
    const here = () => {
      const now = performance.now();
      if (seconds === null && now - told < tellEveryMs) return;
      told = now;
      setSeconds(null);
      void ask('keeping.active', {});
    };
    for (const sign of signs) window.addEventListener(sign, here, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, here);
    };
  }, [seconds]);
  if (seconds === null) return null;
  return (
    <div className="idle-line">
      <Notice tone="check" live>
        {t('idle.soon', { seconds })}
      </Notice>
    </div>
  );
}
