// A signed data package in the window, by keyboard: an issuer is recorded, a bent package is said to be bent and gives nothing, a whole
// one gives the facts that were chosen.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jwt, newKey } from '../package/issuing.ts';
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { answerOpen, openView, said, settled, temporaryFolder } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('VC-3 VC-11 VC-13 an issuer is recorded, a bent package gives nothing and a whole one what was chosen', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { app, page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const dialog = page.getByRole('dialog');
  const key = newKey('Ed25519');

  await openView(page, 'Inställningar');
  await page.getByRole('button', { name: 'Anteckna en utfärdare …' }).press('Enter');
  await dialog.getByLabel('Namn', { exact: true }).fill('Lärosätet i exemplet');
  await dialog.getByLabel('Utfärdare som den står i paketet').fill('https://intyg.example.org');
  await dialog.getByRole('checkbox', { name: 'Examen' }).press('Space');
  await dialog.getByLabel('Publika nycklar (JWK)').fill(JSON.stringify(key.jwk));
  await dialog.getByLabel('Gäller från').fill('2026-01-01');
  await dialog.getByLabel('Källa', { exact: true }).fill('Utfärdarens webbplats');
  await shoot('issuer');
  await dialog.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
  await expect(said(page, 'Lärosätet i exemplet är antecknad.')).toBeVisible();
  await page.getByText('https://intyg.example.org').scrollIntoViewIfNeeded();
  await shoot('issuers');

  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const number = await page.locator('.case-numbers .nowrap').first().innerText();
  const claims = {
    iss: 'https://intyg.example.org',
    vct: 'urn:sprangbradan:examen:1',
    personal_administrative_number: number,
    degree: 'Civilingenjör i datateknik',
    university: 'Universitetet i exemplet',
  };
  const whole = jwt(key, claims);
  const [head = '', , signature = ''] = whole.split('.');
  const bent = [
    head,
    Buffer.from(JSON.stringify({ ...claims, degree: 'Läkare' })).toString('base64url'),
    signature,
  ];

  await page.getByRole('button', { name: 'Kontrollera ett datapaket …' }).press('Enter');
  await dialog.getByLabel('Datapaketet som text').fill(bent.join('.'));
  await dialog.getByRole('button', { name: 'Kontrollera', exact: true }).press('Enter');
  await expect(dialog.getByText('Signaturen stämmer inte.', { exact: false })).toBeVisible();
  await expect(dialog.getByText('Läkare')).toBeHidden();
  await expect(dialog.getByRole('button', { name: /^Ta / })).toBeHidden();
  await shoot('bent');

  const file = join(temporaryFolder('paket'), 'examen.jwt');
  writeFileSync(file, whole);
  await answerOpen(app, file);
  await dialog.getByRole('button', { name: 'Välj fil …' }).press('Enter');
  await expect(dialog.getByText('Datapaketet stämmer')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Examen Civilingenjör i datateknik/ })).toBeVisible();
  await dialog.getByText('Uppgifter att ta').scrollIntoViewIfNeeded();
  await shoot('whole');
  await dialog.getByRole('checkbox', { name: 'Lärosäte' }).press('Space');
  await dialog.getByRole('button', { name: 'Ta 2 uppgifter' }).press('Enter');
  await expect(said(page, '2 uppgifter är tagna ur datapaketet.')).toBeVisible();
  await expect(page.getByText('Uppgifter togs ur ett datapaket').first()).toBeAttached();
  await expect(page.locator('.case').getByText('Civilingenjör i datateknik').first()).toBeAttached();

  if (pictures !== undefined) {
    await chooseTheme(page, 'Mörkt');
    await openView(page, 'Granskning');
    await page.getByRole('grid').focus();
    await page.getByRole('button', { name: 'Kontrollera ett datapaket …' }).press('Enter');
    await dialog.getByLabel('Datapaketet som text').fill(whole);
    await dialog.getByRole('button', { name: 'Kontrollera', exact: true }).press('Enter');
    await expect(dialog.getByText('Datapaketet stämmer')).toBeVisible();
    await shoot('whole-dark');
  }
  expect(faults).toEqual([]);
});
