// Owns: making a script that fails small: parts are left out as long as it still fails.
// Must not: know what a step means.
import type { Script, Step } from './steps.ts';

/** `fails` plays a script; at most `most` are played. The steps left are all needed, one by one. */
export async function shrink(
  script: Script,
  fails: (script: Script) => Promise<boolean>,
  most = 300,
): Promise<Script> {
  let { steps } = script;
  let played = 0;
  const stillFails = (kept: readonly Step[]): Promise<boolean> => {
    played += 1;
    return played > most ? Promise.resolve(false) : fails({ ...script, steps: kept });
  };
  for (let part = Math.ceil(steps.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
    for (let at = steps.length - part; at > -part; at -= part) {
      const from = Math.max(0, at);
      const kept = [...steps.slice(0, from), ...steps.slice(at + part)];
      if (kept.length < steps.length && (await stillFails(kept))) steps = kept;
    }
  }
  return { ...script, steps };
}
