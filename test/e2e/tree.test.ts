// What a screen reader is told, view by view: the accessibility tree itself, and where the focus stands after each act.
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './example.ts';
import { dialogs, views } from './screens.ts';
import { openView, settled } from './window.ts';

type Node = {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly parentId?: string;
  readonly childIds?: readonly string[];
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
};

const interactive = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'switch',
  'slider',
  'spinbutton',
  'menuitem',
  'option',
  'tab',
  'grid',
  'listbox',
  'dialog',
  'alertdialog',
  'navigation',
  'region',
]);
/** Two acts of one name in one of these cannot be told apart; in a table the row tells them apart. */
const together = new Set(['toolbar', 'group', 'radiogroup', 'navigation', 'menu', 'banner', 'contentinfo']);
const acts = new Set(['button', 'link', 'radio', 'checkbox', 'menuitem']);

const roleOf = ({ role }: Node): string => role?.value ?? '';
const nameOf = ({ name }: Node): string => (name?.value ?? '').trim();

/**
 * One session for each window, held as long as the window: Electron 33's renderer now and then falls when the tree is taken down, by the
 * session's end, while a view is drawn.
 */
const sessions = new WeakMap<Page, Promise<CDPSession>>();

async function treeOf(page: Page): Promise<readonly Node[]> {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly Node[] };
  return nodes.filter(({ ignored }) => !ignored);
}

/** The landmarks, the one heading and the names: what is wrong, in one readable line each. */
function faultsOf(nodes: readonly Node[]): readonly string[] {
  const count = (role: string) => nodes.filter((node) => roleOf(node) === role).length;
  const titles = nodes.filter(
    (node) =>
      roleOf(node) === 'heading' &&
      node.properties?.some(({ name, value }) => name === 'level' && value.value === 1),
  );
  return [
    ...['main', 'banner', 'contentinfo'].flatMap((role) =>
      count(role) === 1 ? [] : [`${count(role)} of landmark ${role}`],
    ),
    ...(count('navigation') >= 1 ? [] : ['no navigation']),
    ...(titles.length === 1 ? [] : [`${titles.length} headings of the first level`]),
    ...nodes
      .filter((node) => interactive.has(roleOf(node)) && nameOf(node) === '')
      .map((node) => `a ${roleOf(node)} without a name`),
    ...sameNames(nodes),
  ];
}

function sameNames(nodes: readonly Node[]): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const groupOf = (node: Node): Node | undefined => {
    for (let up = byId.get(node.parentId ?? ''); up !== undefined; up = byId.get(up.parentId ?? ''))
      if (together.has(roleOf(up))) return up;
    return undefined;
  };
  const seen = new Map<string, number>();
  for (const node of nodes) {
    const group = acts.has(roleOf(node)) ? groupOf(node) : undefined;
    if (group === undefined) continue;
    const key = `${roleOf(group)} “${nameOf(group)}” ${roleOf(node)} “${nameOf(node)}”`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].filter(([, count]) => count > 1).map(([key, count]) => `${count} times ${key}`);
}

/** What a grid must say: how long it is, its columns, each row's place and choice, and where one stands. */
async function gridFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const rowsOf = (grid: Element) => [...grid.querySelectorAll('[role="row"]')];
    const isActiveThere = (grid: Element) => {
      const active = grid.getAttribute('aria-activedescendant');
      if (active === null) return grid.querySelector('[aria-current]') === null;
      return grid.contains(document.getElementById(active));
    };
    const laws: readonly (readonly [string, (grid: Element) => boolean])[] = [
      [
        'how many rows there are',
        (grid) => Number(grid.getAttribute('aria-rowcount')) >= rowsOf(grid).length,
      ],
      ['its columns', (grid) => grid.querySelector('[role="columnheader"]') !== null],
      ['the place of each row', (grid) => rowsOf(grid).every((row) => row.hasAttribute('aria-rowindex'))],
      [
        'whether a row is chosen',
        (grid) =>
          grid.getAttribute('aria-multiselectable') !== 'true' ||
          rowsOf(grid)
            .slice(1)
            .every((row) => row.hasAttribute('aria-selected')),
      ],
      ['where one stands', isActiveThere],
    ];
    return [...document.querySelectorAll('[role="grid"]')].flatMap((grid) =>
      laws.flatMap(([what, isSaid]) =>
        isSaid(grid) ? [] : [`grid “${grid.getAttribute('aria-label') ?? ''}” does not say ${what}`],
      ),
    );
  });
}

/** A key is no part of the name of what it presses, and the line at the foot is read aloud, once. */
async function readTwice(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const keys = [...document.querySelectorAll('button kbd, a kbd')]
      .filter((key) => key.closest('[aria-hidden="true"]') === null)
      .map((key) => `the key ${key.textContent} is read as part of a name`);
    const seen = document.querySelectorAll('.live-line > [aria-hidden="true"]').length;
    const heard = document.querySelectorAll('.live-line > [aria-live="polite"]').length;
    const all = document.querySelectorAll('.live-line > *').length;
    const isRight = seen === 1 && heard === 2 && all === 3;
    return isRight ? keys : [...keys, `the foot has ${all} lines, ${seen} of them seen, ${heard} heard`];
  });
}

/** Each thing that can have the focus, given it: does it come into sight? */
async function outOfSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const selector =
      'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (element.closest('[inert]') !== null || element.getClientRects().length === 0) continue;
      element.focus();
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const inSight = right > 0 && left < window.innerWidth && bottom > 0 && top < window.innerHeight;
      const reached = document.activeElement === element;
      if (!inSight || !reached)
        faults.push(`${reached ? 'outside' : 'no focus'}: ${element.outerHTML.slice(0, 140)}`);
    }
    return faults;
  });
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body ? 'nothing' : activeElement.tagName;
  });

test.describe.configure({ mode: 'parallel' });

test('every view has its landmarks, one title, a name for all that acts, and grids that say where one is', async ({
  office: { page },
}) => {
  for (const screen of views) {
    await test.step(screen.name, async () => {
      await screen.open(page);
      expect.soft(faultsOf(await treeOf(page)), screen.name).toEqual([]);
      expect.soft(await gridFaults(page), screen.name).toEqual([]);
      expect.soft(await readTwice(page), screen.name).toEqual([]);
      expect.soft(await focused(page), screen.name).not.toBe('nothing');
    });
  }
});

test('every dialog has a name, names for all in it, takes the focus and gives it back', async ({
  office: { page },
}) => {
  for (const dialog of dialogs) {
    await test.step(dialog.name, async () => {
      await openView(page, dialog.view);
      await dialog.open(page);
      await settled(page);
      const open = page.getByRole('dialog').or(page.getByRole('alertdialog'));
      await expect(open).toBeVisible();
      const nodes = await treeOf(page);
      const nameless = nodes.filter((node) => interactive.has(roleOf(node)) && nameOf(node) === '');
      expect.soft(nameless.map(roleOf), dialog.name).toEqual([]);
      expect.soft(sameNames(nodes), dialog.name).toEqual([]);
      expect.soft(await open.evaluate((one) => one.contains(document.activeElement)), dialog.name).toBe(true);
      await page.keyboard.press('Escape');
      await expect(open).toHaveCount(0);
      await expect.soft.poll(() => focused(page), dialog.name).not.toBe('nothing');
    });
  }
});

test('twice the size: nothing that can have the focus lies outside', async ({ office: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(640);
  for (const screen of views) {
    await test.step(screen.name, async () => {
      await screen.open(page);
      expect.soft(await outOfSight(page), screen.name).toEqual([]);
    });
  }
});
