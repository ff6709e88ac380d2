// The own settings on this computer: what a file may say of panes, and what it may not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { panesSchema } from '../../ipc/app.ts';
import { createSettings } from '../../main/settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, 'settings.json');
const read = (value: unknown) => {
  writeFileSync(path(), JSON.stringify(value));
  return createSettings(path()).read().panes;
};

describe('RE-77 RE-86 what is remembered of panes', () => {
  it('is read again as it was written', () => {
    const panes = {
      decision: { open: ['case' as const, 'paper' as const], shares: { case: 40, paper: 41.5 } },
      review: { beside: true },
    };
    createSettings(path()).save({ panes });
    expect(createSettings(path()).read().panes).toEqual(panes);
  });

  it('is read from a file of version 0.1', () => {
    expect(read({ theme: 'dark', panes: { review: 30, decision: 60 } })).toEqual({
      review: 30,
      decision: 60,
    });
  });

  it.each([
    ['a pane that is not there', { open: ['list', 'trash'] }],
    ['a share that is no number', { shares: { list: 'wide' } }],
    ['a share below what there is', { shares: { list: -4 } }],
    ['a share without end', { shares: { list: 1e300 } }],
    ['more panes than there are', { open: Array.from({ length: 9999 }, () => 'list') }],
    ['another kind of value', 'all'],
    ['a number that is no share', 4000],
  ])('leaves out a view with %s, and keeps the others', (_name, decision) => {
    expect(read({ panes: { decision, review: { beside: true } } })).toEqual({ review: { beside: true } });
    expect(panesSchema.safeParse({ decision }).success).toBe(false);
  });

  it('takes nothing that has no meaning to it', () => {
    expect(read({ panes: { __proto__: 3, kitchen: 40, review: { beside: true, note: 'x' } } })).toEqual({
      review: { beside: true },
    });
    expect(read({ panes: [1, 2] })).toEqual({});
    expect(read({ panes: null, theme: 'dark' })).toEqual({});
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ theme: 'dark' });
  });
});
