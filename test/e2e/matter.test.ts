// That an applicant has opened a case at the agency, in the window by keyboard: an order is refused before the day is recorded and made
// after, the form outlives a lock, the age and the clock show, and what was recorded is undone.
import { readdirSync } from 'node:fs';
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { answerOpen, openView, said, settled, temporaryFolder } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('RQ-17 RQ-19 RQ-20 RQ-21 no order without a recorded day; with one its age, its clock, its letter', async ({
  office,
  example,
}) => {
  test.setTimeout(240_000);
  const { app, page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const dialog = page.getByRole('dialog');
  const matter = page.getByRole('region', { name: 'Ärende hos Arbetsförmedlingen' });
  const asked = page.getByRole('region', { name: 'Begäran till den sökande' });
  const toFirst = async () => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
  };
  const order = dialog.getByRole('radio', { name: /^Föreläggande i ett ärende/ });
  await openView(page, 'Granskning');
  await toFirst();

  await page.keyboard.press('r');
  await order.check();
  await expect(
    dialog.getByText('Ett föreläggande (20 § förvaltningslagen (2017:900))', { exact: false }),
  ).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Begär i/ })).toBeDisabled();
  await shoot('order-refused');
  await dialog.getByRole('radio', { name: /^Komplettering/ }).check();
  await page.keyboard.press('Escape');

  await toFirst();
  await page.keyboard.press('o');
  await expect(dialog.getByText(/^Öppnat ärende: JS-/)).toBeVisible();
  await dialog.getByLabel('Dag då ärendet öppnades').fill('20991201');
  await dialog.getByRole('button', { name: /^Anteckna/ }).press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await shoot('opened-refused');
  await dialog.getByLabel('Dag då ärendet öppnades').fill('20260520');
  await dialog.getByRole('radio', { name: 'vid ett besök' }).check();
  await dialog.getByLabel('Anteckning (frivilligt)').fill('Lämnade ansökan i Lund');
  await page.waitForTimeout(800);
  await page.evaluate(async () => {
    const bridge: unknown = Reflect.get(window, 'sprangbradan');
    await (bridge as Record<string, (input: unknown) => Promise<unknown>>)['store.lock']?.({});
  });
  await page.getByLabel('Lösenfras', { exact: true }).fill(example.passphrase);
  await page.keyboard.press('Enter');
  await openView(page, 'Granskning');
  await toFirst();
  await page.keyboard.press('o');
  await expect(dialog.getByLabel('Dag då ärendet öppnades')).toHaveValue('2026-05-20');
  await expect(dialog.getByLabel('Anteckning (frivilligt)')).toHaveValue('Lämnade ansökan i Lund');
  await shoot('opened-dialog');
  await page.keyboard.press('Control+Enter');
  await expect(said(page, 'Antecknat: ärendet öppnades 2026-05-20.')).toBeVisible();
  await expect(matter.getByText('Det är 177 dagar gammalt.', { exact: false })).toBeVisible();
  await expect(
    page.getByText('får den sökande skriftligen begära att ärendet avgörs', { exact: false }).first(),
  ).toBeVisible();
  await shoot('opened');

  await toFirst();
  await page.keyboard.press('r');
  await order.check();
  await dialog.getByLabel('Något mer som saknas (frivilligt)').fill('kopia av passet');
  await dialog.getByLabel('Svar senast').fill('20991201');
  await shoot('order');
  const out = process.env['WORK_LETTERS'] ?? temporaryFolder('forelaggande');
  await answerOpen(app, out);
  await dialog.getByRole('button', { name: 'Begär i 1 ärende' }).press('Enter');
  await dialog.getByRole('button', { name: 'Gör brevet (PDF) …' }).press('Enter');
  await expect(said(page, '1 brev är sparat.')).toBeVisible();
  expect(readdirSync(out).filter((name) => name.startsWith('forelaggande-'))).toHaveLength(1);
  await expect(asked.getByText('Föreläggande', { exact: true })).toBeVisible();
  await asked.scrollIntoViewIfNeeded();
  await shoot('ordered');

  await page.getByLabel('Filter').first().fill('öppnat<2026-06-01');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
  if (pictures !== undefined) {
    await chooseTheme(page, 'Mörkt');
    await openView(page, 'Granskning');
    await toFirst();
    await shoot('opened-dark');
    await page.keyboard.press('o');
    await shoot('opened-dialog-dark');
    await page.keyboard.press('Escape');
  }
  expect(faults).toEqual([]);
});
