// A question to the responsible caseworker in the window, by keyboard: noted, found, answered, taken back.
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('RQ-12 RQ-13 RQ-15 a question is noted, waits in I dag, is found, answered, and undone by keyboard', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const dialog = page.getByRole('dialog');
  const asked = page.getByRole('region', { name: 'Frågor till ansvarig handläggare' });
  await openView(page, 'Granskning');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');

  await page.keyboard.press('f');
  await expect(dialog.getByText(/^Anteckna en fråga till ansvarig handläggare: JS-/)).toBeVisible();
  await dialog.getByLabel('Vad frågar du?').fill('Går praktiken att förena med handlingsplanen?');
  await dialog.getByLabel('Vem frågar du?').fill('Eva Ek');
  await dialog.getByLabel('Enhet eller kontor').fill('Arbetsförmedlingen Lund');
  await dialog.getByLabel('Dag då du frågade').fill('2026-11-12');
  await dialog.getByLabel('Bevaka till (frivilligt)').fill('20991201');
  await shoot('question');
  await dialog.getByRole('button', { name: 'Anteckna frågan' }).press('Enter');
  await expect(said(page, 'Frågan är antecknad.')).toBeVisible();
  await expect(asked.getByText('väntar på svar')).toBeVisible();
  await asked.scrollIntoViewIfNeeded();
  await shoot('question-open');

  await openView(page, 'I dag');
  const waiting = page.getByRole('region', { name: '1 ärende har en öppen fråga till ansvarig handläggare' });
  await waiting.scrollIntoViewIfNeeded();
  await shoot('question-today');
  await waiting.getByRole('button', { name: 'Visa 1 i Granskning' }).press('Enter');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');

  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await asked.getByRole('button', { name: 'Svar …' }).press('Enter');
  await dialog.getByLabel('Vad svarade handläggaren?').fill('Ja, planen är ändrad i november.');
  await shoot('question-answer');
  await dialog.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
  await expect(asked.getByText('besvarad')).toBeVisible();
  await expect(asked.getByText('Ja, planen är ändrad i november.')).toBeVisible();
  await shoot('question-answered');
  await page.getByRole('region', { name: 'Ärende', exact: true }).focus();
  await page.keyboard.press('Control+z');
  await expect(asked.getByText('väntar på svar')).toBeVisible();

  if (pictures !== undefined) {
    await chooseTheme(page, 'Mörkt');
    await openView(page, 'Granskning');
    await page.getByRole('grid').focus();
    await asked.scrollIntoViewIfNeeded();
    await shoot('question-open-dark');
    await page.keyboard.press('f');
    await shoot('question-dark');
    await page.keyboard.press('Escape');
  }
  expect(faults).toEqual([]);
});
