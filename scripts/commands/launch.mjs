// The command line of the app: which switches Electron gets where.

/** Arguments for Electron: switches that the machine asks for, then the app's folder, then the user's own. */
export function electronArguments({ folder, args, uid, env, platform }) {
  const waylandOnly = platform === 'linux' && !env.DISPLAY && Boolean(env.WAYLAND_DISPLAY);
  return [
    // Chromium refuses its sandbox to root; every other account keeps it.
    ...(platform === 'linux' && uid === 0 ? ['--no-sandbox'] : []),
    ...(waylandOnly ? ['--ozone-platform=wayland'] : []),
    // Without it the log fills with D-Bus messages that mean nothing to us.
    '--log-level=3',
    folder,
    ...args,
  ];
}
