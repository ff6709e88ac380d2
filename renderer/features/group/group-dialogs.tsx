// Owns: which dialog belongs to which act on the group. Must not: act.
import type { GroupStatus } from '../../../ipc/colleagues/group.ts';
import { DelegateDialog, EndDelegationDialog } from './delegations.tsx';
import { SettleDialog } from './disputes.tsx';
import type { GroupDialog } from './group-dialog.ts';
import { HoldersDialog } from './holders.tsx';
import { LeaveDialog, RevokeDialog, RolesDialog } from './people-dialogs.tsx';
import { BySheetDialog, MakeSheetDialog } from './sheets.tsx';

type Props = { readonly dialog: GroupDialog; readonly status: GroupStatus; readonly onClose: () => void };

export function GroupDialogs({ dialog, ...shared }: Props) {
  switch (dialog.kind) {
    case 'roles': {
      const member = shared.status.members.find(({ id }) => id === dialog.member);
      return member === undefined ? null : <RolesDialog member={member} onClose={shared.onClose} />;
    }
    case 'leave':
      return <LeaveDialog {...shared} member={dialog.member} />;
    case 'revoke':
      return <RevokeDialog {...shared} device={dialog.device} />;
    case 'delegate':
      return <DelegateDialog {...shared} />;
    case 'endDelegation':
      return <EndDelegationDialog {...shared} delegation={dialog.delegation} />;
    case 'holders':
      return <HoldersDialog {...shared} />;
    case 'makeSheet':
      return <MakeSheetDialog {...shared} />;
    case 'bySheet':
      return <BySheetDialog {...shared} />;
    case 'settle':
      return <SettleDialog {...shared} />;
  }
}
