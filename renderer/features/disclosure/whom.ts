// Owns: to whom a thing can be given, in the order that a list shows. Must not: word it.
import type { GiveInput } from '../../../ipc/disclosure.ts';

export const whoms: readonly GiveInput['toWhom'][] = ['party', 'representative', 'authority', 'other'];
