// Starting other programs: quoting, npm without a shell, signals passed on, nothing left running.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** One argument as cmd.exe reads it back unchanged when a program is started through a shell. */
export function quoteForCmd(argument) {
  if (argument !== '' && !/[\s"&|<>^%()!]/.test(argument)) return argument;
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1');
  return `"${escaped.replace(/%/g, '"^%"')}"`;
}

/** One argument as a POSIX shell reads it back unchanged: for commands that a person is told to copy. */
export function quoteForShell(argument) {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

/** `env` with `folder` first on the search path, under whatever capitals the platform spells it. */
export function withPathFirst(env, folder) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const rest = env[key];
  return { ...env, [key]: rest ? `${folder}${delimiter}${rest}` : folder };
}

/** The full path of a program on the search path, or undefined. */
export function findProgram(name, env = process.env) {
  const key = Object.keys(env).find((entry) => entry.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = (env[key] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * How to start npm: its own script under `node` when npm started us (no shell, no quoting), else by name.
 * `npm.cmd` can only be started through a shell, so its arguments are quoted here.
 */
export function npmCommand(node, args, env = process.env) {
  const script = env.npm_execpath;
  if (script && basename(script) === 'npm-cli.js')
    return { file: node, args: [script, ...args], shell: false };
  if (process.platform !== 'win32') return { file: 'npm', args, shell: false };
  return { file: 'npm.cmd', args: args.map(quoteForCmd), shell: true };
}

/** Runs to the end with output kept; rejects with its last `lines` when the program says no. */
export function runQuiet(file, args, { lines = 15, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new Error(
            `${basename(file)} ended with ${signal ?? code}\n${lastLines(`${stdout}${stderr}`, lines)}`,
          ),
        );
    });
  });
}

/** Runs with our own terminal, passes signals on, and resolves to the exit code. */
export function runAttached(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGTERM', 'SIGHUP'];
    // The terminal itself sends Ctrl+C to the child; we only must outlive it to report its exit code.
    const outlive = () => {};
    for (const signal of signals) process.on(signal, pass);
    process.on('SIGINT', outlive);
    const done = () => {
      for (const signal of signals) process.off(signal, pass);
      process.off('SIGINT', outlive);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
