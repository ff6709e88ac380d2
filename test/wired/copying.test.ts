// Proves DE-26: a copied answer leaves the clipboard after its time, at lock and at the end, and nothing of somebody else's goes.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Clipboard } from '../../main/wired/context.ts';
import { createCopied } from '../../main/wired/copying.ts';

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
