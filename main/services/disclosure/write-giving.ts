// Owns: drawing and writing what was prepared to be given out. Must not: open the store; it runs where PDFs are made.
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Permit } from '../../../domain/disclosure/grounds.ts';
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { writeOut } from '../../files/write-out.ts';
import type { Rendered, Renderer } from '../../pdf/renderer.ts';
import type { GivenOut, Prepared } from './prepared.ts';

export type Written = { readonly files: readonly GivenOut[]; readonly pages: number };

/** The PDF at `path`, the JSON beside it. A JSON that is there already is somebody's: ours gets another name. */
export async function writeGiving(
  renderer: Renderer,
  { permit, documents, json }: Pick<Prepared, 'permit' | 'documents' | 'json'>,
  path: string,
): Promise<Result<Written, Problem>> {
  const rendered = await renderShortest(renderer, documents);
  if (!rendered.ok) return rendered;
  const pdf = await writeOut(permit, path, rendered.value.bytes);
  const files: GivenOut[] = [{ ...pdf, format: 'pdf' }];
  if (json !== null) files.push(await writeJson(permit, await freePath(path, 'json'), json));
  return ok({ files, pages: rendered.value.pages });
}

async function writeJson(permit: Permit, path: string, json: string): Promise<GivenOut> {
  return { ...(await writeOut(permit, path, Buffer.from(json, 'utf8'))), format: 'json' };
}

/** The first that is one page; the last when none is. */
async function renderShortest(
  renderer: Renderer,
  documents: readonly ComposedDocument[],
): Promise<Result<Rendered, Problem>> {
  let last: Result<Rendered, Problem> = err({ tag: 'documentIncomplete' });
  for (const document of documents) {
    const rendered = await renderer.renderDocument(document);
    last = rendered.ok ? rendered : err({ tag: 'missingGlyph', characters: rendered.error.characters });
    if (!last.ok || last.value.pages === 1) return last;
  }
  return last;
}

async function freePath(path: string, ending: string): Promise<string> {
  const stem = join(dirname(path), basename(path).replace(/\.pdf$/i, ''));
  for (let index = 1; ; index += 1) {
    const free = index === 1 ? `${stem}.${ending}` : `${stem}-${index}.${ending}`;
    try {
      await access(free);
    } catch {
      return free;
    }
  }
}
