// Owns: where the shipped typeface stands under resources/. Must not know what is made of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontBytes } from '../renderer.ts';

/** `resources` is the folder of shipped files; a missing font is a broken installation and throws. */
export function readFontFiles(resources: string): FontBytes {
  const read = (weight: string) => readFileSync(join(resources, 'fonts', `LiberationSans-${weight}.ttf`));
  return { regular: read('Regular'), bold: read('Bold') };
}
