// Owns: which act on the group is being asked about. Must not: show it.
export type GroupDialog =
  | { readonly kind: 'roles'; readonly member: string }
  /** Null: the person is chosen in the dialog. */
  | { readonly kind: 'leave'; readonly member: string | null }
  | { readonly kind: 'revoke'; readonly device: string | null }
  | { readonly kind: 'delegate' }
  | { readonly kind: 'endDelegation'; readonly delegation: string }
  | { readonly kind: 'holders' }
  | { readonly kind: 'makeSheet' }
  | { readonly kind: 'bySheet' }
  | { readonly kind: 'settle' };

export type Ask = (dialog: GroupDialog) => void;
