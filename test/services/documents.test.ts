// Proves: which page prints and when (issue §6): draft until BÄR and texts, identical bytes, issued bytes kept, one print file, manifest.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putBlob } from '../../db/blobs.ts';
import { caseStream, type CaseId } from '../../domain/ids.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { printableOf } from '../../main/services/decision/documents.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { localPorts, runExport, type RunInput } from '../../main/services/decision/print-run.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { confirmTexts, listTexts } from '../../main/services/texts.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaches } from '../builders/watching.ts';
import { textOf } from '../pdf/extract.ts';
import {
  applicant,
  caseOf,
  confirmAllTexts,
  countEvents,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
  type Desk,
} from './desk.ts';

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

/** Cases with a fixed basis; the texts await confirmation. */
async function fixedDesk(count: number): Promise<{ desk: Desk; cases: CaseId[] }> {
  const people = Array.from({ length: count }, (_, index) => applicant(index + 1));
  const desk = await newDesk('Åsa');
  await importRows(desk, people, { kind: 'applications' });
  await importRows(
    desk,
    people.map((one) => offerFor(one)),
    { kind: 'offers', asOf: '2026-10-20' },
  );
  const { session } = desk;
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  must(
    registerChecks(session, { employers, outcome: 'clear', day: session.today(), sources: ['Bolagsverket'] }),
  );
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
  const cases = people.map((one) => caseOf(desk, one).id);
  expect(must(fixMany(session, { cases, outcome: 'grant', dryRun: false, withExamples: true })).fixed).toBe(
    count,
  );
  desk.goTo('2026-11-20');
  return { desk, cases };
}

function register({ session }: Desk, id: CaseId, number: string): void {
  const bar = { barNumber: number, day: day('2026-11-16'), outcome: 'grant' as const };
  must(registerOne(session, { caseId: id, bar, kept: {}, source: 'hand' }));
}

async function print(
  { session }: Desk,
  input: Partial<RunInput> & Pick<RunInput, 'cases'>,
  cancelled = () => false,
) {
  const dir = input.dir ?? join(newFolder(), 'ut');
  const outcome = must(
    await runExport(
      localPorts(session, renderer),
      { variant: 'party', drafts: false, dir, ...input },
      { ...quietJob, cancelled },
    ),
  );
  return { ...outcome, dir, names: existsSync(dir) ? readdirSync(dir).sort() : null };
}

describe('the decision as a page', () => {
  it('is a draft until BÄR is recorded and every text in it is confirmed', async () => {
    const { desk, cases } = await fixedDesk(1);
    const [id] = cases as [CaseId];
    const draft = () => printableOf(desk.session, id, 'party')?.draft;
    expect(draft()).toBe(true);
    register(desk, id, 'BÄR-1');
    expect(draft()).toBe(true);
    const ids = listTexts(desk.session).map((one) => one.id);
    must(confirmTexts(desk.session, { ids: ids.slice(1), day: desk.session.today(), source: 'Exempel' }));
    confirmAllTexts(desk);
    expect(draft()).toBe(false);
    expect(listTexts(desk.session).every((one) => one.confirmed?.by === 'Åsa' && one.confirmed.example)).toBe(
      true,
    );
  });

  it('RE-63 WO-8 is made for nobody who is barred from the case, in no variant', async () => {
    const { desk, cases } = await fixedDesk(2);
    const [id, other] = cases as [CaseId, CaseId];
    must(declareInterest(desk.session, { id, ground: 'knowsSupervisor' }));
    for (const variant of ['party', 'form'] as const) {
      expect(printableOf(desk.session, id, variant)).toBeNull();
      expect(printableOf(desk.session, other, variant)).not.toBeNull();
    }
  });

  it('with texts confirmed but no day of BÄR is still a draft, and says so on the page', async () => {
    const { desk, cases } = await fixedDesk(1);
    confirmAllTexts(desk);
    expect(await print(desk, { cases })).toMatchObject({
      files: 0,
      drafts: 0,
      printFile: null,
      manifest: null,
      names: null,
    });
    const drafts = await print(desk, { cases, drafts: true });
    expect(drafts).toMatchObject({
      files: 0,
      drafts: 1,
      names: ['forslag-JS-2026B-00001.pdf', 'manifest.json', 'utskriftsfil.pdf'],
    });
    const pages = await textOf(readFileSync(join(drafts.dir, 'forslag-JS-2026B-00001.pdf')));
    expect(pages.join('\n')).toContain('FÖRSLAG TILL BESLUT');
    expect(pages.join('\n')).toContain('EXEMPEL');
  });

  it('has identical bytes twice, is issued once, and is given out again as it was kept', async () => {
    const { desk, cases } = await fixedDesk(2);
    confirmAllTexts(desk);
    cases.forEach((id, index) => register(desk, id, `BÄR/${index + 1}`));
    const first = await print(desk, { cases });
    expect(first).toMatchObject({
      files: 2,
      drafts: 0,
      names: ['beslut-BÄR_1.pdf', 'beslut-BÄR_2.pdf', 'manifest.json', 'utskriftsfil.pdf'],
    });
    const events = countEvents(desk);
    const second = await print(desk, { cases });
    expect(countEvents(desk)).toBe(events);
    const differing = (first.names ?? []).filter(
      (name) => !readFileSync(join(second.dir, name)).equals(readFileSync(join(first.dir, name))),
    );
    expect(differing).toEqual([]);
    const item = printableOf(desk.session, cases[0] as CaseId, 'party');
    expect(
      Buffer.from(item?.issued?.bytes ?? []).equals(readFileSync(join(first.dir, 'beslut-BÄR_1.pdf'))),
    ).toBe(true);
    const anew = must(await renderer.renderDocument(item?.document as never));
    expect(Buffer.from(anew.bytes).equals(Buffer.from(item?.issued?.bytes ?? []))).toBe(true);
    const text = (await textOf(readFileSync(join(first.dir, 'beslut-BÄR_1.pdf')))).join('\n');
    expect(text).toContain('BÄR/1');
    expect(text).not.toContain('FÖRSLAG');
  });

  /** Registered and confirmed; the decision was issued when the renderer was another. */
  async function issuedBefore(keep: boolean, variant: 'party' | 'form' = 'party') {
    const { desk, cases } = await fixedDesk(1);
    const [id] = cases as [CaseId];
    confirmAllTexts(desk);
    register(desk, id, 'BÄR-1');
    const item = printableOf(desk.session, id, variant);
    if (!item) throw new Error('nothing to print');
    const other = { ...item.document, subject: 'Som det ritades då' };
    const { bytes, pages, sha256 } = must(await renderer.renderDocument(other));
    // PR-39: it was this computer that noted it, so bytes that are not here break the law: meant.
    if (keep) must(putBlob(desk.session.store, bytes));
    else breaches('paperGone');
    const payload = { kind: 'document.issued' as const, variant, of: item.event, sha256, pages };
    const renderedBy = { renderer: 'sprangbradan-pdf/0' };
    must(desk.session.ledger.append([{ stream: caseStream(id), payload: { ...payload, ...renderedBy } }]));
    return { desk, cases, bytes };
  }

  it('PD-19 what another version of the renderer issued is given out as it was kept, and not issued anew', async () => {
    const { desk, cases, bytes } = await issuedBefore(true);
    const events = countEvents(desk);
    const { dir } = await print(desk, { cases });
    expect(readFileSync(join(dir, 'beslut-BÄR-1.pdf')).equals(Buffer.from(bytes))).toBe(true);
    expect(countEvents(desk)).toBe(events);
    const inOne = await textOf(readFileSync(join(dir, 'utskriftsfil.pdf')));
    expect(inOne.filter((page) => page !== '')).toEqual(await textOf(bytes));
  });

  it('PD-19 a form is a paper of our own: that a colleague has made one stops nobody', async () => {
    const { desk, cases } = await issuedBefore(false, 'form');
    expect(await print(desk, { cases, variant: 'form' })).toMatchObject({ files: 1, failed: [] });
  });

  it('PD-19 what a colleague issued and is not here is named, not drawn with other bytes', async () => {
    const { desk, cases } = await issuedBefore(false);
    const events = countEvents(desk);
    const outcome = await print(desk, { cases });
    expect(outcome).toMatchObject({ files: 0, failed: [{ reason: 'issuedElsewhere' }], names: [] });
    expect(countEvents(desk)).toBe(events);
  });

  it('a manifest names every file with its SHA-256 and pages, and nothing of the person', async () => {
    const { desk, cases } = await fixedDesk(2);
    confirmAllTexts(desk);
    cases.forEach((id, index) => register(desk, id, `BÄR-${index + 1}`));
    const { dir, pages } = await print(desk, { cases });
    const text = readFileSync(join(dir, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as { files: { file: string; sha256: string; pages: number }[] };
    expect(manifest.files).toHaveLength(2);
    for (const one of manifest.files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(dir, one.file)))
          .digest('hex'),
      ).toBe(one.sha256);
    expect(manifest.files.reduce((sum, one) => sum + one.pages, 0)).toBe(pages);
    expect(text).not.toMatch(/Silva|\b\d{8}-?\d{4}\b/);
    const printed = await textOf(readFileSync(join(dir, 'utskriftsfil.pdf')));
    expect(printed.length).toBeGreaterThanOrEqual(pages);
    expect(printed.length % 2).toBe(0);
  });

  it('cancelled, it leaves whole files and no manifest, and can be run again', async () => {
    const { desk, cases } = await fixedDesk(1);
    confirmAllTexts(desk);
    register(desk, cases[0] as CaseId, 'BÄR-1');
    let looks = 0;
    const stopped = await print(desk, { cases }, () => (looks += 1) > 1);
    expect(stopped).toMatchObject({ cancelled: true, manifest: null, names: ['beslut-BÄR-1.pdf'] });
    expect(await print(desk, { cases, dir: stopped.dir })).toMatchObject({
      cancelled: false,
      files: 1,
      names: ['beslut-BÄR-1.pdf', 'manifest.json', 'utskriftsfil.pdf'],
    });
  });

  it('the form is our own paper: FÖRSLAG in its head, also after BÄR', async () => {
    const { desk, cases } = await fixedDesk(1);
    confirmAllTexts(desk);
    register(desk, cases[0] as CaseId, 'BÄR-1');
    const { dir, names } = await print(desk, { cases, variant: 'form' });
    expect(names).toContain('blankett-BÄR-1.pdf');
    const text = (await textOf(readFileSync(join(dir, 'blankett-BÄR-1.pdf')))).join('\n');
    expect(text).toContain('FÖRSLAG');
    expect(text).not.toMatch(/(^|\|)BESLUT(\||$)/m);
  });
});
