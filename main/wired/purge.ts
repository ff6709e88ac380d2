// Owns: carrying a purge on to what lies outside the store's two files once an operation may have taken something away:
// backups and set-aside copies, own sealed files in the shared folder; and saving its protocol.
// Must not: take anything out of the store.
import { ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../ipc/contract.ts';
import type { Problem } from '../../ipc/operation.ts';
import type { Schedule } from '../keeping/schedule.ts';
import type { Prepared } from '../services/disclosure/prepared.ts';
import type { Context } from './context.ts';
import { replyOf, writePrepared } from './disclosure.ts';
import { stateOf } from './keeping.ts';
import type { Mailbox } from './mailbox.ts';

const takesAway = ['purge.sign', 'purge.protect', 'exchange.merge', 'intake.import'] as const;
type Name = (typeof takesAway)[number];
type Reach = { readonly schedule: Pick<Schedule, 'reach'>; readonly mailbox: Pick<Mailbox, 'putOut'> };

/** A share that does not answer is left to the next round. */
const longestAtFolder = 8000;

/** The same handlers; the answer to a signature or a mark comes when backups have been replaced too. */
export function reaching(handlers: Handlers, { schedule, mailbox }: Reach): Handlers {
  const reach = async () => {
    await schedule.reach();
    await mailbox.putOut(longestAtFolder);
  };
  const entries = takesAway.map((name) => {
    const handler = handlers[name] as (input: unknown) => Promise<{ readonly ok: boolean }>;
    const wrapped = async (input: unknown) => {
      const reply = await handler(input);
      const reached = reply.ok ? reach().catch(() => undefined) : undefined;
      if (name.startsWith('purge.')) await reached;
      return reply;
    };
    return [name, wrapped];
  });
  return { ...handlers, ...(Object.fromEntries(entries) as Pick<Handlers, Name>) };
}

export function purgeHandlers(context: Context): Pick<Handlers, 'purge.protocol'> {
  const { control } = context;
  return {
    'purge.protocol': async ({ run }) => {
      const state = await stateOf(context);
      if (!state.ok) return state;
      const { needsThinning, foldersAway } = state.value;
      const asked = { run, backups: needsThinning || foldersAway.length > 0 };
      const prepared = await control.onReader<Result<Prepared, Problem>>('preparePurgeProtocol', asked);
      if (!prepared.ok) return prepared;
      const written = await writePrepared(context, prepared.value);
      if (!written.ok) return written;
      if (written.value === null) return ok({ saved: null, pages: 0, files: [] });
      const { files, pages } = written.value;
      await control.onWriter<void>('noteFiles', files).result;
      return ok(replyOf(files, pages));
    },
  };
}
