// Owns: the last act that can be taken back, and taking it back; several cases are previewed first. Must not: undo unseen.
import { memo, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoEntry, UndoOutcome } from '../../../ipc/app.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { operationQuery, queryClient, useAct, useOperation } from '../../lib/operations.ts';
import { problemOf } from '../../lib/api.ts';
import { say } from '../../lib/session.ts';
import { useCode, useProblemSentence, useReason } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { goTo } from './place.ts';
import { verdictsSent } from './verdicts.ts';

export type Undo = {
  readonly entries: readonly UndoEntry[];
  readonly asked: UndoEntry | null;
  readonly start: (entry?: UndoEntry) => void;
  readonly close: () => void;
};

const none: readonly UndoEntry[] = [];

/** Ctrl+Z takes back the last act: one case at once, and goes back to it in the list; several after a look. */
export function useUndo(ids: readonly string[]): Undo {
  const { t } = useTranslation('review');
  const sentence = useProblemSentence();
  const reason = useReason();
  const { data: entries = none } = useOperation('undo.list', {});
  const [asked, setAsked] = useState<UndoEntry | null>(null);
  const { mutate } = useAct('undo.run', ['undo.list', 'review.case', 'app.today']);
  const describe = useUndoWords();
  const takeBack = useCallback(
    (entry: UndoEntry | undefined) => {
      if (entry === undefined) return say(t('undo.none'));
      if (entry.count > 1) return setAsked(entry);
      mutate(
        { batch: entry.batch },
        {
          onSuccess: ({ voided, kept }) => {
            if (voided === 0) {
              say(t('undo.kept', { why: reason('kept', kept[0]?.reason ?? 'other') }), 'problem');
              return;
            }
            say(t('undo.done', { act: describe(entry) }));
            if (entry.caseId !== null && ids.includes(entry.caseId)) goTo(entry.caseId);
          },
          onError: (error) => say(sentence(problemOf(error)), 'problem'),
        },
      );
    },
    [mutate, t, describe, sentence, reason, ids],
  );
  const start = useCallback(
    (entry?: UndoEntry) => {
      if (entry !== undefined) takeBack(entry);
      else lastAct().then(takeBack, (error: unknown) => say(sentence(problemOf(error)), 'problem'));
    },
    [takeBack, sentence],
  );
  const close = useCallback(() => setAsked(null), []);
  return { entries, asked, start, close };
}

/** What was done last, also when it was done a moment ago and is still being sent: never the act before it. */
async function lastAct(): Promise<UndoEntry | undefined> {
  await verdictsSent();
  const entries = await queryClient.fetchQuery({ ...operationQuery('undo.list', {}), staleTime: 0 });
  return entries[0];
}

/** `Behörig ×38`. */
function useUndoWords(): (entry: UndoEntry) => string {
  const code = useCode();
  return useCallback(
    ({ kind, detail, count }) => {
      const act =
        kind === 'verdict.given' && detail !== null ? code('conclusion', detail) : code('act', kind);
      return count > 1 ? `${act} ×${formatCount(count)}` : act;
    },
    [code],
  );
}

export const UndoLine = memo(function UndoLine({ entries, asked, start, close }: Undo) {
  const { t } = useTranslation('review');
  const describe = useUndoWords();
  const last = entries[0];
  return (
    <div className="undo-line">
      <Button kind="quiet" keys="Ctrl+Z" isDisabled={last === undefined} onPress={() => start()}>
        {last === undefined ? t('undo.empty') : t('undo.last', { act: describe(last) })}
      </Button>
      {entries.length > 1 ? (
        <Menu
          name={t('undo.more')}
          label={<span className="visually-hidden">{t('undo.more')}</span>}
          entries={entries
            .slice(0, 12)
            .map((entry) => ({ id: entry.batch, label: describe(entry), note: formatMoment(entry.at) }))}
          onChoose={(batch) => start(entries.find((entry) => entry.batch === batch))}
        />
      ) : null}
      {asked === null ? null : <UndoDialog entry={asked} onClose={close} />}
    </div>
  );
});

function UndoDialog({ entry, onClose }: { readonly entry: UndoEntry; readonly onClose: () => void }) {
  const { t } = useTranslation('review');
  const describe = useUndoWords();
  const { data: preview, error } = useOperation('undo.preview', { batch: entry.batch });
  const run = useAct('undo.run', ['undo.list', 'review.case', 'app.today']);
  const count = preview?.voided ?? 0;
  const failed = error ?? run.error;
  const done = ({ voided }: UndoOutcome) => {
    say(t('undo.doneMany', { act: describe(entry), count: voided, shown: formatCount(voided) }));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('undo.title', { act: describe(entry) })}
      acts={
        <>
          <Button
            kind="primary"
            keys="Enter"
            startFocus={count > 0}
            isDisabled={count === 0 || run.isPending}
            onPress={() => run.mutate({ batch: entry.batch }, { onSuccess: done })}
          >
            {t('undo.run', { count, shown: formatCount(count) })}
          </Button>
          <Button onPress={onClose}>{t('undo.cancel')}</Button>
        </>
      }
    >
      {preview === undefined ? failed ? null : <Waiting /> : <Taken preview={preview} />}
      {failed ? <Failed error={failed} /> : null}
    </Dialog>
  );
}

const mostKept = 20;

function Taken({ preview }: { readonly preview: UndoOutcome }) {
  const { t } = useTranslation('review');
  const reason = useReason();
  const { voided, kept } = preview;
  return (
    <>
      <p className="many-sum">
        {t('undo.will', { count: voided, shown: formatCount(voided) })}
        {kept.length === 0
          ? ''
          : ` ${t('undo.cannot', { count: kept.length, shown: formatCount(kept.length) })}`}
      </p>
      <ul className="many-list">
        {kept.slice(0, mostKept).map((each) => (
          <li key={each.caseId}>
            {each.applicationId}: {reason('kept', each.reason)}
          </li>
        ))}
      </ul>
    </>
  );
}
