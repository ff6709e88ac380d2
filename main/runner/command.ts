// Owns: what a command of the runner is given and gives. Must not: hold a command.
import type { Result } from '../../domain/result.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { Surroundings } from '../services/lifecycle.ts';
import type { WriteSession } from '../services/session.ts';
import type { JobContext } from '../threads/protocol.ts';
import type { CommandLine, Usage } from './arguments.ts';

export type CommandContext = {
  readonly session: WriteSession;
  readonly around: Surroundings;
  readonly dataKey: Uint8Array;
  readonly line: CommandLine;
  readonly job: JobContext;
  readonly resourcesDir: string;
};
export type Reply = Promise<Result<object, Problem | Usage>>;
export type Command = (context: CommandContext) => Reply;
