// `npm run fuzz:sync -- --seeds N [--seed S]`: groups of three to five real stores at random work, held against a small
// model. Prints the minimal script of a finding, then seed and counts last; exit 1 on a finding. `--mutants`: the fuzzer
// runs in copies of the sources that have a fault each, and one that it does not notice is the finding.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { foundTemplates, workFolder, type Running, type Templates } from './fuzz/desks.ts';
import { mutants } from './fuzz/mutants.ts';
import { addCounts, close, readAsked, say, type Asked, type Counts } from './fuzz/options.ts';
import { play } from './fuzz/play.ts';
import { program } from './fuzz/program.ts';
import { runMutant } from './fuzz/run-mutant.ts';
import { shrink } from './fuzz/shrink.ts';
import { scriptOf, type Script } from './fuzz/steps.ts';
import { loadOlder, root, unpackOlder } from './fuzz/trees.ts';

async function programs(dir: string): Promise<{ current: Running; older: Running }> {
  const olderTree = join(dir, 'older-program');
  unpackOlder(olderTree);
  const older = await loadOlder(olderTree);
  return {
    current: { program, reference: program.loadReference(join(root, 'resources')) },
    older: { program: older, reference: older.loadReference(join(olderTree, 'resources')) },
  };
}

type Failed = { readonly script: Script; readonly seed: number; readonly finding: string };

async function tell(templates: Templates, { shrink: wanted }: Asked, failed: Failed): Promise<void> {
  const { seed, script, finding } = failed;
  say(`seed ${seed}: ${finding}`);
  if (!wanted) return;
  const small = await shrink(script, async (one) => (await play(templates, one, seed)).finding !== undefined);
  const last = await play(templates, small, seed);
  say(
    `The least that fails, ${small.steps.length} of ${script.steps.length} steps. As a file: --script FILE --seed ${seed}`,
  );
  say(`{"size":${small.size},"older":${small.older},"steps":[`);
  say(small.steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n'));
  say(']}');
  say(last.finding ?? 'does not fail twice');
}

async function fuzz(asked: Asked, dir: string): Promise<{ counts: Counts; findings: number }> {
  const templates = await foundTemplates(asked.templates ?? join(dir, 'templates'), await programs(dir));
  const given =
    asked.script === undefined ? undefined : (JSON.parse(readFileSync(asked.script, 'utf8')) as Script);
  const counts: Counts = {};
  let findings = 0;
  const started = performance.now();
  for (let at = 0; at < (given ? 1 : asked.many) && findings < asked.findings; at++) {
    const seed = asked.seed + at;
    const script = given ?? scriptOf(seed);
    const played = await play(templates, script, seed);
    addCounts(counts, played.counts);
    if (at % 100 === 99) say(`${at + 1} seeds in ${Math.round((performance.now() - started) / 1000)} s`);
    if (played.finding === undefined) continue;
    findings += 1;
    await tell(templates, asked, { script, seed, finding: played.finding });
  }
  return { counts, findings };
}

/** A mutant counts as caught by a finding of the fuzzer, never by a program that does not even run. */
async function huntMutants({ many }: Asked, dir: string): Promise<number> {
  const counts: Counts = {};
  let missed = 0;
  for (const [name, faults] of Object.entries(mutants)) {
    const { code, said } = await runMutant(faults, { seeds: many, templates: join(dir, 'templates') });
    const broken = /(Syntax|Reference|Type)Error|Cannot find/.test(said);
    const caught = code === 1 && !broken && / 1 findings$/m.test(said);
    addCounts(counts, { [caught ? 'mutants caught' : 'mutants missed']: 1 });
    missed += caught ? 0 : 1;
    say(`${caught ? 'caught' : 'MISSED'}: ${name}`);
    if (!caught) say(said);
  }
  return close('fuzz:sync', counts, { run: `${Object.keys(mutants).length} mutants`, findings: missed });
}

async function main(): Promise<number> {
  const asked = readAsked('fuzz:sync', 'seeds', 100);
  if (!asked) return 2;
  const dir = workFolder('fuzz');
  process.once('SIGINT', () => {
    rmSync(dir, { recursive: true, force: true });
    process.exit(130);
  });
  try {
    if (asked.mutants) return await huntMutants(asked, dir);
    const { counts, findings } = await fuzz(asked, dir);
    const last = asked.seed + asked.many - 1;
    return close('fuzz:sync', counts, { run: `seeds ${asked.seed} to ${last}`, findings });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
