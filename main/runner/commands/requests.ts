// Owns: the runner's commands that ask applicants for a supplement and make the letters, that note questions to responsible
// caseworkers with their answers, and the day on which a party opened a case. Must not: hold a rule.
import { resolve } from 'node:path';
import { isIsoDate, type CaseId, type IsoDate } from '../../../domain/ids.ts';
import { openQuestions } from '../../../domain/ledger/case/requests.ts';
import {
  questionOutcomes,
  questionWays,
  requestWays,
  type QuestionWay,
} from '../../../domain/ledger/payloads/requests.ts';
import { matterWays } from '../../../domain/ledger/payloads/matter.ts';
import { addDays } from '../../../domain/rules/days.ts';
import { err, ok } from '../../../domain/result.ts';
import { readFontFiles } from '../../pdf/font/files.ts';
import { createRenderer } from '../../pdf/renderer.ts';
import { localPorts, runExport } from '../../services/decision/print-run.ts';
import { askQuestion, endQuestion } from '../../services/requests/questions.ts';
import { recordMatter } from '../../services/requests/matter.ts';
import { requestOverview, sendRequests } from '../../services/requests/requests.ts';
import { idsMatching } from '../../services/review/lists.ts';
import { text } from '../arguments.ts';
import type { AskInput } from '../../../ipc/party/requests.ts';
import type { Command, CommandContext } from '../command.ts';
import { caseNamed } from './history.ts';

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

const askedBy = `note-question --where QUERY --text QUESTION --officer NAME --unit UNIT [--how ${questionWays.join('|')}] [--day YYYY-MM-DD] [--watch YYYY-MM-DD]`;
const answeredBy = `note-answer --case APPLICATION --text ANSWER [--question ID] [--outcome ${questionOutcomes.join('|')}] [--how ${questionWays.join('|')}] [--day YYYY-MM-DD]`;

/** Undefined where the command line is not as it should be. */
function wayAndDay({ session, line }: CommandContext): { how: QuestionWay; day: IsoDate } | undefined {
  const how = questionWays.find((one) => one === (text(line.options, 'how') ?? 'email'));
  const day = text(line.options, 'day') ?? session.today();
  return how === undefined || !isIsoDate(day) ? undefined : { how, day };
}

type NotedQuestion = Omit<Parameters<typeof askQuestion>[1], 'cases'>;

/** Undefined where the command line is not as it should be. */
function questionOf(context: CommandContext): NotedQuestion | undefined {
  const { options } = context.line;
  const [officer, unit] = [text(options, 'officer') ?? '', text(options, 'unit') ?? ''];
  const [noted, question, watchOn] = [wayAndDay(context), text(options, 'text'), text(options, 'watch')];
  if (!noted || question === undefined) return undefined;
  if (watchOn !== undefined && !isIsoDate(watchOn)) return undefined;
  return { question, officer, unit, how: noted.how, askedOn: noted.day, watchOn };
}

const noteQuestion: Command = async (context) => {
  const { session, line } = context;
  const [where, noted] = [text(line.options, 'where'), questionOf(context)];
  if (!noted || where === undefined) return usage(askedBy);
  const cases = idsMatching(session, where);
  if (!cases.ok) return cases;
  if (cases.value.length === 0) return ok({ asked: 0, refused: [] });
  const done = askQuestion(session, { cases: cases.value, ...noted });
  if (!done.ok) return done;
  const refused = done.value.refused.map((one) => ({ case: one.applicationId, reason: one.reason }));
  return ok({ asked: done.value.changed, refused });
};

const noteAnswer: Command = async (context) => {
  const { session, line } = context;
  const noted = wayAndDay(context);
  const outcome = questionOutcomes.find((one) => one === (text(line.options, 'outcome') ?? 'answered'));
  const application = text(line.options, 'case');
  if (!noted || outcome === undefined || application === undefined) return usage(answeredBy);
  const id = caseNamed(session, application);
  if (!id.ok) return id;
  const open = openQuestions(session.ledger.caseState(id.value)).map((one) => one.id);
  const named = text(line.options, 'question');
  const chosen = named === undefined ? open : open.filter((one) => one === named);
  const [of, ...more] = chosen;
  if (of === undefined) return err({ tag: 'noOpenQuestion' });
  if (more.length > 0) return err({ tag: 'severalQuestions', ids: chosen });
  const answer = text(line.options, 'text') ?? '';
  const done = endQuestion(session, { id: id.value, of, outcome, answer, ...noted });
  return done.ok ? ok({ changed: done.value.changed }) : done;
};

const openedBy = `note-opened --case APPLICATION --day YYYY-MM-DD|none [--how ${matterWays.join('|')}] [--text NOTE]`;

const noteOpened: Command = async ({ session, line: { options } }) => {
  const how = matterWays.find((one) => one === (text(options, 'how') ?? 'writing'));
  const [application, day] = [text(options, 'case'), text(options, 'day') ?? ''];
  const openedOn = day === 'none' ? null : isIsoDate(day) ? day : undefined;
  if (how === undefined || application === undefined || openedOn === undefined) return usage(openedBy);
  const id = caseNamed(session, application);
  if (!id.ok) return id;
  const { heads } = session.ledger.caseState(id.value);
  const note = text(options, 'text') ?? '';
  const done = recordMatter(session, { id: id.value, heads, openedOn, how, note });
  return done.ok ? ok({ openedOn }) : done;
};

export const requestCommands = {
  'note-opened': noteOpened,
  'note-question': noteQuestion,
  'note-answer': noteAnswer,

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
