// Proves AT-1 to AT-13 on real stores: attaching, describing, taking away, who sees what, exchange, purge, proof and case file.
import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { getBlob, hasBlob } from '../../db/blobs.ts';
import type { SaidInput } from '../../ipc/party/attachments.ts';
import {
  addAttachments,
  attachmentViews,
  describeAttachment,
  removeAttachment,
} from '../../main/services/attachments/attachments.ts';
import { chooseFiles, type Chosen } from '../../main/services/attachments/choosing.ts';
import { readAttachment } from '../../main/services/attachments/opening.ts';
import { caseFileOf } from '../../main/services/disclosure/case-file.ts';
import { changeRoles } from '../../main/services/group/membership.ts';
import { sealDocumentsFor, takeDocuments } from '../../main/services/mailbox/documents.ts';
import { undoEntries } from '../../main/services/overview.ts';
import { protectCase } from '../../main/services/purge/protect.ts';
import { caseView } from '../../main/services/review/case-view.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { declareInterest } from '../../main/services/teamwork/case-work.ts';
import { maskFile } from '../../domain/disclosure/masking.ts';
import { activeDevices, memberOf } from '../../domain/team/team-state.ts';
import { jpegFile, pdfFile, pngFile } from '../builders/attached.ts';
import { breaches } from '../builders/watching.ts';
import { allBytes } from '../builders/pages.ts';
import { applicant, bytesOf, caseOf, importRows, must, newDesk, writeFile, type Desk } from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 180_000 });

const person = applicant(1);
const other = applicant(2);
const diploma = pdfFile(['Examensbevis 7731']);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const said = (more: Partial<SaidInput> = {}): SaidInput => ({
  attachmentKind: 'degree',
  issuer: 'KTH',
  issuedOn: null,
  verified: 'notVerified',
  note: '',
  ...more,
});

type Saying = Partial<SaidInput> & { readonly who?: typeof person };

async function choose({ session }: Desk, files: Readonly<Record<string, Uint8Array>>) {
  const paths = Object.entries(files).map(([name, bytes]) => writeFile(name, bytes));
  return chooseFiles(session, paths);
}

function of(desk: Desk, who = person) {
  const { id, state } = caseOf(desk, who);
  return { id, heads: state.heads };
}

function add(desk: Desk, chosen: Chosen, { who = person, ...more }: Saying = {}) {
  const files = chosen.files.map((_, file) => ({ file, said: said(more) }));
  return addAttachments(desk.session, chosen, { ...of(desk, who), files });
}

async function attach(desk: Desk, bytes: Uint8Array = diploma, more: Saying = {}) {
  const { chosen } = must(await choose(desk, { 'bevis.pdf': bytes }));
  must(add(desk, chosen, more));
  return digest(bytes);
}

const views = (desk: Desk, who = person) => attachmentViews(desk.session, caseOf(desk, who).state);
const read = (desk: Desk, attachment: string, who = person) =>
  readAttachment(desk.session, { id: caseOf(desk, who).id, attachment });

async function deskWithCases(): Promise<Desk> {
  const desk = await newDesk('Åsa');
  await importRows(desk, [person, other], { kind: 'applications' });
  return desk;
}

describe('attaching', () => {
  it('AT-1 keeps what was said, digest, size and name without its folder, in one batch that can be taken back', async () => {
    const desk = await deskWithCases();
    const { chosen, view } = must(await choose(desk, { 'bevis.txt': diploma, 'kort.pdf': pngFile(20, 10) }));
    expect(view.files.map(({ mediaType, problem }) => [mediaType, problem])).toEqual([
      ['application/pdf', null],
      ['image/png', null],
    ]);
    must(add(desk, chosen, { issuedOn: desk.session.today(), verified: 'original', note: ' Två sidor ' }));
    expect(views(desk)).toMatchObject([
      {
        id: digest(diploma),
        fileName: 'bevis.txt',
        mediaType: 'application/pdf',
        size: diploma.length,
        said: [
          {
            attachmentKind: 'degree',
            issuer: 'KTH',
            issuedOn: '2026-11-02',
            verified: 'original',
            note: 'Två sidor',
            by: 'Åsa',
          },
        ],
        away: null,
        here: true,
        by: 'Åsa',
      },
      { fileName: 'kort.pdf', mediaType: 'image/png' },
    ]);
    const { bytes, ...opened } = must(read(desk, digest(diploma)));
    expect(opened).toEqual({ fileName: 'bevis.txt', mediaType: 'application/pdf' });
    expect(Buffer.from(bytes)).toEqual(diploma);
    const [undo] = undoEntries(desk.session);
    expect(undo).toMatchObject({ kind: 'attachment.added', count: 2 });
    expect(must(runUndo(desk.session, undo?.batch ?? ''))).toMatchObject({ voided: 2, kept: [] });
    expect(views(desk)).toEqual([]);
    expect(read(desk, digest(diploma))).toMatchObject({ error: { tag: 'noSuchAttachment' } });
  });

  it('AT-1 the entry never holds the bytes', async () => {
    const desk = await deskWithCases();
    await attach(desk);
    const payloads = desk.session.store.db.prepare('SELECT payload FROM events').pluck().all().join('\n');
    expect(payloads).toContain(digest(diploma));
    expect(payloads).not.toContain('7731');
  });

  it('AT-2, AT-3 what is no such file, too large, cut off or enormous is refused each by itself, and nothing changes', async () => {
    const desk = await deskWithCases();
    const before = bytesOf(desk);
    const { chosen, view } = must(
      await choose(desk, {
        'bild.png': Buffer.from('<svg onload="alert(1)"/>'),
        'stor.pdf': Buffer.concat([diploma, Buffer.alloc(20 * 1024 ** 2)]),
        'avhuggen.pdf': diploma.subarray(0, 200),
        'bomb.png': pngFile(2, 2, { width: 29_000, height: 29_000 }),
        'bra.jpg': jpegFile(30, 20),
      }),
    );
    expect(view.files.map(({ problem }) => problem?.tag ?? null)).toEqual([
      'attachmentType',
      'attachmentTooLarge',
      'attachmentBroken',
      'attachmentTooManyPixels',
      null,
    ]);
    // A refused file has its place and cannot be attached by it.
    expect(add(desk, chosen)).toMatchObject({ error: { tag: 'fileGone' } });
    expect(bytesOf(desk)).toEqual(before);
    expect(
      await choose(
        desk,
        Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`${i}.png`, pngFile(2, 2)])),
      ),
    ).toMatchObject({ error: { tag: 'tooManyAttachments' } });
    const large = (fill: number) =>
      Buffer.concat([diploma, Buffer.alloc(18 * 1024 ** 2, fill), Buffer.from('%%EOF')]);
    expect(await choose(desk, { a: large(1), b: large(2), c: large(3), d: large(4) })).toMatchObject({
      error: { tag: 'attachmentsTooLarge', megabytes: 64 },
    });
  });

  it('AT-1 a kind that is not in the list, a day to come and a file that is there already are refused without a trace', async () => {
    const desk = await deskWithCases();
    const { chosen } = must(await choose(desk, { 'a.pdf': diploma }));
    const before = bytesOf(desk);
    expect(add(desk, chosen, { attachmentKind: 'passport' })).toMatchObject({
      error: { tag: 'unknownAttachmentKind' },
    });
    expect(add(desk, chosen, { issuedOn: '2026-11-03' as never })).toMatchObject({
      error: { tag: 'dayInFuture' },
    });
    expect(
      addAttachments(desk.session, undefined, { ...of(desk), files: [{ file: 0, said: said() }] }),
    ).toMatchObject({ error: { tag: 'fileGone' } });
    expect(bytesOf(desk)).toEqual(before);
    must(add(desk, chosen));
    expect(add(desk, chosen)).toMatchObject({ error: { tag: 'attachedAlready', name: 'a.pdf' } });
  });
});

describe('what is said of one, and taking it away', () => {
  it('AT-4 is written anew, and told in the history with before and after', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk);
    must(describeAttachment(desk.session, { ...of(desk), attachment, said: said({ verified: 'issuer' }) }));
    expect(views(desk)[0]?.said).toMatchObject([{ verified: 'issuer', issuer: 'KTH' }]);
    const last = must(caseView(desk.session, of(desk).id)).history.at(-1);
    expect(last).toMatchObject({
      kind: 'attachment.described',
      fields: [{ list: 'fact', field: 'verified', before: ['notVerified'], after: ['issuer'] }],
    });
    expect(
      describeAttachment(desk.session, { ...of(desk), attachment, said: said({ verified: 'issuer' }) }),
    ).toMatchObject({ error: { tag: 'alreadySo' } });
  });

  it('AT-5 needs a reason, hides the file and leaves its bytes for the purge', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk);
    expect(removeAttachment(desk.session, { ...of(desk), attachment, reason: '  ' })).toMatchObject({
      error: { tag: 'reasonMissing' },
    });
    must(removeAttachment(desk.session, { ...of(desk), attachment, reason: 'Gäller någon annan' }));
    expect(views(desk)).toMatchObject([{ away: { reason: 'Gäller någon annan', by: 'Åsa' } }]);
    expect(read(desk, attachment)).toMatchObject({ error: { tag: 'noSuchAttachment' } });
    expect(hasBlob(desk.session.store, attachment)).toBe(true);
    await attach(desk);
    expect(must(read(desk, attachment)).mediaType).toBe('application/pdf');
  });
});

describe('AT-9 who may not see it', () => {
  it('one who is barred is shown none, opens none and attaches none', async () => {
    const [asa, bo] = (await groupWith([person])) as unknown as readonly [Desk, Desk];
    const attachment = await attach(asa);
    const { chosen } = must(await choose(bo, { 'b.png': pngFile(3, 3) }));
    await hand(asa, bo);
    must(declareInterest(bo.session, { id: of(bo).id, ground: 'closeRelation' }));
    expect(must(caseView(bo.session, of(bo).id)).attachments).toEqual([]);
    expect(views(bo)).toEqual([]);
    expect(read(bo, attachment)).toMatchObject({ error: { tag: 'conflictOfInterest' } });
    expect(add(bo, chosen)).toMatchObject({ error: { tag: 'conflictOfInterest' } });
    expect(bo.session.store.blobs.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(0);
  });

  it('a member without cases opens none', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk);
    const { id } = of(desk);
    must(changeRoles(desk.session, { member: desk.session.self.member, roles: ['administrator'] }));
    expect(readAttachment(desk.session, { id, attachment })).toMatchObject({ error: { tag: 'roleNeeded' } });
  });

  it('of a person with protected identity nothing is attached, and a mark takes the bytes away at once', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk);
    const kept = await attach(desk, pngFile(9, 9), { who: other });
    const { id } = of(desk);
    must(protectCase(desk.session, { id, mark: 'confidentialityMark' }));
    expect(hasBlob(desk.session.store, attachment)).toBe(false);
    expect(hasBlob(desk.session.store, kept)).toBe(true);
    expect([...allBytes(desk.dir, desk.dataKey)].some(([, bytes]) => bytes.includes('7731'))).toBe(false);
    expect(must(caseView(desk.session, id)).attachments).toEqual([]);
    expect(readAttachment(desk.session, { id, attachment })).toMatchObject({
      error: { tag: 'specialHandling' },
    });
    const { chosen } = must(await choose(desk, { 'b.png': pngFile(3, 3) }));
    const heads = desk.session.ledger.caseState(id).heads;
    const files = [{ file: 0, said: said() }];
    expect(addAttachments(desk.session, chosen, { id, heads, files })).toMatchObject({
      error: { tag: 'specialHandling' },
    });
  });
});

describe('AT-11 between colleagues', () => {
  it('the entry comes first and says who has the file; the file follows as a document does, judged by its digest', async () => {
    const [asa, bo] = (await groupWith([person])) as unknown as readonly [Desk, Desk];
    const attachment = await attach(asa);
    await hand(asa, bo);
    expect(views(bo)).toMatchObject([{ here: false, keptBy: 'Åsa' }]);
    expect(read(bo, attachment)).toMatchObject({ error: { tag: 'attachmentNotHere', name: 'Åsa' } });
    const member = memberOf(asa.session.ledger.team(), bo.session.self.member);
    const to = (member ? activeDevices(member) : []).map(({ id, recipient }) => ({ device: id, recipient }));
    const sealed = await sealDocumentsFor(asa.session, to);
    if (!sealed) throw new Error('nothing to give');
    expect(Buffer.from(sealed.bytes).includes('7731')).toBe(false);
    expect(must(await takeDocuments(bo.session, sealed.bytes)).taken).toBe(1);
    expect(views(bo)).toMatchObject([{ here: true }]);
    expect(Buffer.from(must(read(bo, attachment)).bytes)).toEqual(diploma);
  });
});

describe('AT-12 the proof', () => {
  it('finds kept bytes that are not the file, and a file that is gone from the computer that attached it', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk);
    breaches('attachmentAltered');
    const bent = Buffer.from(diploma);
    bent[400] = (bent[400] ?? 0) ^ 1;
    const { blobs } = desk.session.store;
    blobs.prepare('UPDATE blob SET bytes = ? WHERE sha256 = ?').run(bent, Buffer.from(attachment, 'hex'));
    expect(read(desk, attachment)).toMatchObject({ error: { tag: 'attachmentAltered' } });
  });

  it('a file that is gone where it was attached is a breach', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk);
    breaches('attachmentGone');
    desk.session.store.blobs.prepare('DELETE FROM blob').run();
    expect(getBlob(desk.session.store, attachment)).toBeUndefined();
  });
});

describe('AT-13 the case file', () => {
  it('lists each with its digest; masked, neither name nor issuer stands anywhere', async () => {
    const desk = await deskWithCases();
    const attachment = await attach(desk, diploma, {
      issuer: 'Högskolan Vinterby',
      note: 'Lämnad på papper',
    });
    const file = must(caseFileOf(desk.session, of(desk).id));
    const item = file.items.find(({ section }) => section === 'attachments');
    expect(item).toMatchObject({ label: 'examensbevis' });
    expect(item?.value).toContain(`Kontrollsumma: ${attachment}`);
    expect(item?.value).toContain(
      'Utfärdare: Högskolan Vinterby. Verifierad: inte verifierad. Anteckning: Lämnad på papper',
    );
    const masked = JSON.stringify(maskFile(file, [{ item: item?.id ?? '', ground: 'x' }]));
    for (const word of ['Vinterby', 'Lämnad på papper', 'bevis.pdf', attachment]) {
      expect([word, JSON.stringify(file).includes(word)]).toEqual([word, true]);
      expect([word, masked.includes(word)]).toEqual([word, false]);
    }
  });
});
