// Owns: how a colleague comes in: their key file, the six words compared aloud, the invitation; and the own key file and joining.
// Must not: invite before somebody has said that the words agree.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeStatus, InvitationPreview, KeyPreview } from '../../../ipc/colleagues/exchange.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ControlWords } from '../../ui/text.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { JoinDialog } from './join-dialog.tsx';

export function InviteSection({ status }: { readonly status: ExchangeStatus }) {
  const { t } = useTranslation('exchange');
  const self = status.members.find((member) => member.self);
  return (
    <>
      {self?.administrator ? <Invite members={status.members} /> : null}
      <Section title={t('own.title')} note={t('own.note')}>
        <ControlWords words={self?.words ?? []} />
        <OwnActs alone={status.members.length < 2} />
      </Section>
    </>
  );
}

function Invite({ members }: Pick<ExchangeStatus, 'members'>) {
  const { t } = useTranslation('exchange');
  const [key, setKey] = useState<KeyPreview | null>(null);
  const choose = useAct('exchange.choosePublicKey');
  return (
    <Section title={t('invite.title')} note={t('invite.note')}>
      <div className="row">
        <Button
          isDisabled={choose.isPending}
          onPress={() =>
            choose.mutate(
              {},
              { onSuccess: (chosen) => (chosen === null ? say(t('invite.cancelled')) : setKey(chosen)) },
            )
          }
        >
          {t('invite.open')}
        </Button>
      </div>
      {choose.error ? <Failed error={choose.error} /> : null}
      {key === null ? null : <InviteDialog colleague={key} members={members} onClose={() => setKey(null)} />}
    </Section>
  );
}

function OwnActs({ alone }: { readonly alone: boolean }) {
  const { t } = useTranslation('exchange');
  const save = useAct('exchange.savePublicKey');
  const choose = useAct('exchange.chooseInvitation');
  const [invitation, setInvitation] = useState<InvitationPreview | null>(null);
  const onJoin = () =>
    choose.mutate(
      {},
      { onSuccess: (chosen) => (chosen === null ? say(t('join.cancelled')) : setInvitation(chosen)) },
    );
  return (
    <>
      <div className="row">
        <Button
          isDisabled={save.isPending}
          onPress={() =>
            save.mutate(
              {},
              {
                onSuccess: ({ saved }) =>
                  say(saved === null ? t('own.notSaved') : t('own.saved', { file: saved })),
              },
            )
          }
        >
          {t('own.save')}
        </Button>
        {alone ? (
          <Button isDisabled={choose.isPending} onPress={onJoin}>
            {t('join.open')}
          </Button>
        ) : null}
      </div>
      {alone ? <p className="quiet">{t('join.note')}</p> : null}
      {save.error ? <Failed error={save.error} /> : null}
      {choose.error ? <Failed error={choose.error} /> : null}
      {invitation === null ? null : (
        <JoinDialog invitation={invitation} onClose={() => setInvitation(null)} />
      )}
    </>
  );
}
