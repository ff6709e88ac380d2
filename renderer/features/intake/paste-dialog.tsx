// Owns: rows pasted from a table, handed to main to be read as a file would be. Must not: read them itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenFile } from '../../../ipc/intake.ts';
import { useAct } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

type PasteProps = { readonly onClose: () => void; readonly onFile: (file: ChosenFile) => void };

export function PasteDialog({ onClose, onFile }: PasteProps) {
  const { t } = useTranslation('intake');
  const read = useAct('intake.pasteTable');
  const [text, setText] = useState('');
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('paste.title')}
      acts={
        <>
          <Button
            kind="primary"
            isDisabled={lines < 2 || read.isPending}
            onPress={() => read.mutate({ text }, { onSuccess: onFile })}
          >
            {t('paste.read')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <TextArea
        label={t('paste.label')}
        help={t('paste.help')}
        rows={10}
        value={text}
        onChange={setText}
        maxLength={5_000_000}
      />
      {lines === 0 ? null : <p className="quiet">{t('paste.rows', { count: Math.max(0, lines - 1) })}</p>}
      {read.error ? <Failed error={read.error} /> : null}
    </Dialog>
  );
}
