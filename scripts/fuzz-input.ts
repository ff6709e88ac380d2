// `npm run fuzz:input -- --runs N [--seed S]`: whatever comes from outside, bent: every one is refused or harmless and
// nothing is half-applied. All vectors of the age format come first. Seed and counts last; exit 1 on a finding.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../main/demo/random.ts';
import { createKeyslots } from '../main/crypto/keyslots.ts';
import { ageVectors, isAsVectorSays } from './fuzz/age-vectors.ts';
import { seedChance } from './fuzz/chance.ts';
import { closeGroup, foundTemplates, must, openGroup, workFolder, type Templates } from './fuzz/desks.ts';
import { exchange, joinGroup } from './fuzz/exchanges.ts';
import { honestHashes, inputs, type Setting } from './fuzz/inputs.ts';
import { addCounts, close, readAsked, say, type Asked, type Counts } from './fuzz/options.ts';
import { program } from './fuzz/program.ts';
import { root } from './fuzz/trees.ts';
import { work } from './fuzz/work.ts';
import { newWorld } from './fuzz/world.ts';

/** So many inputs meet one group; then a fresh one. */
const perGroup = 100;

async function newSetting(templates: Templates, seed: number): Promise<Setting> {
  seedChance(seed);
  const group = openGroup(templates, 2, false);
  const world = newWorld(group);
  const [sender, victim] = group.desks;
  if (!sender || !victim) throw new Error('no group');
  await joinGroup(world, victim, { do: 'join', who: 1, by: 0, administrator: false });
  await work(world, sender, { do: 'applications', who: 0, edition: 0 });
  if (seed % 2 === 0) await exchange(world, sender, { to: 1, full: false });
  await work(world, sender, { do: 'offers', who: 0, edition: 0 });
  await work(world, sender, { do: 'verdict', who: 0, person: 0, stale: false, conclusion: 0 });
  const sealed = must(await program.seal(sender.session, victim.session.self.member, true));
  const passphrase = 'prov-fras-1';
  const slots = await createKeyslots(passphrase, 2 ** 15);
  return { group, sender, victim, bundle: sealed.bytes, honest: honestHashes(sender), slots, passphrase };
}

const kinds = Object.entries(inputs).flatMap(([name, { weight, run }]) =>
  Array.from({ length: weight }, () => ({ name, run })),
);

async function fuzz(asked: Asked, dir: string): Promise<{ counts: Counts; findings: number }> {
  const counts: Counts = {};
  let findings = 0;
  const tell = (what: string, error: unknown) => {
    findings += 1;
    say(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  for (const vector of ageVectors) {
    addCounts(counts, { 'vectors of age': 1 });
    if (!(await isAsVectorSays(vector))) tell(vector.name, 'not as the vector says');
  }
  const running = { program, reference: program.loadReference(join(root, 'resources')) };
  const templates = await foundTemplates(asked.templates ?? join(dir, 'templates'), { current: running });
  for (let at = 0; at < asked.many && findings < asked.findings; at += perGroup) {
    const setting = await newSetting(templates, asked.seed + at);
    for (let one = at; one < Math.min(asked.many, at + perGroup); one++) {
      const random = seeded(asked.seed + one);
      const { name, run } = random.pick(kinds);
      try {
        addCounts(counts, { [`${name}: ${await run(setting, random)}`]: 1 });
      } catch (error) {
        tell(`seed ${asked.seed + one}, ${name}`, error);
      }
    }
    closeGroup(setting.group);
  }
  return { counts, findings };
}

async function main(): Promise<number> {
  const asked = readAsked('fuzz:input', 'runs', 1000);
  if (!asked) return 2;
  const dir = workFolder('input');
  try {
    const { counts, findings } = await fuzz(asked, dir);
    const run = `${asked.many} runs from seed ${asked.seed}`;
    return close('fuzz:input', counts, { run, findings });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
