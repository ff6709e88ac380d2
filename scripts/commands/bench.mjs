// `npm run bench`: figures on the real Electron, so the app is built and a display is there first.
import { openDisplay } from '../setup/display.mjs';
import { setUpElectron } from '../setup/set-up.mjs';
import { ensureBuild } from './build.mjs';
import { runTypescript } from './typescript.mjs';

export async function run(args) {
  const setUp = await setUpElectron({ display: true });
  await ensureBuild(setUp);
  const display = await openDisplay();
  try {
    return await runTypescript('scripts/bench.ts', args, { ...setUp.electron.env, ...display.env });
  } finally {
    display.end();
  }
}
