// Owns: patience with a file that another program holds for a moment: a virus scanner, a synchronising client, a colleague's read.
// Must not: try again what will not change, such as a file that is not there.

export type Patience = {
  readonly tries: number;
  readonly wait: (milliseconds: number) => Promise<void>;
};

const busy = new Set(['EBUSY', 'EPERM', 'EACCES', 'EAGAIN', 'EMFILE', 'ETXTBSY']);
/** Three seconds in all. */
const patient: Patience = {
  tries: 5,
  wait: (milliseconds) =>
    new Promise((done) => {
      setTimeout(done, milliseconds);
    }),
};

/** Pauses of 100, 400, 900 and 1600 ms; then the last refusal is thrown on. */
export async function whenFree<T>(work: () => Promise<T>, { tries, wait }: Patience = patient): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (attempt >= tries || !busy.has(code)) throw error;
      await wait(100 * attempt ** 2);
    }
  }
}
