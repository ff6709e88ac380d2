// `npm start`: set-up, build when needed, the window. Without a display on Linux the demo runs instead.
import { hasDisplay } from '../setup/display.mjs';
import { runAttached } from '../setup/child.mjs';
import { setUpElectron } from '../setup/set-up.mjs';
import { say } from '../setup/stage.mjs';
import { ensureBuild } from './build.mjs';
import { run as runDemo } from './demo.mjs';
import { electronArguments } from './launch.mjs';

export async function run(args) {
  if (!hasDisplay()) {
    say(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY), so the demo runs in the terminal instead.',
    );
    return runDemo([]);
  }
  const setUp = await setUpElectron({ display: false });
  await ensureBuild(setUp);
  const uid = process.getuid?.();
  const all = electronArguments({
    folder: setUp.root,
    args,
    uid,
    env: setUp.env,
    platform: process.platform,
  });
  return runAttached(setUp.electron.path, all, { env: setUp.env });
}
