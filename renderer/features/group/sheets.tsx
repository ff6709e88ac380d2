// Owns: the agency's recovery sheet as it stands, making one (shown once), and acting by it. Must not: keep its code.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { memberIdSchema } from '../../../domain/ids.ts';
import type { GroupStatus } from '../../../ipc/colleagues/group.ts';
import type { Answer } from '../../lib/api.ts';
import { formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { ActDialog, WhoMay } from './asking.tsx';
import type { Ask } from './group-dialog.ts';

type SheetsProps = { readonly status: GroupStatus; readonly onAsk: Ask };

export function Sheets({ status, onAsk }: SheetsProps) {
  const { t } = useTranslation('group');
  const why = useId();
  const may = status.mayAdminister;
  const none = status.sheets.length === 0;
  return (
    <Section
      title={t('sheet.title')}
      note={t('sheet.note')}
      acts={
        <div className="row">
          <Button
            isDisabled={!may}
            {...(may ? {} : { 'aria-describedby': why })}
            onPress={() => onAsk({ kind: 'makeSheet' })}
          >
            {t(none ? 'sheet.open' : 'sheet.replace')}
          </Button>
          {none ? null : (
            <Button kind="quiet" onPress={() => onAsk({ kind: 'bySheet' })}>
              {t('bySheet.open')}
            </Button>
          )}
        </div>
      }
    >
      {may ? null : <WhoMay id={why} status={status} needed="administrator" />}
      {none ? (
        <Notice tone="check" title={t('sheet.emptyTitle')}>
          {t('sheet.empty')}
        </Notice>
      ) : null}
      {status.sheets.length > 1 ? (
        <Notice tone="check">{t('sheet.several', { count: status.sheets.length })}</Notice>
      ) : null}
      {status.sheets.map((sheet) => (
        <dl key={sheet.words.join(' ')} className="facts">
          <dt>{t('sheet.keeper')}</dt>
          <dd>{sheet.keeper}</dd>
          <dt>{t('sheet.made')}</dt>
          <dd>{t('sheet.madeBy', { name: sheet.setBy, when: formatMoment(sheet.setAt) })}</dd>
          <dt>{t('sheet.words')}</dt>
          <dd>{sheet.words.join(' · ')}</dd>
          <dt>{t('sheet.code')}</dt>
          <dd>{t('sheet.codeNowhere')}</dd>
        </dl>
      ))}
      {status.replacedSheets === 0 ? null : (
        <p className="quiet">{t('sheet.replaced', { count: status.replacedSheets })}</p>
      )}
    </Section>
  );
}

type SheetDialogProps = { readonly status: GroupStatus; readonly onClose: () => void };

export function MakeSheetDialog({ status, onClose }: SheetDialogProps) {
  const { t } = useTranslation('group');
  const [keeper, setKeeper] = useKept('group-sheet/keeper', '');
  const close = useGivenUp('group-sheet', onClose);
  const make = useAct('group.makeSheet', ['group.status']);
  if (make.data !== undefined)
    return <NewSheet team={status.team} keeper={keeper} sheet={make.data} onClose={close} />;
  const replaces = status.sheets.length > 0;
  return (
    <ActDialog
      title={t(replaces ? 'sheet.replaceTitle' : 'sheet.makeTitle')}
      act={t('sheet.run')}
      ready={status.mayAdminister && keeper.trim() !== ''}
      sending={make}
      onRun={() => make.mutate({ keeper: keeper.trim() })}
      onClose={close}
    >
      <p className="reading">{t('sheet.follows')}</p>
      {replaces ? <Notice tone="check">{t('sheet.oldEnds')}</Notice> : null}
      <TextField
        label={t('sheet.keeper')}
        help={t('sheet.keeperHelp')}
        maxLength={400}
        value={keeper}
        onChange={setKeeper}
      />
    </ActDialog>
  );
}

type NewSheetProps = {
  readonly team: string;
  readonly keeper: string;
  readonly sheet: Answer<'group.makeSheet'>;
  readonly onClose: () => void;
};

function NewSheet({ team, keeper, sheet, onClose }: NewSheetProps) {
  const { t } = useTranslation('group');
  const close = () => {
    say(t('sheet.done'));
    onClose();
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={close}
      title={t('sheet.onceTitle')}
      acts={
        <>
          <Button kind="primary" startFocus onPress={() => window.print()}>
            {t('sheet.print')}
          </Button>
          <Button onPress={close}>{t('sheet.noted')}</Button>
        </>
      }
    >
      <div className="print-sheet stack">
        <h2 className="print-only">{t('sheet.printTitle', { team })}</h2>
        <p className="reading">{t('sheet.what', { team })}</p>
        <p className="group-code">{sheet.code}</p>
        <p>{t('sheet.lies', { keeper })}</p>
        <h3>{t('sheet.words')}</h3>
        <ControlWords words={sheet.words} />
        <p className="reading">{t('sheet.keep')}</p>
      </div>
      <Notice tone="check">{t('sheet.once')}</Notice>
    </Dialog>
  );
}

/** For when nobody is left who can let people in. */
export function BySheetDialog({ status, onClose: close }: SheetDialogProps) {
  const onClose = useGivenUp('group-by-sheet', close);
  const { t } = useTranslation('group');
  const active = status.members.filter(({ standing }) => standing === 'active');
  const [member, setMember] = useKept(
    'group-by-sheet/member',
    (active.find(({ self }) => self) ?? active[0])?.id ?? '',
  );
  const [code, setCode] = useState('');
  const use = useAct('group.useSheet', ['group.status', 'exchange.status']);
  const run = () =>
    use.mutate(
      { code: code.trim(), act: { kind: 'administrator', member: memberIdSchema.parse(member) } },
      {
        onSuccess: () => {
          say(t('bySheet.done', { name: active.find(({ id }) => id === member)?.name ?? '' }));
          onClose();
        },
      },
    );
  return (
    <ActDialog
      title={t('bySheet.title')}
      act={t('bySheet.run')}
      ready={code.trim() !== '' && member !== ''}
      sending={use}
      onRun={run}
      onClose={onClose}
    >
      <p className="reading">{t('bySheet.follows')}</p>
      <SheetCode value={code} onChange={setCode} />
      <SelectField
        label={t('bySheet.who')}
        value={member}
        choices={active.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setMember}
      />
      <p className="quiet">{t('bySheet.oneComputer')}</p>
    </ActDialog>
  );
}

type CodeProps = { readonly value: string; readonly onChange: (value: string) => void };

export function SheetCode(props: CodeProps) {
  const { t } = useTranslation('group');
  return <TextField {...props} label={t('bySheet.code')} help={t('bySheet.codeHelp')} autoComplete="off" />;
}
