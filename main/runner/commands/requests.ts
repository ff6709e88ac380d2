// Owns: the runner's commands that ask applicants for a supplement, and make the letters. Must not: hold a rule.
import { resolve } from 'node:path';
import { isIsoDate, type CaseId } from '../../../domain/ids.ts';
import { requestWays } from '../../../domain/ledger/payloads/requests.ts';
import { addDays } from '../../../domain/rules/days.ts';
import { err, ok } from '../../../domain/result.ts';
import { readFontFiles } from '../../pdf/font/files.ts';
import { createRenderer } from '../../pdf/renderer.ts';
import { localPorts, runExport } from '../../services/decision/print-run.ts';
import { requestOverview, sendRequests } from '../../services/requests/requests.ts';
import { idsMatching } from '../../services/review/lists.ts';
import { text } from '../arguments.ts';
import type { AskInput } from '../../../ipc/party/requests.ts';
import type { Command, CommandContext } from '../command.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);

const wanted = `ask-supplement --where QUERY [--due YYYY-MM-DD] [--how ${requestWays.join('|')}] [--out DIR]`;

/** Undefined where the command line is not as it should be. */
function inputOf({ session, line }: CommandContext): Omit<AskInput, 'cases'> | undefined {
  const how = requestWays.find((one) => one === (text(line.options, 'how') ?? 'portal'));
  const sentOn = session.today();
  const dueOn = text(line.options, 'due') ?? addDays(sentOn, session.reference.requests.lacks.days);
  if (text(line.options, 'where') === undefined || how === undefined || !isIsoDate(dueOn)) return undefined;
  return { what: 'supplement', lacks: 'proposed', text: '', sentOn, dueOn, how };
}

async function letters(
  { session, resourcesDir, job }: CommandContext,
  to: { readonly cases: readonly CaseId[]; readonly dir: string },
) {
  const ports = localPorts(session, createRenderer(readFontFiles(resourcesDir)));
  const printed = await runExport(ports, { ...to, variant: 'supplement', drafts: false }, job);
  if (!printed.ok) return printed;
  const { files, printFile, failed } = printed.value;
  return ok({ letters: files, printFile, failed: failed.map((one) => one.applicationId) });
}

export const requestCommands = {
  requests: async ({ session }) => ok(requestOverview(session)),

  'ask-supplement': async (context) => {
    const { session, line } = context;
    const input = inputOf(context);
    if (!input) return usage(wanted);
    const cases = idsMatching(session, text(line.options, 'where') ?? '');
    if (!cases.ok) return cases;
    if (cases.value.length === 0) return ok({ asked: 0, refused: [], letters: 0 });
    const done = sendRequests(session, { ...input, cases: cases.value });
    if (!done.ok) return done;
    const refused = done.value.refused.map((one) => ({ case: one.applicationId, reason: one.reason }));
    const asked = { asked: done.value.changed, refused };
    const out = text(line.options, 'out');
    if (out === undefined || done.value.changed === 0) return ok({ ...asked, letters: 0 });
    const left = new Set<string>(done.value.refused.map(({ caseId }) => caseId));
    const printed = await letters(context, {
      cases: cases.value.filter((id) => !left.has(id)),
      dir: resolve(out),
    });
    return printed.ok ? ok({ ...asked, ...printed.value }) : printed;
  },
} satisfies Readonly<Record<string, Command>>;
