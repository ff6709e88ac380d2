// Owns: the mark of protected identity on the open case: what follows, and that it cannot be undone.
// Must not: mark without the person having confirmed it, nor ask for a reason that would stand.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, Tick } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

const marks = ['confidentialityMark', 'protectedRegistration', 'fictitiousIdentity', 'unspecified'] as const;

export function ProtectPart({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation('review');
  const [open, setOpen] = useState(false);
  return (
    <div className="case-protect">
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {t('protect.open')}
      </Button>
      <span className="quiet">{t('protect.note')}</span>
      {open ? <ProtectDialog row={row} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function ProtectDialog({ row, onClose }: { readonly row: CaseRow; readonly onClose: () => void }) {
  const { t } = useTranslation('review');
  const [mark, setMark] = useState<(typeof marks)[number]>('unspecified');
  const [sure, setSure] = useState(false);
  const { data: status } = useOperation('purge.status', {});
  const protect = useAct('purge.protect', ['review.case', 'purge.status', 'app.today']);
  const officer = status?.officer ?? null;
  // The case is emptied, and this dialog with it, before the answer comes: what was done is said all the same.
  const run = async () => {
    try {
      await protect.mutateAsync({ id: caseIdSchema.parse(row.caseId), mark });
      say(t('protect.done', { id: row.applicationId }));
      onClose();
    } catch {
      // The dialog shows the refusal.
    }
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={t('protect.title', { id: row.applicationId })}
      acts={
        <>
          <Button kind="danger" isDisabled={!sure || protect.isPending} onPress={() => void run()}>
            {protect.isPending ? t('protect.busy') : t('protect.run')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('protect.text')}</p>
      <p className="reading">{t('protect.stays')}</p>
      {officer === null ? null : (
        <p className="reading">
          {t('protect.officer', { officer: officer.officer, contact: officer.contact })}
        </p>
      )}
      <RadioField
        label={t('protect.mark')}
        value={mark}
        choices={marks.map((value) => ({ value, label: t(`protect.marks.${value}`) }))}
        onChange={(value) => setMark(marks.find((one) => one === value) ?? 'unspecified')}
      />
      <Tick label={t('protect.sure')} checked={sure} onChange={setSure} />
      {protect.error ? <Failed error={protect.error} /> : null}
    </Dialog>
  );
}
