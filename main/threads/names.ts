// Owns: which operation runs in which thread. Must not: import a service: main reads this to route.
import type { OperationName } from '../../ipc/names.ts';

/** Answered on a connection of its own that cannot write: reading never waits for an import. */
export const readerNames = [
  'app.today',
  'undo.list',
  'undo.preview',
  'texts.list',
  'intake.list',
  'bar.pending',
  'review.ids',
  'review.rows',
  'review.case',
  'review.previewMany',
  'review.reasons',
  'review.views',
  'conflicts.list',
  'offers.list',
  'decision.definition',
  'decision.form',
  'print.queue',
  'stats.table1',
  'exchange.status',
  'exchange.seen',
  'exchange.result',
  'mailbox.status',
  'access.status',
] as const satisfies readonly OperationName[];
export type ReaderName = (typeof readerNames)[number];

/** Answered by the one writer, in the order they came. */
export const writerNames = [
  'undo.run',
  'texts.confirm',
  'intake.preview',
  'intake.import',
  'intake.settings',
  'intake.enterCase',
  'bar.settle',
  'bar.discard',
  'review.verdict',
  'review.verdictMany',
  'review.enterFacts',
  'review.saveView',
  'conflicts.resolve',
  'offers.enter',
  'offers.move',
  'employers.check',
  'employers.union',
  'decision.saveDraft',
  'decision.fix',
  'decision.fixMany',
  'decision.register',
  'exchange.merge',
  'mailbox.settings',
  'access.sample',
  'access.judge',
] as const satisfies readonly OperationName[];
export type WriterName = (typeof writerNames)[number];
