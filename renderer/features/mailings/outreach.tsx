// Owns: what else reached people before an intake, as numbers: newsletter, online session, webinar, seminar. Must not: ask who.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { intakeIdSchema, isIsoDate } from '../../../domain/ids.ts';
import { outreachKinds, type OutreachKind } from '../../../domain/ledger/payloads/mailings.ts';
import type { OutreachView } from '../../../ipc/party/mailings.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say, useChosenIntake } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, SelectField, TextField } from '../../ui/fields.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { NotedTable } from './noted-table.tsx';
import { useIntakeName } from '../../lib/words.ts';
import { refreshed } from './refreshed.ts';

type OutreachProps = { readonly lines: readonly OutreachView[]; readonly intakes: readonly string[] };

export function OutreachSection({ lines, intakes }: OutreachProps) {
  const { t } = useTranslation('mailings');
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={t('outreach.title')}
      note={t('outreach.note')}
      acts={<Button onPress={() => setOpen(true)}>{t('outreach.add')}</Button>}
    >
      {lines.length === 0 ? <p className="quiet">{t('outreach.none')}</p> : <Lines lines={lines} />}
      {isOpen ? <OutreachDialog mailed={intakes} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function Lines({ lines }: { readonly lines: readonly OutreachView[] }) {
  const { t } = useTranslation('mailings');
  const noted = lines.map(({ id, intake, day, what, title, count, by }) => {
    const name = t(`outreach.${what}`);
    const shown = t(`outreach.count.${what}`, { count, shown: formatCount(count) });
    return { id, intake, day, name, what: [name, title].filter(Boolean).join(': '), count: shown, by };
  });
  return <NotedTable caption={t('outreach.title')} lines={noted} byIntake />;
}

const formName = 'outreach';
const isKind = (text: string): text is OutreachKind => outreachKinds.some((kind) => kind === text);

/** An intake that has neither cases nor a mailing is not offered; Intag opens it. */
function useIntakeChoices(mailed: readonly string[]): readonly string[] {
  const { data } = useOperation('intake.list', {});
  return [...new Set([...(data ?? []).map(({ id }) => id), ...mailed])];
}

type DialogProps = { readonly mailed: readonly string[]; readonly onClose: () => void };

function OutreachDialog({ mailed, onClose }: DialogProps) {
  const { t } = useTranslation('mailings');
  const name = useIntakeName();
  const { form, intakes, send, isReady, add, close } = useOutreach(mailed, onClose);
  return (
    <Dialog
      open
      onClose={close}
      title={t('outreach.dialog')}
      acts={
        <>
          <Button kind="primary" isDisabled={!isReady || add.isPending} onPress={send}>
            {t('note.run')}
          </Button>
          <Button onPress={close}>{t('common:cancel')}</Button>
        </>
      }
    >
      <RadioField
        label={t('head.what')}
        value={form.what}
        choices={outreachKinds.map((value) => ({ value, label: t(`outreach.${value}`) }))}
        onChange={(value) => {
          if (isKind(value)) form.setWhat(value);
        }}
      />
      <SelectField
        label={t('head.intake')}
        value={form.intake}
        choices={intakes.map((id) => ({ value: id, label: name(id) }))}
        onChange={form.setIntake}
      />
      <TextField
        label={t(form.what === 'newsletter' ? 'outreach.clicks' : 'outreach.people')}
        width="short"
        inputMode="numeric"
        maxLength={7}
        value={form.count}
        onChange={form.setCount}
      />
      <DayField label={t('note.day')} value={form.day} onChange={form.setDay} />
      <TextField
        label={t('outreach.about')}
        help={t('outreach.aboutHelp')}
        value={form.title}
        onChange={form.setTitle}
        maxLength={120}
      />
      {add.error ? <Failed error={add.error} /> : null}
    </Dialog>
  );
}

/** What is written, with the chosen intake and today where nothing is. */
function useOutreachForm(intakes: readonly string[]) {
  const chosen = useChosenIntake() ?? '';
  const { data: status } = useOperation('app.status', {});
  const [what, setWhat] = useKept<OutreachKind>(`${formName}/what`, 'newsletter');
  const [intake, setIntake] = useKept(`${formName}/intake`, '');
  const [day, setDay] = useKept(`${formName}/day`, '');
  const [count, setCount] = useKept(`${formName}/count`, '');
  const [title, setTitle] = useKept(`${formName}/title`, '');
  const first = intakes.includes(chosen) ? chosen : (intakes[0] ?? '');
  const shown = { intake: intake === '' ? first : intake, day: day === '' ? (status?.today ?? '') : day };
  return { what, setWhat, setIntake, setDay, count, setCount, title, setTitle, ...shown };
}

function useOutreach(mailed: readonly string[], onClose: () => void) {
  const { t } = useTranslation('mailings');
  const intakes = useIntakeChoices(mailed);
  const form = useOutreachForm(intakes);
  const close = useGivenUp(formName, onClose);
  const add = useAct('mailings.count', refreshed);
  const { what, day, title } = form;
  const intake = intakeIdSchema.safeParse(form.intake);
  const bare = form.count.replaceAll(/\s/gu, '');
  const send = () => {
    if (!intake.success || !isIsoDate(day)) return;
    add.mutate(
      { intake: intake.data, what, day, count: Number(bare), title },
      {
        onSuccess: () => {
          say(t('outreach.done', { what: t(`outreach.${what}`) }));
          close();
        },
      },
    );
  };
  return {
    form,
    intakes,
    send,
    isReady: intake.success && isIsoDate(day) && /^\d{1,6}$/.test(bare),
    add,
    close,
  };
}
