// Owns: five seconds of scrolling, inside the page: how many frames came late. Must not: import; the function is handed over as text.
// The reference: this function runs in the page, the rest of the folder in Node.
/// <reference lib="dom" />

/** Frames that took longer than 32 ms while an element, or an empty list of the same height, was scrolled for five seconds. */
export async function scrollFor(of: { readonly empty: boolean }): Promise<{ late: number; frames: number }> {
  const grid = document.querySelector<HTMLElement>('#case-grid');
  if (grid === null) throw new Error('no list');
  const bare = document.createElement('div');
  if (of.empty) {
    const inside = document.createElement('div');
    inside.style.height = `${grid.scrollHeight}px`;
    bare.style.overflow = 'auto';
    bare.style.height = `${grid.clientHeight}px`;
    bare.append(inside);
    grid.before(bare);
  }
  const scrolled = of.empty ? bare : grid;
  scrolled.scrollTop = 0;
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const started = await frame();
  let [before, late, frames] = [started, 0, 0];
  while (before - started < 5000) {
    scrolled.scrollTop += 80;
    const now = await frame();
    if (now - before > 32) late += 1;
    frames += 1;
    before = now;
  }
  bare.remove();
  return { late, frames };
}
