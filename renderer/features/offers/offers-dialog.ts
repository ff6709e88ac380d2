// Owns: which dialog of Erbjudanden is open, and for whom. Must not: draw it.
import type { EmployerView } from '../../../ipc/decision.ts';

export type OffersDialog =
  | { readonly kind: 'check' | 'union'; readonly employers: readonly EmployerView[] }
  | { readonly kind: 'enter' };
