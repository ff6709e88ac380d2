// Owns: what the window remembers while it is open: intake chosen, jobs that run, what was last done, what is said aloud.
// Must not: hold case data.
import { createExternalStore, useStore } from './external-store.ts';
import { listenToMain } from './notifications.ts';

/** Undefined: all intakes. */
export const chosenIntake = createExternalStore<string | undefined>(undefined);

export function useChosenIntake(): string | undefined {
  return useStore(chosenIntake);
}

/** `{ intake }` as operations want it: absent, not undefined. */
export function useIntakeInput(): { readonly intake?: string } {
  const intake = useStore(chosenIntake);
  return intake === undefined ? {} : { intake };
}

export type Job = {
  readonly job: string;
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly cancellable: boolean;
};
export const runningJobs = createExternalStore<readonly Job[]>([]);

/** Keeps the list of running jobs; call once. */
export function followJobs(): () => void {
  return listenToMain((notification) => {
    if (notification.kind === 'progress') {
      const { job, stage, done, total, cancellable } = notification;
      runningJobs.set((jobs) => [
        ...jobs.filter((each) => each.job !== job),
        { job, stage, done, total, cancellable },
      ]);
    }
    if (notification.kind === 'jobEnded') {
      runningJobs.set((jobs) => jobs.filter((each) => each.job !== notification.job));
    }
  });
}

export type Said = { readonly text: string; readonly tone: 'done' | 'problem'; readonly count: number };
export const lastSaid = createExternalStore<Said>({ text: '', tone: 'done', count: 0 });

/** Shown as the quiet line at the foot and read aloud: what was done, or why it was not. */
export function say(text: string, tone: Said['tone'] = 'done'): void {
  lastSaid.set((before) => ({ text, tone, count: before.count + 1 }));
}

/** True from a store's making until its recovery sheet is noted: the work waits behind it. */
export const sheetPending = createExternalStore(false);
