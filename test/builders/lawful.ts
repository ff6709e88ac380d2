// Owns: that a store which services have worked in is sound when the test is done: chains, states, rows, the laws and the papers.
import { join } from 'node:path';
import { expect } from 'vitest';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer, type Renderer } from '../../main/pdf/renderer.ts';
import { createWalker, walkAll } from '../../main/services/proof/walk.ts';
import type { Session } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { watching } from './watching.ts';

let renderer: Renderer | undefined;
const papers = (): Renderer =>
  (renderer ??= createRenderer(readFontFiles(join(import.meta.dirname, '../../resources'))));

export async function expectLawful(session: Session): Promise<void> {
  if (watching.isBroken() || !session.store.db.open) return;
  const record = await walkAll(createWalker(session, papers), { at: 0, by: 'window' }, quietJob);
  const found = (record?.findings ?? []).filter((one) => !watching.isAllowed(one.breach));
  expect(found, 'laws broken at the end of the test').toEqual([]);
}
