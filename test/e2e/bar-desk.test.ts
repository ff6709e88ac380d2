// Proves DE-25 and DE-26 in the window, by the keyboard alone: copy the answers, register, be at the next case.
import { faultsOf } from './axe.ts';
import { exampleDay, expect, test } from './example.ts';
import { call, said, settled, type Running } from './window.ts';

const clipboardOf = ({ app }: Running) => app.evaluate(({ clipboard }) => clipboard.readText());

test('the desk beside BÄR is worked by the keyboard alone: copy, register, next', async ({ office }) => {
  const { page } = office;
  type Desk = { value: { rows: { caseId: string; name: string; applicationId: string }[] } };
  const desk = async () => ((await call(page, 'bar.desk', {})) as Desk).value.rows;
  const before = await desk();
  const [first, second] = before;
  if (first === undefined || second === undefined) throw new Error('The example has bases that wait');
  await page.goto(`${page.url().split('#')[0] ?? ''}#/decision/bar`);
  const open = page.getByRole('region', { name: first.name });
  await expect(open).toBeFocused();
  await settled(page);
  expect(await faultsOf(page)).toEqual([]);

  // One key copies the next answer; the value is what the store says.
  const fields = (await call(page, 'bar.fields', { id: first.caseId })) as {
    value: { fields: { number: string; value: string }[] };
  };
  for (const { number, value } of fields.value.fields.slice(0, 3)) {
    await page.keyboard.press('c');
    await expect(said(page, new RegExp(`^Kopierat: ${number.replace('.', '\\.')} `))).toBeVisible();
    expect((await clipboardOf(office)).replaceAll('\r\n', '\n')).toBe(value);
  }

  // Enter with something missing goes to it; then number and day, and Enter.
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('BÄR-ärendenummer')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Skriv numret i BÄR.')).toBeVisible();
  await page.keyboard.type('BÄR-9900001');
  await page.keyboard.press('Tab');
  await page.keyboard.type(exampleDay);
  await page.keyboard.press('Enter');
  await expect(said(page, `Beslutet BÄR-9900001 är registrerat för ${first.applicationId}.`)).toBeVisible();
  await expect(page.getByRole('region', { name: second.name })).toBeFocused();
  expect((await desk()).map((one) => one.caseId)).toEqual(before.slice(1).map((one) => one.caseId));

  // In the list the arrows move, and what is copied is of the case that is open.
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('grid', { name: 'Inte registrerade' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const third = before[2];
  if (third !== undefined) await expect(page.getByRole('heading', { name: third.name })).toBeVisible();
});

test('DE-25 a list that shifts shows nobody else: gone is said, and one above moves nothing', async ({
  office,
}) => {
  const { page } = office;
  type Row = { caseId: string; name: string; applicationId: string; outcome: string };
  const desk = async () => ((await call(page, 'bar.desk', {})) as { value: { rows: Row[] } }).value.rows;
  const [first, second] = await desk();
  if (first === undefined || second === undefined) throw new Error('The example has bases that wait');
  await page.goto(`${page.url().split('#')[0] ?? ''}#/decision/bar`);
  await expect(page.getByRole('region', { name: first.name })).toBeFocused();
  const headsOf = async () => {
    const reply = (await call(page, 'decision.form', { id: first.caseId })) as { value: { heads: string[] } };
    return reply.value.heads;
  };

  // As a colleague's registration comes in.
  const registered = { outcome: first.outcome, barNumber: 'BÄR-9900002', day: exampleDay, kept: {} };
  await call(page, 'decision.register', { id: first.caseId, heads: await headsOf(), ...registered });
  const gone = page.getByRole('status').filter({ hasText: 'Ärendet står inte i listan' });
  await expect(gone).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(0);
  const before = await clipboardOf(office);
  await page.keyboard.press('c');
  await settled(page);
  expect(await clipboardOf(office)).toBe(before);
  expect(await faultsOf(page)).toEqual([]);

  // The caseworker chooses the next; what then comes in above it changes nothing of it.
  await page.getByRole('row').filter({ hasText: second.name }).click();
  const open = page.getByRole('region', { name: second.name });
  await expect(open).toBeVisible();
  await page.keyboard.press('c');
  await expect(said(page, /^Kopierat: /)).toBeVisible();
  const upcoming = open.getByRole('button', { name: /^Kopiera \d/ }).first();
  const next = await upcoming.innerText();
  const reason = 'Fel ärende';
  await call(page, 'decision.withdraw', { id: first.caseId, heads: await headsOf(), reason });
  await expect(page.getByRole('row').filter({ hasText: first.name })).toBeVisible();
  await expect(open).toBeVisible();
  // The next answer to copy is the one it was before the list shifted.
  expect(await upcoming.innerText()).toBe(next);
});
