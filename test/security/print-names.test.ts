// Proves: two decisions never end in one file, whatever numbers BÄR or a hand gave them, and none leaves the chosen folder.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { employerIdSchema, type CaseId } from '../../domain/ids.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { localPorts, runExport } from '../../main/services/decision/print-run.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import {
  applicant,
  caseOf,
  confirmAllTexts,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
} from '../services/desk.ts';

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));
const numbers = ['BÄR/1', 'BÄR 1', 'bär-1', 'BÄR-1', 'bär 1', '../../utanför'];

describe('files of a run', () => {
  it('are as many as the decisions, each with its own bytes, all in the folder', async () => {
    const desk = await newDesk('Åsa');
    const { session } = desk;
    confirmAllTexts(desk);
    const people = numbers.map((_, index) => applicant(index + 1));
    await importRows(desk, people, { kind: 'applications' });
    const offers = people.map((one) => offerFor(one));
    await importRows(desk, offers, { kind: 'offers', asOf: '2026-10-20' });
    const employers = listEmployers(session, undefined).map((one) => employerIdSchema.parse(one.id));
    must(
      registerChecks(session, {
        employers,
        outcome: 'clear',
        day: session.today(),
        sources: ['Bolagsverket'],
      }),
    );
    must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
    const cases: CaseId[] = people.map((one) => caseOf(desk, one).id);
    must(fixMany(session, { cases, outcome: 'grant', dryRun: false, withExamples: true }));
    desk.goTo('2026-11-20');
    for (const [index, id] of cases.entries()) {
      const bar = { barNumber: numbers[index] ?? '', day: day('2026-11-16'), outcome: 'grant' as const };
      must(registerOne(session, { caseId: id, bar, kept: {}, source: 'hand' }));
    }
    const parent = newFolder();
    const dir = join(parent, 'ut');
    const ports = localPorts(session, renderer);
    const outcome = must(await runExport(ports, { variant: 'party', drafts: false, dir, cases }, quietJob));
    expect(outcome.files).toBe(numbers.length);
    expect(readdirSync(parent)).toEqual(['ut']);
    const files = readdirSync(dir).filter((name) => name.startsWith('beslut-'));
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(numbers.length);
    const pages = files.map((name) => readFileSync(join(dir, name)).toString('base64'));
    expect(new Set(pages).size).toBe(numbers.length);
  });
});
