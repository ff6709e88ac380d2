// Owns: the runner's commands on signed data packages and on who is trusted to sign them. Must not: hold a rule.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isoDateSchema } from '../../../domain/ids.ts';
import { packageLimits } from '../../../domain/package/form.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { defaultLimits } from '../../files/limits.ts';
import { readBounded } from '../../files/read-bounded.ts';
import { checkPackage, takePackage } from '../../services/package/check.ts';
import { trustIssuer } from '../../services/package/issuers.ts';
import { idsMatching } from '../../services/review/lists.ts';
import type { WriteSession } from '../../services/session.ts';
import { text, type CommandLine, type Usage } from '../arguments.ts';

type Given = { readonly session: WriteSession; readonly line: CommandLine };
type Reply = Promise<Result<object, Problem | Usage>>;

const issuerFile = z.strictObject({
  issuer: z.string().min(1).max(300),
  name: z.string().min(1).max(400),
  types: z.array(z.string()).max(20),
  keys: z.array(z.unknown()).min(1).max(10),
  validFrom: isoDateSchema,
  validTo: isoDateSchema.optional(),
  source: z.string().min(3).max(400),
  verified: z.boolean(),
});

export const packageCommands = {
  'check-package': async ({ session, line }: Given): Reply => {
    const [where, file, take] = [
      text(line.options, 'where'),
      text(line.options, 'file'),
      text(line.options, 'fields'),
    ];
    if (where === undefined || file === undefined)
      return err({ tag: 'usage', message: 'check-package --where QUERY --file FILE [--fields a,b]' });
    const cases = idsMatching(session, where);
    if (!cases.ok) return cases;
    const [id, ...more] = cases.value;
    if (id === undefined || more.length > 0)
      return err({ tag: id === undefined ? 'caseNotOpened' : 'severalCases' });
    const bytes = await readBounded(file, { ...defaultLimits, fileBytes: packageLimits.characters });
    if (!bytes.ok) return bytes;
    if (bytes.value.length > packageLimits.characters) return err({ tag: 'packageTooLarge' });
    const written = bytes.value.toString('utf8').replace(/^\uFEFF/, '');
    if (take === undefined) return checkPackage(session, { id, text: written });
    const heads = [...session.ledger.caseState(id).heads];
    return takePackage(session, { id, heads, text: written, fields: take.split(',') });
  },

  'trust-issuer': async ({ session, line }: Given): Reply => {
    const file = text(line.options, 'file');
    if (file === undefined) return err({ tag: 'usage', message: 'trust-issuer --file FILE' });
    const read = issuerFile.safeParse(await readJson(file));
    if (!read.success) return err({ tag: 'keysUnreadable' });
    const done = trustIssuer(session, { ...read.data, keys: JSON.stringify(read.data.keys) });
    return done.ok ? ok(done.value) : done;
  },
};

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
