// Proves AT-10: a purge that two have signed takes the bytes of attached files away from every store, pages and log included, with what
// a cut between the two files left; another case's same file stays.
import { expect, it, vi } from 'vitest';
import { hasBlob, putBlob } from '../../db/blobs.ts';
import { addAttachments } from '../../main/services/attachments/attachments.ts';
import { chooseFiles } from '../../main/services/attachments/choosing.ts';
import { sealDocumentsFor, takeDocuments } from '../../main/services/mailbox/documents.ts';
import { recordArchive, signPurge } from '../../main/services/purge/runs.ts';
import { activeDevices, memberOf } from '../../domain/team/team-state.ts';
import { pdfFile } from '../builders/attached.ts';
import { filesWith } from '../builders/pages.ts';
import { applicant, autumn, caseOf, day, importRows, must, writeFile, type Desk } from '../services/desk.ts';
import { groupWith, hand } from '../services/group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });

const person = applicant(1);
const later = applicant(2);
const words = ['Plantbevis 7731', 'Kvarbevis 7732', 'Losbevis 7733'];
const found = (desk: Desk) => filesWith(desk.dir, desk.dataKey, words).map((hit) => hit.replace(/^.*: /, ''));

async function attach(desk: Desk, who: typeof person, line: string): Promise<string> {
  const { chosen } = must(await chooseFiles(desk.session, [writeFile(`${line}.pdf`, pdfFile([line]))]));
  const { id, state } = caseOf(desk, who);
  const said = {
    attachmentKind: 'degree',
    issuer: '',
    issuedOn: null,
    verified: 'notVerified',
    note: '',
  } as const;
  must(addAttachments(desk.session, chosen, { id, heads: state.heads, files: [{ file: 0, said }] }));
  return chosen.files[0]?.sha256 ?? '';
}

it('AT-10 the planted bytes are gone from both stores, and another case keeps its own', async () => {
  const [asa, bo] = (await groupWith([person])) as unknown as readonly [Desk, Desk];
  await importRows(asa, [later], { kind: 'applications', intake: '2030-spring', asOf: '2029-12-01' });
  const [planted, kept] = ['7731', '7732'].map((number) => words.find((word) => word.endsWith(number)) ?? '');
  const gone = await attach(asa, person, planted ?? '');
  const stays = await attach(asa, later, kept ?? '');
  must(putBlob(asa.session.store, pdfFile(['Losbevis 7733'])));
  await hand(asa, bo);
  const member = memberOf(asa.session.ledger.team(), bo.session.self.member);
  const to = (member ? activeDevices(member) : []).map(({ id, recipient }) => ({ device: id, recipient }));
  const sealed = await sealDocumentsFor(asa.session, to);
  must(await takeDocuments(bo.session, sealed?.bytes ?? new Uint8Array()));
  for (const desk of [asa, bo]) expect(found(desk)).toContain('Plantbevis 7731');
  expect(found(asa)).toContain('Losbevis 7733');

  const archive = { outcome: 'handedOver', day: day('2026-11-01'), reference: 'Leverans 7' } as const;
  must(recordArchive(asa.session, { intake: autumn, ...archive }));
  for (const desk of [asa, bo]) desk.goTo('2030-02-01');
  const { run } = must(signPurge(asa.session, { intake: autumn }));
  await hand(asa, bo);
  expect(must(signPurge(bo.session, { run }))).toMatchObject({ complete: true, purged: 1 });
  await hand(bo, asa);
  for (const { session } of [asa, bo]) {
    expect(hasBlob(session.store, gone)).toBe(false);
    expect(hasBlob(session.store, stays)).toBe(true);
  }
  for (const desk of [asa, bo]) expect([...new Set(found(desk))]).toEqual(['Kvarbevis 7732']);
});
