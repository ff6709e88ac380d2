// Acts that several window tests do in the same way. They go by what the window shows: words, roles and keys.
import { expect, type Page } from '@playwright/test';
import { answerOpen, answerSave, openView, type Running, said, settled } from './window.ts';

export type Person = { readonly name: string; readonly team: string; readonly passphrase: string };

/** Creates a store up to the first view; the recovery code is noted down as the sheet asks. Returns the code. */
export async function createStore({ page }: Running, person: Person, join = false): Promise<string> {
  await page.getByRole('button', { name: join ? /^Gå med i arbetsgrupp/ : /^Skapa arbetsgrupp/ }).click();
  await page.getByLabel('Ditt namn').fill(person.name);
  if (!join) await page.getByLabel('Arbetsgruppens namn').fill(person.team);
  await page.getByLabel('Lösenfras', { exact: true }).fill(person.passphrase);
  await page.getByLabel('Lösenfrasen en gång till').fill(person.passphrase);
  await page.getByRole('button', { name: 'Skapa', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Ditt återställningsblad' })).toBeVisible();
  const code = (await page.locator('.recovery-code').innerText()).trim();
  const check = page.getByLabel(/^Skriv de 4 sista tecknen/);
  await check.fill('????');
  await page.getByRole('button', { name: 'Koden är antecknad, fortsätt' }).click();
  await expect(page.getByText('Det stämmer inte med de 4 sista tecknen')).toBeVisible();
  await check.fill(code.replaceAll('-', '').slice(-4));
  await check.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: join ? 'Utbyte' : 'I dag' })).toBeVisible();
  await settled(page);
  return code;
}

type FileToRead = {
  readonly path: string;
  readonly asOf: string;
  readonly kind: 'Ansökningar' | 'Erbjudanden' | 'BÄR:s beslutslista';
};

/** From Intag to the page where the columns are chosen, with kind and day told. */
export async function chooseFile({ app, page }: Running, { path, asOf, kind }: FileToRead): Promise<void> {
  await openView(page, 'Intag');
  await answerOpen(app, path);
  await page.getByRole('button', { name: 'Läs in fil …' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Läs in / })).toBeVisible();
  await expect(page.getByRole('radio', { name: kind })).toBeChecked();
  await page.getByLabel('Uppgifterna togs ut den').fill(asOf);
}

export async function chooseIntake(page: Page, intake: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Intag', exact: true }).selectOption({ label: intake });
}

/** A dry run, then the file is read in. */
export async function readIn(page: Page): Promise<void> {
  await dryRun(page);
  await takeIn(page);
}

export async function dryRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Förhandsgranska' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Provläsning av / })).toBeVisible();
}

export async function takeIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: / är inläst$/ })).toBeVisible();
}

/** How many of something the counts of a read-in say. */
export async function counted(page: Page, word: string): Promise<string> {
  const group = page.locator('.count').filter({ has: page.getByText(word, { exact: true }) });
  return (await group.getByRole('definition').innerText()).replace(/\s/gu, ' ');
}

/** Seals everything that `to` has not been given to a file. */
export async function give({ app, page }: Running, to: string, path: string): Promise<void> {
  await openView(page, 'Utbyte');
  await page.getByRole('button', { name: 'Lämna till kollega …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lämna till kollega' });
  await dialog.getByRole('radio', { name: new RegExp(`^${to}`) }).check();
  await answerSave(app, path);
  await dialog.getByRole('button', { name: 'Spara filen …' }).click();
  await expect(dialog.getByText(/^Sparad: /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Stäng' }).click();
  await expect(said(page, 'för ' + to)).toBeVisible();
}

/** Opens a sealed file as far as the preview. */
export async function receive({ app, page }: Running, from: string, path: string): Promise<void> {
  await openView(page, 'Utbyte');
  await answerOpen(app, path);
  await page.getByRole('button', { name: 'Ta emot …' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Ta emot från ${from}` })).toBeVisible();
}
