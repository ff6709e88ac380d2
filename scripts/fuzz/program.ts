// Owns: the services that a fuzzed store is worked with, bound to the very tree this file lies in: a copy of the tree,
// altered or older, gives another program under the same names. Must not: hold a step or a judgement of the fuzzer.
import type { CaseId } from '../../domain/ids.ts';
import { readTable } from '../../main/files/decode.ts';
import { inbox } from '../../main/services/conflicts/inbox.ts';
import { joinCases } from '../../main/services/conflicts/settle.ts';
import { resolveConflict } from '../../main/services/conflicts/resolve-decision.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import {
  listEmployers,
  moveOffer,
  registerChecks,
  registerUnions,
} from '../../main/services/decision/employers.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { previewBundle } from '../../main/services/exchange/preview.ts';
import { runRound, storePorts } from '../../main/services/mailbox/round.ts';
import { noteSealed, seal } from '../../main/services/exchange/sealing.ts';
import { invite, join, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { memberLeaves, revokeDevice } from '../../main/services/group/membership.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { saveIntakeSettings } from '../../main/services/intake/hand-entry.ts';
import { prepareImport, readMapping, writeImport } from '../../main/services/intake/imports.ts';
import { backUp, backupsOf } from '../../main/services/keeping/backups.ts';
import { restoreBackup } from '../../main/services/keeping/restore.ts';
import { foundStore, openForWriting } from '../../main/services/lifecycle.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { checkPackage, takePackage } from '../../main/services/package/check.ts';
import { trustIssuer } from '../../main/services/package/issuers.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { loadReference } from '../../main/services/reference.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict, giveVerdictToMany } from '../../main/services/review/verdicts.ts';
import type { Session } from '../../main/services/session.ts';
import { confirmTexts, listTexts } from '../../main/services/texts.ts';
import { withoutAsking } from './without-asking.ts';

/** The cases where people are asked to choose between decisions made apart, as the list of conflicts has them. */
function decisionConflicts(session: Session): CaseId[] {
  return inbox(session).items.flatMap((one) =>
    one.kind === 'decision' && one.caseId !== null ? [one.caseId as CaseId] : [],
  );
}

export const program = {
  checkPackage,
  takePackage,
  trustIssuer,
  backUp,
  backupsOf,
  confirmTexts,
  decisionConflicts,
  enterFacts,
  fixMany,
  foundStore,
  giveVerdict,
  giveVerdictToMany,
  idsMatching,
  invite,
  join,
  joinCases,
  listEmployers,
  listTexts,
  loadReference,
  mergeBundle,
  moveOffer,
  memberLeaves,
  noteSealed,
  openForWriting,
  ownKeyFile,
  prepareImport,
  previewBundle,
  readKeyFile,
  readMapping,
  readTable,
  protectCase,
  registerChecks,
  registerOne,
  registerUnions,
  resolveConflict,
  restoreBackup,
  revokeDevice,
  runRound,
  runUndo,
  saveIntakeSettings,
  seal,
  storePorts,
  undoEntries,
  withoutAsking,
  writeImport,
};
export type Program = typeof program;
