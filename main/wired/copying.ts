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
  const forget = async () => {
    clearTimeout(timer);
    const left = ours;
    ours = undefined;
    if (left !== undefined && digest(await clipboard.read()) === left) await clipboard.clear();
  };
  return {
    put: async (text, seconds) => {
      clearTimeout(timer);
      await clipboard.write(text);
      // As it is given back: a system may change the ends of lines.
      ours = digest(await clipboard.read());
      timer = setTimeout(() => void forget(), seconds * 1000);
    },
    forget,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** DE-26: the value comes from the store, so that the window cannot put anything else there. */
export function copyHandlers({ control }: Context, copied: Copied): Pick<Handlers, 'bar.copy'> {
  return {
    'bar.copy': async ({ id, number }) => {
      const fields = await control.onReader<Reply<'bar.fields'>>('bar.fields', { id });
      if (!fields.ok) return fields;
      const field = fields.value.fields.find((one) => one.number === number);
      if (field === undefined) return err({ tag: 'nothingToCopy' });
      const { clearsAfter } = fields.value;
      await copied.put(field.value, clearsAfter);
      return ok({ clearsAfter });
    },
  };
}
