// The main job in the window, from an empty store to exchanged work (issue §3–§7), on 5,080 invented applications.
import { exportKinds } from '../../domain/disclosure/grounds.ts';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { isoDateSchema } from '../../domain/ids.ts';
import { addDays } from '../../domain/rules/days.ts';
import { unpackIds } from '../../domain/packed-ids.ts';
import {
  chooseFile,
  chooseIntake,
  counted,
  createStore,
  dryRun,
  give,
  readIn,
  receive,
  takeIn,
} from './steps.ts';
import {
  answerOpen,
  answerSave,
  call,
  filesUnder,
  openView,
  removeFolder,
  type Running,
  said,
  settled,
  start,
  temporaryFolder,
} from './window.ts';
import { asCsv, type Year, yearAround } from './year.ts';

const maria = { name: 'Maria Ek', team: 'Jobbsprånget Umeå', passphrase: 'björk regn tunnel safir' };
const jonas = { name: 'Jonas Lind', team: '', passphrase: 'granit moln fjäder kompass' };

let folder = '';
let year: Year;
let office: Running;
let colleague: Running;
let intakeName = '';

const path = (name: string): string => join(folder, name);
const statusSchema = z.object({ value: z.object({ today: z.string() }) });
const idsSchema = z.object({
  value: z.object({ packed: z.object({ count: z.number(), ids: z.string() }) }),
});
const rowsSchema = z.object({ value: z.array(z.object({ caseId: z.string(), applicationId: z.string() })) });

async function today(): Promise<string> {
  return statusSchema.parse(await call(office.page, 'app.status')).value.today;
}

const mostRows = 200;

/** Case and application ids of what a query finds, the first of them. */
async function found(page: Page, query: string) {
  const { packed } = idsSchema.parse(
    await call(page, 'review.ids', { query, sort: 'name', descending: false }),
  ).value;
  return rowsSchema.parse(await call(page, 'review.rows', { ids: unpackIds(packed, 0, mostRows) })).value;
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: /^Ansökningar, / });
const openRow = (page: Page): Locator => grid(page).locator('[role="row"][aria-current="true"]');

async function filter(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('combobox', { name: 'Filter' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query);
  await page.keyboard.press('Enter');
  await expect(grid(page)).toBeFocused();
  const { length } = await found(page, query);
  const shown = new RegExp(`^Ansökningar, ${length < mostRows ? length : '[\\d\\s]+'} i listan$`);
  await expect(page.getByRole('grid', { name: shown })).toBeVisible();
  await settled(page);
  await page.keyboard.press('Home');
  await expect(openRow(page)).toHaveAttribute('aria-rowindex', '2');
}

async function giveFirstReason(page: Page): Promise<void> {
  const line = page.getByRole('list', { name: 'Ej behörig: välj skäl' });
  await expect(line).toBeFocused();
  await expect(line.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = temporaryFolder('main-job');
  office = await start(path('maria'));
});
test.afterAll(async () => {
  await office.app.close();
  await (colleague as Running | undefined)?.app.close();
  removeFolder(folder);
});

test('a store is created and its recovery code noted', async () => {
  const { page } = office;
  const code = await createStore(office, maria);
  expect(code).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z*~$=]$/);
  await expect(page.getByText(/texter i besluten är inte bekräftade/)).toBeVisible();
  const day = await today();
  year = yearAround(day);
  // DI-1: nothing leaves the store before an administrator has recorded on what ground it may.
  const grounds = { kinds: exportKinds, allowed: true, day, source: 'Rättsenheten' };
  expect(await call(page, 'given.recordGrounds', grounds)).toMatchObject({ ok: true });
});

test('5,080 applications are read in after a dry run', async () => {
  const { app, page } = office;
  const [first, second, third] = year.applications;
  if (!first || !second || !third) throw new Error('There are applications');
  const wrong = [
    { ...second, 'Ansöknings-ID': 'JS-FEL-1', Personnummer: '19900720-9903' },
    { ...third, 'Ansöknings-ID': 'JS-FEL-2', Samtycke: 'Nej' },
  ];
  writeFileSync(path('ansokningar.csv'), asCsv([...year.applications, ...wrong, first]));
  await chooseFile(office, { path: path('ansokningar.csv'), asOf: year.asOf, kind: 'Ansökningar' });
  await chooseIntake(page, 'Nytt intag …');
  await page.getByLabel('År', { exact: true }).fill(year.intake.year);
  await page.getByLabel('Termin').selectOption({ label: year.intake.season });
  const colour = page.getByLabel('Status läses in som');
  await expect(colour.locator('option:checked')).toHaveText(/^Färg/);
  await colour.selectOption({ label: 'Läses inte in' });
  await colour.selectOption('colour');
  await dryRun(page);
  intakeName = `${year.intake.season} ${year.intake.year}`;
  await expect(page.getByText('Inget är ändrat än.')).toBeVisible();
  expect(await counted(page, 'nya')).toBe('5 080');
  expect(await counted(page, 'läses inte in')).toBe('2');
  expect(await counted(page, 'dubblett')).toBe('1');
  const rejected = page.getByRole('grid', { name: 'Rader som inte läses in' });
  await expect(rejected.getByRole('row').nth(1)).toHaveText(/^5\s082.*Kontrollsiffran stämmer inte\.$/);
  await expect(rejected.getByRole('row').nth(2)).toHaveText(/^5\s083.*Samtycke saknas\./);
  await answerSave(app, path('inte-inlasta.csv'));
  await page.getByRole('button', { name: 'Spara raderna i en fil …' }).click();
  await expect(said(page, 'Raderna är sparade i inte-inlasta.csv.')).toBeVisible();
  expect(readFileSync(path('inte-inlasta.csv'), 'utf8')).not.toContain(second['Efternamn']);
  await takeIn(page);
  await expect(said(page, '5 080 ärenden lästes in.')).toBeVisible();
  await page.getByRole('button', { name: 'Till Intag' }).click();
  await page.getByLabel('Intagets sista dag').fill(year.lastDay);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(said(page, `Intagets sista dag är nu ${year.lastDay}.`)).toBeVisible();
});

test('applications are reviewed by keys alone', async () => {
  const { page } = office;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('granskning');
  await page.keyboard.press('Enter');
  await expect(grid(page)).toBeFocused();
  await expect(page.getByText('5 080 av 5 080')).toBeVisible();
  const top = await openRow(page).getAttribute('id');
  await page.keyboard.press('j');
  await expect(openRow(page)).not.toHaveAttribute('id', String(top));
  await page.keyboard.press('k');
  await expect(openRow(page)).toHaveAttribute('id', String(top));
  await expect(page.getByRole('heading', { name: 'Kontroller', exact: true })).toBeVisible();

  await filter(page, 'färg:orange');
  const before = await openRow(page).getAttribute('id');
  await page.keyboard.press('2');
  await expect(said(page, /: Behöver kontrolleras\.$/)).toBeVisible();
  await expect(openRow(page)).not.toHaveAttribute('id', String(before));
  await page.keyboard.press('3');
  await giveFirstReason(page);
  await expect(said(page, /: Ej behörig\.$/)).toBeVisible();
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(said(page, 'Ångrat: Ej behörig.')).toBeVisible();
  expect(await found(page, 'slutsats:ej-behörig')).toHaveLength(0);
  expect(await found(page, 'slutsats:kontrolleras')).toHaveLength(1);
});

test('many at once: preview, Enter, undo, again', async () => {
  const { page } = office;
  await filter(page, 'färg:grön läge:inläst');
  await page.keyboard.press('Control+a');
  await expect(page.getByText(/·\s3\s140 valda/)).toBeVisible();
  await page.keyboard.press('1');
  const dialog = page.getByRole('dialog', { name: /^Behörig: 3\s140 ärenden samtidigt/ });
  await expect(dialog.getByText('Med ställningstagandet bekräftar du själv:')).toBeVisible();
  const act = dialog.getByRole('button', { name: /^Ändra [\d\s]+ ärenden/ });
  await expect(act).toBeFocused();
  const count = /^Ändra ([\d\s]+?) ärenden/u.exec((await act.textContent()) ?? '')?.[1] ?? '';
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(said(page, `${count} ärenden: Behörig.`)).toBeVisible();
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Ångra i / })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said(page, `${count} ärenden är som förut.`)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await found(page, 'slutsats:behörig')).toHaveLength(0);

  await filter(page, 'läge:inläst färg:grön');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('1');
  await expect(act).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said(page, `${count} ärenden: Behörig.`)).toBeVisible();
});

test('offers are read in, taken back whole, and read in again', async () => {
  const { page } = office;
  writeFileSync(path('erbjudanden.csv'), asCsv(year.offers));
  const file = { path: path('erbjudanden.csv'), asOf: year.asOf, kind: 'Erbjudanden' } as const;
  await chooseFile(office, file);
  await chooseIntake(page, intakeName);
  await readIn(page);
  expect(await counted(page, 'nya')).toBe('585');
  await page.getByRole('button', { name: 'Till Intag' }).click();
  await page.getByRole('button', { name: 'Ångra inläsningen av erbjudanden.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ångra inläsningen av erbjudanden.csv' });
  await expect(dialog.getByText('Inget annat bygger på dem.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Ångra inläsningen' }).click();
  await expect(said(page, /^Inläsningen är ångrad: .* 0 ärenden behölls\.$/)).toBeVisible();
  expect(await found(page, 'läge:erbjuden')).toHaveLength(0);
  await chooseFile(office, file);
  await expect(page.getByText('Valen är ihågkomna')).toBeVisible();
  await chooseIntake(page, intakeName);
  await readIn(page);
  expect(await counted(page, 'nya')).toBe('585');
});

test('employers are checked and unions answered for many at once', async () => {
  const { page } = office;
  const day = await today();
  await openView(page, 'Erbjudanden');
  const list = page.getByRole('grid', { name: 'Arbetsgivare' });
  await list.focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Registrera kontroll …' }).first().click();
  const check = page.getByRole('dialog', { name: /^Registrera kontroll av \d+ arbetsgivare$/ });
  await check.getByRole('radio', { name: 'Inga hinder funna' }).check();
  await check.getByLabel('Källor').fill('Bolagsverket, Skatteverket');
  await check.getByRole('button', { name: 'Registrera kontrollen' }).click();
  await expect(said(page, /^Kontrollen är registrerad för \d+ arbetsgivare\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Registrera yttrande …' }).first().click();
  const union = page.getByRole('dialog', { name: /^Registrera yttrande för \d+ arbetsgivare$/ });
  await union.getByRole('radio', { name: 'Inget svar inom tiden' }).check();
  await union.getByRole('button', { name: 'Registrera yttrandet' }).click();
  await expect(union.getByText('Skriv vilken dag svaret skulle ha kommit senast.')).toBeVisible();
  await expect(union.getByText('Skriv vilken dag organisationen fick frågan')).toBeVisible();
  await union.getByLabel('Begärt den').fill(addDays(isoDateSchema.parse(day), -14));
  await union.getByLabel('Svar senast').fill(day);
  await union.getByRole('button', { name: 'Registrera yttrandet' }).click();
  await expect(union.getByText('Sista svarsdag har inte passerat')).toBeVisible();
  await union.getByLabel('Svar senast').fill(addDays(isoDateSchema.parse(day), -1));
  await union.getByRole('button', { name: 'Registrera yttrandet' }).click();
  await expect(said(page, /^Yttrandet är registrerat för \d+ arbetsgivare\.$/)).toBeVisible();
  await expect(list.getByText('saknas')).toHaveCount(0);
});

/** Writes one answer where the form asks for it: a choice, yes or no, or words. */
async function answer(page: Page, number: string, value: string | boolean): Promise<void> {
  const place = page.locator(`#form-field-${number.replace('.', '-')}`);
  if (typeof value === 'boolean') await place.getByRole('radio', { name: value ? 'ja' : 'nej' }).check();
  else if ((await place.getByRole('combobox').count()) > 0)
    await place.getByRole('combobox').selectOption(value);
  else await place.getByRole('textbox').fill(value);
}

/** Application ids of cases whose basis is fixed here, in the order in which it was done. */
const fixed: string[] = [];

test('the form is filled for one case and its basis fixed', async () => {
  const { page } = office;
  const [first] = await found(page, 'läge:erbjuden');
  if (first === undefined) throw new Error('A place is offered');
  await openView(page, 'Beslut');
  await expect(page.locator('.case-head').getByText(first.applicationId)).toBeVisible();
  const missing = page.getByRole('region', { name: 'Det som saknas' });
  await expect(missing.getByText(/uppgifter saknas eller behöver rättas$/)).toBeVisible();
  await page.getByRole('button', { name: /^Fastställ underlag …/ }).click();
  await expect(page.getByText('Underlaget kan inte fastställas än')).toBeVisible();
  await page.keyboard.press('Escape');
  await missing.getByRole('button', { name: /^6\.3/ }).click();
  await expect(page.locator('#form-field-6-3').getByRole('textbox')).toBeFocused();
  const answers = year.answers.get(first.applicationId);
  if (answers === undefined) throw new Error('Every granted case has answers');
  for (const [number, value] of Object.entries(answers)) await answer(page, number, value);
  await expect(missing.getByText('Inget saknas')).toBeVisible();
  await expect(page.getByText(/^Sparat kl\.\s/)).toBeVisible();
  const paper = page.getByRole('region', { name: 'Sidan', exact: true });
  await expect(paper.getByText(/^FÖRSLAG/).first()).toBeVisible();
  await page.getByRole('button', { name: /^Fastställ underlag …/ }).click();
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await expect(
    dialog.getByText('Du kan fastställa ett nytt underlag tills beslutet är registrerat från BÄR.'),
  ).toBeVisible();
  const fix = dialog.getByRole('button', { name: 'Fastställ underlag', exact: true });
  await fix.click();
  await expect(said(page, `Underlaget för ${first.applicationId} är fastställt.`)).toBeVisible();
  // DE-21: opened again, written in, and fixed anew.
  await page.getByRole('button', { name: 'Ändra underlaget' }).click();
  await expect(page.getByText(/^Underlaget från .+ är öppnat för ändring$/)).toBeVisible();
  const assessment = page.locator('#form-field-6-3').getByRole('textbox');
  await assessment.fill(`${await assessment.inputValue()} Praktiken ger en referens.`);
  await expect(page.getByText(/^Sparat kl\.\s/)).toBeVisible();
  await page.getByRole('button', { name: /^Fastställ underlag …/ }).click();
  await fix.click();
  await expect(page.getByRole('button', { name: 'Ändra underlaget' })).toBeVisible();
  fixed.push(first.applicationId);
});

test('bases are fixed for many at once, and the case that lacks something is named', async () => {
  const { page } = office;
  const offered = (await found(page, 'läge:erbjuden')).slice(0, 6);
  const whole = offered.slice(0, 5);
  for (const { caseId, applicationId } of whole) {
    const answers = year.answers.get(applicationId) ?? {};
    const saved = await call(page, 'decision.saveDraft', { id: caseId, outcome: 'grant', answers });
    expect(saved).toMatchObject({ ok: true, value: { missing: [], blocks: [] } });
  }
  await openView(page, 'Intag');
  await openView(page, 'Beslut');
  const list = page.getByRole('grid', { name: 'Ärenden att besluta' });
  for (let row = 1; row <= offered.length; row += 1)
    await list.getByRole('row').nth(row).getByRole('gridcell').first().click();
  await expect(page.getByText('6 markerade')).toBeVisible();
  await page.getByRole('button', { name: 'Fastställ underlag för flera …' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Fastställ underlag för bifall, 6 ärenden' });
  await expect(dialog.getByText('5 kan fastställas. 1 kan inte; det som saknas står nedan.')).toBeVisible();
  await expect(dialog.getByText(/6\.3 Arbetsmarknadspolitisk bedömning/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Fastställ 5 underlag' }).click();
  await expect(said(page, '5 underlag är fastställda, 1 är det inte.')).toBeVisible();
  fixed.push(...whole.map((one) => one.applicationId));
});

test('BÄR’s list is read in and its difference settled; one decision is registered by hand', async () => {
  const { page } = office;
  const day = await today();
  const rows = fixed.slice(1).map((id, index) => {
    const row = year.bar.find((one) => one['Ansöknings-ID'] === id);
    const offer = year.offers.find((one) => one['Ansöknings-ID'] === id);
    if (row === undefined || offer === undefined) throw new Error('BÄR knows every granted case');
    const start = offer['Startdatum'] ?? '';
    const end = index === 0 ? start : (offer['Slutdatum'] ?? '');
    return { ...row, Beslutsdatum: day, 'Period från': start, 'Period till': end };
  });
  writeFileSync(path('bar.csv'), asCsv(rows));
  await chooseFile(office, { path: path('bar.csv'), asOf: day, kind: 'BÄR:s beslutslista' });
  await chooseIntake(page, intakeName);
  await dryRun(page);
  await expect(page.getByRole('heading', { name: 'Listan mot våra underlag' })).toBeVisible();
  await takeIn(page);
  await page.getByRole('button', { name: 'Till Intag' }).click();
  await expect(page.getByRole('heading', { name: '1 rad från BÄR att ta ställning till' })).toBeVisible();
  await page.getByRole('button', { name: 'Ta ställning …' }).click();
  const dialog = page.getByRole('dialog', { name: /^Rad från BÄR, / });
  const record = dialog.getByRole('button', { name: 'Registrera beslutet' });
  await expect(record).toBeDisabled();
  await dialog.getByRole('radio', { name: /^BÄR: / }).check();
  await record.click();
  await expect(said(page, /^Beslutet .* är registrerat och går inte att ångra\.$/)).toBeVisible();

  await openView(page, 'Beslut');
  await page.getByRole('combobox', { name: 'Visa' }).selectOption({ label: 'Underlag fastställt' });
  await page.getByRole('button', { name: 'Registrera beslut från BÄR …' }).click();
  const register = page.getByRole('dialog', { name: 'Registrera beslut från BÄR' });
  await register.getByRole('button', { name: 'Registrera beslutet' }).click();
  await expect(register.getByText('Skriv numret i BÄR.')).toBeVisible();
  await register.getByLabel('BÄR-ärendenummer').fill('BÄR-9900001');
  await register.getByLabel('Beslutsdag i BÄR').fill(day);
  await register.getByRole('button', { name: 'Registrera beslutet' }).click();
  await expect(said(page, 'Beslutet BÄR-9900001 är registrerat och går inte att ångra.')).toBeVisible();
  expect(await found(page, 'registrerad:ja')).toHaveLength(6);
});

test('texts are confirmed, then decisions are written to a folder', async () => {
  const { app, page } = office;
  await openView(page, 'Utskrift');
  await expect(page.getByText(/texter i beslutet är inte bekräftade$/)).toBeVisible();
  await expect(page.getByText('Inget ärende är klart att skriva ut.')).toBeVisible();
  await page.getByRole('link', { name: 'Bekräfta texterna under Inställningar' }).click();
  await page.getByRole('button', { name: 'Välj alla som återstår' }).click();
  await page.getByRole('button', { name: /^Bekräfta valda/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Bekräfta texter' });
  await dialog.getByLabel('Källa').fill('beslutet om mallar');
  await dialog.getByRole('button', { name: 'Bekräfta', exact: true }).click();
  await expect(said(page, /texter är bekräftade\.$/)).toBeVisible();

  const out = path('beslut');
  await openView(page, 'Utskrift');
  await expect(page.getByText('6 ärenden skrivs ut.')).toBeVisible();
  await answerOpen(app, out);
  await page.getByRole('button', { name: 'Välj mapp och skriv ut …' }).click();
  await expect(said(page, '6 dokument är klara.')).toBeVisible();
  checkFolder(out);
});

const manifestSchema = z.object({
  files: z.array(z.object({ file: z.string(), sha256: z.string(), draft: z.literal(false) })),
});

/** One PDF per decision with the sum that the manifest gives it, and one print file. */
function checkFolder(out: string): void {
  const names = readdirSync(out);
  const manifest = names.find((name) => name.endsWith('.json')) ?? '';
  const { files } = manifestSchema.parse(JSON.parse(readFileSync(join(out, manifest), 'utf8')));
  expect(files).toHaveLength(6);
  for (const { file, sha256 } of files) {
    const bytes = readFileSync(join(out, file));
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  const others = names.filter((name) => name !== manifest && !files.some(({ file }) => file === name));
  expect(others).toEqual([expect.stringMatching(/\.pdf$/)]);
}

test('a colleague is invited, joins, and is given the work', async () => {
  const { app, page } = office;
  colleague = await start(path('jonas'));
  await createStore(colleague, jonas, true);
  await answerSave(colleague.app, path('jonas.sprangbradan-nyckel'));
  await colleague.page.getByRole('button', { name: 'Spara min nyckelfil …' }).click();
  await expect(said(colleague.page, /^Nyckelfilen är sparad: jonas/)).toBeVisible();
  const own = colleague.page.getByRole('region', { name: 'Mina kontrollord' }).getByRole('listitem');
  const words = await own.allInnerTexts();
  expect(words).toHaveLength(6);

  await openView(page, 'Utbyte');
  await answerOpen(app, path('jonas.sprangbradan-nyckel'));
  await page.getByRole('button', { name: 'Välj kollegans nyckelfil …' }).click();
  const invite = page.getByRole('dialog', { name: `Bjud in ${jonas.name}` });
  await expect(invite.getByRole('listitem')).toHaveText(words);
  await expect(invite.getByRole('button', { name: 'Spara inbjudan …' })).toBeDisabled();
  await invite.getByRole('checkbox', { name: /har läst upp samma sex ord$/ }).check();
  await answerSave(app, path('inbjudan.sprangbradan'));
  await invite.getByRole('button', { name: 'Spara inbjudan …' }).click();
  await expect(invite.getByText('Sparad: inbjudan.sprangbradan')).toBeVisible();
  await invite.getByRole('button', { name: 'Stäng' }).click();

  await answerOpen(colleague.app, path('inbjudan.sprangbradan'));
  await colleague.page.getByRole('button', { name: 'Gå med i en arbetsgrupp …' }).click();
  await colleague.page.getByRole('checkbox', { name: /Orden är desamma/ }).check();
  await colleague.page.getByRole('button', { name: 'Gå med', exact: true }).click();
  await expect(said(colleague.page, `Du är nu med i ${maria.team}.`)).toBeVisible();
  await give(office, jonas.name, path('till-jonas.sprangbradan'));
  await receive(colleague, maria.name, path('till-jonas.sprangbradan'));
  await expect(colleague.page.getByText(/^[\d\s]+ nya ändringar\. 5\s080 nya ärenden\./)).toBeVisible();
  await expect(colleague.page.getByText('Inget blir motstridigt')).toBeVisible();
  await colleague.page.getByRole('button', { name: 'Ta emot ändringarna' }).click();
  await expect(
    colleague.page.getByRole('heading', { level: 1, name: `Mottaget från ${maria.name}` }),
  ).toBeVisible();
  expect(await found(colleague.page, 'registrerad:ja')).toHaveLength(6);
});

test('a conflict is made, seen before the merge, and resolved with a reason', async () => {
  const { page } = office;
  const [doubted] = await found(page, 'färg:röd läge:inläst');
  if (doubted === undefined) throw new Error('There is a case that nobody has reviewed');
  for (const [one, key, word] of [
    [office, '2', 'Behöver kontrolleras'],
    [colleague, '3', 'Ej behörig'],
  ] as const) {
    await openView(one.page, 'Granskning');
    await filter(one.page, doubted.applicationId);
    await one.page.keyboard.press(key);
    if (key === '3') await giveFirstReason(one.page);
    await expect(said(one.page, `: ${word}.`)).toBeVisible();
  }
  await give(colleague, maria.name, path('till-maria.sprangbradan'));
  await receive(office, jonas.name, path('till-maria.sprangbradan'));
  await expect(page.getByText('1 sak blir motstridig')).toBeVisible();
  await expect(
    page.getByRole('grid', { name: 'Ärenden som ändras' }).getByText('blir motstridigt'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Ta emot ändringarna' }).click();
  await page.getByRole('link', { name: 'Öppna', exact: true }).click();
  const copy = (by: string) => page.getByRole('article', { name: new RegExp(`^Kopia [AB], ${by}$`) });
  await expect(copy(maria.name).getByText('≠').first()).toBeVisible();
  await expect(copy(jonas.name).getByText('skiljer').first()).toBeVisible();
  await expect(copy(jonas.name).getByText(`Ställningstagande, ${maria.name}`)).toBeVisible();
  const form = page.getByRole('form', { name: 'Välj vad som gäller' });
  await form.getByRole('button', { name: 'Låt det gälla' }).click();
  await expect(form.getByText('Skriv ett skäl.')).toBeVisible();
  await form.getByRole('radio', { name: new RegExp(maria.name) }).check();
  await form.getByLabel('Skäl').fill('Underlaget räcker inte för att säga nej.');
  await form.getByRole('button', { name: 'Låt det gälla' }).click();
  await expect(page.getByText('Inget väntar på ett val')).toBeVisible();

  await openView(page, 'Utbyte');
  await answerOpen(office.app, path('till-maria.sprangbradan'));
  await page.getByRole('button', { name: 'Ta emot …' }).click();
  await expect(page.getByText('Filen innehåller inget nytt. Det finns inget att ta emot.')).toBeVisible();
});

test('the store is locked, opened again by the right passphrase alone, and holds together', async () => {
  const { page } = office;
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Lås upp' })).toBeVisible();
  expect(await call(page, 'app.today')).toMatchObject({ ok: false, error: { tag: 'storeLocked' } });
  // The page of the lock is drawn anew when main says that it has locked; no hand is as quick as this one.
  await expect(async () => {
    await page.getByLabel('Lösenfras').fill('björk regn tunnel granit');
    await page.getByRole('button', { name: 'Lås upp', exact: true }).click();
    await expect(page.getByText('Lösenfrasen stämmer inte. Inget har ändrats.')).toBeVisible({
      timeout: 4000,
    });
  }).toPass();
  await page.getByLabel('Lösenfras').fill(maria.passphrase);
  await page.getByRole('button', { name: 'Lås upp', exact: true }).click();
  await openView(page, 'Inställningar');
  await page.getByRole('link', { name: 'Kontroll', exact: true }).click();
  await page.getByRole('button', { name: 'Kontrollera allt', exact: true }).click();
  await expect(page.getByText('Lagret stämmer', { exact: true })).toBeVisible({ timeout: 40_000 });
  expect(office.faults).toEqual([]);
  expect(colleague.faults).toEqual([]);
});

test('no name and no number of an applicant is in any file that the window leaves, not even when it falls', async () => {
  const { app } = office;
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await app.close();
  await colleague.app.close();
  const people = new Set(year.applications.flatMap((row) => [digitsOf(row), row['E-post'] ?? '']));
  people.delete('');
  const left = [path('maria'), path('jonas')].flatMap(filesUnder);
  expect(left.some((file) => file.endsWith('store.db'))).toBe(true);
  // The search finds what stands in the clear: the file that was read in.
  const applications = filesUnder(folder).filter((file) => file.endsWith('.csv'));
  expect(applications.flatMap((file) => plantedIn(file, people))).not.toEqual([]);
  expect(left.flatMap((file) => plantedIn(file, people))).toEqual([]);
});

function digitsOf(row: Readonly<Record<string, string>>): string {
  return (row['Personnummer'] ?? '').replaceAll(/\D/g, '');
}

/** Identity numbers with and without their mark, and addresses, as bytes of one or of two each. */
function plantedIn(file: string, people: ReadonlySet<string>): string[] {
  const bytes = readFileSync(file);
  const found = [bytes.toString('latin1'), bytes.toString('utf16le')].flatMap((text) =>
    [...text.matchAll(/\d{8}-?\d{4}|[\w.+-]{1,64}@[\w.-]{1,64}/g)].filter(([word]) =>
      people.has(word.includes('@') ? word : word.replace('-', '')),
    ),
  );
  return found.length === 0 ? [] : [`${file}: ${found.length}, such as ${found[0]?.[0] ?? ''}`];
}
