// Owns: the view Intag: which of overview, read-in flow and hand entry is shown. Must not: read a file itself; main does.
import './intake.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChosenFile } from '../../../ipc/intake.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { BarPending } from './bar-pending.tsx';
import { EnterCase } from './enter-case.tsx';
import { ImportFlow, type MailingPart } from './import-flow.tsx';
import { IntakeSection } from './intake-section.tsx';
import { PasteDialog } from './paste-dialog.tsx';

/** A list of whom to write to has its own last step, which the router gives. */
export function IntakePage({ Mailing }: { readonly Mailing: MailingPart }) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  if (file !== null)
    return (
      <ImportFlow key={file.token} {...{ file, Mailing }} onFile={setFile} onLeave={() => setFile(null)} />
    );
  return <IntakeOverview onFile={setFile} />;
}

function IntakeOverview({ onFile }: { readonly onFile: (file: ChosenFile) => void }) {
  const { t } = useTranslation('intake');
  const [dialog, setDialog] = useState<'paste' | 'enter' | null>(null);
  const choose = useAct('intake.chooseFile');
  const chooseFile = () =>
    choose.mutate(
      {},
      {
        onSuccess: (chosen) => {
          if (chosen === null) say(t('choose.cancelled'));
          else onFile(chosen);
        },
      },
    );
  const acts = (
    <>
      <Button kind="primary" onPress={chooseFile} isDisabled={choose.isPending}>
        {choose.isPending ? t('choose.busy') : t('choose.file')}
      </Button>
      <Button onPress={() => setDialog('paste')}>{t('choose.paste')}</Button>
      <Button onPress={() => setDialog('enter')}>{t('choose.enter')}</Button>
    </>
  );
  return (
    <Page title={t('title')} lead={t('lead')} acts={acts}>
      {choose.error ? <Failed error={choose.error} onRetry={chooseFile} /> : null}
      <BarPending />
      <Intakes />
      {dialog === 'paste' ? <PasteDialog onClose={() => setDialog(null)} onFile={onFile} /> : null}
      {dialog === 'enter' ? <EnterCase onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}

function Intakes() {
  const { t } = useTranslation('intake');
  const { data, error, refetch } = useOperation('intake.list', {});
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting />;
  if (data.length === 0) return <Empty title={t('empty.title')}>{t('empty.text')}</Empty>;
  const newestFirst = [...data].sort((a, b) => (ageKey(a.id) < ageKey(b.id) ? 1 : -1));
  return (
    <>
      {newestFirst.map((intake) => (
        <IntakeSection key={intake.id} intake={intake} />
      ))}
    </>
  );
}

/** Spring comes before autumn in a year, whatever the letters say. */
function ageKey(id: string): string {
  return id.replace('-spring', '-1').replace('-autumn', '-2');
}
