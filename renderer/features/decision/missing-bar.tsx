// Owns: the bar that names what is missing before the basis can be fixed, and jumps there. Must not: hide a block.
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
import { formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StaleNotice } from '../../ui/warnings/warnings.tsx';
import { goToField } from './form-field.tsx';
import { isOpen, type Form } from './use-form.ts';

type MissingProps = {
  readonly form: Form;
  readonly view: FormView;
  /** What has to be checked again is said once: the open case says it too. */
  readonly isCaseShown: boolean;
};

export function MissingBar({ form, view, isCaseShown }: MissingProps) {
  const { t } = useTranslation('decision');
  const sentence = useProblemSentence();
  const labelOf = useFieldLabel();
  if (!isOpen(view)) return null;
  return (
    <div className="missing-bar" aria-label={t('missing.name')} role="region">
      {view.blocks.map((tag) => (
        <Notice key={tag} tone="bad">
          {sentence({ tag })}
        </Notice>
      ))}
      {isCaseShown ? null : <StaleNotice stale={view.stale} />}
      <div className="missing-line">
        {view.missing.length === 0 && view.blocks.length === 0 ? (
          <Mark tone="good" word={t('missing.none')} />
        ) : (
          <p role="status">
            <Mark tone="check" word={t('missing.count', { count: view.missing.length })} />
          </p>
        )}
        <SavedLine form={form} view={view} />
      </div>
      {view.missing.length === 0 ? null : (
        <ul className="missing-list">
          {view.missing.map((number) => (
            <li key={number}>
              <button
                type="button"
                className="missing-jump"
                onClick={() => goToField(number)}
                title={labelOf(number)}
              >
                <span className="missing-number">{number}</span>{' '}
                <span className="missing-label">{labelOf(number)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A field's label by number, from the definition. */
export function useFieldLabel(): (number: string) => string {
  const { data } = useOperation('decision.definition', {});
  return (number) =>
    data?.parts.flatMap((part) => part.fields).find((field) => field.number === number)?.label ?? number;
}

/** Quiet: “Sparat kl. 14.30”. Not announced at every key; the state is there to be read. */
function SavedLine({ form, view }: { readonly form: Form; readonly view: FormView }) {
  const { t } = useTranslation('decision');
  const { data: status } = useOperation('app.status', {});
  if (form.saveState !== 'saved') return <span className="quiet">{t('saving')}</span>;
  if (view.draftSavedAt === null) return <span className="quiet">{t('notWritten')}</span>;
  const moment = formatMoment(view.draftSavedAt);
  const today = status?.today ?? '';
  const shown = moment.startsWith(today) ? moment.slice(today.length).trim() : moment;
  return <span className="quiet nowrap">{t('saved', { at: shown })}</span>;
}
