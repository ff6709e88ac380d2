// Owns: the runner's commands of the inbox and of joined cases, each a thin line over the window's services. Must not: hold a rule.
import { eventHashSchema, intakeIdSchema, type CaseId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { inbox } from '../../services/conflicts/inbox.ts';
import { inboxDetail } from '../../services/conflicts/item.ts';
import {
  joinCases,
  lookAtUnseen,
  partCases,
  settleConflict,
  speakOfActs,
} from '../../services/conflicts/settle.ts';
import { idsMatching } from '../../services/review/lists.ts';
import { transferCases } from '../../services/review/transfers.ts';
import type { WriteSession } from '../../services/session.ts';
import { flag, text, type CommandLine, type Usage } from '../arguments.ts';

type Context = { readonly session: WriteSession; readonly line: CommandLine };
type Reply = Promise<Result<object, Problem | Usage>>;

const usage = (message: string) => err({ tag: 'usage', message } as const);

/** An item and a reason: what every word in the inbox needs. */
function spoken(line: CommandLine): { readonly id: string; readonly reason: string } | undefined {
  const [id, reason] = [text(line.options, 'item'), text(line.options, 'reason')];
  return id === undefined || reason === undefined ? undefined : { id, reason };
}

export const conflictCommands = {
  conflicts: async ({ session, line }: Context): Reply => {
    const id = text(line.options, 'item');
    if (id !== undefined) return inboxDetail(session, id);
    const { items, counts } = inbox(session);
    return ok({ counts, items });
  },

  settle: async ({ session, line }: Context): Reply => {
    const said = spoken(line);
    const keep = text(line.options, 'keep');
    const event = eventHashSchema.safeParse(keep);
    if (!said || (keep !== 'none' && !event.success))
      return usage('settle --item ID --keep EVENT|none --reason TEXT');
    const detail = inboxDetail(session, said.id);
    if (!detail.ok) return detail;
    const heads = detail.value.heads.map((head) => eventHashSchema.parse(head));
    return settleConflict(session, { ...said, heads, keep: event.success ? event.data : null });
  },

  look: async ({ session, line }: Context): Reply => {
    const said = spoken(line);
    const outcomes = { stands: 'stands', 'to-be-changed': 'toBeChanged' } as const;
    const named = text(line.options, 'outcome');
    const outcome = Object.entries(outcomes).find(([name]) => name === named)?.[1];
    if (!said || !outcome) return usage('look --item ID --outcome stands|to-be-changed --reason TEXT');
    const detail = inboxDetail(session, said.id);
    if (!detail.ok) return detail;
    const heads = detail.value.heads.map((head) => eventHashSchema.parse(head));
    return lookAtUnseen(session, { ...said, heads, outcome });
  },

  confirm: async ({ session, line }: Context): Reply => {
    const said = spoken(line);
    if (!said) return usage('confirm --item ID --reason TEXT [--leave]');
    return speakOfActs(session, { ...said, effect: flag(line.options, 'leave') ? 'leave' : 'confirm' });
  },

  transfer: async ({ session, line }: Context): Reply => {
    const [where, reason] = [text(line.options, 'where'), text(line.options, 'reason')];
    const to = intakeIdSchema.safeParse(text(line.options, 'to'));
    if (where === undefined || reason === undefined || !to.success)
      return usage('transfer --where QUERY --to INTAKE --reason TEXT');
    const cases = idsMatching(session, where);
    if (!cases.ok) return cases;
    const done = transferCases(session, { cases: cases.value, to: to.data, reason });
    if (!done.ok) return done;
    const refused = done.value.refused.map((one) => ({ case: one.applicationId, reason: one.reason }));
    return ok({ changed: done.value.changed, refused });
  },

  'join-cases': async (context: Context): Reply => {
    const pair = pairOf(context);
    if (!pair.ok) return pair;
    const { leads, follows, reason } = pair.value;
    const heads = headsOf(context.session, leads, follows);
    return joinCases(context.session, {
      leads,
      leadsHeads: heads.one,
      follows,
      followsHeads: heads.other,
      reason,
    });
  },

  'part-cases': async (context: Context): Reply => {
    const pair = pairOf(context);
    if (!pair.ok) return pair;
    const { leads: one, follows: other, reason } = pair.value;
    const heads = headsOf(context.session, one, other);
    return partCases(context.session, { one, oneHeads: heads.one, other, otherHeads: heads.other, reason });
  },
};

function headsOf(session: WriteSession, one: CaseId, other: CaseId) {
  return { one: session.ledger.caseState(one).heads, other: session.ledger.caseState(other).heads };
}

type Pair = { readonly leads: CaseId; readonly follows: CaseId; readonly reason: string };

function pairOf({ session, line }: Context): Result<Pair, Problem | Usage> {
  const [leads, follows, reason] = ['leads', 'follows', 'reason'].map((name) => text(line.options, name));
  if (leads === undefined || follows === undefined || reason === undefined)
    return usage(`${line.command} --leads APPLICATION --follows APPLICATION --reason TEXT`);
  const ids = [leads, follows].map((id) => idsMatching(session, `ansökan:"${id.replaceAll('"', '')}"`));
  const [one, other] = ids.map((found) =>
    found.ok && found.value.length === 1 ? found.value[0] : undefined,
  );
  if (one === undefined || other === undefined) return err({ tag: 'caseNotOpened' });
  return ok({ leads: one, follows: other, reason });
}
