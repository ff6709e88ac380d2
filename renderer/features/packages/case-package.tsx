// Owns: a signed data package that the applicant brings: pasted or chosen, checked, and facts taken out of one that counts.
// Must not: judge it; main checks again before anything is written.
import './packages.css';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackageView } from '../../../ipc/party/packages.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { packageLimits } from '../../../domain/package/form.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { CheckResult } from './check-result.tsx';

export function CasePackage({ id }: { readonly id: string }) {
  const { t } = useTranslation('packages');
  const heading = useId();
  const [open, setOpen] = useState(false);
  const { data } = useOperation('review.case', { id });
  return (
    <section className="part" aria-labelledby={heading}>
      <div className="part-head">
        <h3 id={heading}>{t('part')}</h3>
      </div>
      <p className="quiet">{t('lead')}</p>
      <div className="row">
        <Button onPress={() => setOpen(true)}>{t('open')}</Button>
      </div>
      {open && data !== undefined ? <PackageDialog view={data} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

type DialogProps = { readonly view: CaseView; readonly onClose: () => void };

/** Facts that differ from the case are proposed; what the case says already need not be taken. */
function proposed({ faults, facts }: PackageView): readonly string[] {
  return faults.length > 0 ? [] : facts.filter(({ same }) => !same).map(({ field }) => field);
}

function usePackage({ view, onClose: close }: DialogProps) {
  const form = `package ${view.row.caseId}`;
  const onClose = useGivenUp(form, close);
  const [text, setText] = useKept(`${form}/text`, '');
  const [checked, setChecked] = useState<PackageView | null>(null);
  const [fields, setFields] = useState<readonly string[]>([]);
  const choose = useAct('packages.choose');
  const check = useAct('packages.check');
  const take = useAct('packages.take', ['review.case', 'undo.list']);
  const write = (next: string) => {
    setChecked(null);
    setText(next);
  };
  const runCheck = (what: string) =>
    check.mutate(
      { id: view.row.caseId, text: what },
      {
        onSuccess: (result) => {
          setChecked(result);
          setFields(proposed(result));
        },
      },
    );
  const pick = () =>
    choose.mutate(
      {},
      {
        onSuccess: (file) => {
          if (file === null) return;
          write(file.text);
          if (file.text.trim() !== '') runCheck(file.text);
        },
      },
    );
  const busy = choose.isPending || check.isPending || take.isPending;
  const error = choose.error ?? check.error ?? take.error;
  return { text, write, checked, fields, setFields, pick, runCheck, take, onClose, busy, error };
}

function PackageDialog(props: DialogProps) {
  const { view } = props;
  const { t } = useTranslation('packages');
  const { text, write, checked, fields, setFields, pick, runCheck, take, onClose, busy, error } =
    usePackage(props);
  const sound = checked !== null && checked.faults.length === 0;
  const send = () =>
    take.mutate(
      { id: view.row.caseId, heads: [...view.heads], text, fields: [...fields] },
      {
        onSuccess: () => {
          say(t('done', { count: fields.length }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('title', { name: view.row.applicationId })}
      acts={
        <>
          {sound ? (
            <Button kind="primary" isDisabled={fields.length === 0 || busy} onPress={send}>
              {t('take', { count: fields.length })}
            </Button>
          ) : (
            <Button kind="primary" isDisabled={text.trim() === '' || busy} onPress={() => runCheck(text)}>
              {t('check')}
            </Button>
          )}
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('text')}</p>
      <div className="row">
        <Button isDisabled={busy} onPress={pick}>
          {t('choose')}
        </Button>
      </div>
      <TextArea
        label={t('paste')}
        help={t('pasteHelp')}
        rows={4}
        value={text}
        onChange={write}
        maxLength={packageLimits.characters + 1}
      />
      {error ? <Failed error={error} /> : null}
      {checked === null ? null : <CheckResult checked={checked} fields={fields} onFields={setFields} />}
    </Dialog>
  );
}
