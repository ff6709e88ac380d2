// Owns: one case in Beslut: its standing, the form on the left, the page on the right, and the two deliberate acts.
// Must not: let an act run on heads other than those shown.
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormView } from '../../../ipc/decision.ts';
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

export function DecisionCase({ caseId }: { readonly caseId: string }) {
  const form = useForm(caseId);
  if (form.error) return <Failed error={form.error} onRetry={form.reload} />;
  if (form.view === undefined) return <Waiting />;
  return <OpenCase form={form} view={form.view} />;
}

function OpenCase({ form, view }: { readonly form: Form; readonly view: FormView }) {
  const { t } = useTranslation('decision');
  const [share, setShare] = useState(48);
  const [dialog, setDialog] = useState<'fix' | 'register' | null>(null);
  const openFix = () => {
    if (view.standing !== 'undecided') return;
    void form.flush().then(() => setDialog('fix'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || dialog !== null) return;
    event.preventDefault();
    openFix();
  };
  return (
    <div className="decision-open" onKeyDown={onKeyDown}>
      <SplitPanes
        label={t('divider')}
        share={share}
        onShare={setShare}
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
