// Owns: Fastställ underlag as one deliberate act: what it means in plain words, who and what it is for. Must not: be a default.
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { useFieldLabel } from './missing-bar.tsx';
import type { Form } from './use-form.ts';

type FixProps = {
  readonly form: Form;
  readonly view: FormView;
  /** To a field that is missing. */
  readonly onField: (number: string) => void;
  readonly onClose: () => void;
};

export function FixDialog({ form, view, onField, onClose }: FixProps) {
  const { t } = useTranslation('decision');
  const fix = useAct('decision.fix', [
    'decision.form',
    'review.ids',
    'app.today',
    'undo.list',
    'print.queue',
  ]);
  const ready = view.missing.length === 0 && view.blocks.length === 0 && form.saveState === 'saved';
  const run = () =>
    fix.mutate(
      { id: view.caseId, heads: view.heads, outcome: form.outcome, answers: form.own },
      {
        onSuccess: ({ waits }) => {
          say(t(waits ? 'fix.doneWaits' : 'fix.done', { id: view.row.applicationId }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={t('fix.title')}
      acts={
        <>
          {/* Never a default button: focus starts on the way back. */}
          <Button isDisabled={!ready || fix.isPending} onPress={run}>
            {fix.isPending ? t('fix.busy') : t('fix.run')}
          </Button>
          <Button startFocus onPress={onClose}>
            {t('back')}
          </Button>
        </>
      }
    >
      <Summary view={view} outcome={form.outcome} />
      {ready ? (
        <Meaning outcome={form.outcome} />
      ) : (
        <NotReady view={view} onField={onField} onClose={onClose} />
      )}
      {fix.error ? <Failed error={fix.error} /> : null}
    </Dialog>
  );
}

function Summary({ view, outcome }: { readonly view: FormView; readonly outcome: Form['outcome'] }) {
  const { t } = useTranslation('decision');
  const text = (number: string) => {
    const value = view.answers[number];
    return typeof value === 'string' ? value : '–';
  };
  return (
    <dl className="dialog-summary">
      <dt>{t('summary.who')}</dt>
      <dd>
        {view.row.givenName} {view.row.familyName}, {view.row.applicationId}
      </dd>
      <dt>{t('summary.outcome')}</dt>
      <dd>
        <strong>{t(`outcome.${outcome}`)}</strong>
      </dd>
      {outcome === 'grant' ? (
        <>
          <dt>{t('summary.employer')}</dt>
          <dd>{text('3.1')}</dd>
          <dt>{t('summary.period')}</dt>
          <dd>{t('summary.fromTo', { from: text('4.1'), to: text('4.2') })}</dd>
        </>
      ) : null}
    </dl>
  );
}

function Meaning({ outcome }: { readonly outcome: Form['outcome'] }) {
  const { t } = useTranslation('decision');
  return (
    <>
      <p>{t('fix.means')}</p>
      <ul className="means">
        <li>{t('fix.meansBar')}</li>
        <li>{t('fix.meansLock')}</li>
        <li>{t(outcome === 'grant' ? 'fix.meansGrant' : 'fix.meansRefusal')}</li>
        <li>{t('fix.meansYou')}</li>
        <li>{t('fix.meansUndo')}</li>
      </ul>
    </>
  );
}

function NotReady({ view, onField, onClose }: Omit<FixProps, 'form'>) {
  const { t } = useTranslation('decision');
  const labelOf = useFieldLabel();
  const sentence = useProblemSentence();
  return (
    <Notice tone="check" title={t('fix.notReady')}>
      <ul className="missing-list">
        {view.blocks.map((tag) => (
          <li key={tag}>{sentence({ tag })}</li>
        ))}
        {view.missing.map((number) => (
          <li key={number}>
            <button
              type="button"
              className="missing-jump"
              onClick={() => {
                onClose();
                onField(number);
              }}
            >
              {number} {labelOf(number)}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
