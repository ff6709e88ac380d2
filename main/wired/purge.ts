// Owns: carrying a purge on to what lies outside the store's two files once an operation may have taken something away:
// backups and set-aside copies, own sealed files in the shared folder. Must not: take anything out of the store.
import type { Handlers } from '../../ipc/contract.ts';
import type { Schedule } from '../keeping/schedule.ts';
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
