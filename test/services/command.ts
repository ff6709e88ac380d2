// Owns: a command of the runner on a desk of this process, words in and result out. Must not: start a process; test/runner does.
import { parseArguments } from '../../main/runner/arguments.ts';
import { commands } from '../../main/runner/commands.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { must, type Desk } from './desk.ts';

export async function command(desk: Desk, ...argv: readonly string[]) {
  const line = must(parseArguments(argv));
  const run = commands[line.command];
  if (!run) throw new Error(`no command ${line.command}`);
  return run({ session: desk.session, line, job: quietJob, resourcesDir: '' } as unknown as Parameters<
    typeof run
  >[0]);
}
