// Owns: the runner's commands that give out of a case, and the clean-up of files. Must not: hold a rule.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { CaseId } from '../../../domain/ids.ts';
import { lookupKinds } from '../../../domain/intake/fields.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { GiveInput } from '../../../ipc/disclosure.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { readFontFiles } from '../../pdf/font/files.ts';
import { createRenderer } from '../../pdf/renderer.ts';
import { prepareGiving, recordGiving } from '../../services/disclosure/give-out.ts';
import { cleanUp, givenFiles } from '../../services/disclosure/given-files.ts';
import { takeWorkList } from '../../services/disclosure/work-list.ts';
import { writeGiving } from '../../services/disclosure/write-giving.ts';
import { idsMatching } from '../../services/review/lists.ts';
import type { WriteSession } from '../../services/session.ts';
import { flag, text, type CommandLine, type Usage } from '../arguments.ts';

type Given = { readonly session: WriteSession; readonly line: CommandLine; readonly resourcesDir: string };
type Reply = Promise<Result<object, Problem | Usage>>;

const products = { 'case-file': 'caseFile', account: 'account', 'subject-access': 'subjectAccess' } as const;
const whoms = ['party', 'representative', 'authority', 'other'] as const;
const wrong = {
  tag: 'usage',
  message:
    'disclose --where QUERY --kind case-file|account|subject-access --to party|representative|authority|other --out FILE [--masks FILE] [--machine]',
} as const;
const masksSchema = z.array(
  z.union([
    z.strictObject({ item: z.string(), ground: z.string().min(3) }),
    z.strictObject({ word: z.string().min(2), ground: z.string().min(3) }),
  ]),
);

export const disclosureCommands = {
  disclose: async ({ session, line, resourcesDir }: Given): Reply => {
    const asked = await askedOf(session, line);
    if (!asked.ok) return asked;
    const { input, out } = asked.value;
    const prepared = prepareGiving(session, input);
    if (!prepared.ok) return prepared;
    const renderer = createRenderer(readFontFiles(resourcesDir));
    const written = await writeGiving(renderer, prepared.value, resolve(out));
    if (!written.ok) return written;
    const { files, pages } = written.value;
    const noted = recordGiving(session, { input, permit: prepared.value.permit, files });
    return noted.ok ? ok({ files: files.map(({ path, sha256 }) => ({ path, sha256 })), pages }) : noted;
  },

  'work-list': async ({ session, line }: Given): Reply => {
    const kind = lookupKinds.find((one) => one === text(line.options, 'for'));
    const out = text(line.options, 'out');
    if (!kind || out === undefined)
      return err({ tag: 'usage', message: 'work-list --for register|permits [--where QUERY] --out FILE' });
    const cases = idsMatching(session, text(line.options, 'where') ?? '');
    if (!cases.ok) return cases;
    const taken = await takeWorkList(session, { kind, cases: cases.value }, resolve(out));
    return taken.ok ? ok({ people: taken.value.people, leftOut: taken.value.leftOut }) : taken;
  },

  /** Removes every posted file that is still ours, or with `--all` every file. */
  'clean-up': async ({ session, line }: Given): Reply => {
    const { files } = givenFiles(session, true);
    const wanted = flag(line.options, 'all') ? files : files.filter((file) => file.postedOn !== null);
    return ok(
      await cleanUp(
        session,
        wanted.map((file) => file.id),
      ),
    );
  },
};

async function readMasks(path: string | undefined): Promise<GiveInput['masks'] | undefined> {
  if (path === undefined) return [];
  try {
    const parsed = masksSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

type Asked = { readonly input: GiveInput; readonly out: string };

async function askedOf(session: WriteSession, line: CommandLine): Promise<Result<Asked, Problem | Usage>> {
  const product = Object.entries(products).find(([name]) => name === text(line.options, 'kind'))?.[1];
  const toWhom = whoms.find((one) => one === text(line.options, 'to'));
  const out = text(line.options, 'out');
  const masks = await readMasks(text(line.options, 'masks'));
  if (!product || !toWhom || out === undefined || masks === undefined) return err(wrong);
  const id = oneCase(session, text(line.options, 'where') ?? '');
  if (!id.ok) return id;
  return ok({ input: { id: id.value, product, toWhom, masks, json: flag(line.options, 'machine') }, out });
}

function oneCase(session: WriteSession, where: string): Result<CaseId, Problem> {
  const found = idsMatching(session, where);
  if (!found.ok) return found;
  const [id, ...more] = found.value;
  if (id === undefined) return err({ tag: 'caseNotOpened' });
  return more.length === 0 ? ok(id) : err({ tag: 'severalCases', count: found.value.length });
}
