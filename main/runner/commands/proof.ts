// Owns: the runner's two proofs: of the chain alone, and of everything with the laws of each case; both explained in words.
// Must not: mend anything.
import { join } from 'node:path';
import { err, ok } from '../../../domain/result.ts';
import { readFontFiles } from '../../pdf/font/files.ts';
import { createRenderer, type Renderer } from '../../pdf/renderer.ts';
import { keepProof } from '../../services/proof/record.ts';
import { leftOutHere } from '../../services/group/holding.ts';
import { createWalker, findingOf, viewOf, walkAll } from '../../services/proof/walk.ts';
import type { Command, CommandContext } from '../command.ts';
import { loadFindingWords, loadNotHereWords, say, type FindingWords } from '../terminal.ts';

export const proofCommands: Readonly<Record<string, Command>> = {
  verify: async (context) => {
    const { session, job } = context;
    const verified = session.ledger.verify({
      cancelled: job.cancelled,
      progress: (done, total) => job.progress('verify', done, total),
    });
    if (!verified.ok) return err(verified.error);
    const words = wordsFor(context);
    for (const problem of verified.value.problems) tell(words, viewOf(session, findingOf(problem)));
    const notHere = leftOutHere(session);
    tellNotHere(context, notHere);
    return ok({
      ok: verified.value.ok,
      events: verified.value.events,
      problems: verified.value.problems,
      ...named(notHere),
    });
  },

  check: async (context) => {
    const { session, job, resourcesDir } = context;
    let renderer: Renderer | undefined;
    const papers = () => (renderer ??= createRenderer(readFontFiles(resourcesDir)));
    const record = await walkAll(createWalker(session, papers), { at: session.now(), by: 'runner' }, job);
    if (!record) return err({ tag: 'cancelled' });
    keepProof(session, record);
    const words = wordsFor(context);
    for (const finding of record.findings) tell(words, finding);
    const { findings, notOurs = 0, awaited = 0, ...counts } = record;
    tellNotHere(context, { notOurs, awaited });
    if (findings.length > 0)
      return err({ tag: 'lawsBroken', count: findings.length + record.more, findings });
    return ok({
      ok: true,
      events: counts.events,
      cases: counts.cases,
      papers: counts.papers,
      ...named({ notOurs, awaited }),
    });
  },
};

function wordsFor({ resourcesDir }: CommandContext): FindingWords {
  return loadFindingWords(join(resourcesDir, '../renderer/locales'));
}

type NotHere = ReturnType<typeof leftOutHere>;

/** Only what there is: most stores hold everything. */
function named({ notOurs, awaited }: NotHere): Partial<NotHere> {
  return { ...(notOurs > 0 ? { notOurs } : {}), ...(awaited > 0 ? { awaited } : {}) };
}

/** What is not here is neither damage nor purged: the window's own sentence says what it is. */
function tellNotHere({ resourcesDir }: CommandContext, notHere: NotHere): void {
  const words = loadNotHereWords(join(resourcesDir, '../renderer/locales'));
  for (const kind of ['notOurs', 'awaited'] as const)
    if (notHere[kind] > 0) say(words(kind, { shown: notHere[kind] }));
}

type Told = ReturnType<typeof viewOf>;

/** Number of the law, where, what it means and what to do: one line on stderr for each. */
function tell(words: FindingWords, finding: Told): void {
  const where = finding.applicationId ?? finding.stream ?? finding.device ?? '';
  const said = words(finding.breach, finding.facts ?? {});
  say([finding.law, where, said.means, said.do].filter((part) => part !== '').join(' '));
}
