// Owns: the frame of a question before an act on the group, and the sentence on whose act it is. Must not: know the act.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../domain/ledger/payloads/membership.ts';
import type { GroupStatus } from '../../../ipc/colleagues/group.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed } from '../../ui/states.tsx';

type ActDialogProps = {
  readonly title: string;
  readonly act: string;
  /** Takes somebody or something away: said before, and never Enter's first act. */
  readonly danger?: boolean;
  readonly ready: boolean;
  readonly sending: { readonly isPending: boolean; readonly error: Error | null };
  readonly onRun: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function ActDialog(props: ActDialogProps) {
  const { title, act, danger = false, ready, sending, onRun, onClose, children } = props;
  const { t } = useTranslation('group');
  return (
    <Dialog
      open
      role={danger ? 'alertdialog' : 'dialog'}
      onClose={onClose}
      title={title}
      acts={
        <>
          <Button
            kind={danger ? 'danger' : 'primary'}
            isDisabled={!ready || sending.isPending}
            onPress={onRun}
          >
            {act}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {children}
      {sending.error ? <Failed error={sending.error} /> : null}
    </Dialog>
  );
}

type WhoMayProps = { readonly id: string; readonly status: GroupStatus; readonly needed: Role };

/** `id`: the acts that are shut name it as their description. */
export function WhoMay({ id, status, needed }: WhoMayProps) {
  const { t } = useTranslation('group');
  const code = useCode();
  const names = status.members
    .filter(({ standing, roles }) => standing === 'active' && roles.includes(needed))
    .map(({ name }) => name)
    .join(', ');
  const word = code('role', needed);
  return (
    <p id={id} className="quiet">
      {names === '' ? t('onlyNobody', { role: word }) : t('only', { role: word, names })}
    </p>
  );
}
