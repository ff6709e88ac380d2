// Owns: putting one answer on the system's clipboard, and taking it off again after a while, at lock and at the end.
// Must not: take a text from the window, or clear what somebody else has put there since.
import { createHash } from 'node:crypto';
import { err, ok } from '../../domain/result.ts';
import type { Handlers, Reply } from '../../ipc/contract.ts';
import type { Clipboard, Context } from './context.ts';

export type Copied = {
  readonly put: (text: string, seconds: number) => Promise<void>;
  /** Now: at lock and at the end. */
  readonly forget: () => Promise<void>;
};

/** What was copied is known by its hash alone: main keeps no answer. */
export function createCopied(clipboard: Clipboard): Copied {
  let ours: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Counts copies and forgettings: what was overtaken while it wrote starts no clock. */
  let turn = 0;
  const forget = async () => {
    clearTimeout(timer);
    turn += 1;
    const left = ours;
    ours = undefined;
    if (left !== undefined) await takeOff(clipboard, left);
  };
  return {
    put: async (text, seconds) => {
      clearTimeout(timer);
      turn += 1;
      const own = turn;
      // Of the text itself: what is read back may be nothing while another program holds the clipboard.
      const copy = digest(text);
      ours = copy;
      await clipboard.write(text);
      if (turn === own) timer = setTimeout(() => void forget(), seconds * 1000);
      else if (ours !== copy) await takeOff(clipboard, copy);
    },
    forget,
  };
}

/** Another program holds the clipboard for a moment at a time. */
const attempts = 4;
const restMs = 150;

async function takeOff(clipboard: Clipboard, ours: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    const text = await readOf(clipboard);
    // Nothing to read: it is empty, or another program holds it just now.
    if (text === '') continue;
    if (digest(text) !== ours) return;
    await clipboard.clear().catch(() => undefined);
    if ((await readOf(clipboard)) === '') return;
  }
}

/** Nothing where it cannot be read. */
function readOf(clipboard: Clipboard): Promise<string> {
  return clipboard.read().catch(() => '');
}

/** A system may change the ends of lines. */
function digest(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n'), 'utf8').digest('hex');
}

/** DE-26: the value comes from the store, so that the window cannot put anything else there. */
export function copyHandlers({ control }: Context, copied: Copied): Pick<Handlers, 'bar.copy'> {
  return {
    'bar.copy': async ({ id, number }) => {
      const fields = await control.onReader<Reply<'bar.fields'>>('bar.fields', { id });
      if (!fields.ok) return fields;
      const field = fields.value.fields.find((one) => one.number === number);
      if (field === undefined) return err({ tag: 'nothingToCopy' });
      // An opening that cannot be noted is none, as soon as it may be (AT-7).
      const noted = await control.onWriter<Reply<'access.opened'>>('opened', id).result;
      if (!noted.ok) return noted;
      // Asked last: what was locked meanwhile puts nothing out.
      if (control.status().phase !== 'open') return err({ tag: 'storeLocked' });
      const { clearsAfter } = fields.value;
      await copied.put(field.value, clearsAfter);
      return ok({ clearsAfter });
    },
  };
}
