// Owns: comparing six words with the colleague, then saving the invitation. Must not: compare for them; the tick is theirs.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { memberIdSchema } from '../../../domain/ids.ts';
import type { KeyPreview, MemberView } from '../../../ipc/colleagues/exchange.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { rolesOf, useRoleChoices } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, SelectField, Tick, TickGroup } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

type InviteProps = {
  readonly colleague: KeyPreview;
  readonly members: readonly MemberView[];
  readonly onClose: () => void;
};

export function InviteDialog({ colleague, members, onClose }: InviteProps) {
  const { t } = useTranslation('exchange');
  const [agree, setAgree] = useState(false);
  const [roles, setRoles] = useState<readonly string[]>(['caseworker']);
  const [as, setAs] = useState('');
  const admission = admissionOf(roles, as);
  const invite = useAct('exchange.invite', ['exchange.status', 'group.status']);
  const saved = invite.data?.saved ?? null;
  const run = () => {
    if (admission === undefined) return;
    const { token, name } = colleague;
    invite.mutate(
      { token, ...admission },
      {
        onSuccess: ({ saved: file }) =>
          say(file === null ? t('invite.notSaved') : t('invite.said', { name })),
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('invite.dialog', { name: colleague.name })}
      acts={
        <>
          {saved === null ? (
            <Button
              kind="primary"
              isDisabled={!agree || invite.isPending || admission === undefined}
              onPress={run}
            >
              {t('invite.run')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{saved === null ? t('cancel') : t('close')}</Button>
        </>
      }
    >
      <p>{t('invite.compare', { name: colleague.name })}</p>
      <ControlWords words={colleague.words} />
      <Notice tone="check">{t('invite.differ')}</Notice>
      <Tick label={t('invite.agree', { name: colleague.name })} checked={agree} onChange={setAgree} />
      {saved === null ? (
        <AsWhat name={colleague.name} members={members} {...{ roles, setRoles, as, setAs }} />
      ) : null}
      {invite.error ? <Failed error={invite.error} /> : null}
      {saved === null ? null : (
        <Notice tone="good" live title={t('invite.saved', { file: saved })}>
          {t('invite.savedText', { name: colleague.name })}
        </Notice>
      )}
    </Dialog>
  );
}

/** A new computer takes the roles of its person; a new colleague needs one. */
function admissionOf(ticked: readonly string[], as: string) {
  if (as !== '') return { roles: [], as: memberIdSchema.parse(as) };
  const roles = rolesOf(ticked);
  return roles.length === 0 ? undefined : { roles };
}

type AsWhatProps = {
  readonly name: string;
  readonly members: readonly MemberView[];
  readonly roles: readonly string[];
  readonly setRoles: (roles: readonly string[]) => void;
  /** Whose new computer it is; empty for a new colleague. */
  readonly as: string;
  readonly setAs: (member: string) => void;
};

function AsWhat({ name, members, roles, setRoles, as, setAs }: AsWhatProps) {
  const { t } = useTranslation('exchange');
  const choices = useRoleChoices();
  const first = members[0]?.id ?? '';
  return (
    <>
      <RadioField
        label={t('invite.who')}
        value={as === '' ? 'new' : 'computer'}
        choices={[
          { value: 'new', label: t('invite.newColleague') },
          { value: 'computer', label: t('invite.newComputer') },
        ]}
        onChange={(value) => setAs(value === 'new' ? '' : first)}
      />
      {as === '' ? (
        <TickGroup
          label={t('invite.roles', { name })}
          help={t('invite.rolesHelp')}
          choices={choices}
          values={roles}
          onChange={setRoles}
        />
      ) : (
        <SelectField
          label={t('invite.whose')}
          help={t('invite.computerHelp')}
          value={as}
          choices={members.map((member) => ({ value: member.id, label: member.name }))}
          onChange={setAs}
        />
      )}
    </>
  );
}
