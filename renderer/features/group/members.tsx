// Owns: the list of colleagues, their roles and computers, and the acts on them. Must not: act without asking.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDevice, GroupMember, GroupStatus } from '../../../ipc/colleagues/group.ts';
import type { ColleagueView } from '../../../ipc/colleagues/handover.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import type { Tone } from '../../lib/tones.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { Dated } from '../../ui/text.tsx';
import type { Ask } from './group-dialog.ts';
import { WhoMay } from './asking.tsx';

type MembersProps = { readonly status: GroupStatus; readonly onAsk: Ask };

export function Members({ status, onAsk }: MembersProps) {
  const { t } = useTranslation('group');
  const why = useId();
  const { data: overview } = useOperation('handover.overview', {});
  const workOf = (id: string) => overview?.colleagues.find((one) => one.id === id);
  return (
    <Section
      title={t('members.title')}
      note={t('members.note')}
      acts={status.mayAdminister ? <a href="#/exchange">{t('members.invite')}</a> : null}
    >
      {status.mayAdminister ? null : <WhoMay id={why} status={status} needed="administrator" />}
      <ul className="group-list">
        {status.members.map((member) => (
          <li key={member.id} className="group-member">
            <Member
              member={member}
              work={workOf(member.id)}
              may={status.mayAdminister}
              why={why}
              onAsk={onAsk}
            />
          </li>
        ))}
      </ul>
      {status.members.length === 1 ? <p className="quiet">{t('members.alone')}</p> : null}
    </Section>
  );
}

type MemberProps = {
  readonly member: GroupMember;
  readonly work: ColleagueView | undefined;
  readonly may: boolean;
  readonly why: string;
  readonly onAsk: Ask;
};
const standingTone: Record<GroupMember['standing'], Tone> = {
  active: 'good',
  left: 'none',
  suspended: 'bad',
  void: 'check',
};

function Member({ member, work, may, why, onAsk }: MemberProps) {
  const { t } = useTranslation('group');
  const code = useCode();
  const roles = member.roles.map((role) => code('role', role)).join(', ');
  const shut = { isDisabled: !may, ...(may ? {} : { 'aria-describedby': why }) };
  return (
    <>
      <div className="group-line">
        <div className="group-who">
          <h3>{member.self ? t('members.you', { name: member.name }) : member.name}</h3>
          <Mark tone={standingTone[member.standing]} word={t(`standing.${member.standing}`)} />
        </div>
        {member.standing === 'active' ? (
          <div className="row">
            <Button
              {...shut}
              aria-label={t('roles.of', { name: member.name })}
              onPress={() => onAsk({ kind: 'roles', member: member.id })}
            >
              {t('roles.open')}
            </Button>
            <Button
              {...shut}
              kind="quiet"
              aria-label={t('leave.of', { name: member.name })}
              onPress={() => onAsk({ kind: 'leave', member: member.id })}
            >
              {t('leave.open')}
            </Button>
          </div>
        ) : null}
      </div>
      <p>{roles === '' ? t('members.noRole') : roles}</p>
      <Heard member={member} work={work} />
      <Devices member={member} may={may} why={why} onAsk={onAsk} />
    </>
  );
}

function Heard({ member, work }: Pick<MemberProps, 'member' | 'work'>) {
  const { t } = useTranslation('group');
  const heard =
    member.lastHeardAt === null
      ? t('members.neverHeard')
      : t('members.heard', { when: formatMoment(member.lastHeardAt) });
  const acted = work?.lastActAt ?? null;
  return (
    <p className="quiet">
      <Dated
        text={[
          member.self ? '' : heard,
          acted === null ? '' : t('members.acted', { when: formatMoment(acted) }),
          work === undefined || work.open === 0
            ? ''
            : t('members.taken', { count: work.open, shown: formatCount(work.open) }),
          work === undefined || work.waiting === 0
            ? ''
            : t('members.waiting', { count: work.waiting, shown: formatCount(work.waiting) }),
        ].join(' ')}
      />
    </p>
  );
}

function Devices({ member, may, why, onAsk }: Omit<MemberProps, 'work'>) {
  const { t } = useTranslation('group');
  return (
    <ul className="group-devices" aria-label={t('devices.of', { name: member.name })}>
      {member.devices.map((device) => (
        <li key={device.id} className="group-line">
          <div className="group-device">
            <span>{device.words.join(' · ')}</span>
            <DeviceState device={device} />
          </div>
          {device.state === 'inUse' && !device.self && member.standing === 'active' ? (
            <Button
              kind="quiet"
              isDisabled={!may}
              {...(may ? {} : { 'aria-describedby': why })}
              aria-label={t('revoke.of', { name: member.name, words: device.words.join(' ') })}
              onPress={() => onAsk({ kind: 'revoke', device: device.id })}
            >
              {t('revoke.open')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

const deviceTone: Record<GroupDevice['state'], Tone> = { inUse: 'good', revoked: 'none', suspended: 'bad' };

function DeviceState({ device }: { readonly device: GroupDevice }) {
  const { t } = useTranslation('group');
  const word = device.self ? t('devices.this') : t(`devices.${device.state}`);
  return (
    <span className="group-state">
      <Mark tone={deviceTone[device.state]} word={word} />{' '}
      <span className="quiet">
        {device.lastSeq === null
          ? t('devices.have', { count: device.have, shown: formatCount(device.have) })
          : t('devices.counts', { count: device.lastSeq, shown: formatCount(device.lastSeq) })}
      </span>
    </span>
  );
}
