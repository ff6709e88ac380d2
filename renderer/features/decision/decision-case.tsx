// Owns: one case in Beslut: its standing, the form, the page, and the two deliberate acts.
// Must not: let an act run on heads other than those shown.
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
import { useOpened } from '../../lib/opened.ts';
import { Notice } from '../../ui/notice.tsx';
import { SplitPane } from '../../ui/panes/split-panes.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { CaseHead } from './case-head.tsx';
import type { OpenPanes } from './decision-keys.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { goToField } from './form-field.tsx';
import { FormParts } from './form-parts.tsx';
import { MissingBar } from './missing-bar.tsx';
import { Paper } from './paper.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { isOpen, type Form, useForm } from './use-form.ts';

type CaseProps = {
  readonly caseId: string;
  readonly panes: OpenPanes;
  /** A deciding act takes the case out of the list; it stays open all the same. */
  readonly onStay: () => void;
};

/** The two panes of the form and its page. It stays mounted while both are closed: what was written is saved, and Ctrl+Enter works. */
export function DecisionCase({ caseId, panes, onStay }: CaseProps) {
  useOpened(caseId);
  const form = useForm(caseId);
  if (form.view !== undefined && !form.error)
    return <OpenCase form={form} view={form.view} panes={panes} onStay={onStay} />;
  const state = form.error ? <Failed error={form.error} onRetry={form.reload} /> : <Waiting />;
  const isForm = panes.open.includes('form');
  return (
    <>
      <SplitPane name="form">{state}</SplitPane>
      <SplitPane name="paper">{isForm ? null : state}</SplitPane>
    </>
  );
}

type OpenProps = {
  readonly form: Form;
  readonly view: FormView;
  readonly panes: OpenPanes;
  readonly onStay: () => void;
};

function OpenCase({ form, view, panes, onStay }: OpenProps) {
  const { t } = useTranslation('decision');
  const [dialog, setDialog] = useState<'fix' | 'register' | null>(null);
  const openFix = () => {
    if (!isOpen(view)) return;
    onStay();
    void form.flush().then(() => setDialog('fix'));
  };
  useFixKey(openFix, dialog === null);
  const onField = useFieldJump(panes);
  const isForm = panes.open.includes('form');
  const head = <CaseHead form={form} view={view} onFix={openFix} onRegister={() => setDialog('register')} />;
  return (
    <>
      <SplitPane name="form">
        <section className="form-pane" aria-label={t('form.pane')} tabIndex={-1}>
          {head}
          <MissingBar form={form} view={view} isCaseShown={panes.open.includes('case')} />
          <FormParts form={form} view={view} />
        </section>
      </SplitPane>
      <SplitPane name="paper">
        {/* Whose page it is, and the next act, stand above whichever of the two is there. */}
        {isForm ? null : head}
        <PaperPane view={view} />
      </SplitPane>
      {dialog === 'fix' ? (
        <FixDialog form={form} view={view} onField={onField} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'register' ? <RegisterDialog view={view} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

/** To a field of the form, which is opened for it where it is closed. */
function useFieldJump({ open, toggle }: OpenPanes): (number: string) => void {
  const isForm = open.includes('form');
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null || !isForm) return undefined;
    // The dialog that asked for it closes first, and gives back the focus.
    const frame = requestAnimationFrame(() => {
      goToField(wanted);
      setWanted(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, isForm]);
  return (number) => {
    if (!isForm) toggle('form');
    setWanted(number);
  };
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

const sides = ['document', 'form', 'original'] as const;
type Side = (typeof sides)[number];

function PaperPane({ view }: { readonly view: FormView }) {
  const { t } = useTranslation('decision');
  const [side, setSide] = useState<Side>('document');
  const name = useId();
  // The original is there for a notice without names only.
  const offered = sides.filter((each) => each !== 'original' || view.original !== null);
  const shown = view[offered.includes(side) ? side : 'document'];
  return (
    <section className="paper-pane" aria-label={t('paper.name')}>
      <div className="paper-choice">
        <fieldset className="outcome-choice">
          <legend className="visually-hidden">{t('paper.show')}</legend>
          {offered.map((each) => (
            <label key={each} className="tick">
              <input
                type="radio"
                name={name}
                checked={(offered.includes(side) ? side : 'document') === each}
                onChange={() => setSide(each)}
              />
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
