// `npm run screens`: remakes the pictures in docs/screens from the running app.
import { openDisplay } from '../setup/display.mjs';
import { setUpElectron } from '../setup/set-up.mjs';
import { ensureBuild } from './build.mjs';
import { runPlaywright } from './suites.mjs';

const SCREENS = { name: 'screens', folders: ['test/e2e'], ending: /\.screens\.ts$/, project: 'screens' };

export async function run() {
  const setUp = await setUpElectron({ display: true });
  await ensureBuild(setUp);
  const display = await openDisplay();
  try {
    const suite = { ...SCREENS, env: display.env };
    const { failed } = await runPlaywright(setUp, suite);
    return failed === 0 ? 0 : 1;
  } finally {
    display.end();
  }
}
