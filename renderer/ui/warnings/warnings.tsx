// Owns: notices of what a verdict or a basis would rest on that is too old, and of the cap of the pilot. Must not: stop anything.
import { useTranslation } from 'react-i18next';
import type { CapView, StaleView } from '../../../ipc/review.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Notice } from '../notice.tsx';
import { Dated } from '../text.tsx';

export function StaleNotice({ stale }: { readonly stale: readonly StaleView[] }) {
  const { t } = useTranslation('review');
  if (stale.length === 0) return null;
  return (
    <Notice tone="check" title={t('stale.title')}>
      <ul className="stack-tight">
        {stale.map(({ what, name, sentence, given, now }) => (
          <li key={`${what} ${name}`}>
            {what === 'check' ? (
              <>
                <b>{name}.</b> <Dated text={sentence} />
              </>
            ) : (
              t(given === now ? `stale.${what}Changed` : `stale.${what}`, { given, now })
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** RE-42: of what stands there, and of those who would become eligible. */
export function isOverCap({ applicants, eligible, cap }: CapView, asked = 0): boolean {
  return applicants > cap || eligible + asked > cap;
}

/** `asked`: how many more would become eligible. */
export function CapNotice({ cap, asked = 0 }: { readonly cap: CapView; readonly asked?: number }) {
  const { t } = useTranslation('review');
  const name = useIntakeName();
  const eligible = cap.eligible + asked;
  if (!isOverCap(cap, asked)) return null;
  return (
    <Notice tone="check" title={t('cap.title', { intake: name(cap.intake) })}>
      {t(asked > 0 ? 'cap.would' : 'cap.text', { ...cap, eligible })}
    </Notice>
  );
}
