// Owns: the decision on every way by which cases can be found, sorted, grouped or opened: each text that an operation takes, each
// operation, each command of the runner. Must not: be complete by memory; lawful-terms.test.ts compares it with the sources.
import type { OperationName } from '../../ipc/names.ts';

/**
 * Texts of the contract that are no fixed pattern and no listed code, by what is done with them. `search` and `sort` choose cases and
 * go through the one list of lawful terms. `kept` is written down and never looked for; `name` names one thing that was shown.
 */
export const texts = {
  search: ['print.queue.query', 'review.ids.query', 'review.saveView.query'],
  sort: ['print.queue.sort', 'review.ids.sort', 'review.saveView.sort'],
  intake: [
    'app.today.intake',
    'offers.list.intake',
    'bar.desk.intake',
    'print.queue.intake',
    'review.ids.intake',
    'stats.table1.intake',
    'work.next.intake',
    'work.pace.intake',
  ],
  /** Which columns are shown and which signs the keys have; unknown ones are left out by the window. */
  columns: [
    'app.saveSettings.letters{key}',
    'app.saveSettings.letters{}',
    'app.saveSettings.columns[]',
    'review.saveView.columns[]',
  ],
  name: [
    ...['app.cancelJob.job', 'undo.preview.batch', 'undo.run.batch', 'texts.confirm.ids[]', 'bar.settle.id'],
    ...[
      'bar.settle.kept{key}',
      'bar.discard.id',
      'review.saveView.id',
      'review.placeViews.views[].id',
      'review.removeView.id',
      'conflicts.item.id',
      'conflicts.settle.id',
    ],
    ...['conflicts.look.id', 'conflicts.speak.id', 'decision.register.kept{key}', 'exchange.invite.token'],
    ...['exchange.join.token', 'exchange.merge.token', 'mailbox.open.name', 'access.judge.key'],
    ...['mailings.preview.token', 'mailings.prepare.token', 'mailings.saveRejects.token'],
    ...['intake.preview.token', 'intake.import.token', 'intake.saveRejects.token', 'keeping.restore.backup'],
    ...['keeping.saveForms.forms[].id', 'attachments.add.token'],
  ],
  secret: [
    ...['store.create.passphrase', 'store.unlock.passphrase', 'store.unlockByRecoveryCode.code'],
    ...['store.unlockByRecoveryCode.newPassphrase', 'keeping.restore.secret.passphrase'],
    ...['keeping.restore.secret.recoveryCode', 'keeping.salvage.secret.passphrase'],
    ...['keeping.salvage.secret.recoveryCode', 'keeping.lookBySheet.code', 'keeping.rebuildBySheet.code'],
    ...[
      'keeping.rebuildBySheet.passphrase',
      'keeping.changePassphrase.current',
      'keeping.changePassphrase.next',
    ],
    ...['keeping.newRecoveryCode.passphrase', 'keeping.rekey.passphrase', 'group.useSheet.code'],
  ],
} as const;

/** Parts of the contract whose texts are all written down: an act on what is open, or a record. */
export const keptBy: readonly OperationName[] = [
  ...(['store.create', 'texts.confirm', 'intake.pasteTable', 'intake.preview', 'intake.import'] as const),
  ...([
    'intake.saveRejects',
    'intake.settings',
    'intake.enterCase',
    'bar.discard',
    'review.verdict',
  ] as const),
  ...(['review.previewMany', 'review.verdictMany', 'review.enterFacts', 'review.saveView'] as const),
  ...(['review.previewFact', 'review.factMany'] as const),
  ...(['restricted.enterFacts', 'restricted.verdict', 'restricted.note', 'conflicts.settle'] as const),
  ...([
    'conflicts.look',
    'conflicts.speak',
    'cases.join',
    'cases.part',
    'cases.transfer',
    'offers.enter',
    'offers.move',
  ] as const),
  ...([
    'employers.check',
    'employers.union',
    'decision.saveDraft',
    'decision.reopen',
    'decision.fix',
    'decision.register',
    'decision.withdraw',
  ] as const),
  ...([
    'access.sample',
    'access.judge',
    'keeping.rebuildBySheet',
    'keeping.saveForms',
    'group.revoke',
  ] as const),
  ...(['group.leave', 'group.delegate', 'group.endDelegation', 'group.setHolders', 'group.settle'] as const),
  ...(['group.makeSheet', 'group.useSheet', 'handover.note', 'work.previewShare', 'work.share'] as const),
  ...(['work.watch', 'work.note', 'work.try', 'given.recordGrounds', 'given.markPosted'] as const),
  ...(['disclosure.give', 'disclosure.complaint', 'incidents.record', 'purge.recordArchive'] as const),
  ...(['purge.hold', 'purge.nameOfficer'] as const),
  ...(['requests.send', 'requests.extend', 'requests.remind', 'requests.end'] as const),
  ...(['requests.question', 'requests.endQuestion', 'requests.matter', 'decision.secondLook'] as const),
  ...(['mailings.preview', 'mailings.prepare', 'mailings.saveRejects', 'mailings.count'] as const),
  ...(['mailings.sent', 'mailings.returned'] as const),
  ...(['attachments.add', 'attachments.describe', 'attachments.remove'] as const),
  ...(['packages.check', 'packages.take', 'packages.trust'] as const),
];

/**
 * Operations that answer with cases nobody named, by the lawful term that chooses them. Each is asked by somebody who is barred from a
 * case, in a store with a protected person, and must name neither.
 */
export const finders = {
  'app.today': 'step and dates of the intake',
  'bar.desk': 'step and dates: fixed and not registered in BÄR',
  'bar.pending': 'registered in BÄR: rows of a list that wait',
  'conflicts.list': 'step: what stands apart',
  'given.files': 'files written out, by number',
  'handover.overview': 'assignee',
  'incidents.list': 'named in a record by their number',
  'offers.list': 'employer',
  'print.queue': 'the search',
  'requests.overview': 'dates: the day on which an answer is due',
  'purge.overdue': 'a count',
  'purge.status': 'intake; marks by their number, to follow the purge',
  'review.ids': 'the search',
  'review.views': 'searches, no cases',
  'undo.list': 'own acts, as a count, and the one case that an act was about',
  'work.overview': 'watch, assignee',
  'work.next': 'step, dates, assignee: one’s own and nobody’s',
  'access.status': 'lines of a drawn sample, by number, to the log reviewer',
} as const satisfies Partial<Record<OperationName, string>>;

/** Answer with what was named by an id that the window has been shown; the case's own gate decides (WO-8, GR-21). */
export const openers: readonly OperationName[] = [
  ...(['review.rows', 'review.case', 'review.previewMany', 'decision.form', 'disclosure.view'] as const),
  ...(['bar.fields', 'bar.copy'] as const),
  ...(['review.previewFact'] as const),
  ...(['conflicts.item', 'employers.history', 'restricted.case', 'work.previewShare'] as const),
  ...(['requests.propose', 'workList.preview', 'attachments.open', 'packages.check'] as const),
  ...(['purge.preview', 'purge.named', 'exchange.result', 'undo.preview', 'mailbox.open'] as const),
];

/** Answer with nothing of a case: counts, settings, the group, texts, the state of a job. */
export const tellers: readonly OperationName[] = [
  ...(['app.status', 'app.settings', 'texts.list', 'intake.list', 'review.reasons', 'stats.table1'] as const),
  ...([
    'work.pace',
    'restricted.mayOpen',
    'decision.definition',
    'proof.status',
    'exchange.status',
    'exchange.seen',
  ] as const),
  ...(['mailbox.status', 'keeping.status', 'keeping.forms', 'keeping.active', 'group.status'] as const),
  ...(['given.grounds', 'packages.issuers', 'keeping.findBackups', 'keeping.findSealed'] as const),
  // Counts of mailings, and the one letter of a preview: no operation takes a person or a number to look for in a list (MA-6).
  ...(['mailings.list', 'mailings.letter'] as const),
  ...(['attachments.kinds'] as const),
];

/** Do something; what they answer is about what was sent to them. */
export const actors: readonly OperationName[] = [
  ...([
    'app.saveSettings',
    'app.cancelJob',
    'store.create',
    'store.createDemo',
    'store.discardDemo',
  ] as const),
  ...(['store.unlock', 'store.unlockByRecoveryCode', 'store.lock', 'keeping.saveSettings'] as const),
  ...(['keeping.chooseFolder', 'keeping.backUp', 'keeping.rehearse', 'keeping.restore'] as const),
  ...([
    'keeping.salvage',
    'keeping.lookBySheet',
    'keeping.rebuildBySheet',
    'keeping.changePassphrase',
  ] as const),
  ...([
    'keeping.newRecoveryCode',
    'keeping.rekey',
    'keeping.saveForms',
    'undo.run',
    'texts.confirm',
  ] as const),
  ...(['intake.chooseFile', 'intake.pasteTable', 'intake.preview', 'intake.import'] as const),
  ...(['intake.saveRejects', 'intake.settings', 'intake.enterCase', 'bar.settle', 'bar.discard'] as const),
  ...(['review.looked', 'review.verdict', 'review.verdictMany', 'review.enterFacts'] as const),
  ...(['review.saveView', 'review.placeViews', 'review.removeView', 'review.factMany'] as const),
  ...(['restricted.open', 'restricted.close', 'restricted.enterFacts', 'restricted.verdict'] as const),
  ...(['restricted.note', 'conflicts.settle', 'conflicts.look', 'conflicts.speak', 'cases.join'] as const),
  ...([
    'cases.part',
    'cases.transfer',
    'offers.enter',
    'offers.move',
    'employers.check',
    'employers.union',
  ] as const),
  ...([
    'decision.saveDraft',
    'decision.reopen',
    'decision.fix',
    'decision.fixMany',
    'decision.register',
    'decision.withdraw',
    'print.export',
  ] as const),
  ...(['proof.run', 'access.opened', 'access.seal', 'access.receive', 'access.sample'] as const),
  ...(['access.judge', 'access.finish', 'access.protocol', 'purge.protocol', 'purge.sign'] as const),
  ...(['purge.freeze', 'purge.recordArchive', 'purge.hold', 'purge.nameOfficer', 'purge.protect'] as const),
  ...(['exchange.savePublicKey', 'exchange.choosePublicKey', 'exchange.invite', 'exchange.join'] as const),
  ...(['exchange.chooseInvitation', 'exchange.seal', 'exchange.choose', 'exchange.merge'] as const),
  ...(['mailbox.choose', 'mailbox.settings', 'mailbox.run', 'group.changeRoles', 'group.revoke'] as const),
  ...(['group.leave', 'group.delegate', 'group.endDelegation', 'group.setHolders'] as const),
  ...(['group.settle', 'group.makeSheet', 'group.useSheet', 'handover.note', 'handover.take'] as const),
  ...(['work.assign', 'work.share', 'work.watch', 'work.note', 'work.declare', 'work.try'] as const),
  ...(['given.recordGrounds', 'given.markPosted', 'given.cleanUp', 'disclosure.give'] as const),
  ...(['disclosure.complaint', 'incidents.record', 'incidents.save'] as const),
  ...(['requests.send', 'requests.extend', 'requests.remind', 'requests.end', 'workList.save'] as const),
  ...(['requests.question', 'requests.endQuestion', 'decision.secondLook', 'group.setSecondLook'] as const),
  ...(['requests.matter'] as const),
  ...(['mailings.preview', 'mailings.prepare', 'mailings.saveRejects', 'mailings.saveFile'] as const),
  ...(['mailings.sent', 'mailings.returned', 'mailings.clear', 'mailings.count'] as const),
  ...(['mailings.takeBack'] as const),
  ...(['attachments.choose', 'attachments.add', 'attachments.describe', 'attachments.remove'] as const),
  ...(['packages.choose', 'packages.take', 'packages.trust'] as const),
];

/** Commands that take `--where`, with what else they ask for first. */
export const searching: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  list: {},
  verdict: { to: 'eligible' },
  'fix-basis': { outcome: 'grant' },
  'export-decisions': { out: 'x' },
  'hand-over': { text: 'Prov' },
  'take-over': {},
  'ask-supplement': {},
  'note-question': { text: 'Prov', officer: 'Bo', unit: 'Lund' },
  transfer: { to: '2026-autumn-pilot', reason: 'Prov' },
  'check-package': { file: 'x' },
  'work-list': { for: 'register', out: 'x' },
  disclose: { kind: 'case-file', to: 'party', out: 'x' },
};
/** `purge hold`, `purge lift`: the word after the command. */
export const searchingPurge = { reason: 'appeal' } as const;

export const notSearching: readonly string[] = [
  ...['mailings', 'prepare-mailing', 'mailing-file', 'note-mailing', 'clear-mailing', 'count-outreach'],
  'take-back-mailing',
  ...[
    'requests',
    'note-answer',
    'note-opened',
    'second-look',
    'set-second-look',
    'pubkey',
    'invite',
    'join',
    'members',
    'confirm-texts',
    'confirm-grounds',
    'trust-issuer',
    'import',
    'fill-form',
  ],
  ...['check-employers', 'union', 'seal', 'open', 'stats', 'group', 'roles', 'revoke', 'leave', 'delegate'],
  ...['end-delegation', 'holders', 'settle-group', 'recovery-sheet', 'sheet-administrator', 'colleagues'],
  ...['history', 'log', 'backup', 'backups', 'rehearse', 'set-mailbox', 'mailbox', 'export-key', 'seen'],
  ...['waiting', 'verify', 'check', 'conflicts', 'settle', 'look', 'confirm', 'join-cases', 'part-cases'],
  ...[
    'clean-up',
    'place',
    'restore',
    'rebuild',
    'salvage',
    'change-passphrase',
    'new-recovery-code',
    'rekey',
  ],
];
