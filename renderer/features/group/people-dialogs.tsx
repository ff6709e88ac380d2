// Owns: the questions before somebody's roles change, somebody leaves, or a computer is put out.
// Must not: choose for the administrator, nor put out this computer.
import { useTranslation } from 'react-i18next';
import { deviceIdSchema, isIsoDate, memberIdSchema } from '../../../domain/ids.ts';
import type { GroupMember, GroupStatus } from '../../../ipc/colleagues/group.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { rolesOf, useRoleChoices } from '../../lib/words.ts';
import { DayField } from '../../ui/day-field.tsx';
import { RadioField, SelectField, TextArea, TickGroup } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ActDialog } from './asking.tsx';

type RolesDialogProps = { readonly member: GroupMember; readonly onClose: () => void };

export function RolesDialog({ member, onClose: close }: RolesDialogProps) {
  const form = `group-roles ${member.id}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('group');
  const choices = useRoleChoices();
  const [roles, setRoles] = useKept<readonly string[]>(`${form}/roles`, member.roles);
  const change = useAct('group.changeRoles', ['group.status', 'exchange.status']);
  const { name } = member;
  const same = roles.length === member.roles.length && member.roles.every((role) => roles.includes(role));
  const run = () =>
    change.mutate(
      { member: memberIdSchema.parse(member.id), roles: rolesOf(roles) },
      {
        onSuccess: () => {
          say(t('roles.done', { name }));
          onClose();
        },
      },
    );
  return (
    <ActDialog
      title={t('roles.title', { name })}
      act={t('roles.run')}
      ready={!same}
      sending={change}
      onRun={run}
      onClose={onClose}
    >
      <TickGroup label={t('roles.label', { name })} choices={choices} values={roles} onChange={setRoles} />
      <p className="reading">{t('roles.follows', { name })}</p>
      {roles.length === 0 ? <Notice tone="check">{t('roles.noneLeft', { name })}</Notice> : null}
      {member.self && member.roles.includes('administrator') && !roles.includes('administrator') ? (
        <Notice tone="check">{t('roles.ownAway')}</Notice>
      ) : null}
    </ActDialog>
  );
}

type LeaveDialogProps = {
  readonly status: GroupStatus;
  readonly member: string | null;
  readonly onClose: () => void;
};

export function LeaveDialog({ status, member: chosen, onClose }: LeaveDialogProps) {
  const { t } = useTranslation('group');
  const active = status.members.filter(({ standing }) => standing === 'active');
  // Of whom belongs to the name: a note on one is not to come up under another.
  const form = `group-leave ${chosen ?? ''}`;
  const [member, setMember] = useKept(`${form}/member`, chosen ?? firstColleague(active));
  const [day, setDay] = useKept(`${form}/day`, status.today);
  const [note, setNote] = useKept(`${form}/note`, '');
  const close = useGivenUp(form, onClose);
  const leave = useAct('group.leave', ['group.status', 'exchange.status']);
  const who = active.find(({ id }) => id === member);
  const { name, self } = who ?? { name: '', self: false };
  const run = () => {
    if (!isIsoDate(day)) return;
    leave.mutate(
      { member: memberIdSchema.parse(member), day, note: note.trim() },
      {
        onSuccess: () => {
          say(t('leave.done', { name }));
          close();
        },
      },
    );
  };
  return (
    <ActDialog
      danger
      title={who === undefined ? t('leave.titleAny') : t('leave.title', { name })}
      act={t('leave.run')}
      ready={status.mayAdminister && who !== undefined && isIsoDate(day)}
      sending={leave}
      onRun={run}
      onClose={close}
    >
      {chosen === null ? (
        <SelectField
          label={t('leave.who')}
          value={member}
          choices={active.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setMember}
        />
      ) : null}
      <Leaving name={name} self={self} />
      <DayField label={t('leave.day')} value={day} onChange={setDay} />
      <TextArea label={t('leave.note')} rows={2} maxLength={4000} value={note} onChange={setNote} />
    </ActDialog>
  );
}

function firstColleague(members: readonly GroupMember[]): string {
  return members.find(({ self }) => !self)?.id ?? '';
}

/** What follows from it. */
function Leaving({ name, self }: { readonly name: string; readonly self: boolean }) {
  const { t } = useTranslation('group');
  return (
    <>
      <p className="reading">{t('leave.first', { name })}</p>
      <p className="reading">{t('leave.follows', { name })}</p>
      {self ? <Notice tone="check">{t('leave.own')}</Notice> : null}
    </>
  );
}

type RevokeDialogProps = {
  readonly status: GroupStatus;
  readonly device: string | null;
  readonly onClose: () => void;
};
const reasons = ['lost', 'replaced', 'left', 'other'] as const;

export function RevokeDialog({ status, device: chosen, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('group');
  const devices = othersInUse(status);
  const form = `group-revoke ${chosen ?? ''}`;
  const [device, setDevice] = useKept(`${form}/device`, chosen ?? devices[0]?.id ?? '');
  const [reason, setReason] = useKept<(typeof reasons)[number]>(`${form}/reason`, 'lost');
  const [note, setNote] = useKept(`${form}/note`, '');
  const close = useGivenUp(form, onClose);
  const revoke = useAct('group.revoke', ['group.status', 'exchange.status']);
  const which = devices.find(({ id }) => id === device);
  const run = () =>
    revoke.mutate(
      { device: deviceIdSchema.parse(device), reason, note: note.trim() },
      {
        onSuccess: () => {
          say(t('revoke.done', { name: which?.name ?? '' }));
          close();
        },
      },
    );
  return (
    <ActDialog
      danger
      title={which === undefined ? t('revoke.titleAny') : t('revoke.title', { name: which.name })}
      act={t('revoke.run')}
      ready={status.mayAdminister && which !== undefined}
      sending={revoke}
      onRun={run}
      onClose={close}
    >
      {which === undefined ? (
        <p className="reading">{t('revoke.none')}</p>
      ) : (
        <>
          <SelectField
            label={t('revoke.which')}
            value={device}
            choices={devices.map(({ id, name, words }) => ({ value: id, label: `${name}: ${words}` }))}
            onChange={setDevice}
          />
          <p className="reading">
            {t('revoke.follows', { count: which.have, shown: formatCount(which.have) })}
          </p>
          <Notice tone="check">{t('revoke.never')}</Notice>
          <RadioField
            label={t('revoke.why')}
            value={reason}
            choices={reasons.map((value) => ({ value, label: t(`revoke.reason.${value}`) }))}
            onChange={(value) => setReason(reasons.find((one) => one === value) ?? 'other')}
          />
          <TextArea label={t('revoke.note')} rows={2} maxLength={4000} value={note} onChange={setNote} />
        </>
      )}
    </ActDialog>
  );
}

function othersInUse({ members }: GroupStatus) {
  return members
    .filter(({ standing }) => standing === 'active')
    .flatMap(({ name, devices }) =>
      devices
        .filter(({ self, state }) => !self && state === 'inUse')
        .map(({ id, words, have }) => ({ id, name, have, words: words.join(' ') })),
    );
}
