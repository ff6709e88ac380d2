// Owns: one sentence for each change of the group. Must not: say whether it counts.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupAct } from '../../../ipc/colleagues/group.ts';
import { hasText } from '../../lib/i18n.ts';
import { useCode } from '../../lib/words.ts';

export function useActSentence(): (act: GroupAct) => string {
  const { t } = useTranslation('group');
  const code = useCode();
  return useCallback(
    (act) => {
      const by = act.by ?? t('act.sheet');
      const roles = act.roles.map((role) => code('role', role)).join(', ');
      const outcomes = act.outcomes.map((outcome) => code('outcome', outcome).toLowerCase()).join(', ');
      const facts = { by, about: act.about, roles, outcomes, day: act.day ?? '' };
      const kind = wordedKind(act);
      return hasText(`group:act.${kind}`) ? t(`act.${kind}`, facts) : t('act.newer', facts);
    },
    [t, code],
  );
}

/** A member who is let in without roles of the act's own gets one more computer; holders that name nobody are none. */
function wordedKind({ kind, roles, about }: GroupAct): string {
  if (kind === 'member.added' && roles.length === 0) return 'member.computer';
  return kind === 'restricted.set' && about === '' ? 'restricted.nobody' : kind;
}
