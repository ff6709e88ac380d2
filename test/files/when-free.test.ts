// Proves: a busy file is tried again with growing pauses, and nothing else is (SY-25).
import { describe, expect, it } from 'vitest';
import { whenFree } from '../../main/files/when-free.ts';

function failing(
  code: string,
  times: number,
): { readonly work: () => Promise<string>; readonly runs: () => number } {
  let runs = 0;
  return {
    runs: () => runs,
    work: async () => {
      runs += 1;
      if (runs <= times) throw Object.assign(new Error(code), { code });
      return 'klart';
    },
  };
}

function patience(): {
  readonly pauses: number[];
  readonly tries: number;
  readonly wait: (ms: number) => Promise<void>;
} {
  const pauses: number[] = [];
  return { pauses, tries: 5, wait: async (milliseconds) => void pauses.push(milliseconds) };
}

describe('whenFree', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES'])('waits out %s with growing pauses', async (code) => {
    const [file, patient] = [failing(code, 3), patience()];
    expect(await whenFree(file.work, patient)).toBe('klart');
    expect(patient.pauses).toEqual([100, 400, 900]);
  });

  it('gives up after five tries', async () => {
    const [file, patient] = [failing('EBUSY', 9), patience()];
    await expect(whenFree(file.work, patient)).rejects.toThrow('EBUSY');
    expect(file.runs()).toBe(5);
  });

  it('does not wait for a file that is not there', async () => {
    const [file, patient] = [failing('ENOENT', 1), patience()];
    await expect(whenFree(file.work, patient)).rejects.toThrow('ENOENT');
    expect(patient.pauses).toEqual([]);
  });
});
