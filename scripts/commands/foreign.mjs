// `npm run test:foreign`: our files read by programs that are not ours, and theirs by us.
import { findProgram } from '../setup/child.mjs';
import { setUpTools } from '../setup/set-up.mjs';
import { say } from '../setup/stage.mjs';
import { addUp, close } from './report.mjs';
import { runVitest } from './suites.mjs';

/** Debian's package and the programs of it that the tests call. */
const FOREIGN = {
  age: ['age', 'age-keygen'],
  qpdf: ['qpdf'],
  'poppler-utils': ['pdftotext', 'pdfinfo'],
  'libreoffice-calc-nogui': ['soffice'],
};

/** The packages of which a program is missing. */
export function missingPackages(find) {
  return Object.keys(FOREIGN).filter((name) => FOREIGN[name].some((program) => find(program) === undefined));
}

export async function run() {
  const setUp = await setUpTools();
  const missing = missingPackages((name) => findProgram(name));
  for (const name of missing) say(`${name} is missing. Run: sudo apt-get install -y ${name}`);
  const suite = { name: 'foreign', folders: ['test/foreign'], config: 'test/foreign/vitest.config.ts' };
  const count = missing.length === 0 ? await runVitest(setUp, suite) : { passed: 0, failed: 0 };
  return close('test:foreign', addUp([count, { passed: 0, failed: missing.length }]));
}
