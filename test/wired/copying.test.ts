// Proves DE-26: a copied answer leaves the clipboard after its time, at lock and at the end, and nothing of somebody else's goes.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Clipboard, Context } from '../../main/wired/context.ts';
import { copyHandlers, createCopied } from '../../main/wired/copying.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A clipboard as Windows has it: it gives line ends back in its own way. */
function clipboardOf(): Clipboard & { readonly text: () => string } {
  let text = '';
  return {
    text: () => text,
    read: () => Promise.resolve(text),
    write: (written) => {
      text = written.replaceAll('\n', '\r\n');
      return Promise.resolve();
    },
    clear: () => {
      text = '';
      return Promise.resolve();
    },
  };
}

it('DE-26 is cleared when its time is out, counted from the last copy', async () => {
  const clipboard = clipboardOf();
  const copied = createCopied(clipboard);
  await copied.put('Exempelgatan 4\nÅre', 60);
  await vi.advanceTimersByTimeAsync(59_000);
  await copied.put('19900704-2386', 60);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(clipboard.text()).toBe('19900704-2386');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(clipboard.text()).toBe('');
});

it('DE-26 is cleared at once at lock and at the end, in whatever form the system gives it back', async () => {
  const clipboard = clipboardOf();
  const copied = createCopied(clipboard);
  await copied.put('Exempelgatan 4\nÅre', 60);
  await copied.forget();
  expect(clipboard.text()).toBe('');
});

it('DE-26 leaves what somebody has copied since, at the time and at the lock', async () => {
  const clipboard = clipboardOf();
  const copied = createCopied(clipboard);
  await copied.put('19900704-2386', 60);
  await clipboard.write('en annan text');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clipboard.text()).toBe('en annan text');
  await copied.forget();
  expect(clipboard.text()).toBe('en annan text');
});

it('DE-26 is cleared though another program held the clipboard when it was written and when its time was out', async () => {
  const clipboard = clipboardOf();
  let held = 1;
  const read = () => (held > 0 ? Promise.resolve('') : clipboard.read());
  const copied = createCopied({ ...clipboard, read });
  await copied.put('19900704-2386', 60);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clipboard.text()).toBe('19900704-2386');
  held = 0;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(clipboard.text()).toBe('');
});

it('DE-26 a lock while it is written leaves nothing on the clipboard, and no clock that runs on', async () => {
  const clipboard = clipboardOf();
  let go = () => undefined as void;
  const write = async (text: string) => {
    await new Promise<void>((resolve) => {
      go = resolve;
    });
    await clipboard.write(text);
  };
  const copied = createCopied({ ...clipboard, write });
  const putting = copied.put('19900704-2386', 60);
  const forgetting = copied.forget();
  go();
  await vi.advanceTimersByTimeAsync(1_000);
  await Promise.all([putting, forgetting]);
  expect(clipboard.text()).toBe('');
  expect(vi.getTimerCount()).toBe(0);
});

it('DE-26 keeps the clock of the later of two copies that overtake each other', async () => {
  const clipboard = clipboardOf();
  const copied = createCopied(clipboard);
  await Promise.all([copied.put('19900704-2386', 60), copied.put('Exempelgatan 4', 60)]);
  expect(clipboard.text()).toBe('Exempelgatan 4');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clipboard.text()).toBe('');
});

/** The reader has one field; the writer notes; `phase` is what the store is when the text would be put out. */
function handlerOf(given: { readonly noted: boolean; readonly phase: 'open' | 'locked' }) {
  const clipboard = clipboardOf();
  const asked: string[] = [];
  const control = {
    onReader: (name: string) => {
      asked.push(name);
      const fields = [{ number: '2.2', label: 'Personnummer', value: '19900704-2386' }];
      return Promise.resolve({ ok: true, value: { fields, clearsAfter: 60 } });
    },
    onWriter: (name: string) => {
      asked.push(name);
      const reply = given.noted
        ? { ok: true, value: { noted: true } }
        : { ok: false, error: { tag: 'storeLocked' } };
      return { result: Promise.resolve(reply), cancel: () => undefined };
    },
    status: () => ({ phase: given.phase }),
  };
  const copy = copyHandlers({ control } as unknown as Context, createCopied(clipboard))['bar.copy'];
  return { copy: (number: string) => copy({ id: 'a'.repeat(32) as never, number }), asked, clipboard };
}

it('AT-7 DE-26 notes the opening in the read log before the text is on the clipboard', async () => {
  const { copy, asked, clipboard } = handlerOf({ noted: true, phase: 'open' });
  expect(await copy('2.2')).toEqual({ ok: true, value: { clearsAfter: 60 } });
  expect([asked, clipboard.text()]).toEqual([['bar.fields', 'opened'], '19900704-2386']);
  expect(await copy('2.3')).toMatchObject({ error: { tag: 'nothingToCopy' } });
});

it.each([
  { noted: false, phase: 'open' },
  { noted: true, phase: 'locked' },
] as const)('DE-26 puts nothing out where %o', async (given) => {
  const { copy, clipboard } = handlerOf(given);
  expect(await copy('2.2')).toMatchObject({ error: { tag: 'storeLocked' } });
  expect(clipboard.text()).toBe('');
});
