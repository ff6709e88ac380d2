// Proves: mailings before an intake on real stores, from the list to the deletion (feature 101; docs/spec/mailings.md).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { batchIdSchema, eventHashSchema } from '../../domain/ids.ts';
import { readTable } from '../../main/files/decode.ts';
import { removeMailingFiles } from '../../main/services/mailings/sweep.ts';
import { previewLetter, writeMailingFile } from '../../main/services/mailings/files.ts';
import {
  clearMailing,
  countOutreach,
  mailingsView,
  noteReturned,
  noteSent,
  takeBack,
} from '../../main/services/mailings/mailings.ts';
import {
  mailingRejects,
  mailingReport,
  prepareMailing,
  readMailing,
  saveMailingMapping,
  type MailingFile,
} from '../../main/services/mailings/prepare.ts';
import { kindOf, readMapping } from '../../main/services/intake/imports.ts';
import { givenFiles } from '../../main/services/disclosure/given-files.ts';
import { purgesSoFar } from '../../db/local/keeping.ts';
import { mergeBundle } from '../../main/services/exchange/merging.ts';
import { foundIn } from '../purge/everywhere.ts';
import { give, groupWith } from './group-of-desks.ts';
import {
  applicant,
  autumn,
  confirmAllTexts,
  countEvents,
  csv,
  day,
  everythingStored,
  identityNumber,
  importRows,
  must,
  newDesk,
  newFolder,
  writeFile,
  type Desk,
  type Row,
} from './desk.ts';

/** Names that stand nowhere else in a store or a program. */
function person(name: string, wishes: Row = {}): Row {
  return {
    Personnummer: identityNumber(),
    Förnamn: 'Quirina',
    Efternamn: name,
    'E-post': `${name.toLowerCase()}@example.org`,
    Adress: `${name}gatan 1`,
    Postnummer: '12345',
    Postort: 'Storstad',
    Kanal: 'E-post',
    'Skyddade personuppgifter': '',
    Avliden: '',
    ...wishes,
  };
}

async function listOf({ session }: Desk, rows: readonly Row[], asOf = '2026-11-02'): Promise<MailingFile> {
  const table = must(await readTable({ path: writeFile('lista.csv', csv(rows)) }));
  const { mapping } = readMapping(session, table, 'mailing');
  return { table, fileName: 'lista.csv', intake: autumn, asOf: day(asOf), mapping };
}

const applyBy = day('2026-11-20');

async function prepared(desk: Desk, rows: readonly Row[]) {
  const file = await listOf(desk, rows);
  const done = must(prepareMailing(desk.session, { file, applyBy }));
  return { ...done, mailing: batchIdSchema.parse(done.mailing) };
}

const view = ({ session }: Desk) => mailingsView(session);
const stands = (desk: Desk, text: string) => everythingStored(desk).includes(text);

describe('a list', () => {
  it('MA-2 puts every row in one place, tells why each is out, and keeps nothing of them', async () => {
    const desk = await newDesk('Åsa');
    const known = applicant(1);
    await importRows(desk, [known], { kind: 'applications' });
    const twice = person('Tvillingsson');
    const hidden = person('Doldzon', { 'Skyddade personuppgifter': 'Sekretessmarkering' });
    const rows = [
      person('Mejlzon'),
      person('Brevzon', { Kanal: 'Brev', 'E-post': '' }),
      person('Lådzon', { Kanal: 'Digital brevlåda', 'E-post': '', Adress: '' }),
      person('Bytzon', { Kanal: 'E-post', 'E-post': 'ingen adress' }),
      hidden,
      { ...person('Doldzonett'), Personnummer: hidden['Personnummer'] ?? '' },
      person('Dödzon', { Avliden: '2026-10-01' }),
      person('Söktzon', { Personnummer: known['Personnummer'] ?? '' }),
      twice,
      { ...twice, Efternamn: 'Tvillingdotter' },
      person('Felzon', { Personnummer: '19900704-2387' }),
      person('Utanzon', { 'E-post': '', Adress: '' }),
      person('Okändzon', { Kanal: 'Duva' }),
    ];
    const file = await listOf(desk, rows);
    const before = countEvents(desk);
    const report = mailingReport(must(readMailing(desk.session, file)));
    expect(report).toEqual({
      rows: 13,
      recipients: { email: 2, letter: 2, digitalMailbox: 1 },
      takenOut: { protected: 2, deceased: 1, applied: 1 },
      rejected: [
        { row: 12, problems: [{ field: 'personalIdentityNumber', code: 'wrongCheckDigit' }] },
        { row: 13, problems: [{ field: 'mailingChannel', code: 'noAddress' }] },
        { row: 14, problems: [{ field: 'mailingChannel', code: 'unknownValue' }] },
      ],
      duplicates: [{ row: 11, of: '10' }],
      otherChannel: 1,
    });
    expect(countEvents(desk)).toBe(before);
    expect(stands(desk, 'Mejlzon')).toBe(false);
    must(prepareMailing(desk.session, { file, applyBy }));
    for (const name of ['Mejlzon', 'Brevzon', 'Lådzon', 'Bytzon', 'Tvillingsson'])
      expect([name, stands(desk, name)]).toEqual([name, true]);
    const out = [
      'Doldzon',
      'Dödzon',
      'Söktzon',
      'Tvillingdotter',
      'Felzon',
      'Utanzon',
      'Okändzon',
      'ingen adress',
    ];
    for (const name of out) expect([name, stands(desk, name)]).toEqual([name, false]);
    // MA-5: what the channel does not use is not kept either.
    expect(stands(desk, 'mejlzon@example.org')).toBe(true);
    expect(stands(desk, 'Mejlzongatan')).toBe(false);
  });

  it('MA-6 puts counts into the ledger and recipients into no event and no file to a colleague', async () => {
    const [asa, bo] = (await groupWith([applicant(1)], ['Bo'])) as unknown as readonly [Desk, Desk];
    const { mailing } = await prepared(asa, [person('Sällsyntsson'), person('Bredvidsson')]);
    const payloads = asa.session.store.db.prepare('SELECT group_concat(payload) FROM events').pluck().get();
    expect(String(payloads)).toContain('mailing.prepared');
    expect(String(payloads)).not.toContain('Sällsyntsson');
    must(await mergeBundle(bo.session, await give(asa, bo)));
    expect(stands(bo, 'Sällsyntsson')).toBe(false);
    const [seen] = view(bo).mailings;
    expect(seen).toMatchObject({
      id: mailing,
      here: null,
      prepared: { by: 'Åsa', rows: 2, recipients: { email: 2, letter: 0, digitalMailbox: 0 } },
    });
    const which = { mailing, intake: autumn, channel: 'email' } as const;
    expect(previewLetter(bo.session, which)).toEqual({ ok: false, error: { tag: 'mailingNotHere' } });
  });

  it('MA-1 is told from every other kind, and read next time as it was read before', async () => {
    const desk = await newDesk('Åsa');
    const plain = await listOf(desk, [person('Vanlig')]);
    expect(kindOf(desk.session, plain.table)).toBe('mailing');
    const rows = [{ Pnr: identityNumber(), Efternamn: 'X', Anmärkning: 'x@example.org' }];
    const odd = await listOf(desk, rows);
    expect(readMailing(desk.session, odd)).toMatchObject({
      ok: false,
      error: { tag: 'fileMissingColumns', fields: ['mailingChannel'] },
    });
    const columns = odd.mapping.columns.map((column) =>
      column.header === 'Anmärkning' ? { ...column, field: 'email' as const } : column,
    );
    saveMailingMapping(desk.session, { ...odd, mapping: { ...odd.mapping, columns, missing: [] } });
    const again = await listOf(desk, [{ ...rows[0], Efternamn: 'Y' }]);
    expect(mailingReport(must(readMailing(desk.session, again))).recipients.email).toBe(1);
    const applications = must(await readTable({ path: writeFile('a.csv', csv([applicant(1)])) }));
    expect(kindOf(desk.session, applications)).toBe('applications');
  });

  it('MA-2 gives back the rows that were not read in, with a reason and nothing of those taken out', async () => {
    const desk = await newDesk('Åsa');
    const rows = [
      person('Felzon', { Personnummer: '19900704-2387' }),
      person('Doldzon', { 'Skyddade personuppgifter': 'Ja' }),
    ];
    const file = await listOf(desk, rows);
    const head = { row: 'Rad', applicationId: 'Id', field: 'Fält', reason: 'Skäl', whole: 'Varför' };
    const words = { head, field: String, reason: ({ code }: { code: string }) => code };
    const short = must(mailingRejects(desk.session, { file, whole: false }, words));
    expect(short).toBe('\uFEFFRad;Id;Fält;Skäl\r\n2;;personalIdentityNumber;wrongCheckDigit\r\n');
    const whole = must(mailingRejects(desk.session, { file, whole: true }, words));
    expect(whole).toContain('Felzon');
    expect(whole).not.toContain('Doldzon');
  });

  it('MA-8 is not read in for a day that has passed, one after the intake, or for nobody', async () => {
    const desk = await newDesk('Åsa');
    const file = await listOf(desk, [person('Ensam')]);
    const tagOf = (when: string) => {
      const done = prepareMailing(desk.session, { file, applyBy: day(when) });
      return done.ok ? 'ok' : done.error.tag;
    };
    expect([tagOf('2026-11-01'), tagOf('2031-01-01')]).toEqual(['applyByPassed', 'applyByAfterIntake']);
    const nobody = await listOf(desk, [person('Död', { Avliden: 'Ja' })]);
    expect(prepareMailing(desk.session, { file: nobody, applyBy })).toMatchObject({
      error: { tag: 'mailingEmpty' },
    });
    expect(view(desk).mailings).toEqual([]);
    expect(stands(desk, 'Ensam')).toBe(false);
  });
});

describe('the file for the sending system', () => {
  it('MA-9 has the channel’s own address, the letter of each, no formula and no number that it does not need', async () => {
    const desk = await newDesk('Åsa');
    const lettered = person('Brevzon', { Kanal: 'Brev', Adress: '=cmd()', 'E-post': '' });
    const { mailing } = await prepared(desk, [lettered, person('Mejlzon')]);
    const which = { mailing, intake: autumn, channel: 'letter' } as const;
    const path = join(newFolder(), 'brev.csv');
    expect(await writeMailingFile(desk.session, which, path)).toMatchObject({
      ok: false,
      error: { tag: 'mailingUnconfirmed' },
    });
    expect(existsSync(path)).toBe(false);
    confirmAllTexts(desk);
    const looked = must(previewLetter(desk.session, which));
    expect(looked.text).toContain('Hej Quirina Brevzon');
    expect(looked.text).toContain('Sök senast den 20 november 2026.');
    expect(looked.text).toContain('https://');
    expect(must(await writeMailingFile(desk.session, which, path))).toEqual({
      recipients: 1,
      appliedSince: 0,
    });
    const text = readFileSync(path, 'utf8');
    expect(text.split('\r\n')[0]).toBe('\uFEFFFörnamn;Efternamn;Adress;Postnummer;Postort;Rubrik;Text');
    expect(text).toContain(`Quirina;Brevzon;"'=cmd()";123 45;Storstad;`);
    expect(text).not.toContain(lettered['Personnummer']?.slice(-4));
    expect(text).not.toContain('Mejlzon');
    expect(givenFiles(desk.session, true).files).toMatchObject([{ name: 'brev.csv', kind: 'mailing' }]);
  });

  it('MA-9 is refused without a ground of its own', async () => {
    const desk = await newDesk('Cai', false);
    const { mailing } = await prepared(desk, [person('Mejlzon')]);
    confirmAllTexts(desk);
    const path = join(newFolder(), 'mejl.csv');
    const which = { mailing, intake: autumn, channel: 'email' } as const;
    expect(await writeMailingFile(desk.session, which, path)).toMatchObject({
      error: { tag: 'groundMissing', kind: 'mailing' },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('MA-4 leaves out who has applied, and who was marked as protected, since the list was read in', async () => {
    const desk = await newDesk('Åsa');
    const [one, two, three] = [person('Förstsson'), person('Andrasson'), person('Tredjesson')];
    const { mailing } = await prepared(desk, [one, two, three]);
    confirmAllTexts(desk);
    await importRows(
      desk,
      [
        applicant(1, { Personnummer: one['Personnummer'] ?? '' }),
        applicant(2, { Personnummer: two['Personnummer'] ?? '', 'Skyddade personuppgifter': 'Ja' }),
      ],
      { kind: 'applications' },
    );
    expect(stands(desk, 'Andrasson')).toBe(false);
    const path = join(newFolder(), 'mejl.csv');
    const which = { mailing, intake: autumn, channel: 'email' } as const;
    expect(must(await writeMailingFile(desk.session, which, path))).toEqual({
      recipients: 1,
      appliedSince: 1,
    });
    expect(readFileSync(path, 'utf8')).toContain('Tredjesson');
    expect(stands(desk, 'Förstsson')).toBe(false);
  });
});

/** The acts of the one mailing, to take back. */
function eventsOf(desk: Desk): {
  readonly prepared: string;
  readonly sent: string;
  readonly returned: string;
} {
  const [one] = view(desk).mailings;
  const [sent] = one?.sent ?? [];
  const [returned] = one?.returned ?? [];
  if (!one?.prepared || !sent || !returned) throw new Error('not all acts are there');
  return { prepared: one.prepared.event, sent: sent.id, returned: returned.id };
}

describe('counts', () => {
  it('MA-10 stand by channel and day, never more than there are, with who noted them', async () => {
    const desk = await newDesk('Åsa');
    const rows = [person('Ettsson'), person('Tvåsson'), person('Tresson', { Kanal: 'Brev' })];
    const { mailing } = await prepared(desk, rows);
    const of = { intake: autumn, mailing, channel: 'email', day: day('2026-11-02') } as const;
    expect(noteSent(desk.session, { ...of, count: 3 })).toMatchObject({
      error: { tag: 'mailingTooMany', left: 2 },
    });
    expect(noteSent(desk.session, { ...of, count: 1, day: day('2026-11-03') })).toMatchObject({
      error: { tag: 'dayInFuture' },
    });
    expect(noteSent(desk.session, { ...of, count: 1, day: day('2026-11-01') })).toMatchObject({
      error: { tag: 'mailingDayBefore' },
    });
    must(noteSent(desk.session, { ...of, count: 2 }));
    expect(noteReturned(desk.session, { ...of, count: 3 })).toMatchObject({
      error: { tag: 'mailingTooMany' },
    });
    must(noteReturned(desk.session, { ...of, count: 1 }));
    must(
      countOutreach(desk.session, {
        intake: autumn,
        what: 'newsletter',
        day: of.day,
        count: 350,
        title: 'Nr 4',
      }),
    );
    const seen = view(desk);
    expect(seen.mailings[0]).toMatchObject({
      sent: [{ channel: 'email', day: '2026-11-02', count: 2, by: 'Åsa' }],
      returned: [{ channel: 'email', count: 1 }],
    });
    expect(seen.outreach).toMatchObject([{ what: 'newsletter', count: 350, title: 'Nr 4', by: 'Åsa' }]);
  });

  it('MA-12 are taken back from the last: what came back, what was sent, the list with its recipients', async () => {
    const desk = await newDesk('Åsa');
    const { mailing } = await prepared(desk, [person('Ångersson')]);
    const of = { intake: autumn, mailing, channel: 'email', day: day('2026-11-02'), count: 1 } as const;
    must(noteSent(desk.session, of));
    must(noteReturned(desk.session, of));
    // An import between them stands in nobody's way.
    await importRows(desk, [applicant(1)], { kind: 'applications' });
    const ids = eventsOf(desk);
    const back = async (id: string) => {
      const done = await takeBack(desk.session, { intake: autumn, id: eventHashSchema.parse(id) });
      return done.ok ? 'ok' : done.error.tag;
    };
    expect(await back(ids.prepared)).toBe('mailingBuiltUpon');
    expect(await back(ids.sent)).toBe('mailingBuiltUpon');
    expect(await back(ids.returned)).toBe('ok');
    expect(await back(ids.sent)).toBe('ok');
    expect(stands(desk, 'Ångersson')).toBe(true);
    expect(await back(ids.prepared)).toBe('ok');
    expect(await back(ids.prepared)).toBe('unknownMailing');
    expect(view(desk).mailings).toEqual([]);
    expect(stands(desk, 'Ångersson')).toBe(false);
  });

  it('MA-11 two who note apart have both noted', async () => {
    const [asa, bo] = (await groupWith([applicant(1)], ['Bo'])) as unknown as readonly [Desk, Desk];
    const { mailing } = await prepared(asa, [person('Ettsson'), person('Tvåsson')]);
    must(await mergeBundle(bo.session, await give(asa, bo)));
    const of = { intake: autumn, mailing, channel: 'email', day: day('2026-11-02'), count: 1 } as const;
    must(noteSent(asa.session, of));
    must(noteSent(bo.session, of));
    must(await mergeBundle(asa.session, await give(bo, asa)));
    must(await mergeBundle(bo.session, await give(asa, bo)));
    expect(
      view(asa)
        .mailings[0]?.sent.map(({ by }) => by)
        .sort(),
    ).toEqual(['Bo', 'Åsa']);
    expect(view(bo).mailings[0]?.sent).toEqual(view(asa).mailings[0]?.sent);
  });
});

describe('deletion', () => {
  /** Every file of the store, pages and logs decrypted, as the program's own reading would not show it. */
  const found = (desk: Desk, words: readonly string[]) =>
    foundIn(desk.dir, { dataKey: desk.dataKey, identities: [] }, words);

  it('MA-7 comes by itself on the day after the last day to apply; counts stay, names stand nowhere', async () => {
    const desk = await newDesk('Åsa');
    const { mailing } = await prepared(desk, [person('Planterzon'), person('Brevzon', { Kanal: 'Brev' })]);
    confirmAllTexts(desk);
    const path = join(newFolder(), 'mejl.csv');
    const which = { mailing, intake: autumn, channel: 'email' } as const;
    must(await writeMailingFile(desk.session, which, path));
    const changed = join(newFolder(), 'brev.csv');
    must(await writeMailingFile(desk.session, { ...which, channel: 'letter' }, changed));
    writeFileSync(changed, 'min egen');
    must(noteSent(desk.session, { ...which, day: day('2026-11-02'), count: 1 }));
    desk.goTo('2026-11-20');
    desk.reopen();
    expect(await found(desk, ['Planterzon'])).not.toEqual([]);
    const purges = purgesSoFar(desk.session.store.db);
    desk.goTo('2026-11-21');
    desk.reopen();
    await removeMailingFiles(desk.session);
    expect([stands(desk, 'Planterzon'), stands(desk, 'Brevzon')]).toEqual([false, false]);
    expect(await found(desk, ['Planterzon', 'Brevzon'])).toEqual([]);
    expect([existsSync(path), existsSync(changed)]).toEqual([false, true]);
    // Backups made before are replaced as after a purge (PU-13).
    expect(purgesSoFar(desk.session.store.db)).toBe(purges + 1);
    expect(view(desk).mailings[0]).toMatchObject({
      here: null,
      prepared: { recipients: { email: 1, letter: 1, digitalMailbox: 0 } },
      sent: [{ count: 1 }],
      cleared: { day: '2026-11-21', why: 'closed', recipients: 2, by: 'Åsa' },
    });
  });

  it('MA-7 can be asked for before, and only where the recipients are', async () => {
    const desk = await newDesk('Åsa');
    const { mailing } = await prepared(desk, [person('Tidigsson')]);
    expect(must(await clearMailing(desk.session, { mailing, intake: autumn }))).toEqual({ deleted: 1 });
    expect(stands(desk, 'Tidigsson')).toBe(false);
    expect(await found(desk, ['Tidigsson'])).toEqual([]);
    expect(view(desk).mailings[0]?.cleared).toMatchObject({ why: 'byHand', recipients: 1 });
    expect(await clearMailing(desk.session, { mailing, intake: autumn })).toMatchObject({
      error: { tag: 'mailingNotHere' },
    });
  });

  it('MA-7 takes a list that a power cut left without its act', async () => {
    const desk = await newDesk('Åsa');
    const { db } = desk.session.store;
    db.exec(`INSERT INTO mailing_held VALUES ('${'ab'.repeat(16)}', '2026-autumn', '2026-12-01')`);
    db.exec(
      `INSERT INTO mailing_recipient VALUES ('${'ab'.repeat(16)}', 2, 'email', '', 'A', 'Avbrottzon', '', '', '', '')`,
    );
    desk.reopen();
    expect(stands(desk, 'Avbrottzon')).toBe(false);
  });
});
