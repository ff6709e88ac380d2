// Owns: the dialogs of the group's work on the cases that a list has chosen. Must not: know the list.
import { ShareDialog } from './share-dialog.tsx';
import { AssignDialog, WatchDialog, type CasesProps, type WorkAct } from './work-dialog.tsx';

type ManyProps = CasesProps & { readonly act: WorkAct };

export function ManyWork({ act, ...rest }: ManyProps) {
  switch (act) {
    case 'assign':
      return <AssignDialog {...rest} />;
    case 'watch':
      return <WatchDialog {...rest} />;
    case 'share':
      return <ShareDialog {...rest} />;
  }
}
