// `npm run crash -- --rounds N [--seed S]`: a process is killed at a random moment of a job, or its disk fails; afterwards
// the store is whole, the laws hold, and everything acknowledged is there. Seed and counts last; exit 1 on a finding.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seeded, type Random } from '../main/demo/random.ts';
import { wrongsAfter } from './crash/after.ts';
import { makeBase, root, type Base } from './crash/base.ts';
import { jobs, migration } from './crash/jobs.ts';
import { workFolder } from './fuzz/desks.ts';
import { addCounts, close, readAsked, say, type Asked, type Counts } from './fuzz/options.ts';

const faults = ['none', 'none', 'none', 'full', 'short', 'busy'] as const;
type Fault = (typeof faults)[number];

/** Milliseconds after `ready`; undefined lets the job end. */
type Wish = {
  readonly job: string;
  readonly fault: Fault;
  readonly size: number;
  readonly after: number | undefined;
};
type Ended = {
  readonly ended: 'killed' | 'done' | 'refused' | 'broke';
  readonly acknowledged: number;
  readonly took: number;
  readonly said: string;
};

const child = join(root, 'scripts/crash-child.ts');
const switches = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

function start(
  base: Base,
  places: { readonly dir: string; readonly out: string },
  wish: Wish,
): Promise<Ended> {
  const fault = wish.fault === 'full' ? `full${wish.size}` : wish.fault;
  const args = [...switches, child, wish.job, places.dir, places.out, fault, base.bundle, base.colleague];
  // A limit of the file's size is what a disk that fills up does to a write: part of it is written, the rest fails.
  const limited = wish.fault === 'short' && process.platform === 'linux';
  const command = ['-c', `ulimit -f ${wish.size * 8 + 400}; exec "$@"`, 'sh', process.execPath, ...args];
  const options = {
    env: { ...process.env, CRASH_KEY: storeFor(base, wish).key },
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
  };
  const running = limited ? spawn('sh', command, options) : spawn(process.execPath, args, options);
  let [said, problem, ready] = ['', '', 0];
  running.stderr.on('data', (text: Buffer) => {
    problem += text.toString();
  });
  running.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (ready > 0 || !said.includes('ready\n')) return;
    ready = performance.now();
    if (wish.after !== undefined) setTimeout(() => running.kill('SIGKILL'), wish.after);
  });
  return new Promise((resolve) => {
    running.on('close', (code, signal) => {
      const numbers = [...said.matchAll(/acknowledged (\d+)\n/g)].map((match) => Number(match[1]));
      const ended = signal ? 'killed' : code === 0 ? 'done' : code === 3 ? 'refused' : 'broke';
      resolve({
        ended,
        acknowledged: Math.max(0, ...numbers),
        took: performance.now() - ready,
        said: problem,
      });
    });
  });
}

/** The store that the round starts from a copy of. */
function storeFor(base: Base, { job }: Wish): { readonly store: string; readonly key: string } {
  return job === migration ? base.older : base;
}

type Times = Map<string, number>;

/** How long each job takes here, so that a kill falls inside it. */
async function measure(base: Base, dir: string, times: Times): Promise<string[]> {
  const wrongs: string[] = [];
  for (const job of Object.keys(jobs)) {
    const round = await playRound(base, dir, { job, fault: 'none', size: 0, after: undefined });
    times.set(job, round.took);
    wrongs.push(...round.wrongs.map((wrong) => `${job}, not killed: ${wrong}`));
  }
  return wrongs;
}

async function playRound(
  base: Base,
  work: string,
  wish: Wish,
): Promise<Ended & { readonly wrongs: readonly string[] }> {
  const dir = mkdtempSync(join(work, 'round-'));
  const [store, out] = [join(dir, 'store'), join(dir, 'ut')];
  try {
    cpSync(storeFor(base, wish).store, store, { recursive: true });
    mkdirSync(out);
    const ended = await start(base, { dir: store, out }, wish);
    const broke = ended.ended === 'broke' ? [`the process broke: ${ended.said}`] : [];
    const wrongs = await wrongsAfter({
      dir: store,
      out,
      key: storeFor(base, wish).key,
      before: 0,
      acknowledged: ended.acknowledged,
    });
    return { ...ended, wrongs: [...broke, ...wrongs] };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function wishOf(random: Random, times: Times): Wish {
  const job = random.pick(Object.keys(jobs));
  const fault = random.pick(faults);
  const most = Math.ceil((times.get(job) ?? 500) * 1.1);
  return { job, fault, size: random.below(120), after: fault === 'none' ? random.below(most) : undefined };
}

async function crash(asked: Asked, dir: string): Promise<{ counts: Counts; findings: number }> {
  const base = await makeBase(join(dir, 'base'));
  const times: Times = new Map();
  const counts: Counts = {};
  let findings = 0;
  for (const wrong of await measure(base, dir, times)) {
    findings += 1;
    say(wrong);
  }
  for (let round = 0; round < asked.many && findings < asked.findings; round++) {
    const seed = asked.seed + round;
    const wish = wishOf(seeded(seed), times);
    const { ended, wrongs } = await playRound(base, dir, wish);
    addCounts(counts, { [`${wish.job}: ${wish.fault === 'none' ? '' : `${wish.fault} `}${ended}`]: 1 });
    if (round % 50 === 49) say(`${round + 1} rounds`);
    if (wrongs.length === 0) continue;
    findings += 1;
    say(`seed ${seed} ${JSON.stringify(wish)} ${ended}\n  ${wrongs.slice(0, 10).join('\n  ')}`);
  }
  return { counts, findings };
}

async function main(): Promise<number> {
  const asked = readAsked('crash', 'rounds', 50);
  if (!asked) return 2;
  const dir = workFolder('crash');
  try {
    const { counts, findings } = await crash(asked, dir);
    return close('crash', counts, { run: `${asked.many} rounds from seed ${asked.seed}`, findings });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
