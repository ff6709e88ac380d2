// Since one looked, in the window and by keyboard: a file withdraws an application that was looked at; the case says so until “Sett”.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListIds } from '../../ipc/review.ts';
import { expect, test } from './example.ts';
import { chooseFile, chooseIntake, readIn } from './steps.ts';
import { call, openView, settled } from './window.ts';

const pictures = process.env['LOOKED_PICTURES'];
/** A second in sight is a look. */
const aLook = 1300;

test('RE-70, RE-71, RE-73 a case says what a file has changed since it was looked at', async ({ office }) => {
  test.setTimeout(180_000);
  const { page, userData, faults } = office;
  const shoot = async (name: string) => {
    if (pictures === undefined) return;
    await settled(page);
    await page.screenshot({ path: `${pictures}/looked-${name}.png` });
  };
  const listed = { query: 'läge:behörig intag:2026-höst', sort: 'name', descending: false };
  const { value } = (await call(page, 'review.ids', listed)) as { readonly value: ListIds };
  const [row] = value.first;
  if (row === undefined) throw new Error('no case');
  await openView(page, 'Granskning');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const filter = page.getByRole('combobox', { name: 'Filter' });
  /** Until the list shows so many, its head not counted. */
  const find = async (text: string, rows: number) => {
    await filter.fill(text);
    await filter.press('Enter');
    if (rows > 0) await expect(page.getByRole('grid').getByRole('row')).toHaveCount(rows + 1);
  };
  const notice = pane.getByText(/^Ändrat sedan du tittade/);
  await find(`ansökan:${row.applicationId}`, 1);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(pane.getByRole('heading', { level: 2 })).toContainText(row.familyName);
  await page.waitForTimeout(aLook);
  await expect(notice).toHaveCount(0);
  await openView(page, 'I dag');
  const head = 'Ansöknings-ID;Förnamn;Efternamn;Personnummer;Status;Telefon;Samtycke;Återtagen';
  const cells = [row.applicationId, row.givenName, row.familyName, row.identityNumber];
  const path = join(userData, 'portalen.csv');
  writeFileSync(path, `${head}\r\n${cells.join(';')};röd;070-1740699;ja;ja\r\n`);
  await chooseFile(office, { path, asOf: '2026-11-13', kind: 'Ansökningar' });
  await chooseIntake(page, 'Hösten 2026');
  await readIn(page);
  await openView(page, 'Granskning');
  await find('nytt:ja', 1);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(notice).toBeVisible();
  const lines = pane.locator('.since').first().getByRole('listitem');
  await expect(lines.first()).toContainText(/Ansökan återtagen.*→ Ja.*Importen 2026-11-13, Portalens fil/);
  await expect(lines.nth(1)).toContainText('→ Röd');
  await shoot('notice');
  if (pictures !== undefined) {
    // Not by the settings' page: leaving the case ends the look.
    for (const theme of ['dark', 'contrast', 'light']) {
      await page.evaluate((set) => document.documentElement.setAttribute('data-theme', set), theme);
      await shoot(theme);
    }
  }
  await page.waitForTimeout(aLook);
  await pane.getByRole('button', { name: 'Sett' }).focus();
  await page.keyboard.press('Enter');
  await expect(notice).toHaveCount(0);
  await expect(pane).toBeFocused();
  await find('nytt:ja ', 0);
  await expect(page.getByText('Inget ärende passar filtret')).toBeVisible();
  expect(faults).toEqual([]);
});
