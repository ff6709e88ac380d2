// Proves: a job says whether it can be stopped, as main's threads and closed stores really can (design §6).
import { describe, expect, it } from 'vitest';
import type { Notification } from '../../ipc/contract.ts';
import { createJobs } from '../../main/jobs.ts';
import { lastStage } from '../../main/threads/protocol.ts';

function listening() {
  const said: Notification[] = [];
  const jobs = createJobs((notification) => said.push(notification));
  const progress = () => said.flatMap((one) => (one.kind === 'progress' ? [one] : []));
  return { jobs, said, progress };
}

describe('a long job', () => {
  it('that a thread polls is offered for stopping, until what remains must be done', async () => {
    const { jobs, progress } = listening();
    let stopped = 0;
    const ran = jobs.run('exchange.merge', (tell) => {
      const result = Promise.resolve().then(() => {
        tell('merge', 1, 3);
        expect(jobs.cancel('exchange.merge#1')).toBe(true);
        tell(lastStage, 0, 0);
        return 'taken in';
      });
      return { result, cancel: () => (stopped += 1) };
    });
    expect(await ran).toBe('taken in');
    expect(stopped).toBe(1);
    expect(progress().map(({ stage, cancellable }) => [stage, cancellable])).toEqual([
      ['merge', true],
      [lastStage, false],
    ]);
    expect(jobs.cancel('exchange.merge#1')).toBe(false);
  });

  it('that nothing can stop offers no Cancel, and is not told to', async () => {
    const { jobs, progress, said } = listening();
    await jobs.run('keeping.salvage', (tell) => ({
      result: Promise.resolve().then(() => {
        tell('salvage', 1, 4);
        expect(jobs.busy()).toBe(true);
        expect(jobs.cancel('keeping.salvage#1')).toBe(false);
      }),
      cancel: null,
    }));
    expect(progress()).toMatchObject([{ stage: 'salvage', done: 1, total: 4, cancellable: false }]);
    expect(said.at(-1)).toEqual({ kind: 'jobEnded', job: 'keeping.salvage#1' });
  });

  it('of main itself can be stopped', async () => {
    const { jobs, progress } = listening();
    const ran = await jobs.local('print.export', async (job) => {
      job.progress('documents', 1, 2);
      jobs.cancel('print.export#1');
      return job.cancelled();
    });
    expect(ran).toBe(true);
    expect(progress()).toMatchObject([{ cancellable: true }]);
  });
});
