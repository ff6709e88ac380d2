// A whole review day by keyboard alone: some 200 cases, the presses of each counted, and what the list, I dag and the ledger say after.
import { readdirSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { unpackIds } from '../../domain/packed-ids.ts';
import { hardCriteria } from '../../domain/review/proposal.ts';
import { expect, test } from './example.ts';
import { asTable, byKind, createHand, type Hand } from './hand.ts';
import { answerOpen, call, removeFolder, type Running, said, settled, temporaryFolder } from './window.ts';

type Conclusion = 'eligible' | 'needsCheck' | 'notEligible';
const conclusions = z.enum(['eligible', 'needsCheck', 'notEligible']);
const idsSchema = z.object({
  value: z.object({ packed: z.object({ count: z.number(), ids: z.string() }) }),
});
const viewSchema = z.object({
  value: z.object({
    row: z.object({
      caseId: z.string(),
      applicationId: z.string(),
      colour: z.string().nullable(),
      conclusion: conclusions.nullable(),
      step: z.string(),
    }),
    proposal: z.object({ conclusion: conclusions, toCheck: z.number() }),
    checks: z.array(z.object({ id: z.string(), outcome: z.string() })),
    verdicts: z.array(z.object({ conclusion: conclusions })),
    history: z.array(z.unknown()),
  }),
});
type View = z.infer<typeof viewSchema>['value'];

const clearGreen = 'clear green';
/** The issue's own limit, the press that goes on to the next case included. */
const mostForClearGreen = 3;
const leastCases = 200;
const allCases = 10_000;

/** The reason that an unmet criterion shows. */
const reasonOf: Readonly<Record<string, string>> = {
  E1: 'G1.1',
  E2: 'G4.1',
  E3: 'G3.1',
  E4: 'G3.2',
  E9: 'G2.2',
  E10: 'G2.1',
  E13: 'G7.1',
};

/** One day at one desk. */
class Day {
  readonly page: Page;
  readonly hand: Hand;
  readonly grid: Locator;
  readonly dialog: Locator;
  /** What each case that was judged by itself was found to be. */
  readonly judged = new Map<string, Conclusion>();
  /** How many were judged together. */
  together = { eligible: 0, notEligible: 0 };
  /** Asked for a supplement: no verdict yet, but no longer merely read in. */
  asked = 0;
  /** Watched or noted in: they wait as before. */
  setAside = 0;

  constructor(page: Page, hand: Hand) {
    this.page = page;
    this.hand = hand;
    this.grid = page.getByRole('grid', { name: /^Ansökningar, / });
    this.dialog = page.getByRole('dialog');
  }

  async matching(query: string): Promise<readonly string[]> {
    const sent = { query, sort: 'name', descending: false };
    const { packed } = idsSchema.parse(await call(this.page, 'review.ids', sent)).value;
    return unpackIds(packed, 0, allCases);
  }

  async view(id: string): Promise<View> {
    return viewSchema.parse(await call(this.page, 'review.case', { id })).value;
  }

  /** The case that stands open: row, whole case beside it, focus in the list. Nobody presses before that. */
  async standing(): Promise<View> {
    const row = await this.page.waitForFunction(() => {
      const open = document.querySelector('#case-grid [aria-current="true"]');
      return document.activeElement?.id === 'case-grid' ? (open?.id.slice('case-'.length) ?? null) : null;
    });
    const view = await this.view(String(await row.jsonValue()));
    await this.page.waitForFunction(
      (id) =>
        document.querySelector('.case .case-numbers')?.textContent.includes(id) === true &&
        document.querySelector('.case .check') !== null,
      view.row.applicationId,
    );
    return view;
  }

  /** The list has gone on from a case, or back to it. */
  async rowIs(id: string, is: boolean): Promise<void> {
    await this.page.waitForFunction(
      ([row, wanted]) =>
        (document.querySelector('#case-grid [aria-current="true"]')?.id === `case-${row}`) === wanted,
      [id, is] as const,
    );
  }

  async filter(query: string): Promise<void> {
    await this.hand.press('Control+f');
    await this.hand.press('Control+a');
    await this.hand.type(query);
    await this.hand.press('Enter');
    await expect(this.grid).toBeFocused();
    const { length } = await this.matching(query);
    await expect(this.page.locator('.list-counts [role="status"]')).toHaveText(
      new RegExp(`^${shown(length)} av `),
    );
    await settled(this.page);
    await this.hand.press('Home');
    this.hand.done('to another list', 0);
  }

  /** A verdict on the case that stands open, as its own checks propose. Returns its kind. */
  async judge(view: View): Promise<void> {
    const { caseId, colour } = view.row;
    if (view.proposal.conclusion === 'notEligible') return this.refuse(view);
    if (colour === 'green') {
      await this.hand.press('1');
      return this.goneOn(caseId, 'eligible', isClear(view) ? clearGreen : 'green, a hard fact open');
    }
    await this.hand.press('2');
    return this.goneOn(caseId, 'needsCheck', 'to be checked');
  }

  async goneOn(caseId: string, conclusion: Conclusion, kind: string): Promise<void> {
    await this.rowIs(caseId, false);
    this.judged.set(caseId, conclusion);
    this.hand.done(kind);
  }

  /** 3, the key of the reason, Enter; a reason without a key is chosen in the list. */
  async refuse(view: View): Promise<void> {
    const line = this.page.getByRole('list', { name: 'Ej behörig: välj skäl' });
    await this.hand.press('3');
    await expect(line).toBeFocused();
    const unmet = view.checks.filter(({ outcome }) => outcome === 'unmet');
    const code = unmet.flatMap(({ id }) => reasonOf[id] ?? [])[0] ?? 'G7.4';
    const keys = await line.getByRole('listitem').allTextContents();
    const digit = keys.findIndex((text) => text.endsWith(code)) + 1;
    if (digit > 0) await this.hand.press(String(digit));
    else await this.chooseReason(code);
    await this.hand.press('Enter');
    await this.goneOn(
      view.row.caseId,
      'notEligible',
      digit > 0 ? 'not eligible' : 'not eligible, rarer reason',
    );
  }

  async chooseReason(code: string): Promise<void> {
    const list = this.page.getByRole('combobox', { name: 'Alla skäl' });
    await this.hand.press('0');
    await expect(list).toBeFocused();
    await this.hand.type(code);
    await expect(list).toHaveValue(code);
  }

  /** The wrong key, taken back, and the right one: the list goes back to the case by itself. */
  async slip(): Promise<void> {
    const { row } = await this.standing();
    await this.hand.press('2');
    await this.rowIs(row.caseId, false);
    await this.hand.press('Control+z');
    await this.rowIs(row.caseId, true);
    await this.standing();
    await this.hand.press('1');
    await this.goneOn(row.caseId, 'eligible', 'green, wrong key taken back');
  }

  async next(from: View, kind: string): Promise<void> {
    await expect(this.dialog).toHaveCount(0);
    await this.standing();
    await this.hand.press('j');
    await this.rowIs(from.row.caseId, false);
    this.hand.done(kind);
  }

  async watch(day: string | null): Promise<void> {
    const view = await this.standing();
    this.setAside += 1;
    await this.hand.press('b');
    await expect(this.dialog.getByLabel('Bevaka till')).toBeFocused();
    await expect(this.dialog.getByLabel('Bevaka till')).toHaveValue(/^\d{4}-\d\d-\d\d$/);
    if (day !== null) await this.hand.type(day);
    await this.hand.press('Enter');
    await this.next(view, day === null ? 'watched for a week' : 'watched to another day');
  }

  async note(text: string): Promise<void> {
    const view = await this.standing();
    this.setAside += 1;
    await this.hand.press('n');
    await expect(this.dialog.getByLabel('Anteckning', { exact: true })).toBeFocused();
    await this.hand.type(text);
    await this.hand.press('Control+Enter');
    await this.next(view, `noted, ${text.length} signs of text`);
  }

  /** What the checks propose is asked for by the usual day; with the letter made at once, or later for many. */
  async ask(letter: boolean): Promise<void> {
    const view = await this.standing();
    await this.hand.press('r');
    const act = this.dialog.getByRole('button', { name: 'Begär i 1 ärende' });
    await expect(act).toBeVisible();
    const proposed = await act.isEnabled();
    if (!proposed) await this.writeWhatIsMissing();
    await this.hand.press('Control+Enter');
    await expect(this.dialog.getByRole('button', { name: 'Gör brevet (PDF) …' })).toBeFocused();
    await this.hand.press(letter ? 'Enter' : 'Escape');
    this.asked += 1;
    const words = letter ? 'supplement with its letter' : 'supplement';
    await this.next(view, proposed ? words : `${words}, in own words`);
  }

  async writeWhatIsMissing(): Promise<void> {
    const text = this.dialog.getByLabel('Något mer som saknas (frivilligt)');
    while (!(await text.evaluate((one) => one === document.activeElement))) await this.hand.press('Tab');
    await this.hand.type('kopia av passet');
  }

  /** Two pages of rows from here, or all, at once. */
  async judgeTogether(kind: string, choose: readonly string[]): Promise<void> {
    for (const key of choose) await this.hand.press(key);
    await this.hand.press('1');
    const act = this.dialog.getByRole('button', { name: /^Ändra [\d\s]+ ärende/ });
    await expect(act).toBeFocused();
    const count = countIn(await act.textContent());
    await this.hand.press('Enter');
    await expect(said(this.page, new RegExp(`^${shown(count)} ärenden?: Behörig\\.$`))).toBeVisible();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.grid).toBeFocused();
    this.together.eligible += count;
    this.hand.done(kind, count);
  }

  async takeBackTogether(): Promise<void> {
    await this.hand.press('Control+z');
    const act = this.dialog.getByRole('button', { name: /^Ångra i / });
    await expect(act).toBeFocused();
    const count = countIn(await act.textContent());
    await this.hand.press('Enter');
    await expect(said(this.page, /som förut\.$/)).toBeVisible();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.grid).toBeFocused();
    this.together.eligible -= count;
    this.hand.done('green, a group taken back', count);
  }

  async refuseTogether(code: string): Promise<void> {
    await this.hand.press('Control+a');
    await this.hand.press('3');
    const reason = this.dialog.getByLabel('Skäl', { exact: true });
    await expect(reason).toBeFocused();
    await expect(reason.getByRole('option', { name: new RegExp(`^${code} `) })).toBeAttached();
    await this.hand.type(code);
    const act = this.dialog.getByRole('button', { name: /^Ändra [\d\s]+ ärende/ });
    await expect(act).toBeEnabled();
    const count = countIn(await act.textContent());
    await this.hand.press('Control+Enter');
    await expect(said(this.page, new RegExp(`^${shown(count)} ärenden?: Ej behörig\\.$`))).toBeVisible();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.grid).toBeFocused();
    this.together.notEligible += count;
    this.hand.done('not eligible, in a group by a shown reason', count);
  }
}

/** Every hard fact is met; what is left the verdict itself confirms (RE-20). */
function isClear({ checks }: View): boolean {
  const hard: ReadonlySet<string> = new Set(hardCriteria);
  return checks.every(({ id, outcome }) => !hard.has(id) || outcome === 'met' || outcome === 'notApplicable');
}

const shown = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\\s');

function countIn(text: string | null): number {
  return Number(/\d[\d\s]*/u.exec(text ?? '')?.[0].replace(/\s/gu, '') ?? Number.NaN);
}

async function times(count: number, act: () => Promise<void>): Promise<void> {
  for (let at = 0; at < count; at += 1) await act();
}

/** From I dag to the list by the task's own button. */
async function openReview(day: Day): Promise<void> {
  const button = day.page.getByRole('button', { name: 'Börja granska', exact: true });
  while (!(await button.evaluate((one) => one === document.activeElement))) await day.hand.press('Tab');
  await day.hand.press('Enter');
  await expect(day.grid).toBeFocused();
  day.hand.done('to another list', 0);
}

async function reviewGreen(day: Day): Promise<void> {
  const one = async () => day.judge(await day.standing());
  await day.filter('läge:inläst färg:grön');
  await times(70, one);
  await times(5, () => day.slip());
  await day.hand.press('F5');
  await expect(day.page.getByRole('button', { name: 'Uppdatera listan' })).toHaveCount(0);
  await settled(day.page);
  await day.hand.press('Home');
  day.hand.done('to another list', 0);
  const pages = ['Shift+PageDown', 'Shift+PageDown'];
  await day.judgeTogether('green, in a group', pages);
  await day.takeBackTogether();
  await day.hand.press('Home');
  await day.judgeTogether('green, in a group', pages);
}

async function reviewOrange({ app }: Running, day: Day, out: string): Promise<void> {
  await day.filter('läge:inläst färg:orange');
  await times(15, async () => day.judge(await day.standing()));
  await times(6, () => day.ask(false));
  await answerOpen(app, ...Array.from({ length: 4 }, () => out));
  await times(4, () => day.ask(true));
  await times(6, () => day.watch(null));
  await times(2, () => day.watch('20991201'));
  await times(2, () => day.note('Ringde: beviset kommer på måndag.'));
}

async function reviewRed(day: Day): Promise<void> {
  await day.filter('läge:inläst färg:röd');
  await times(40, async () => day.judge(await day.standing()));
  await day.hand.press('F5');
  await expect(day.page.getByRole('button', { name: 'Uppdatera listan' })).toHaveCount(0);
  await settled(day.page);
  await day.refuseTogether('G2.1');
}

type Before = {
  readonly eligible: number;
  readonly notEligible: number;
  readonly waiting: number;
};

async function countsOf(day: Day): Promise<Before> {
  return {
    eligible: (await day.matching('slutsats:behörig')).length,
    notEligible: (await day.matching('slutsats:ej-behörig')).length,
    waiting: (await day.matching('läge:inläst')).length,
  };
}

function singly(day: Day, conclusion: Conclusion): number {
  return [...day.judged.values()].filter((one) => one === conclusion).length;
}

/** List, I dag and ledger say the same of the day. */
async function agree(day: Day, before: Before): Promise<void> {
  const after = await countsOf(day);
  const { eligible, notEligible } = day.together;
  const reviewed = day.judged.size + eligible + notEligible;
  expect(after).toEqual({
    eligible: before.eligible + singly(day, 'eligible') + eligible,
    notEligible: before.notEligible + singly(day, 'notEligible') + notEligible,
    waiting: before.waiting - reviewed - day.asked,
  });
  for (const [id, conclusion] of day.judged) {
    const { row, verdicts } = await day.view(id);
    expect({ row: row.conclusion, ledger: verdicts[0]?.conclusion }, row.applicationId).toEqual({
      row: conclusion,
      ledger: conclusion,
    });
  }
  await day.hand.press('Control+k');
  await day.hand.type('i dag');
  await day.hand.press('Enter');
  await expect(day.page.getByRole('heading', { level: 1, name: 'I dag' })).toBeFocused();
  await expect(
    day.page.getByText(new RegExp(`^${shown(after.waiting)} ansökningar är inte granskade$`)),
  ).toBeVisible();
  day.hand.done('to another list', 0);
}

test('a review day of 200 cases needs no mouse, and at most three keys for a clear green case', async ({
  office,
}, info) => {
  test.setTimeout(600_000);
  const { page, faults } = office;
  const out = temporaryFolder('day-letters');
  const hand = await createHand(page);
  const day = new Day(page, hand);
  const before = await countsOf(day);
  await test.step('I dag', () => openReview(day));
  await test.step('green', () => reviewGreen(day));
  await test.step('orange', () => reviewOrange(office, day, out));
  await test.step('red', () => reviewRed(day));
  await test.step('the numbers agree', () => agree(day, before));
  const rows = byKind(hand.counted());
  const table = asTable(rows);
  await info.attach('keys per case', { body: table, contentType: 'text/markdown' });
  const path = process.env['DAY_TABLE'];
  if (path !== undefined) writeFileSync(path, `${table}\n`);
  expect(readdirSync(out).filter((name) => name.startsWith('komplettering-')).length).toBeGreaterThan(0);
  const { judged, together, asked, setAside } = day;
  const handled = judged.size + together.eligible + together.notEligible + asked + setAside;
  expect(handled).toBeGreaterThanOrEqual(leastCases);
  expect(rows.find(({ kind }) => kind === clearGreen)?.max ?? Number.NaN).toBeLessThanOrEqual(
    mostForClearGreen,
  );
  expect(await hand.stray()).toEqual({ lost: [], mouse: 0 });
  expect(faults).toEqual([]);
  removeFolder(out);
});
