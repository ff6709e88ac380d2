// Owns: who may handle persons with protected identity in the program, as it stands, and setting it anew.
// Must not: show anything of such a person, nor name somebody who sees no cases.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate, memberIdSchema } from '../../../domain/ids.ts';
import type { GroupStatus, HoldersView } from '../../../ipc/colleagues/group.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { RadioField, TextField, TickGroup } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Dated } from '../../ui/text.tsx';
import { ActDialog, WhoMay } from './asking.tsx';
import type { Ask } from './group-dialog.ts';

type HoldersProps = { readonly status: GroupStatus; readonly onAsk: Ask };

export function Holders({ status, onAsk }: HoldersProps) {
  const { t } = useTranslation('group');
  const why = useId();
  const may = status.mayLead;
  return (
    <Section
      title={t('holders.title')}
      note={t('holders.note')}
      acts={
        <Button
          isDisabled={!may}
          {...(may ? {} : { 'aria-describedby': why })}
          onPress={() => onAsk({ kind: 'holders' })}
        >
          {t('holders.open')}
        </Button>
      }
    >
      {may ? null : <WhoMay id={why} status={status} needed="lead" />}
      <Standing of={status.restricted} />
    </Section>
  );
}

function Standing({ of: { settings, holders } }: { readonly of: HoldersView }) {
  const { t } = useTranslation('group');
  if (settings.every(({ on }) => !on))
    return (
      <Notice tone="info" title={t('holders.nobodyTitle')}>
        {t('holders.nobody')}
      </Notice>
    );
  return (
    <>
      {settings.length > 1 ? (
        <Notice tone="bad" title={t('holders.apartTitle')}>
          {t('holders.apart')}
        </Notice>
      ) : null}
      {holders.length === 1 ? <Notice tone="check">{t('holders.one')}</Notice> : null}
      <p>
        {holders.length === 0
          ? t('holders.noneCounts')
          : t('holders.are', { names: holders.map(({ name }) => name).join(', ') })}
      </p>
      <ul>
        {settings.map(({ names, day, source }) => (
          <li key={`${day} ${source} ${names.join()}`} className="quiet">
            <Dated
              text={t('holders.setting', { names: names.join(', ') || t('holders.none'), day, source })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type HoldersDialogProps = { readonly status: GroupStatus; readonly onClose: () => void };
const modes = ['on', 'off'] as const;

export function HoldersDialog({ status, onClose }: HoldersDialogProps) {
  const { t } = useTranslation('group');
  const { choices, holders } = status.restricted;
  const [on, setOn] = useKept('group-holders/on', true);
  const [ticked, setTicked] = useKept<readonly string[]>(
    'group-holders/named',
    holders.map(({ id }) => id),
  );
  const [day, setDay] = useKept('group-holders/day', status.today);
  const [source, setSource] = useKept('group-holders/source', '');
  const close = useGivenUp('group-holders', onClose);
  const set = useAct('group.setHolders', ['group.status', 'restricted.mayOpen']);
  const run = () => {
    if (!isIsoDate(day)) return;
    set.mutate(
      {
        on,
        holders: on ? ticked.map((id) => memberIdSchema.parse(id)) : [],
        day,
        source: source.trim(),
      },
      {
        onSuccess: () => {
          say(t('holders.done'));
          close();
        },
      },
    );
  };
  return (
    <ActDialog
      danger
      title={t('holders.dialog')}
      act={t('holders.run')}
      ready={isIsoDate(day) && source.trim() !== '' && (!on || ticked.length > 0)}
      sending={set}
      onRun={run}
      onClose={close}
    >
      <HowHandled on={on} onMode={setOn} ticked={ticked} onTick={setTicked} choices={choices} />
      <p className="reading">{t(on ? 'holders.follows' : 'holders.followsOff')}</p>
      <DayField label={t('holders.day')} value={day} onChange={setDay} />
      <TextField
        label={t('holders.source')}
        help={t('holders.sourceHelp')}
        value={source}
        onChange={setSource}
        maxLength={400}
      />
    </ActDialog>
  );
}

type HowProps = {
  readonly on: boolean;
  readonly onMode: (on: boolean) => void;
  readonly ticked: readonly string[];
  readonly onTick: (ids: readonly string[]) => void;
  readonly choices: HoldersView['choices'];
};

function HowHandled({ on, onMode, ticked, onTick, choices }: HowProps) {
  const { t } = useTranslation('group');
  return (
    <>
      <RadioField
        label={t('holders.mode')}
        value={on ? 'on' : 'off'}
        choices={modes.map((value) => ({ value, label: t(`holders.modes.${value}`) }))}
        onChange={(value) => onMode(value === 'on')}
      />
      {on ? (
        <TickGroup
          label={t('holders.who')}
          help={t('holders.whoHelp')}
          values={ticked}
          choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={onTick}
        />
      ) : null}
    </>
  );
}
