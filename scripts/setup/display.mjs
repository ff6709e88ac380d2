// A display for tests on a machine that has none: Xvfb on a free number, ended when we end.
import { spawn } from 'node:child_process';
import { StageFailure } from './stage.mjs';

export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** `{ env, end }`: the variables for children, and how to end the display. */
export async function openDisplay() {
  if (hasDisplay()) return { env: {}, end: () => {} };
  const screen = ['-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-displayfd', '3'];
  const server = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const end = () => {
    process.off('exit', end);
    server.kill();
  };
  process.on('exit', end);
  const number = await displayNumber(server).catch((error) => {
    end();
    throw error;
  });
  return { env: { DISPLAY: `:${number}` }, end };
}

/** One display for each of `many` windows side by side; one where the machine has its own, which windows must share. */
export async function openDisplays(many) {
  if (hasDisplay()) return { env: {}, end: () => {} };
  const opened = await Promise.all(Array.from({ length: many }, () => openDisplay()));
  const names = opened.map(({ env }) => env.DISPLAY);
  return {
    env: { DISPLAY: names[0], SPRANGBRADAN_DISPLAYS: names.join(',') },
    end: () => opened.forEach(({ end }) => end()),
  };
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(new StageFailure('Xvfb did not start', 'Try `Xvfb -displayfd 1` by hand and see what it says.'));
    server.on('error', fail);
    server.on('exit', fail);
    let text = '';
    server.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.endsWith('\n')) resolve(text.trim());
    });
  });
}
