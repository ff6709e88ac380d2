// Nästa för mig and Takt i intaget in the window, by keyboard: the case that presses, its reason read aloud, the group's pace.
import { faultsOf } from './axe.ts';
import { expect, test } from './example.ts';
import { chooseTheme } from './screens.ts';
import { openView, said, settled } from './window.ts';

const pictures = process.env['WORK_PICTURES'];

test('RE-65 RE-66 G goes to what presses most and says why; RE-67 I dag tells the pace of the group', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Granskning');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  await expect(said(page, /^Nästa för dig\. .+\.$/)).toBeVisible();
  const reasons = pane.getByRole('list', { name: 'Varför det brådskar' });
  await expect(reasons.getByRole('listitem').first()).toBeVisible();
  const first = await pane.getByRole('heading', { level: 2 }).textContent();
  await shoot('next');
  await page.keyboard.press('g');
  await expect(pane.getByRole('heading', { level: 2 })).not.toHaveText(first ?? '');
  await page.getByRole('button', { name: /^Nästa för mig/ }).click();
  await expect(said(page, /^Nästa för dig\. .+\.$/)).toBeVisible();
  await openView(page, 'I dag');
  await expect(page.getByRole('heading', { name: 'Takt i intaget (arbetsgruppen)' })).toBeVisible();
  await page.getByRole('heading', { name: 'Takt i intaget (arbetsgruppen)' }).scrollIntoViewIfNeeded();
  await shoot('pace');
  if (pictures !== undefined) {
    for (const theme of ['Mörkt', 'Hög kontrast'] as const) {
      await chooseTheme(page, theme);
      await openView(page, 'Granskning');
      await shoot(`next-${theme}`);
    }
  }
  expect(faults).toEqual([]);
});

test('RE-80 RE-81 E writes the same fact in the chosen cases, says what it will do, and Ctrl+Z takes it back', async ({
  office,
}) => {
  test.setTimeout(180_000);
  const { page, faults } = office;
  const dialog = page.getByRole('dialog');
  const shoot = async (name: string) => {
    await settled(page);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('e');
  await expect(dialog.getByText(/^Skriv en uppgift om /)).toBeVisible();
  await page.keyboard.press('Escape');
  await grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('e');
  await expect(dialog.getByText(/^Skriv samma uppgift i [\d\s]+ ärenden$/)).toBeVisible();
  await expect(
    dialog.getByRole('status').filter({ hasText: 'Det som filerna säger finns kvar' }),
  ).toBeVisible();
  await shoot('facts-all');
  await page.keyboard.press('Escape');
  await grid.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  for (const _row of [1, 2, 3]) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('e');
  await dialog.getByLabel('Uppgift', { exact: true }).selectOption({ label: 'Tillståndet gäller t.o.m.' });
  await dialog.getByLabel('Värde', { exact: true }).fill('2027-06-30');
  await expect(dialog.getByRole('button', { name: /^Skriv i \d ärende/ })).toBeDisabled();
  await dialog.getByLabel('Vad uppgiften bygger på').fill('Kort visade 2026-11-12');
  await shoot('facts');
  await dialog.getByRole('button', { name: /^Skriv i \d ärende/ }).press('Enter');
  await expect(said(page, /: 2027-06-30\. \d ärende/)).toBeVisible();
  if (await dialog.isVisible()) {
    await shoot('facts-left');
    await page.keyboard.press('Escape');
  }
  await grid.focus();
  await page.keyboard.press('Control+z');
  await shoot('facts-undo');
  expect(faults).toEqual([]);
});

test('RE-90 in another order the row of the keys stays at its height, and the list scrolls on from there', async ({
  office,
}) => {
  const { page, faults } = office;
  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('Home');
  for (const _step of [1, 2, 3]) await page.keyboard.press('PageDown');
  const row = page.locator('#case-grid .is-cursor');
  await settled(page);
  const before = await row.boundingBox();
  const name = await row.textContent();
  await grid.getByRole('columnheader').getByRole('button', { name: 'Namn' }).click();
  await expect(grid.locator('[aria-sort="descending"]')).toBeVisible();
  await settled(page);
  await expect(row).toHaveText(name ?? '');
  expect((await row.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  const cursorAt = Number(await row.getAttribute('aria-rowindex'));
  // Rows are drawn where the wheel takes the list, not only around the row of the keys.
  await page.mouse.move(300, 500);
  await page.mouse.wheel(0, -3000);
  await expect
    .poll(async () =>
      page.evaluate(() => {
        const list = document.querySelector('#case-grid')?.getBoundingClientRect();
        const at = document.elementFromPoint((list?.left ?? 0) + 120, (list?.top ?? 0) + 200);
        return Number(at?.closest('[role="row"]')?.getAttribute('aria-rowindex'));
      }),
    )
    .toBeLessThan(cursorAt - 60);
  expect(faults).toEqual([]);
});

test('RE-91 a case that the filter leaves outside the list says so, and J comes to the row that is marked', async ({
  office,
}) => {
  const { page, faults } = office;
  await openView(page, 'Granskning');
  const grid = page.getByRole('grid');
  const pane = page.getByRole('region', { name: 'Ärende', exact: true });
  const told = page.getByText('Ärendet är inte med i listan som visas.');
  const counts = page.locator('.list-counts [role="status"]');
  const filter = async (text: string) => {
    const before = await counts.textContent();
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await expect(counts).not.toHaveText(before ?? '');
    await expect(grid).toBeFocused();
    await settled(page);
  };
  await filter('färg:grön');
  await page.keyboard.press('Home');
  const green = (await pane.getAttribute('data-case')) ?? '';
  await expect(told).toHaveCount(0);
  await filter('färg:röd');
  await expect(told).toBeVisible();
  await expect(pane).toHaveAttribute('data-case', green);
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/outside.png` });
  expect(await faultsOf(page)).toEqual([]);
  const marked = page.locator('#case-grid .is-cursor');
  await page.keyboard.press('j');
  await expect(told).toHaveCount(0);
  await expect(marked).toHaveAttribute('aria-rowindex', '2');
  await expect(pane).not.toHaveAttribute('data-case', green);
  await filter('färg:grön');
  await page.getByRole('button', { name: 'Öppna raden i listan' }).press('Enter');
  await expect(grid).toBeFocused();
  await expect(told).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('RE-92 the row of the keys is in sight under the head, whatever key moved it', async ({ office }) => {
  const { page, faults } = office;
  const lists = [
    { view: 'Granskning' as const, grid: '#case-grid', row: '.is-cursor' },
    { view: 'Beslut' as const, grid: '.decision-list [role="grid"]', row: '.row-grid-open' },
  ];
  for (const { view, grid, row } of lists) {
    await openView(page, view);
    await page.locator(grid).focus();
    const moves = [
      'Home',
      ...Array.from({ length: 45 }, () => 'ArrowDown'),
      'End',
      'PageUp',
      'PageUp',
      'Home',
    ];
    for (const key of moves) {
      await page.keyboard.press(key);
      await expect.poll(() => page.evaluate(isInSight, { grid, row }), `${view}, ${key}`).toBe(true);
    }
    // Held down: one press comes before the list has told that it was scrolled for the one before.
    const held = ['End', 'Home', ...Array.from({ length: 40 }, () => 'ArrowDown'), 'PageUp', 'ArrowUp'];
    await page.evaluate(pressAtOnce, { grid, keys: held });
    await expect.poll(() => page.evaluate(isInSight, { grid, row }), view).toBe(true);
  }
  expect(faults).toEqual([]);
});

function pressAtOnce({ grid, keys }: { grid: string; keys: readonly string[] }): void {
  for (const key of keys) {
    const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    document.querySelector(grid)?.dispatchEvent(press);
  }
}

function isInSight({ grid, row }: { grid: string; row: string }): boolean {
  const list = document.querySelector(grid);
  const head = list?.querySelector('[role="columnheader"]')?.closest('[role="rowgroup"]');
  const at = list?.querySelector(`[role="row"]${row}`)?.getBoundingClientRect();
  if (!list || !head || !at) return false;
  const bottom = list.getBoundingClientRect().top + list.clientTop + list.clientHeight;
  return at.top >= head.getBoundingClientRect().bottom - 1 && at.bottom <= bottom + 1;
}
