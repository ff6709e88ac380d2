// Owns: the same fact written by hand in many cases: what it would replace, which cannot take it and why, before anything is written.
// Must not: tell what the cases have now, which would be a search by what the law keeps out (RE-82).
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import { isForMany } from '../../../domain/intake/one-person.ts';
import type { FactsPreview } from '../../../ipc/review.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField, Tick } from '../../ui/fields.tsx';
import { Refused } from '../../ui/many/refused.tsx';
import { useDone } from '../../ui/many/use-done.ts';
import { Failed, Waiting } from '../../ui/states.tsx';
import { editable, FieldChoice, parseValue, ValueField, type Parsed } from '../../ui/facts/fact-fields.tsx';

type ManyProps = { readonly cases: readonly string[]; readonly onClose: () => void };

const refreshes = ['review.case', 'undo.list', 'app.today'] as const;
const mostIds = 8;

function useWritten() {
  const [written, setWritten] = useKept('many-facts/value', { field: 'permitValidTo', value: '' });
  const [basis, setBasis] = useKept('many-facts/basis', '');
  const [takeAway, setTakeAway] = useKept('many-facts/takeAway', false);
  const spec = editable[written.field] ?? { kind: 'text' as const };
  const parsed = takeAway ? null : parseValue(spec, written.value.trim());
  return { ...written, setWritten, basis, setBasis, takeAway, setTakeAway, spec, parsed };
}
type Written = ReturnType<typeof useWritten>;

export function ManyFacts({ cases, onClose }: ManyProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  const worded = useFieldValue();
  const written = useWritten();
  const { field, parsed, basis } = written;
  const close = useGivenUp('many-facts', onClose);
  const [ids] = useState(() => cases.map((id) => caseIdSchema.parse(id)));
  const save = useAct('review.factMany', refreshes);
  const { left, done } = useDone(close);
  const preview = usePreview(ids, written);
  const count = preview.data?.willChange ?? 0;
  const isReady = isWhole(written);
  const run = () => {
    if (parsed === undefined) return;
    const words =
      parsed === null ? t('factMany.taken') : t('factMany.done', { value: worded(field, parsed) });
    save.mutate(
      { cases: ids, field, value: parsed, basis: basis.trim() },
      { onSuccess: (outcome) => done(outcome, `${code('field', field)}: ${words}`) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('factMany.title', { count: cases.length, shown: formatCount(cases.length) })}
      acts={
        <>
          {left === null ? (
            <Run count={isReady ? count : 0} of={count} busy={save.isPending} onRun={run} />
          ) : null}
          <Button onPress={close}>{t(left === null ? 'common:cancel' : 'common:close')}</Button>
        </>
      }
    >
      {left === null ? (
        <>
          <WrittenFields written={written} />
          {preview.error ? <Failed error={preview.error} /> : null}
          <Effect preview={preview.data} parsed={parsed} />
        </>
      ) : (
        <Refused refused={left.refused} />
      )}
      {save.error ? <Failed error={save.error} /> : null}
    </Dialog>
  );
}

function isWhole({ parsed, basis }: Written): boolean {
  return parsed !== undefined && basis.trim() !== '';
}

type RunProps = {
  /** 0: not yet whole, or nothing to change. */
  readonly count: number;
  readonly of: number;
  readonly busy: boolean;
  readonly onRun: () => void;
};

function Run({ count, of, busy, onRun }: RunProps) {
  const { t } = useTranslation('review');
  return (
    <Button kind="primary" isDisabled={count === 0 || busy} onPress={onRun}>
      {t('factMany.run', { count: of, shown: formatCount(of) })}
    </Button>
  );
}

function usePreview(cases: readonly ReturnType<typeof caseIdSchema.parse>[], { field, takeAway }: Written) {
  return useOperation('review.previewFact', { cases: [...cases], field, takeAway });
}

function WrittenFields({ written }: { readonly written: Written }) {
  const { t } = useTranslation('review');
  const { field, value, spec, parsed, basis, takeAway } = written;
  return (
    <>
      <FieldChoice
        field={field}
        isOffered={isForMany}
        onField={(next) => written.setWritten({ field: next, value: '' })}
      />
      {takeAway ? null : (
        <ValueField
          spec={spec}
          field={field}
          value={value}
          onChange={(next) => written.setWritten({ field, value: next })}
          wrong={value !== '' && parsed === undefined}
        />
      )}
      <Tick label={t('factMany.takeAway')} checked={takeAway} onChange={written.setTakeAway} />
      <TextField
        label={t('fact.basis')}
        help={t('factMany.basisHelp')}
        value={basis}
        onChange={written.setBasis}
        maxLength={400}
      />
    </>
  );
}

type EffectProps = { readonly preview: FactsPreview | undefined; readonly parsed: Parsed | null };

function Effect({ preview, parsed }: EffectProps) {
  const { t } = useTranslation('review');
  if (preview === undefined) return <Waiting />;
  const { willChange, handMade, refused } = preview;
  const counts = { count: willChange, shown: formatCount(willChange) };
  return (
    <>
      <p role="status">{t(parsed === null ? 'factMany.willTake' : 'factMany.willWrite', counts)}</p>
      {parsed === null || handMade.length === 0 ? null : (
        <p>
          {t('factMany.replaces', { count: handMade.length, shown: formatCount(handMade.length) })}{' '}
          <span className="quiet">
            {handMade.slice(0, mostIds).join(', ')}
            {handMade.length > mostIds
              ? t('work:andMore', { shown: formatCount(handMade.length - mostIds) })
              : ''}
          </span>
        </p>
      )}
      {refused.length === 0 ? null : <Refused refused={refused} ahead />}
    </>
  );
}
