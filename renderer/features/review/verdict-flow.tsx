// Owns: from a verdict key to what it needs: nothing, a reason in place, or a look at several cases. Must not: judge.
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { rowOf } from '../../lib/case-rows.ts';
import { usePart } from '../../lib/external-store.ts';
import { operationQuery, queryClient, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { gridId } from './grid.tsx';
import { ManyDialog } from './many-dialog.tsx';
import { chooseNone, goTo, neighbour, openHere, place, type Place } from './place.ts';
import { ReasonLine } from './reason-line.tsx';
import { useVerdict } from './verdicts.ts';

type Asked = { readonly id: string; readonly conclusion: Conclusion };
type Many = { readonly cases: readonly string[]; readonly conclusion: Conclusion };

export type VerdictFlow = {
  /** `from` is the id of the element that gets the focus back. */
  readonly start: (conclusion: Conclusion, from: string) => void;
  readonly line: ReactNode;
  readonly dialog: ReactNode;
};

export function useVerdictFlow(ids: readonly string[]): VerdictFlow {
  const { t } = useTranslation('review');
  const { settings } = useSettings();
  const give = useVerdict();
  const open = usePart(place, (at) => at.open);
  const [asking, setAsking] = useState<Asked | null>(null);
  const [many, setMany] = useState<Many | null>(null);
  const back = useRef<string>(gridId);
  // Fetched beforehand: a number key pressed right after 3 must find its reason.
  const group = (open === null ? undefined : rowOf(open)?.targetGroup) ?? 'regular';
  useOperation('review.reasons', { list: 'notEligible', group });
  const leave = useCallback(() => {
    setAsking(null);
    document.getElementById(back.current)?.focus();
  }, []);
  const goOn = (id: string) => {
    const next = ids.includes(id) ? neighbour(ids, id, 1) : undefined;
    if (settings.autoAdvance && next !== undefined) goTo(next);
  };
  const startOne = (id: string, conclusion: Conclusion) => {
    if (rowOf(id)?.stub) say(t('case.protected'), 'problem');
    else if (needsWords(id, conclusion)) setAsking({ id, conclusion });
    else {
      give({ id, conclusion });
      goOn(id);
    }
  };
  const start = (conclusion: Conclusion, from: string) => {
    const at = place.get();
    back.current = from;
    if (concernsSeveral(at)) setMany({ cases: ids.filter((id) => at.chosen.has(id)), conclusion });
    else if (from === gridId && at.cursor !== at.open) {
      openHere();
      say(t('openedFirst'));
    } else if (at.open !== null) startOne(at.open, conclusion);
  };
  const line =
    asking === null || asking.id !== open ? null : (
      <ReasonLine
        key={asking.id}
        caseId={asking.id}
        conclusion={asking.conclusion}
        group={group}
        onCancel={leave}
        onGive={(reason, note) => {
          give({ ...asking, ...(reason === '' ? {} : { reason }), ...(note === '' ? {} : { note }) });
          leave();
          goOn(asking.id);
        }}
      />
    );
  const close = (done: boolean) => {
    setMany(null);
    if (done) chooseNone();
  };
  return { start, line, dialog: many === null ? null : <ManyDialog {...many} onClose={close} /> };
}

/** One selected row that is also the open case is one case. */
function concernsSeveral({ chosen, open }: Place): boolean {
  return chosen.size > 1 || (chosen.size === 1 && open !== null && !chosen.has(open));
}

/** A reason for not eligible; words of one's own where the rules say no and a person says yes. */
function needsWords(id: string, conclusion: Conclusion): boolean {
  if (conclusion === 'notEligible') return true;
  if (conclusion === 'needsCheck') return false;
  const view = queryClient.getQueryData<CaseView>(operationQuery('review.case', { id }).queryKey);
  // Not every unmet check: without an offer E14 is never met, and it is no part of the review.
  return view?.proposal.conclusion === 'notEligible';
}
