// Owns: the runner's commands by which cases go from one colleague to another. Must not: hold a rule.
import type { CaseId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ColleagueView } from '../../../ipc/colleagues/handover.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { handoverOverview, noteHandover, takeOver } from '../../services/review/handover.ts';
import { idsMatching } from '../../services/review/lists.ts';
import type { Session } from '../../services/session.ts';
import { text, type CommandLine, type Usage } from '../arguments.ts';
import type { Command } from '../command.ts';
import { memberNamed } from './group.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);

/** Every case that the search finds and that is handled here; none is nothing to do. */
function casesFound(
  session: Session,
  line: CommandLine,
): Result<readonly { readonly id: CaseId }[], Problem | Usage> {
  const where = text(line.options, 'where');
  if (where === undefined) return usage(`${line.command} --where QUERY`);
  const found = idsMatching(session, where);
  if (!found.ok) return found;
  const open = found.value.filter((id) => session.ledger.caseState(id).stub === null);
  return open.length === 0 ? err({ tag: 'caseNotOpened' }) : ok(open.map((id) => ({ id })));
}

/** When somebody was last heard, and how many cases they have: beside every list of members. */
export function heardOf(colleagues: readonly ColleagueView[], id: string) {
  const one = colleagues.find((each) => each.id === id);
  const { heardAt = null, lastActAt = null, open = 0, waiting = 0 } = one ?? {};
  return { heardAt, lastActAt, open, waiting };
}

export const handoverCommands: Readonly<Record<string, Command>> = {
  'hand-over': async ({ session, line }) => {
    const words = text(line.options, 'text');
    if (words === undefined) return usage('hand-over --where QUERY --text TEXT [--to MEMBER]');
    const to = text(line.options, 'to');
    const member = to === undefined ? undefined : memberNamed(session, to);
    if (to !== undefined && member === undefined) return err({ tag: 'unknownMember' });
    const cases = casesFound(session, line);
    if (!cases.ok) return cases;
    const noted = noteHandover(session, { cases: cases.value, text: words, forWhom: member?.id });
    return noted.ok ? ok({ changed: noted.value.changed }) : noted;
  },

  'take-over': async ({ session, line }) => {
    const cases = casesFound(session, line);
    if (!cases.ok) return cases;
    const taken = takeOver(session, cases.value);
    return taken.ok ? ok({ changed: taken.value.changed }) : taken;
  },

  colleagues: async ({ session }) => {
    const { waiting, colleagues } = handoverOverview(session);
    return ok({ waiting, colleagues: colleagues.map(({ id: _id, ...one }) => one) });
  },
};
