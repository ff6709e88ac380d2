// Proves: memory stays flat while hostile files are refused. A file of its own, so that nothing else fills the memory.
import { expect, it } from 'vitest';
import { readTable } from '../../main/files/decode.ts';
import { headerRow, textCell, workbook, zeros, zip } from './archives.ts';

/** The most bytes in buffers while the file was read, beyond those before, and how it was refused. */
async function peakWhileReading(bytes: Buffer): Promise<{ refusal: unknown; peak: number }> {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }, 2);
  const result = await readTable({ bytes, name: 'file' });
  clearInterval(sampling);
  return { refusal: result.ok ? 'read' : result.error, peak: most - before };
}

it('counts a bomb beyond 300 MB without keeping what it inflates', async () => {
  const rows = `${headerRow}<row r="2">${textCell('A2', 'JS-1')}</row>`;
  const bomb = zip(workbook([{ name: 'Blad1', rows }], [await zeros('xl/media/image1.png', 310)]));
  expect(bomb.length).toBeLessThan(1_000_000);
  const { refusal, peak } = await peakWhileReading(bomb);
  expect(refusal).toEqual({ tag: 'fileBomb', megabytes: 300 });
  expect(peak).toBeLessThan(200_000_000);
});

it('counts 20 million cells in one record without building them', async () => {
  const bytes = Buffer.concat([Buffer.alloc(40_000_000, 'a;'), Buffer.from('\n1;2\n')]);
  const heap = process.memoryUsage().heapUsed;
  const { refusal } = await peakWhileReading(bytes);
  expect(refusal).toEqual({ tag: 'fileTooManyColumns', max: 200 });
  expect(process.memoryUsage().heapUsed - heap).toBeLessThan(150_000_000);
});
