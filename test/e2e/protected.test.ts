// A person with protected identity as a named holder meets the case: named, marked, opened for a reason, worked on, closed again.
import { readFileSync } from 'node:fs';
import { expect, test } from './example.ts';
import { filesUnder, openView, said, settled } from './window.ts';

const pictures = process.env['PROTECTED_PICTURES'];

test('GR-25 a named holder opens the case behind a stub for a reason, and closing it leaves the stub', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults, userData } = office;
  const shoot = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Inställningar');
  await page.getByRole('link', { name: 'Arbetsgruppen', exact: true }).click();
  await expect(page.getByText('Ingen är utsedd')).toBeVisible();
  await page.getByRole('button', { name: 'Ändra vilka …' }).click();
  const naming = page.getByRole('alertdialog');
  await expect(naming.getByRole('button', { name: 'Spara', exact: true })).toBeDisabled();
  await naming.getByRole('checkbox').first().check();
  await naming.getByLabel('Källa').fill('Beslut 7');
  await shoot('naming');
  await naming.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(said(page, 'Ändringen är sparad.')).toBeVisible();
  await expect(page.getByText('Bara en är utsedd.', { exact: false })).toBeVisible();

  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  await pane.getByRole('button', { name: 'Skyddade personuppgifter …' }).click();
  const marking = page.getByRole('alertdialog');
  await marking.getByLabel(/^Jag vet att uppgifterna försvinner/).check();
  await marking.getByRole('button', { name: 'Märk och ta bort uppgifterna' }).click();
  await expect(said(page, /är märkt. Uppgifterna om personen är borta/)).toBeVisible({ timeout: 60_000 });

  await pane.getByRole('button', { name: 'Öppna ärendet …' }).click();
  const asking = page.getByRole('dialog');
  await expect(asking.getByRole('button', { name: 'Öppna', exact: true })).toBeDisabled();
  await asking.getByRole('radio', { name: 'Handlägga ärendet' }).check();
  await shoot('asking');
  await asking.getByRole('button', { name: 'Öppna', exact: true }).click();
  await expect(pane.getByText('Se till att ingen annan ser skärmen.', { exact: false })).toBeVisible();
  await pane.getByRole('button', { name: 'Skriv en uppgift' }).click();
  const fact = page.getByRole('dialog');
  await fact.getByLabel('Uppgift', { exact: true }).selectOption({ label: 'Efternamn' });
  await fact.getByLabel('Värde').fill('Dolddotter');
  await fact.getByRole('button', { name: 'Spara uppgiften' }).click();
  await expect(pane.getByText('Dolddotter').first()).toBeVisible();
  await pane.getByLabel('Ny anteckning').fill('Ring inte hem.');
  await pane.getByRole('button', { name: 'Spara anteckningen' }).click();
  await expect(pane.getByText('Ring inte hem.').first()).toBeVisible();
  await settled(page);
  await shoot('opened');

  await pane.getByRole('button', { name: 'Stäng ärendet' }).click();
  await expect(page.getByText('Dolddotter')).toHaveCount(0);
  await expect(page.getByText('Ring inte hem.')).toHaveCount(0);
  // Not in a log, a cache or a crash dump either: what is written of the person lies in the encrypted store alone.
  const left = filesUnder(userData);
  expect(left.some((file) => file.endsWith('store.db'))).toBe(true);
  const holds = (file: string) =>
    ['latin1', 'utf16le'].some((code) =>
      /Dolddotter|Ring inte hem/.test(readFileSync(file).toString(code as 'latin1')),
    );
  expect(left.filter(holds)).toEqual([]);
  expect(faults).toEqual([]);
});
