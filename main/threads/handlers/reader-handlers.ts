// Owns: the reader's operations, each one line to a service. Must not: write.
import { ok } from '../../../domain/result.ts';
import type { Input, Reply } from '../../../ipc/contract.ts';
import { accessStatus } from '../../services/access/review.ts';
import { previewFactForMany } from '../../services/review/facts.ts';
import { mayOpen } from '../../services/review/behind-stub.ts';
import { employerHistory } from '../../services/review/case-history.ts';
import { caseView } from '../../services/review/case-view.ts';
import { inbox } from '../../services/conflicts/inbox.ts';
import { inboxDetail } from '../../services/conflicts/item.ts';
import { listPending } from '../../services/intake/bar-list.ts';
import { barDesk, barFields } from '../../services/decision/bar-desk.ts';
import { formView } from '../../services/decision/decisions.ts';
import { listEmployers } from '../../services/decision/employers.ts';
import { mailboxStatus } from '../../services/mailbox/mailbox-view.ts';
import { bundleResult, seenView } from '../../services/exchange/seen.ts';
import { exchangeStatus } from '../../services/exchange/status.ts';
import { formDefinitionView } from '../../services/decision/form-definition.ts';
import { groupStatus } from '../../services/group/status.ts';
import { handoverOverview } from '../../services/review/handover.ts';
import { listIds, listReasons, rowsFor, table1 } from '../../services/review/lists.ts';
import { viewInfos } from '../../services/review/views.ts';
import { intakeViews, todaySummary, undoEntries } from '../../services/overview.ts';
import { printQueue } from '../../services/decision/print-queue.ts';
import type { Session } from '../../services/session.ts';
import { keptForms } from '../../services/keeping/forms.ts';
import { listTexts } from '../../services/texts.ts';
import { previewUndo } from '../../services/review/undo.ts';
import { previewMany } from '../../services/review/verdicts.ts';
import { attachmentReaders } from './attachment-handlers.ts';
import { disclosureReaders } from './disclosure-handlers.ts';
import { mailingReaders } from './mailing-handlers.ts';
import { packageReaders } from './package-handlers.ts';
import { requestReaders } from './request-handlers.ts';
import { previewShare, workOverview } from '../../services/teamwork/sharing.ts';
import { nextForMe } from '../../services/triage/next.ts';
import { paceView } from '../../services/triage/pace.ts';
import type { ReaderName } from '../names.ts';
import { purgeReaders } from './purge-handlers.ts';

type ReaderHandlers = {
  readonly [N in ReaderName]: (session: Session, input: Input<N>) => Reply<N> | Promise<Reply<N>>;
};

export const readerHandlers: ReaderHandlers = {
  'app.today': (session, { intake }) => ok(todaySummary(session, intake)),
  'undo.list': (session) => ok(undoEntries(session)),
  'undo.preview': (session, { batch }) => previewUndo(session, batch),
  'texts.list': (session) => ok(listTexts(session)),
  'intake.list': (session) => ok(intakeViews(session)),
  'bar.desk': (session, { intake }) => barDesk(session, intake),
  'bar.fields': (session, { id }) => barFields(session, id),
  'bar.pending': (session) => ok(listPending(session)),
  'review.ids': (session, input) => listIds(session, input),
  'review.rows': (session, { ids }) => ok(rowsFor(session, ids)),
  'review.case': (session, { id }) => caseView(session, id),
  'review.previewMany': (session, input) => ok(previewMany(session, input)),
  'review.previewFact': (session, input) => previewFactForMany(session, input),
  'review.reasons': (session, { list, group }) => ok(listReasons(session, list, group)),
  'restricted.mayOpen': (session) => ok({ mayOpen: mayOpen(session) }),
  'review.views': (session) => ok(viewInfos(session)),
  'conflicts.list': (session) => ok(inbox(session)),
  'conflicts.item': (session, { id }) => inboxDetail(session, id),
  'offers.list': (session, { intake }) => ok(listEmployers(session, intake)),
  'employers.history': (session, { id }) => ok(employerHistory(session, id)),
  'decision.definition': (session) => ok(formDefinitionView(session)),
  'decision.form': (session, { id, outcome }) => formView(session, id, outcome),
  'print.queue': (session, input) => printQueue(session, input),
  'stats.table1': (session, { intake }) => table1(session, intake),
  ...purgeReaders,
  'exchange.status': (session) => ok(exchangeStatus(session)),
  'exchange.seen': (session) => ok(seenView(session)),
  'exchange.result': (session, { id }) => bundleResult(session, id),
  'mailbox.status': (session) => ok(mailboxStatus(session)),
  'access.status': (session) => ok(accessStatus(session)),
  'keeping.forms': (session) => ok(keptForms(session)),
  'group.status': (session) => ok(groupStatus(session)),
  'handover.overview': (session) => ok(handoverOverview(session)),
  'work.overview': (session) => ok(workOverview(session)),
  'work.next': (session, input) => ok(nextForMe(session, input)),
  'work.pace': (session, { intake }) => ok(paceView(session, intake)),
  'work.previewShare': (session, input) => previewShare(session, input),
  ...requestReaders,
  ...mailingReaders,
  ...attachmentReaders,
  ...packageReaders,
  ...disclosureReaders,
};
