// Two numbers that may be one person, in the window and by keyboard: said by the dry run and the case, compared, and decided.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListIds } from '../../ipc/review.ts';
import { inventedIdentityNumber } from '../../main/demo/numbers.ts';
import { expect, test } from './example.ts';
import { chooseFile, chooseIntake, dryRun, takeIn } from './steps.ts';
import { call, openView, said, settled } from './window.ts';

const pictures = process.env['LOOKED_PICTURES'];

/** A coordination number of the same birth date. */
function coordinationOf(number: string): string {
  const drawn = [Number(number.slice(0, 4)), Number(number.slice(4, 6)), Number(number.slice(6, 8))];
  const random = { between: () => drawn.shift() ?? 0, below: () => 3 };
  return inventedIdentityNumber(random as never, 'female', true);
}

test('CO-12, CO-13, RE-74 two cases that may be one person are compared and said to be two', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, userData, faults } = office;
  const shoot = async (name: string) => {
    if (pictures === undefined) return;
    await settled(page);
    for (const theme of ['dark', 'contrast', 'light']) {
      await page.evaluate((set) => document.documentElement.setAttribute('data-theme', set), theme);
      await page.screenshot({ path: `${pictures}/alike-${name}-${theme}.png` });
    }
  };
  const listed = { query: 'läge:inläst intag:2026-höst', sort: 'name', descending: false };
  const { value } = (await call(page, 'review.ids', listed)) as { readonly value: ListIds };
  const row = value.first.find(
    (one) => one.identityNumber !== null && Number(one.identityNumber.slice(6, 8)) < 32,
  );
  if (!row?.identityNumber) throw new Error('no case');
  const head = 'Ansöknings-ID;Förnamn;Efternamn;Personnummer;Status;Samtycke;Inkom';
  // From another view: the last import's result stands under Intag until it is left.
  const read = async (cells: readonly string[], intake: string) => {
    const path = join(userData, 'portalen.csv');
    await openView(page, 'I dag');
    writeFileSync(path, `${head}\r\n${cells.join(';')};grön;ja;2026-02-11\r\n`);
    await chooseFile(office, { path, asOf: '2026-11-13', kind: 'Ansökningar' });
    await chooseIntake(page, intake);
    await dryRun(page);
  };
  const { givenName, familyName, identityNumber, applicationId } = row;
  await read(['JS-2026A-90001', givenName, familyName, identityNumber], 'Våren 2026');
  await takeIn(page);
  await read(['JS-2026B-90002', familyName, givenName, coordinationOf(identityNumber)], 'Hösten 2026');
  await expect(page.getByText('1 rad gäller kanske samma person som en annan')).toBeVisible();
  await shoot('dry-run');
  await takeIn(page);
  await openView(page, 'Granskning');
  const filter = page.getByRole('combobox', { name: 'Filter' });
  await filter.fill(`ansökan:${applicationId}`);
  await filter.press('Enter');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  await expect(pane.getByText('Kanske samma person som JS-2026B-90002')).toBeVisible();
  await shoot('case');
  const others = pane.getByRole('region', { name: 'Andra ansökningar av samma person' });
  await expect(others).toContainText(/JS-2026A-90001.*Våren 2026.*Inläst.*inkom 2026-02-11/);
  await others.scrollIntoViewIfNeeded();
  await shoot('others');
  await pane.getByRole('button', { name: 'Jämför' }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Motstridiga beslut och uppgifter' }),
  ).toBeVisible();
  const item = page.locator('.conflict-item');
  await expect(item.getByText(/^Kanske samma person som/)).toBeVisible();
  await expect(item.locator('.paper-copy')).toHaveCount(2);
  await expect(item.locator('.is-differing').first()).toContainText('skiljer');
  await shoot('side-by-side');
  const two = item.getByRole('radio', { name: 'Två olika ansökningar' });
  await two.focus();
  await page.keyboard.press('Space');
  await item.getByLabel('Skäl').fill('Syskon, visade var sitt pass');
  await item.getByRole('button', { name: 'Spara beskedet' }).focus();
  await page.keyboard.press('Enter');
  await expect(said(page, 'Sparat: två olika ansökningar.')).toBeVisible();
  await expect(item.getByText(/^Kanske samma person som/)).toHaveCount(0);
  expect(faults).toEqual([]);
});
