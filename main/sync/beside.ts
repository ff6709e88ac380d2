// Owns: how files with issued documents are named beside a sealed file that is carried by hand (SY-40), and finding them there.
// Must not: read them, or take the place of a file that is there.
import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const ending = '.sprangbradan';
/** More than this beside one file are left for the person to choose. */
const mostBeside = 200;

function stemOf(path: string): string {
  const name = basename(path);
  return name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name;
}

function beside(path: string, number: number): string {
  return join(dirname(path), `${stemOf(path)}.handlingar-${number}${ending}`);
}

/** The first such name that nothing has: an earlier file may not have been picked up yet. */
export async function freeBeside(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = beside(path, number);
    if (!(await isThere(name))) return name;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

/** In the order they were written; none when the folder cannot be read. */
export async function documentsBeside(path: string): Promise<string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  const start = `${stemOf(path)}.handlingar-`;
  const found = names.flatMap((name) => {
    if (!name.startsWith(start) || !name.endsWith(ending)) return [];
    const number = name.slice(start.length, -ending.length);
    return /^[1-9][0-9]{0,5}$/.test(number) ? [Number(number)] : [];
  });
  return found
    .sort((a, b) => a - b)
    .slice(0, mostBeside)
    .map((number) => beside(path, number));
}
