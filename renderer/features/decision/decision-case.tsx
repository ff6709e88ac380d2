// Owns: one case in Beslut: its standing, the form on the left, the page on the right, and the two deliberate acts.
// Must not: let an act run on heads other than those shown.
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
import { useOpened } from '../../lib/opened.ts';
import { Notice } from '../../ui/notice.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { CaseHead } from './case-head.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { FormParts } from './form-parts.tsx';
import { MissingBar } from './missing-bar.tsx';
import { Paper } from './paper.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { type Form, useForm } from './use-form.ts';

type CaseProps = {
  readonly caseId: string;
  /** A deciding act takes the case out of the list; it stays open all the same. */
  readonly onStay: () => void;
};

export function DecisionCase({ caseId, onStay }: CaseProps) {
  useOpened(caseId);
  const form = useForm(caseId);
  if (form.error) return <Failed error={form.error} onRetry={form.reload} />;
  if (form.view === undefined) return <Waiting />;
  return <OpenCase form={form} view={form.view} onStay={onStay} />;
}

type OpenProps = { readonly form: Form; readonly view: FormView; readonly onStay: () => void };

function OpenCase({ form, view, onStay }: OpenProps) {
  const { t } = useTranslation('decision');
  const [dialog, setDialog] = useState<'fix' | 'register' | null>(null);
  const openFix = () => {
    if (view.standing !== 'undecided') return;
    onStay();
    void form.flush().then(() => setDialog('fix'));
  };
  useFixKey(openFix, dialog === null);
  return (
    <div className="decision-open">
      <SplitPanes
        label={t('divider')}
        view="decision"
        first={
          <div className="form-pane">
            <CaseHead form={form} view={view} onFix={openFix} onRegister={() => setDialog('register')} />
            <MissingBar form={form} view={view} />
            <FormParts form={form} view={view} />
          </div>
        }
        second={<PaperPane view={view} />}
      />
      {dialog === 'fix' ? <FixDialog form={form} view={view} onClose={() => setDialog(null)} /> : null}
      {dialog === 'register' ? <RegisterDialog view={view} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

/** Ctrl+Enter opens the dialog from anywhere in the view; it never fixes. */
function useFixKey(openFix: () => void, active: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!active || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    openFix();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const sides = ['document', 'form'] as const;
type Side = (typeof sides)[number];

export function PaperPane({ view }: { readonly view: FormView }) {
  const { t } = useTranslation('decision');
  const [side, setSide] = useState<Side>('document');
  const name = useId();
  const shown = view[side];
  return (
    <section className="paper-pane" aria-label={t('paper.name')}>
      <div className="paper-choice">
        <fieldset className="outcome-choice">
          <legend className="visually-hidden">{t('paper.show')}</legend>
          {sides.map((each) => (
            <label key={each} className="tick">
              <input type="radio" name={name} checked={side === each} onChange={() => setSide(each)} />
              <span>{t(`paper.${each}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className="paper-desk" tabIndex={0} role="region" aria-label={t('paper.page')}>
        {shown === null ? <Notice tone="info">{t('paper.notYet')}</Notice> : <Paper composed={shown} />}
      </div>
    </section>
  );
}
