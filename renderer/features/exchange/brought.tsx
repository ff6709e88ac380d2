// Owns: what a file brings beside its cases, and what comes to stand apart with it, the same before and after it is taken in.
// Must not: list without end; what is beyond the first is counted.
import { useTranslation } from 'react-i18next';
import type { Arising, OtherActs } from '../../../ipc/colleagues/exchange.ts';
import { useCode, useIntakeName } from '../../lib/words.ts';
import { Mark } from '../../ui/mark.tsx';

const mostShown = 50;

type ArisingProps = {
  readonly arising: readonly (Arising & { readonly stands?: boolean })[];
  /** What is not in the list at all. */
  readonly more?: number;
};

export function ArisingList({ arising, more = 0 }: ArisingProps) {
  const { t } = useTranslation('exchange');
  const rest = more + Math.max(0, arising.length - mostShown);
  return (
    <ul>
      {arising.slice(0, mostShown).map(({ what, label, stands = true }) => (
        <li key={`${what} ${label}`}>
          {t(`arising.${what}`, { label })} {stands ? null : <Mark tone="info" word={t('arising.ended')} />}
        </li>
      ))}
      {rest === 0 ? null : <li>{t('arising.more', { count: rest })}</li>}
    </ul>
  );
}

export function OtherList({ others }: { readonly others: readonly OtherActs[] }) {
  const { t } = useTranslation('exchange');
  const sentence = useOtherSentence();
  if (others.length === 0) return null;
  return (
    <div className="stack-tight">
      <p>{t('other.title')}</p>
      <ul>
        {others.map((one) => (
          <li key={`${one.kind} ${one.by ?? ''}`}>{sentence(one)}</li>
        ))}
      </ul>
    </div>
  );
}

/** “Arbetsgivarkontroll ×2 (Bo): Exempelverket AB, Norr AB och 3 till”. */
function useOtherSentence(): (acts: OtherActs) => string {
  const { t } = useTranslation('exchange');
  const code = useCode();
  const intake = useIntakeName();
  return ({ kind, by, count, about, more }) => {
    const word = kind === 'newer' ? t('act.newer') : code('act', kind);
    const act = count === 1 ? word : t('merge.actTimes', { act: word, count });
    const line = t('other.line', { act, by: by ?? t('group:act.sheet') });
    if (about.length + more === 0) return line;
    const names = about.map(({ what, label }) => (what === 'intake' ? intake(label) : label)).join(', ');
    if (names === '') return line;
    const rest = more === 0 ? '' : t('other.more', { count: more });
    return t('other.about', { line, names, rest }).trim();
  };
}
