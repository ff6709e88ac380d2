// Proves: no kind of export leaves without a recorded ground (issue: feature 111), by whatever route, and each file is registered.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportKinds, groundEntry, permitFor } from '../../domain/disclosure/grounds.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { outputFiles } from '../../db/local/output-files.ts';
import { localPorts, runExport } from '../../main/services/decision/print-run.ts';
import {
  cleanUp,
  givenFiles,
  markFilesPosted,
  noteWrittenOut,
} from '../../main/services/disclosure/given-files.ts';
import { exportPermit, groundViews, recordGrounds } from '../../main/services/disclosure/grounds.ts';
import { invite, join as joinGroup, ownKeyFile, readKeyFile } from '../../main/services/group/invitations.ts';
import { seal } from '../../main/services/exchange/sealing.ts';
import { writeOut } from '../../main/files/write-out.ts';
import { writeRejects } from '../../main/threads/handlers/writer-handlers.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { day, must, newDesk, newFolder, reference, type Desk } from './desk.ts';

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));
const now = { day: day('2026-11-02'), source: 'Rättsenhetens pm 2026-10-30' };

async function letIn(founder: Desk, colleague: Desk): Promise<void> {
  const { bytes } = must(
    await invite(founder.session, must(readKeyFile(ownKeyFile(colleague.session))), {
      roles: ['caseworker'],
    }),
  );
  must(await joinGroup(colleague.session, bytes));
  colleague.reopen();
}

async function fileOf(desk: Desk, name: string, text: string): Promise<string> {
  const path = join(newFolder(), name);
  const written = await writeOut(must(exportPermit(desk.session, 'decision')), path, Buffer.from(text));
  noteWrittenOut(desk.session, [written]);
  return path;
}

describe('the gate', () => {
  it('DI-1: holds back every kind with applicants in a store where nobody has recorded a ground', async () => {
    const { session } = await newDesk('Cai', false);
    const states = Object.fromEntries(groundViews(session).map((one) => [one.kind, one.state]));
    const expected = exportKinds.map((kind) => [kind, kind === 'keyFile' ? 'allowed' : 'groundMissing']);
    expect(states).toEqual(Object.fromEntries(expected));
  });

  it('DI-1: stops the print run, the sealed file and the rows that were not read in before a byte is written', async () => {
    const [cai, bo] = [await newDesk('Cai', false), await newDesk('Bo', false)];
    await letIn(cai, bo);
    const dir = join(newFolder(), 'ut');
    const run = await runExport(
      localPorts(cai.session, renderer),
      { cases: [], variant: 'party', drafts: true, dir },
      quietJob,
    );
    expect(run).toMatchObject({ ok: false, error: { tag: 'groundMissing', kind: 'decision' } });
    expect(existsSync(dir)).toBe(false);
    expect(await seal(cai.session, bo.session.self.member, true)).toMatchObject({
      ok: false,
      error: { tag: 'groundMissing', kind: 'bundle' },
    });
    must(recordGrounds(cai.session, { kinds: ['bundle'], allowed: true, ...now }));
    expect((await seal(cai.session, bo.session.self.member, true)).ok).toBe(true);
  });

  it('DI-2: opens for the recorded kind only, closes when it is ended, and only an administrator decides it', async () => {
    const [cai, bo] = [await newDesk('Cai', false), await newDesk('Bo', false)];
    await letIn(cai, bo);
    expect(recordGrounds(bo.session, { kinds: ['form'], allowed: true, ...now })).toMatchObject({
      ok: false,
      error: { tag: 'roleNeeded', role: 'administrator' },
    });
    const later = { ...now, day: day('2026-11-03') };
    expect(recordGrounds(cai.session, { kinds: ['form'], allowed: true, ...later })).toMatchObject({
      ok: false,
      error: { tag: 'dayInFuture' },
    });
    must(recordGrounds(cai.session, { kinds: ['form'], allowed: true, ground: 'Vår egen grund', ...now }));
    expect(must(exportPermit(cai.session, 'form'))).toMatchObject({ kind: 'form', ground: 'Vår egen grund' });
    expect(exportPermit(cai.session, 'decision').ok).toBe(false);
    must(recordGrounds(cai.session, { kinds: ['form'], allowed: false, ...now }));
    expect(exportPermit(cai.session, 'form')).toMatchObject({ ok: false, error: { tag: 'groundEnded' } });
    expect(groundViews(cai.session).find((one) => one.kind === 'form')?.recorded).toEqual({
      by: 'Cai',
      allowed: false,
      ground: groundEntry(reference.exportGrounds, 'form').ground,
      example: false,
      ...now,
    });
  });

  it('DI-2: counts a record for the entry as it was shipped, and two that differ apart as none', async () => {
    const { session } = await newDesk('Cai', false);
    must(recordGrounds(session, { kinds: ['form'], allowed: true, ...now }));
    const { grounds: recorded } = session.ledger.shared();
    const context = { grounds: reference.exportGrounds, sha256: shaOf, recorded, demo: false };
    expect(permitFor(context, 'form').ok).toBe(true);
    const kinds = reference.exportGrounds.kinds.map((one) =>
      one.id === 'form' ? { ...one, ground: 'En annan paragraf.' } : one,
    );
    const reworded = { ...context, grounds: { ...reference.exportGrounds, kinds } };
    expect(permitFor(reworded, 'form')).toMatchObject({ ok: false, error: { tag: 'groundMissing' } });
    const [first] = recorded['form'] ?? [];
    if (!first) throw new Error('recorded');
    const apart = [first, { act: first.act + 1, value: { ...first.value, ground: 'En annan' } }];
    expect(permitFor({ ...context, recorded: { form: apart } }, 'form')).toMatchObject({
      ok: false,
      error: { tag: 'groundDiffers' },
    });
  });

  it('DI-3: counts every kind as recorded in a store of invented people', async () => {
    const { session } = await newDesk('Åsa');
    expect(exportKinds.filter((kind) => !exportPermit(session, kind).ok)).toEqual([]);
  });

  it('DI-4: refuses the rows that were not read in without a ground for them', async () => {
    const { session } = await newDesk('Cai', false);
    const desk = { table: undefined, bundle: undefined, opened: { id: undefined } };
    const path = join(newFolder(), 'rader.csv');
    const words = {
      head: { row: 'Rad', applicationId: 'Ansökan', field: 'Fält', reason: 'Skäl', whole: 'Skäl' },
      fields: {},
      reasons: {},
    };
    const refused = await writeRejects({ session, desk, job: quietJob }, { plan: {} as never, path, words });
    expect(refused).toMatchObject({ ok: false, error: { tag: 'groundMissing' } });
    expect(existsSync(path)).toBe(false);
  });
});

describe('files outside the store', () => {
  it('DI-10, DI-11: are removed while they are byte for byte what was written; the register says so', async () => {
    const desk = await newDesk('Åsa');
    const path = await fileOf(desk, 'beslut-1.pdf', 'innehåll');
    const [file] = givenFiles(desk.session, true).files;
    if (!file) throw new Error('registered');
    must(markFilesPosted(desk.session, { ids: [file.id], day: day('2026-11-02'), how: 'post' }));
    const done = await cleanUp(desk.session, [file.id]);
    expect(done).toMatchObject({ removed: 1, files: [{ id: file.id, outcome: 'removed' }] });
    expect(existsSync(path)).toBe(false);
    expect(givenFiles(desk.session, true)).toMatchObject({ files: [], left: 0 });
    expect(outputFiles(desk.session.store.db, 5)[0]).toMatchObject({
      outcome: 'removed',
      postedOn: '2026-11-02',
    });
  });

  it('DI-10: are left alone when somebody has changed them, put a link or a folder in their place, or taken them', async () => {
    const desk = await newDesk('Åsa');
    const changed = await fileOf(desk, 'a.pdf', 'innehåll');
    writeFileSync(changed, 'innehålj');
    const linked = await fileOf(desk, 'b.pdf', 'innehåll');
    const other = join(newFolder(), 'annan.pdf');
    writeFileSync(other, 'innehåll');
    rmSync(linked);
    symlinkSync(other, linked);
    const gone = await fileOf(desk, 'c.pdf', 'innehåll');
    rmSync(gone);
    const folder = await fileOf(desk, 'd.pdf', 'innehåll');
    rmSync(folder);
    mkdirSync(folder);
    const ids = givenFiles(desk.session, true).files.map((one) => one.id);
    const done = await cleanUp(desk.session, ids);
    expect(done.removed).toBe(0);
    expect(done.files.map((one) => [one.name, one.outcome])).toEqual([
      ['a.pdf', 'changed'],
      ['b.pdf', 'changed'],
      ['c.pdf', 'gone'],
      ['d.pdf', 'changed'],
    ]);
    expect(readFileSync(changed, 'utf8')).toBe('innehålj');
    expect(readFileSync(other, 'utf8')).toBe('innehåll');
    expect(givenFiles(desk.session, true).files.map((one) => one.name)).toEqual(['d.pdf', 'b.pdf', 'a.pdf']);
  });
});

function shaOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
