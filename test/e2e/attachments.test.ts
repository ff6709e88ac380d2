// Files are attached, shown beside their case and taken away, by keyboard: a PDF and a picture drawn in the shut-in window, what is no
// such file refused, and nothing run or fetched.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { pdfFile, pngFile } from '../builders/attached.ts';
import { faultsOf } from './axe.ts';
import { createStore } from './steps.ts';
import { call, openView, removeFolder, said, settled, start, temporaryFolder } from './window.ts';

const pictures = process.env['WORK_PICTURES'];
const fixtures = join(import.meta.dirname, '../fixtures/attachments');

/** One dialog of the system answers with all of them. */
async function answerSeveral(app: ElectronApplication, filePaths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] });
  }, filePaths);
}

/** How many points of the drawn page are dark: none while nothing is drawn. */
function inkOn(page: Page): Promise<number> {
  return page.locator('canvas.viewer-page').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const points = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let dark = 0;
    for (let at = 0; at < points.length; at += 4)
      if ((points[at] ?? 255) < 100 && points[at + 3] === 255) dark += 1;
    return dark;
  });
}

test('AT-1 AT-2 AT-6 AT-8 files are attached, shown beside the case and taken away by keyboard', async () => {
  test.setTimeout(240_000);
  const [userData, folder] = [temporaryFolder('bilagor'), temporaryFolder('filer')];
  const running = await start(userData);
  const { app, page, faults } = running;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await createStore(running, { name: 'Åsa Prov', team: 'Provgruppen', passphrase: 'en lång prov-fras' });
  const name = { givenName: 'Hend', familyName: 'Silva' };
  const fields = { ...name, personalIdentityNumber: '19900704-2386', consent: true };
  const entered = { intake: '2026-autumn', applicationId: 'JS-2026B-00001', fields };
  expect(await call(page, 'intake.enterCase', entered)).toMatchObject({ ok: true });
  const files = {
    'examensbevis från KTH.pdf': pdfFile(['Examensbevis', 'Andra sidan']),
    'kort.jpg': pngFile(600, 400),
    'bild.png': Buffer.from('<svg onload="alert(1)"/>'),
  };
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  await answerSeveral(app, paths);

  const dialog = page.getByRole('dialog');
  const attached = page.getByRole('region', { name: 'Bilagor' });
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'Bifoga filer …' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(dialog.getByText('Filen är inte PDF, PNG eller JPEG', { exact: false })).toBeVisible();
  const [diploma, card] = [dialog.getByRole('group').nth(0), dialog.getByRole('group').nth(1)];
  await expect(dialog.getByRole('button', { name: 'Bifoga 2 filer' })).toBeDisabled();
  await diploma.getByLabel('Vad det är').selectOption({ label: 'examensbevis' });
  await diploma.getByLabel('Hur det är verifierat').selectOption({ label: 'hos utfärdaren' });
  await diploma.getByLabel('Utfärdare (frivilligt)').fill('KTH');
  await diploma.getByLabel('Dokumentets dag (frivilligt)').fill('20240610');
  await card.getByLabel('Vad det är').selectOption({ label: 'id-handling' });
  await shoot('attach');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Bifoga 2 filer' }).press('Enter');
  await expect(said(page, '2 filer är bifogade i JS-2026B-00001.')).toBeVisible();
  await expect(attached.getByText('verifierad hos utfärdaren')).toBeVisible();
  await expect(attached.getByText('inte verifierad')).toBeVisible();
  await attached.scrollIntoViewIfNeeded();
  await shoot('attached');

  const show = attached.getByRole('button', { name: 'Visa examensbevis från KTH.pdf' });
  await show.press('Enter');
  const viewer = page.getByRole('region', { name: 'Bilagan examensbevis från KTH.pdf' });
  await expect(viewer).toBeFocused();
  await expect(viewer.getByText('Sida 1 av 2')).toBeVisible();
  await expect.poll(() => inkOn(page)).toBeGreaterThan(300);
  await expect(viewer.getByText('Examensbevis', { exact: true })).toBeAttached();
  await shoot('pdf');
  expect(await faultsOf(page)).toEqual([]);
  await viewer.getByRole('group').focus();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText('Sida 2 av 2')).toBeVisible();
  await expect(viewer.getByText('Andra sidan', { exact: true })).toBeAttached();
  await page.keyboard.press('+');
  await shoot('pdf-larger');
  await page.keyboard.press('F6');
  await expect(page.locator('#case-pane')).toBeFocused();
  await page.keyboard.press('F6');
  await expect(viewer).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(show).toBeFocused();

  await attached.getByRole('button', { name: 'Visa kort.jpg' }).press('Enter');
  const picture = page.getByRole('img', { name: 'Bilagan kort.jpg som bild' });
  await expect.poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(600);
  await shoot('picture');
  const address = (await picture.getAttribute('src')) ?? '';
  // Another address than the one that was given shows nothing.
  const other = await page.evaluate(
    async (path) => {
      const image = new Image();
      image.src = path;
      return image.decode().then(
        () => 'shown',
        () => 'nothing',
      );
    },
    `${address.slice(0, -4)}0000`,
  );
  expect(other).toBe('nothing');
  await page.keyboard.press('Escape');

  await attached.getByRole('button', { name: 'Ändra uppgifter om kort.jpg' }).press('Enter');
  await dialog.getByLabel('Hur det är verifierat').selectOption({ label: 'mot originalet' });
  await shoot('describe');
  await dialog.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
  await expect(attached.getByText('verifierad mot originalet')).toBeVisible();
  await attached.getByRole('button', { name: 'Ta bort kort.jpg' }).press('Enter');
  await dialog.getByLabel('Varför').fill('Gäller någon annan');
  await shoot('remove');
  await dialog.getByRole('button', { name: 'Ta bort', exact: true }).press('Enter');
  await expect(attached.getByText('1 borttagen bilaga')).toBeVisible();
  await expect(attached.getByRole('button', { name: 'Visa kort.jpg' })).toHaveCount(0);
  await shoot('removed');

  if (pictures !== undefined) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await show.press('Enter');
    await expect.poll(() => inkOn(page)).toBeGreaterThan(300);
    await shoot('pdf-dark');
    await page.keyboard.press('Escape');
    await answerSeveral(app, paths.slice(1, 2));
    await page.keyboard.press('p');
    await expect(dialog).toBeVisible();
    await shoot('attach-dark');
    await page.keyboard.press('Escape');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    await show.press('Enter');
    await expect.poll(() => inkOn(page)).toBeGreaterThan(300);
    await viewer.scrollIntoViewIfNeeded();
    await shoot('pdf-twice');
  }
  expect(
    requested.filter(
      (url) =>
        !url.startsWith('app://sprangbradan/') && !url.startsWith('data:') && !url.startsWith('blob:app://'),
    ),
  ).toEqual([]);
  expect(faults.filter((text) => !text.includes('404'))).toEqual([]);
  await app.close();
  removeFolder(userData);
  removeFolder(folder);
});

test('AT-8 scanned pages and photos are drawn, and what cannot be drawn says so in words', async () => {
  test.setTimeout(240_000);
  const userData = temporaryFolder('skannat');
  const running = await start(userData);
  const { app, page, faults } = running;
  await createStore(running, { name: 'Åsa Prov', team: 'Provgruppen', passphrase: 'en lång prov-fras' });
  const name = { givenName: 'Hend', familyName: 'Silva' };
  const fields = { ...name, personalIdentityNumber: '19900704-2386', consent: true };
  const entered = { intake: '2026-autumn', applicationId: 'JS-2026B-00001', fields };
  expect(await call(page, 'intake.enterCase', entered)).toMatchObject({ ok: true });
  writeFileSync(join(userData, 'blank.pdf'), pdfFile(['']));
  const scans = ['scanned-jbig2.pdf', 'scanned-jpeg2000.pdf', 'scanned-cut.pdf', 'with-password.pdf'];
  await answerSeveral(app, [
    ...[...scans, 'photo.jpg'].map((name) => join(fixtures, name)),
    join(userData, 'blank.pdf'),
  ]);
  const dialog = page.getByRole('dialog');
  const attached = page.getByRole('region', { name: 'Bilagor' });
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'Bifoga filer …' })).toBeVisible();
  await page.keyboard.press('p');
  for (let at = 0; at < scans.length + 2; at += 1)
    await dialog.getByRole('group').nth(at).getByLabel('Vad det är').selectOption({ label: 'examensbevis' });
  await dialog.getByRole('button', { name: 'Bifoga 6 filer' }).press('Enter');
  const open = async (name: string) => {
    await attached.getByRole('button', { name: `Visa ${name}` }).press('Enter');
    const viewer = page.getByRole('region', { name: `Bilagan ${name}` });
    await expect(viewer).toBeFocused();
    return viewer;
  };
  for (const name of ['scanned-jbig2.pdf', 'scanned-jpeg2000.pdf']) {
    const viewer = await open(name);
    await expect.poll(() => inkOn(page)).toBeGreaterThan(100);
    await expect(viewer.locator('.viewer-note')).toHaveCount(0);
    await page.keyboard.press('Escape');
  }
  const told: readonly (readonly [string, RegExp])[] = [
    ['scanned-cut.pdf', /^En bild på sidan går inte att visa\./],
    ['with-password.pdf', /^Filen är låst med ett lösenord/],
    ['blank.pdf', /^Sidan är tom, eller/],
  ];
  for (const [name, sentence] of told) {
    const viewer = await open(name);
    await expect(viewer.getByText(sentence)).toBeVisible();
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
    await page.keyboard.press('Escape');
  }
  await open('photo.jpg');
  const picture = page.getByRole('img', { name: 'Bilagan photo.jpg som bild' });
  await expect
    .poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(200);
  expect(faults).toEqual([]);
  await app.close();
  removeFolder(userData);
});
