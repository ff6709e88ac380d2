// Owns: the only use of ipcMain: sender checked, input parsed, faults caught once.
// Must not: do any work; every operation has its handler elsewhere or does not compile.
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { err, type Result } from '../../domain/result.ts';
import { operations, type Handlers, type Notification } from '../../ipc/contract.ts';
import { notificationChannel, operationNames, type OperationName } from '../../ipc/names.ts';
import type { Problem } from '../../ipc/operation.ts';
import { diskFault } from '../../db/faults.ts';
import { ThreadFault } from '../threads/client.ts';
import type { Log } from '../log/log.ts';

export type Registration = {
  readonly handlers: Handlers;
  readonly log: Log;
  /** True for the one window's main frame at our own origin. */
  readonly isOwnSender: (event: IpcMainInvokeEvent) => boolean;
};

export function registerOperations(registration: Registration): void {
  for (const name of operationNames) {
    ipcMain.handle(name, (event, input: unknown) =>
      registration.isOwnSender(event)
        ? runOperation(registration, name, input)
        : err({ tag: 'unknownSender' }),
    );
  }
}

/** Input that does not fit is refused before any handler sees it; an exception is a bug and says so, once. */
export async function runOperation<N extends OperationName>(
  registration: Pick<Registration, 'handlers' | 'log'>,
  name: N,
  input: unknown,
): Promise<Result<unknown, Problem>> {
  const parsed = operations[name].input.safeParse(input ?? {});
  if (!parsed.success)
    return err({ tag: 'inputRefused', path: parsed.error.issues[0]?.path.join('.') ?? '' });
  const handler = registration.handlers[name] as (value: unknown) => Promise<Result<unknown, Problem>>;
  try {
    return await handler(parsed.data);
  } catch (error) {
    registration.log.fault(name, error);
    return err(problemOf(error) ?? { tag: 'unexpected' });
  }
}

/** A full disk or a file that is held is no bug, wherever it was met. */
function problemOf(error: unknown): Problem | undefined {
  return error instanceof ThreadFault ? error.problem : diskFault(error);
}

export function createNotifier(
  window: () => BrowserWindow | undefined,
): (notification: Notification) => void {
  return (notification) => {
    const target = window();
    if (target && !target.isDestroyed()) target.webContents.send(notificationChannel, notification);
  };
}
