// The example store of “Prova med exempeluppgifter”, made once per worker in the window itself and copied for each test.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { removeFolder, type Running, start, temporaryFolder } from './window.ts';

type Made = {
  /** A user folder that nobody writes in. */
  readonly folder: string;
  readonly passphrase: string;
  readonly day: string;
};
type WorkerFixtures = { readonly example: Made };
type Fixtures = {
  /** The program, open on a copy of the example store. */
  readonly office: Running;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  example: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures this one needs: none
    async ({}, use) => {
      const folder = temporaryFolder('example');
      const { app, page } = await start(folder);
      await page.getByRole('button', { name: /^Prova med exempeluppgifter/ }).click();
      await page.getByRole('button', { name: 'Gör exempeluppgifter' }).click();
      await expect(page.getByRole('heading', { name: 'Exempeluppgifterna är klara' })).toBeVisible({
        timeout: 150_000,
      });
      const passphrase = (await page.locator('.recovery-code').innerText()).trim();
      await page.getByRole('button', { name: 'Öppna' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'I dag' })).toBeVisible();
      await app.close();
      await use({ folder, passphrase, day: exampleDay });
      removeFolder(folder);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  office: async ({ example }, use) => {
    const userData = temporaryFolder('office');
    for (const name of ['example', 'settings.json'])
      cpSync(join(example.folder, name), join(userData, name), { recursive: true });
    const running = await start(userData, { SPRANGBRADAN_TODAY: exampleDay });
    await expect(running.page.getByRole('heading', { level: 1, name: 'I dag' })).toBeVisible();
    await use(running);
    await running.app.close();
    removeFolder(userData);
  },
});

/** The legal day on which the example's work stands; it may be set for example stores only. */
export const exampleDay = '2026-11-13';

export { expect };
