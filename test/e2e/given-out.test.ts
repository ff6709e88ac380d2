// What leaves the store as a caseworker meets it: a case file given out with a name masked, the file in the register, posted and
// cleaned up, and an incident recorded and printed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../pdf/extract.ts';
import { expect, test } from './example.ts';
import { answerSave, openView, said, settled } from './window.ts';

const pictures = process.env['GIVEN_PICTURES'];

test('DI-2 a case file leaves masked, its file is posted and cleaned up, and an incident is recorded', async ({
  office,
}) => {
  test.setTimeout(120_000);
  const { app, page, faults, userData } = office;
  const shoot = async (name: string) => {
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const name = await pane.getByRole('heading', { level: 2 }).first().innerText();
  const given = name.split(' ')[0] ?? '';
  await pane.getByRole('button', { name: 'Lämna ut akten …' }).click();
  const giving = page.getByRole('dialog', { name: 'Lämna ut akten' });
  await giving.getByLabel('Till', { exact: true }).selectOption({ label: 'Myndighet' });
  await giving.getByLabel('Namn på mottagaren').fill('Kronofogden');
  await giving.getByLabel('Egna ord att maskera').fill(given);
  await expect(giving.getByRole('button', { name: 'Spara fil …' })).toBeDisabled();
  await giving.getByLabel('Grund för maskeringen').fill('10 kap. 3 § offentlighets- och sekretesslagen');
  await shoot('giving');
  const file = join(userData, 'akt.pdf');
  await answerSave(app, file);
  await giving.getByRole('button', { name: 'Spara fil …' }).click();
  await expect(said(page, 'akt.pdf är sparad. Utlämnandet står i ärendets historik.')).toBeVisible();
  const words = (await textOf(readFileSync(file))).join('\n');
  expect(words).toContain('Kronofogden');
  // “|” stands between stretches that were drawn apart.
  expect(words.replaceAll('|', ' ')).not.toContain(given);

  await openView(page, 'Inställningar');
  await page.getByRole('link', { name: 'Utlämnat', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Utlämnat' })).toBeVisible();
  await settled(page);
  await page.getByRole('checkbox', { name: 'akt.pdf' }).check();
  await page.getByRole('button', { name: 'Markera som postade … (1)' }).click();
  const posting = page.getByRole('dialog', { name: 'Markera 1 fil som postad' });
  await posting.getByRole('radio', { name: 'Överlämnad personligen' }).check();
  await posting.getByRole('button', { name: 'Markera', exact: true }).click();
  await expect(said(page, '1 fil är markerad.')).toBeVisible();
  await page.getByRole('button', { name: 'Välj postade (1)' }).click();
  await shoot('posted');
  await page.getByRole('button', { name: 'Ta bort från datorn … (1)' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Ta bort', exact: true }).click();
  await expect(said(page, '1 fil är borttagen.')).toBeVisible();
  expect(existsSync(file)).toBe(false);

  await page.getByRole('button', { name: 'Anteckna incident …' }).click();
  const incident = page.getByRole('dialog', { name: 'Anteckna incident' });
  await incident.getByLabel('Vad som hände').fill('En akt gick till fel myndighet.');
  await incident.getByLabel('Vad vi har gjort').fill('Akten är återlämnad.');
  await shoot('incident');
  await incident.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(said(page, 'Incidenten är antecknad.')).toBeVisible();
  const report = join(userData, 'incident.pdf');
  await answerSave(app, report);
  await page.getByRole('button', { name: /^Spara incidenten .* som PDF$/ }).click();
  await expect(said(page, 'incident.pdf är sparad.')).toBeVisible();
  expect((await textOf(readFileSync(report))).join('\n')).toContain('En akt gick till fel myndighet.');
  await shoot('recorded');
  expect(faults).toEqual([]);
});
