// The work group as its administrator meets it: a colleague invited with roles, a computer put out, who may decide, the sheet.
import { join } from 'node:path';
import { expect, test } from './example.ts';
import { createStore } from './steps.ts';
import {
  answerOpen,
  answerSave,
  openView,
  removeFolder,
  type Running,
  said,
  start,
  temporaryFolder,
} from './window.ts';

const maria = { name: 'Maria Ek', team: 'Jobbsprånget Umeå', passphrase: 'björk regn tunnel safir' };
const jonas = { name: 'Jonas Berg', team: '', passphrase: 'tall dimma broar smaragd' };

async function openGroup({ page }: Running): Promise<void> {
  await openView(page, 'Inställningar');
  await page.getByRole('link', { name: 'Arbetsgruppen', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Arbetsgruppen' })).toBeVisible();
}

/** The colleague's key file, as saved on their own computer. */
async function keyFileOf(folder: string, path: string): Promise<void> {
  const colleague = await start(folder);
  await createStore(colleague, jonas, true);
  await answerSave(colleague.app, path);
  await colleague.page.getByRole('button', { name: 'Spara min nyckelfil …' }).click();
  await expect(said(colleague.page, 'Nyckelfilen är sparad')).toBeVisible();
  await colleague.app.close();
}

test('GR-14 the administrator invites with roles, records who may decide, puts a computer out, makes the sheet', async () => {
  test.setTimeout(180_000);
  const [folder, other] = [temporaryFolder('group'), temporaryFolder('group-other')];
  const keyFile = join(other, 'jonas.sprangbradan-nyckel');
  await keyFileOf(other, keyFile);
  const office = await start(folder);
  const { app, page } = office;
  await createStore(office, maria);

  await test.step('invites a colleague as lead and log reviewer', async () => {
    await openView(page, 'Utbyte');
    await answerOpen(app, keyFile);
    await page.getByRole('button', { name: 'Välj kollegans nyckelfil …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bjud in Jonas Berg' });
    await dialog.getByRole('checkbox', { name: /har läst upp samma sex ord$/ }).check();
    await dialog.getByRole('checkbox', { name: 'samordnare' }).check();
    await dialog.getByRole('checkbox', { name: 'logggranskare' }).check();
    await answerSave(app, join(folder, 'inbjudan.sprangbradan'));
    await dialog.getByRole('button', { name: 'Spara inbjudan …' }).click();
    await expect(dialog.getByText('Sparad: inbjudan.sprangbradan')).toBeVisible();
    await dialog.getByRole('button', { name: 'Stäng' }).click();
    await openGroup(office);
    const line = page.getByRole('listitem').filter({ hasText: 'Jonas Berg' }).first();
    await expect(line).toContainText('handläggare, samordnare, logggranskare');
  });

  await test.step('a shared folder says that nothing is put there before the ground is recorded, and where it is', async () => {
    await openView(page, 'Utbyte');
    await answerOpen(app, other);
    await page.getByRole('button', { name: 'Välj delad mapp …' }).click();
    await page.getByRole('button', { name: 'Byt nu' }).click();
    await expect(said(page, 'Inget läggs i den delade mappen')).toBeVisible();
    await page.getByRole('link', { name: 'Till Utlämnat, där grunden registreras' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Utlämnat' })).toBeVisible();
    await openView(page, 'I dag');
    await expect(page.getByText('Det du har gjort läggs inte i den delade mappen')).toBeVisible();
    await openGroup(office);
  });

  await test.step('records who may decide, and the table says so', async () => {
    await page.getByRole('button', { name: 'Anteckna beslutanderätt …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anteckna beslutanderätt' });
    await expect(dialog.getByText('Det är den första anteckningen.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Anteckna', exact: true })).toBeDisabled();
    await dialog.getByLabel('Källa').fill('Delegationsordning 2026:4');
    await dialog.getByRole('button', { name: 'Anteckna', exact: true }).click();
    await expect(said(page, 'Beslutanderätten för Maria Ek är antecknad.')).toBeVisible();
    await expect(
      page.getByRole('row').filter({ hasText: 'Delegationsordning 2026:4' }).first(),
    ).toContainText('gäller');
  });

  await test.step('puts the colleague’s computer out by the guide, and the key never comes in again', async () => {
    await page.getByLabel('Vad har hänt?').selectOption({ label: 'En dator är borttappad eller stulen' });
    await page.getByRole('button', { name: 'Ta bort en dator …' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Ta bort en dator, Jonas Berg' });
    await dialog.getByLabel('Anteckning (frivillig)').fill('Glömd på tåget');
    await dialog.getByRole('button', { name: 'Ta bort datorn' }).click();
    await expect(said(page, 'Datorn är borttagen ur arbetsgruppen, Jonas Berg.')).toBeVisible();
    const line = page.getByRole('listitem').filter({ hasText: 'Jonas Berg' }).first();
    await expect(line).toContainText('räknas till och med ändring 0');
    await openView(page, 'Utbyte');
    await answerOpen(app, keyFile);
    await page.getByRole('button', { name: 'Välj kollegans nyckelfil …' }).click();
    const again = page.getByRole('dialog', { name: 'Bjud in Jonas Berg' });
    await again.getByRole('checkbox', { name: /har läst upp samma sex ord$/ }).check();
    await again.getByRole('button', { name: 'Spara inbjudan …' }).click();
    await expect(again.getByText('Nyckeln hör till en dator som är borttagen')).toBeVisible();
    await again.getByRole('button', { name: 'Avbryt' }).click();
  });

  await test.step('the agency’s sheet is shown once, and nobody else may leave the group without an administrator', async () => {
    await openGroup(office);
    await page.getByRole('button', { name: 'Gör ett blad …' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Gör myndighetens återställningsblad' });
    await dialog.getByLabel('Var det ligger och vem som svarar för det').fill('Arkivets kassaskåp');
    await dialog.getByRole('button', { name: 'Gör bladet' }).click();
    const sheet = page.getByRole('alertdialog', { name: 'Bladet visas bara nu' });
    const code = await sheet.locator('.group-code').innerText();
    expect(code.length).toBeGreaterThan(20);
    await sheet.getByRole('button', { name: 'Koden är utskriven eller avskriven' }).click();
    await expect(page.getByText('Arkivets kassaskåp').first()).toBeVisible();
    await expect(page.getByText(code)).toHaveCount(0);
    await page.getByRole('button', { name: 'Maria Ek har slutat …' }).click();
    const leave = page.getByRole('alertdialog', { name: 'Har Maria Ek slutat?' });
    await leave.getByRole('button', { name: 'Anteckna' }).click();
    await expect(leave.getByText('Arbetsgruppen behöver någon som kan släppa in kollegor.')).toBeVisible();
    await leave.getByRole('button', { name: 'Avbryt' }).click();
  });

  await test.step('every change stands in the list of changes', async () => {
    const changes = page.getByRole('table', { name: 'Vad som har ändrats i gruppen' });
    await expect(changes.getByRole('rowheader')).toHaveText([
      'Maria Ek gjorde ett återställningsblad för myndigheten.',
      'Maria Ek tog bort en dator, Jonas Berg.',
      /^Maria Ek antecknade att Maria Ek får besluta bifall, avslag från \d/,
      'Maria Ek släppte in Jonas Berg som handläggare, samordnare, logggranskare.',
      'Maria Ek skapade arbetsgruppen Jobbsprånget Umeå.',
    ]);
    await expect(changes.getByRole('row').filter({ hasText: 'Glömd på tåget' })).toHaveCount(1);
  });
  expect(office.faults).toEqual([]);
  await app.close();
  for (const each of [folder, other]) removeFolder(each);
});

test('GR-15 a case is handed over and taken over by keys alone, and stands in I dag until then', async ({
  office,
}) => {
  const { page } = office;
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: /^Lämna över JS-/ });
  await expect(dialog.getByRole('button', { name: 'Lämna över', exact: true })).toBeDisabled();
  await dialog.getByLabel('Vad den som tar över behöver veta').fill('Har ringt. Svar väntas på fredag.');
  await dialog.getByRole('button', { name: 'Lämna över', exact: true }).click();
  await expect(said(page, /^Överlämningen i JS-.* är antecknad\.$/)).toBeVisible();
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  await expect(pane.getByText('Har ringt. Svar väntas på fredag.').first()).toBeVisible();

  await openView(page, 'I dag');
  await expect(page.getByRole('heading', { name: '1 ärende är överlämnat till dig' })).toBeVisible();
  await page.getByRole('table', { name: 'Överlämnade ärenden' }).getByRole('button').click();
  await expect(pane.getByText('Har ringt. Svar väntas på fredag.').first()).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('t');
  await expect(said(page, /^Du har tagit över JS-/)).toBeVisible();
  await expect(pane.getByText(/^Karin Holm tog över ärendet /)).toBeVisible();
  await openView(page, 'I dag');
  await expect(page.getByRole('heading', { name: /överlämna/ })).toHaveCount(0);
  const own = page
    .getByRole('table', { name: 'Kollegor' })
    .getByRole('row')
    .filter({ hasText: 'Karin Holm' });
  await expect(own.getByRole('cell').nth(2)).toHaveText('1');
  expect(office.faults).toEqual([]);
});
