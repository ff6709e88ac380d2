// Owns: what every act of Utskick refreshes. Must not: hold a word.
import type { OperationName } from '../../../ipc/names.ts';

export const refreshed = ['mailings.list', 'given.files'] as const satisfies readonly OperationName[];
