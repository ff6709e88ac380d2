// The work group as its administrator meets it: a colleague invited with roles, a computer put out, who may decide, the sheet.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './example.ts';
import { createStore, give, receive } from './steps.ts';
import {
  answerOpen,
  answerSave,
  call,
  openView,
  removeFolder,
  resize,
  type Running,
  said,
  start,
  temporaryFolder,
} from './window.ts';

const pictures = process.env['GROUP_PICTURES'];
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

test('GR-26 with every computer gone, the sheet and the files build the group again, by keys alone', async () => {
  test.setTimeout(180_000);
  const [folder, other, fresh] = ['sheet', 'sheet-other', 'sheet-new'].map(temporaryFolder);
  if (folder === undefined || other === undefined || fresh === undefined) throw new Error('no folder');
  const files = join(other, 'delat');
  mkdirSync(files);
  const code = await leaveFiles(folder, other, join(files, 'till-jonas.sprangbradan'));
  writeFileSync(join(files, 'annat.sprangbradan'), 'inte en låst fil');

  const { app, page, faults } = await start(fresh);
  const shoot = (name: string) => shootThemes(app, page, name);
  const type = (text: string) => page.keyboard.type(text);
  const tabTo = async (target: Locator) => {
    for (let step = 0; step < 40; step += 1) {
      if (await target.evaluate((one) => one === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('not reached by Tab');
  };
  const pressed = async (name: string | RegExp) => {
    await tabTo(page.getByRole('button', { name }));
    await page.keyboard.press('Enter');
  };
  await shoot('start');
  await pressed(/^Bygg upp en förlorad arbetsgrupp/);
  await expect(
    page.getByRole('heading', { level: 1, name: 'Bygg upp en förlorad arbetsgrupp' }),
  ).toBeVisible();

  await test.step('the whole way stands there, since nobody can open the guide inside', async () => {
    await tabTo(page.getByText('Alla datorer är borta', { exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Bestäm vilken enda dator gruppen ska byggas upp på\./)).toBeVisible();
    await shoot('steps');
    await page.keyboard.press('Enter');
  });

  await test.step('what is lacking and what is wrong is said, and nothing is kept', async () => {
    await tabTo(page.getByLabel('Kod från myndighetens blad'));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Skriv koden från myndighetens återställningsblad.')).toBeVisible();
    await expect(page.getByText('Välj mappen där de låsta filerna ligger')).toBeVisible();
    await answerOpen(app, other);
    await pressed('Välj mapp med låsta filer …');
    await expect(page.getByText(/: 0 låsta filer$/)).toBeVisible();
    await tabTo(page.getByLabel('Kod från myndighetens blad'));
    await type(`${code}X`);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Återställningskoden stämmer inte.')).toBeVisible();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Ingen låst fil finns där.')).toBeVisible();
    await shoot('refused');
  });

  await test.step('what comes back is shown before anything is built, with the file that is left out', async () => {
    await answerOpen(app, files);
    await pressed('Välj mapp med låsta filer …');
    await expect(page.getByText('delat: 2 låsta filer')).toBeVisible();
    await pressed('Visa vad som går att få tillbaka');
    await expect(page.getByText('En del saknas. Längre ned står vad.')).toBeVisible();
    const lines = page.getByRole('listitem');
    await expect(
      lines.filter({ hasText: /^Arbetsgruppen Jobbsprånget Umeå med Maria Ek, Jonas Berg\.$/ }),
    ).toHaveCount(1);
    await expect(lines.filter({ hasText: /^1 ärende\.$/ })).toHaveCount(1);
    await expect(lines.filter({ hasText: /^Maria Ek: 1 fil, från / })).toHaveCount(1);
    await expect(lines.filter({ hasText: /^Jonas Berg: ingen fil\./ })).toHaveCount(1);
    await expect(lines.filter({ hasText: /^annat\.sprangbradan är skadad/ })).toHaveCount(1);
    expect(readdirSync(fresh).filter((name) => name.includes('store'))).toEqual([]);
  });

  await test.step('a name that is taken, and a person who has not asked around, are held up', async () => {
    await tabTo(page.getByLabel('Ditt namn'));
    await type('Jonas Berg');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Jonas Berg finns redan i gruppen.')).toBeVisible();
    await expect(page.getByText('Ta reda på om någon annan har gruppen')).toBeVisible();
    await shoot('form');
    await tabTo(page.getByLabel('Ditt namn'));
    await page.keyboard.press('Control+a');
    await type('Disa Falk');
    for (const label of ['Lösenfras', 'Lösenfrasen en gång till']) {
      await tabTo(page.getByLabel(label, { exact: true }));
      await type('lind vinter kupol opal');
    }
    await tabTo(page.getByRole('checkbox', { name: /^Ingen annan dator har gruppen nu/ }));
    await page.keyboard.press('Space');
    await pressed('Bygg upp gruppen');
  });

  await test.step('the new store’s own code is noted, then it is told what came back and what to do', async () => {
    await expect(page.getByRole('heading', { name: 'Ditt återställningsblad' })).toBeVisible();
    const own = (await page.locator('.recovery-code').innerText()).replaceAll('-', '').trim();
    await tabTo(page.getByLabel(/^Skriv de 4 sista tecknen/));
    await type(own.slice(-4));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Arbetsgruppen är uppbyggd' })).toBeVisible();
    await expect(page.getByText(/med Maria Ek, Jonas Berg, Disa Falk\.$/)).toBeVisible();
    await shoot('done');
    await pressed('Till Arbetsgruppen');
    await expect(page.getByRole('heading', { level: 1, name: 'Arbetsgruppen' })).toBeVisible();
    await expect(page.getByText('Disa Falk (du)').first()).toBeVisible();
    await expect(
      page.getByText(/^Myndighetens blad släppte in Disa Falk som handläggare, samordnare, administratör\.$/),
    ).toBeVisible();
  });
  expect(faults).toEqual([]);
  await app.close();
  for (const each of [folder, other, fresh]) removeFolder(each);
});

test('ADR 27 who meets a group that was built twice is told so, in Ta emot, in Utbyte and in I dag', async () => {
  test.setTimeout(240_000);
  const [folder, other] = [temporaryFolder('twice'), temporaryFolder('twice-other')];
  const files = join(other, 'delat');
  mkdirSync(files);
  const first = join(files, 'till-jonas.sprangbradan');
  const code = await leaveFiles(folder, other, first);
  const given = new Map<string, string>();
  for (const name of ['Disa Falk', 'Eva Lind']) {
    const place = temporaryFolder('twice-built');
    const built = await start(place);
    await answerOpen(built.app, files);
    await call(built.page, 'keeping.findSealed');
    await call(built.page, 'keeping.rebuildBySheet', { code, name, passphrase: 'lind vinter kupol opal' });
    await built.page.reload();
    const file = join(other, `${name}.sprangbradan`);
    await give(built, 'Jonas Berg', file);
    given.set(name, file);
    await built.app.close();
    removeFolder(place);
  }

  const colleague = await start(other);
  const { app, page } = colleague;
  await page.getByLabel('Lösenfras').fill(jonas.passphrase);
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click();
  await openView(page, 'Utbyte');
  await answerOpen(app, join(folder, 'inbjudan.sprangbradan'));
  await page.getByRole('button', { name: 'Gå med i en arbetsgrupp …' }).click();
  await page.getByRole('checkbox', { name: /Orden är desamma/ }).check();
  await page.getByRole('button', { name: 'Gå med', exact: true }).click();
  await expect(said(page, 'Du är nu med i Jobbsprånget Umeå.')).toBeVisible();
  for (const [from, file] of [
    ['Maria Ek', first],
    ['Disa Falk', given.get('Disa Falk') ?? ''],
  ] as const) {
    await openView(page, 'I dag');
    await receive(colleague, from, file);
    await page.getByRole('button', { name: 'Ta emot ändringarna' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Mottaget från ${from}` })).toBeVisible();
  }

  await openView(page, 'I dag');
  await openView(page, 'Utbyte');
  await answerOpen(app, given.get('Eva Lind') ?? '');
  await page.getByRole('button', { name: 'Ta emot …' }).click();
  await expect(page.getByText('Myndighetens återställningsblad har använts på två datorer')).toBeVisible();
  await expect(page.getByText(/^Fil från Eva Lind, /)).toBeVisible();
  await expect(page.getByText('inget från Eva Lind går att ta emot här', { exact: false })).toBeVisible();
  await shootThemes(app, page, 'twice');
  await openView(page, 'I dag');
  await expect(page.getByText('Arbetsgruppen finns i två former')).toBeVisible();
  await shootThemes(app, page, 'twice-today');
  await page.getByRole('button', { name: 'Läs vad ni gör nu' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Utbyte' })).toBeVisible();
  expect(colleague.faults).toEqual([]);
  await app.close();
  for (const each of [folder, other]) removeFolder(each);
});

/** Maria's group with Jonas in it and one case: a sheet, and one file with everything. Gives the sheet's code. */
async function leaveFiles(folder: string, other: string, file: string): Promise<string> {
  const keyFile = join(other, 'jonas.sprangbradan-nyckel');
  await keyFileOf(other, keyFile);
  const office = await start(folder);
  const { app, page } = office;
  await createStore(office, maria);
  await openView(page, 'Utbyte');
  await answerOpen(app, keyFile);
  await page.getByRole('button', { name: 'Välj kollegans nyckelfil …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bjud in Jonas Berg' });
  await dialog.getByRole('checkbox', { name: /har läst upp samma sex ord$/ }).check();
  await answerSave(app, join(folder, 'inbjudan.sprangbradan'));
  await dialog.getByRole('button', { name: 'Spara inbjudan …' }).click();
  await dialog.getByRole('button', { name: 'Stäng' }).click();
  const day = '2026-11-02';
  await call(page, 'given.recordGrounds', { kinds: ['bundle'], allowed: true, day, source: 'Beslut 2026:4' });
  const name = { givenName: 'Hend', familyName: 'Påhittadsson' };
  const fields = { ...name, personalIdentityNumber: '19900704-2386', consent: true };
  await call(page, 'intake.enterCase', { intake: '2026-autumn', applicationId: 'JS-2026B-00001', fields });
  await openGroup(office);
  await page.getByRole('button', { name: 'Gör ett blad …' }).first().click();
  const make = page.getByRole('dialog', { name: 'Gör myndighetens återställningsblad' });
  await make.getByLabel('Var det ligger och vem som svarar för det').fill('Arkivets kassaskåp');
  await make.getByRole('button', { name: 'Gör bladet' }).click();
  const sheet = page.getByRole('alertdialog', { name: 'Bladet visas bara nu' });
  const code = (await sheet.locator('.group-code').innerText()).trim();
  await sheet.getByRole('button', { name: 'Koden är utskriven eller avskriven' }).click();
  await give(office, 'Jonas Berg', file);
  await app.close();
  return code;
}

/** The whole card in the three themes, for whoever wants to look. */
async function shootThemes(app: Running['app'], page: Running['page'], name: string): Promise<void> {
  if (pictures === undefined) return;
  await resize(app, 1280, 1700);
  for (const theme of ['light', 'dark', 'contrast']) {
    await page.evaluate((one) => document.documentElement.setAttribute('data-theme', one), theme);
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) });
  }
  await resize(app, 1280, 800);
}
