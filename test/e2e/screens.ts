// Every screen of the program by name, and how one comes there by hand. Shared by the axe checks and the pictures.
import { expect, type Page } from '@playwright/test';
import { openView, settled, type ViewName } from './window.ts';

export type Screen = { readonly name: string; readonly open: (page: Page) => Promise<void> };

const view = (name: string, label: ViewName): Screen => ({ name, open: (page) => openView(page, label) });

/** A further view of a room, by its link in the rail. */
function within(
  name: string,
  room: ViewName,
  to: { readonly link: string; readonly heading: string },
): Screen {
  return {
    name,
    open: async (page) => {
      await openView(page, room);
      // A count may stand behind the name.
      await page.getByRole('link', { name: new RegExp(`^${to.link}(?: |$)`) }).click();
      await expect(page.getByRole('heading', { level: 1, name: to.heading })).toBeVisible();
      await settled(page);
    },
  };
}

export const views: readonly Screen[] = [
  view('idag', 'I dag'),
  view('intag', 'Intag'),
  within('utskick', 'Intag', { link: 'Utskick', heading: 'Utskick' }),
  view('granskning', 'Granskning'),
  view('erbjudanden', 'Erbjudanden'),
  view('beslut', 'Beslut'),
  within('bar', 'Beslut', { link: 'BÄR', heading: 'BÄR' }),
  view('utskrift', 'Utskrift'),
  view('utbyte', 'Utbyte'),
  {
    name: 'motstridiga',
    open: async (page) => {
      await openView(page, 'Utbyte');
      await page.getByRole('link', { name: 'Öppna', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: /^Motstridiga/ })).toBeVisible();
      await settled(page);
    },
  },
  {
    name: 'sett',
    open: async (page) => {
      await openView(page, 'Utbyte');
      await page.getByRole('link', { name: 'Vem har sett vad' }).first().click();
      await expect(page.getByRole('heading', { level: 1, name: 'Vem har sett vad' })).toBeVisible();
      await settled(page);
    },
  },
  {
    name: 'utlamnat',
    open: async (page) => {
      await openView(page, 'Inställningar');
      await page.getByRole('link', { name: 'Utlämnat', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Utlämnat' })).toBeVisible();
      await settled(page);
    },
  },
  view('statistik', 'Statistik'),
  view('installningar', 'Inställningar'),
  within('arbetsgruppen', 'Inställningar', { link: 'Arbetsgruppen', heading: 'Arbetsgruppen' }),
  within('kontroll', 'Inställningar', { link: 'Kontroll', heading: 'Kontroll av lagret' }),
  within('gallring', 'Inställningar', { link: 'Gallring', heading: 'Gallring' }),
  within('laslogg', 'Inställningar', { link: 'Läslogg', heading: 'Läslogg' }),
];

/** Shows the program in a theme by the same setting that a person changes. */
export async function chooseTheme(page: Page, theme: 'Ljust' | 'Mörkt' | 'Hög kontrast'): Promise<void> {
  await openView(page, 'Inställningar');
  await page.getByRole('radio', { name: theme, exact: true }).check();
  const set = { Ljust: 'light', Mörkt: 'dark', 'Hög kontrast': 'contrast' }[theme];
  await expect(page.locator('html')).toHaveAttribute('data-theme', set);
}

type Opened = {
  readonly name: string;
  readonly view: ViewName;
  readonly open: (page: Page) => Promise<void>;
};
const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
};

/** In Erbjudanden the first is for the chosen employers, the last for the open one. */
const pressLast = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).last().click();
};

const inGroup = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('link', { name: 'Arbetsgruppen', exact: true }).click();
  await page.getByRole('button', { name }).first().click();
};

/** By the key that a hand in the list would press. */
const byKey = (key: string) => async (page: Page) => {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press(key);
};

/** Dialogs and lines over the views; each is closed with Escape. */
export const dialogs: readonly Opened[] = [
  {
    name: 'sök',
    view: 'I dag',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('an');
      await expect(page.getByRole('option').filter({ hasText: 'Ärende' }).first()).toBeVisible();
    },
  },
  { name: 'klistra in', view: 'Intag', open: press('Klistra in rader …') },
  { name: 'mata in', view: 'Intag', open: press('Mata in en ansökan …') },
  { name: 'rad från BÄR', view: 'Intag', open: press('Ta ställning …') },
  { name: 'ångra inläsning', view: 'Intag', open: press(/^Ångra inläsningen av/) },
  {
    name: 'tangenter',
    view: 'Granskning',
    open: async (page) => {
      await page.getByRole('grid').focus();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'flera samtidigt',
    view: 'Granskning',
    open: async (page) => {
      await page.getByRole('grid').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('1');
      await expect(page.getByRole('dialog').getByRole('button').first()).toBeEnabled();
    },
  },
  { name: 'tilldela', view: 'Granskning', open: byKey('a') },
  { name: 'bevaka', view: 'Granskning', open: byKey('b') },
  { name: 'begär uppgifter', view: 'Granskning', open: byKey('r') },
  { name: 'öppnat ärende', view: 'Granskning', open: byKey('o') },
  { name: 'anteckning', view: 'Granskning', open: byKey('n') },
  { name: 'skriv en uppgift', view: 'Granskning', open: byKey('e') },
  {
    name: 'arbetslista',
    view: 'Granskning',
    open: async (page) => {
      await page.getByRole('button', { name: /Välj vy$/ }).click();
      await page.getByRole('menuitem', { name: 'Ta ut arbetslista …' }).click();
    },
  },
  { name: 'lämna ut akten', view: 'Granskning', open: press('Lämna ut akten …') },
  { name: 'skyddade personuppgifter', view: 'Granskning', open: press('Skyddade personuppgifter …') },
  { name: 'klagomål', view: 'Granskning', open: press('Anteckna klagomål …') },
  { name: 'kontroll', view: 'Erbjudanden', open: pressLast('Registrera kontroll …') },
  { name: 'yttrande', view: 'Erbjudanden', open: pressLast('Registrera yttrande …') },
  { name: 'nytt erbjudande', view: 'Erbjudanden', open: press('Lägg in ett erbjudande …') },
  { name: 'erbjudandets läge', view: 'Erbjudanden', open: press(/^Ändra läge för/) },
  { name: 'fastställ', view: 'Beslut', open: press(/^Fastställ underlag …/) },
  { name: 'roller', view: 'Inställningar', open: inGroup(/^Ändra roller för/) },
  { name: 'har slutat', view: 'Inställningar', open: inGroup(/ har slutat …$/) },
  { name: 'ta bort dator', view: 'Inställningar', open: inGroup(/^Ta bort datorn/) },
  { name: 'beslutanderätt', view: 'Inställningar', open: inGroup('Anteckna beslutanderätt …') },
  { name: 'gör blad', view: 'Inställningar', open: inGroup('Gör ett blad …') },
  { name: 'lämna', view: 'Utbyte', open: press('Lämna till kollega …') },
];
