// Proves: what is given out of a case (features 75, 110): masked values stand nowhere in the bytes, and the event says what went.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFRawStream, decodePDFRawStream } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { batchIdSchema, caseStream, type CaseId } from '../../domain/ids.ts';
import type { Answers } from '../../domain/ledger/payload.ts';
import { known } from '../../domain/ledger/stream.ts';
import type { GiveInput } from '../../ipc/disclosure.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { fixMany, formView, saveFormDraft } from '../../main/services/decision/decisions.ts';
import { printableOf } from '../../main/services/decision/documents.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { noteComplaint } from '../../main/services/disclosure/complaints.ts';
import { disclosureView, prepareGiving, recordGiving } from '../../main/services/disclosure/give-out.ts';
import { givenFiles } from '../../main/services/disclosure/given-files.ts';
import { listIncidents, prepareIncident, recordIncident } from '../../main/services/disclosure/incidents.ts';
import { writeGiving } from '../../main/services/disclosure/write-giving.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import { enterFacts } from '../../main/services/review/facts.ts';
import { giveVerdict } from '../../main/services/review/verdicts.ts';
import { textOf } from '../pdf/extract.ts';
import { assertAccessible } from '../pdf/structure.ts';
import {
  applicant,
  caseOf,
  confirmAllTexts,
  day,
  identityNumber,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
  type Desk,
} from './desk.ts';

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));
const number = identityNumber();
const ten = number.replace('-', '').slice(2);
const person = {
  ...applicant(1),
  Förnamn: 'Nasrin',
  Efternamn: 'Qvarnström',
  Personnummer: number,
  'E-post': 'nasrin.qvarnstrom@example.org',
  Telefon: '070-174 06 05',
  Lärosäte: 'Addis Abeba universitet',
};

/** A case that has gone all the way, with a changed phone number and a note that names the person. */
async function decidedCase(answers: Answers = {}): Promise<{ readonly desk: Desk; readonly id: CaseId }> {
  const desk = await newDesk('Åsa Öberg');
  const { session } = desk;
  await importRows(desk, [person], { kind: 'applications' });
  const offers = [offerFor(person, { Handledare: 'Karin Lindeberg', 'Handledare telefon': '090-123 45 67' })];
  await importRows(desk, offers, { kind: 'offers', asOf: '2026-10-20' });
  const { id } = caseOf(desk, person);
  const heads = () => session.ledger.caseState(id).heads;
  must(enterFacts(session, { id, heads: heads(), fields: { phone: '+46 73 555 66 77' } }));
  must(
    giveVerdict(session, {
      id,
      heads: heads(),
      conclusion: 'eligible',
      note: 'Nasrin ringde från 0735556677. Karin Lindebergs chef bekräftade platsen.',
    }),
  );
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  must(
    registerChecks(session, { employers, outcome: 'clear', day: session.today(), sources: ['Bolagsverket'] }),
  );
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
  if (Object.keys(answers).length > 0) must(saveFormDraft(session, { id, outcome: 'grant', answers }));
  must(fixMany(session, { cases: [id], outcome: 'grant', dryRun: false, withExamples: true }));
  desk.goTo('2026-11-20');
  confirmAllTexts(desk);
  const bar = { barNumber: 'BÄR-77', day: day('2026-11-16'), outcome: 'grant' as const };
  must(registerOne(session, { caseId: id, bar, kept: {}, source: 'hand' }));
  must(
    noteComplaint(session, {
      id,
      receivedOn: day('2026-11-18'),
      fromWhom: 'party',
      what: 'Beslutet kom sent.',
    }),
  );
  return { desk, id };
}

type Wish = Partial<GiveInput> & Pick<GiveInput, 'id'>;

async function give({ session }: Desk, wish: Wish) {
  const input: GiveInput = { product: 'caseFile', toWhom: 'party', masks: [], json: true, ...wish };
  const prepared = must(prepareGiving(session, input));
  const path = join(newFolder(), `${prepared.stem}.pdf`);
  const written = must(await writeGiving(renderer, prepared, path));
  const { permit } = prepared;
  must(recordGiving(session, { input, permit, files: written.files }));
  const bytes = Object.fromEntries(written.files.map((file) => [file.format, readFileSync(file.path)]));
  return { ...written, path, bytes, stem: prepared.stem, composed: JSON.stringify(prepared.documents) };
}

/** Everything that can be read out of a file: raw bytes, every decoded stream, strings in both encodings, the page's text. */
async function everythingIn(bytes: Uint8Array): Promise<string> {
  const parts = [Buffer.from(bytes).toString('latin1'), Buffer.from(bytes).toString('utf8')];
  if (!parts[0]?.startsWith('%PDF')) return parts.join('\n');
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    parts.push(object.toString());
    if (!(object instanceof PDFRawStream)) continue;
    const decoded = Buffer.from(decodePDFRawStream(object).decode());
    parts.push(decoded.toString('latin1'), decoded.toString('utf8'), utf16(decoded));
  }
  for (const [, hex = ''] of parts.join('\n').matchAll(/<([0-9A-Fa-f]{4,})>/g)) {
    parts.push(utf16(Buffer.from(hex, 'hex')), Buffer.from(hex, 'hex').toString('latin1'));
  }
  parts.push((await textOf(bytes)).join('\n').replaceAll('|', ' '));
  return parts.join('\n');
}

function utf16(bytes: Buffer): string {
  return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : '';
}

function squeezed(text: string): string {
  return text.toLocaleLowerCase('sv').replace(/[\s()+./–-]/gu, '');
}

describe('the whole case file', () => {
  it('DI-20: holds every fact, check, act and the decision in its own words, as PDF/A and as JSON', async () => {
    const { desk, id } = await decidedCase();
    // Looked at before: the giving is itself an act of the case afterwards.
    const view = must(disclosureView(desk.session, id));
    const { bytes, stem } = await give(desk, { id });
    expect(stem).toBe('akt-JS-2026B-00001');
    const text = squeezed(await everythingIn(bytes['pdf'] ?? Buffer.alloc(0)));
    // A row's cells are drawn line by line beside one another: words are looked for, not sentences.
    const missing = view.items.filter((item) =>
      item.value.split(' ').some((word) => !text.includes(squeezed(word))),
    );
    expect(missing).toEqual([]);
    expect(await assertAccessible(bytes['pdf'] ?? Buffer.alloc(0))).toEqual([]);
    const json = JSON.parse(String(bytes['json'])) as { items: unknown[]; pages: unknown[] };
    expect(json.items).toHaveLength(view.items.length);
    expect(json.pages).toHaveLength(1);
  });

  it('DO-10: the original of a notice without names is read within, goes to an authority, and to nobody else', async () => {
    const { desk, id } = await decidedCase({ '7.11': true, '7.11b': 'Hot mot handläggaren' });
    expect(JSON.stringify(printableOf(desk.session, id, 'party')?.document)).not.toContain('Åsa Öberg');
    expect(JSON.stringify(must(formView(desk.session, id)).original)).toContain('fattats av Åsa Öberg');
    const says = async (wish: Partial<GiveInput>) => (await give(desk, { id, ...wish })).composed;
    const sentence = 'Beslutet har fattats av Åsa Öberg';
    expect(await says({ toWhom: 'authority' })).toContain(sentence);
    for (const toWhom of ['party', 'representative', 'other'] as const)
      expect(await says({ toWhom })).not.toContain(sentence);
    expect(await says({ toWhom: 'authority', product: 'subjectAccess' })).not.toContain(sentence);
    expect(must(disclosureView(desk.session, id)).hasOriginal).toBe(true);
  });

  it('DI-28: what 7.4 and 7.11 leave out of the notice is told to whoever masks, and is gone when it is masked', async () => {
    const reasons = { '7.3': 'Syskonets sjukdom gör att platsen måste ligga nära hemmet hela hösten.' };
    const told = 'Platsen ger dig den erfarenhet som arbetsgivare i Sverige frågar efter.';
    const protect = { ...reasons, '7.4': 'protect', '7.4b': 'Uppgift om en närstående', '7.4c': told };
    const { desk, id } = await decidedCase({ ...protect, '7.11': true, '7.11b': 'Hot mot handläggaren' });
    const { items } = must(disclosureView(desk.session, id));
    const withheld = items.filter((item) => item.withheld).map((item) => item.id);
    for (const number of ['6.3', '7.3', '7.4b', '7.6', '7.11b']) expect(withheld).toContain(`form/${number}`);
    expect(withheld).not.toContain('form/7.4c');
    const masks = withheld.map((item) => ({ item, ground: '21 kap. 3 § OSL' }));
    const { composed } = await give(desk, { id, masks });
    expect(composed).toContain(told);
    expect(composed).not.toMatch(/Åsa Öberg|Hot mot|Syskonets|närstående/u);
    const plain = await decidedCase();
    const open = must(disclosureView(plain.desk.session, plain.id));
    expect(open.items.filter((item) => item.withheld)).toEqual([]);
    expect(open.hasOriginal).toBe(false);
  });

  it('DI-22: holds no masked value anywhere in the bytes, in no spelling, in any item, page, stream or metadata', async () => {
    const { desk, id } = await decidedCase();
    const items = [
      'facts/phone',
      'facts/personalIdentityNumber',
      'facts/familyName',
      'facts/givenName',
      'facts/email',
      'facts/university',
      'facts/cardValidTo',
      'case/applicationId',
    ];
    const masks = items.map((item) => ({ item, ground: '10 kap. 3 § OSL' }));
    const words = [{ word: 'Lindeberg', ground: '28 kap. 11 § OSL' }];
    const { bytes, stem, composed } = await give(desk, { id, masks: [...masks, ...words] });
    expect(stem).toBe('akt');
    const gone = [
      '070-174 06 05',
      '+46 73 555 66 77',
      '0735556677',
      '735556677',
      number,
      ten,
      number.replace('-', ''),
      'Qvarnström',
      'qvarnstrom',
      'Nasrin',
      'Addis Abeba',
      '2029-09-24',
      '24 september 2029',
      'Lindeberg',
      'JS-2026B-00001',
    ];
    for (const format of ['pdf', 'json'] as const) {
      const found = squeezed(await everythingIn(bytes[format] ?? Buffer.alloc(0)));
      expect([format, gone.filter((value) => found.includes(squeezed(value)))]).toEqual([format, []]);
    }
    expect(gone.filter((value) => squeezed(composed).includes(squeezed(value)))).toEqual([]);
    const { bytes: whole } = await give(desk, { id });
    const open = squeezed(await everythingIn(whole['pdf'] ?? Buffer.alloc(0)));
    expect(
      gone
        .filter((value) => value !== 'qvarnstrom' && value !== 'Addis Abeba')
        .filter((value) => !open.includes(squeezed(value))),
    ).toEqual(['24 september 2029']);
  });

  it('DI-22: every item of the file can be masked, and what is masked is gone', async () => {
    const { desk, id } = await decidedCase();
    const view = must(disclosureView(desk.session, id));
    const masks = view.items.map((item) => ({ item: item.id, ground: 'Prov av allt' }));
    const { bytes } = await give(desk, { id, masks });
    const own = [
      'Nasrin',
      'Qvarnström',
      'Karin Lindeberg',
      'Åsa Öberg',
      'Exempelverket',
      'BÄR-77',
      'Umeå',
      'Iran',
    ];
    for (const format of ['pdf', 'json'] as const) {
      const found = (await everythingIn(bytes[format] ?? Buffer.alloc(0))).toLocaleLowerCase('sv');
      const left = own.filter((value) => found.includes(value.toLocaleLowerCase('sv')));
      expect([format, left]).toEqual([format, []]);
    }
  });

  it('DI-23: is an event that names what was masked by item and ground, and never says a masked word', async () => {
    const { desk, id } = await decidedCase();
    const masks = [
      { item: 'facts/phone', ground: '10 kap. 3 § OSL' },
      { word: 'Lindeberg', ground: '28 kap. 11 § OSL' },
    ];
    const { files, path } = await give(desk, {
      id,
      masks,
      recipient: 'Ombudet Eva',
      toWhom: 'representative',
    });
    const event = desk.session.ledger
      .eventsOf(caseStream(id))
      .findLast((one) => known(one, 'case.disclosed'));
    const said = event ? known(event, 'case.disclosed') : undefined;
    expect(said).toMatchObject({
      product: 'caseFile',
      exportKind: 'caseFileParty',
      toWhom: 'representative',
      recipient: 'Ombudet Eva',
      day: '2026-11-20',
      masked: [
        { item: 'facts/phone', ground: '10 kap. 3 § OSL' },
        { item: 'word', ground: '28 kap. 11 § OSL' },
      ],
      files: files.map(({ format, sha256, bytes }) => ({ format, sha256, bytes })),
    });
    expect(JSON.stringify(said)).not.toContain('Lindeberg');
    expect(givenFiles(desk.session, true).files.map((file) => [file.kind, file.applicationId])).toEqual([
      ['caseFileParty', 'JS-2026B-00001'],
      ['caseFileParty', 'JS-2026B-00001'],
    ]);
    expect(existsSync(path)).toBe(true);
    expect(must(disclosureView(desk.session, id)).disclosed).toMatchObject([{ by: 'Åsa Öberg', masked: 2 }]);
  });

  it('is not given of a person with protected identity', async () => {
    const { desk, id } = await decidedCase();
    const marked = { ...person, 'Skyddade personuppgifter': 'Ja' };
    await importRows(desk, [marked], { kind: 'applications', asOf: '2026-11-19' });
    const input: GiveInput = { id, product: 'caseFile', toWhom: 'party', masks: [], json: true };
    expect(prepareGiving(desk.session, input)).toMatchObject({
      ok: false,
      error: { tag: 'protectedIdentity' },
    });
  });
});

describe('the account on one page', () => {
  it('DI-24: is one page whatever was done, and counts what it does not list', async () => {
    const { desk, id } = await decidedCase();
    const heads = () => desk.session.ledger.caseState(id).heads;
    const complaint = batchIdSchema.parse('ab'.repeat(16));
    const noted = { id, complaint, receivedOn: day('2026-11-18'), fromWhom: 'party' as const };
    for (let index = 0; index < 60; index += 1) {
      must(enterFacts(desk.session, { id, heads: heads(), fields: { phone: `070-${1000 + index}` } }));
      must(noteComplaint(desk.session, { ...noted, what: `Klagomål i version ${index}` }));
    }
    const { pages, bytes } = await give(desk, { id, product: 'account' });
    expect(pages).toBe(1);
    const text = (await textOf(bytes['pdf'] ?? Buffer.alloc(0))).join(' ');
    expect(text).toMatch(/\d+ åtgärder mellan de här raderna står i akten/);
    expect(bytes['json']).toBeUndefined();
  });

  it('says how the case stands, with its complaint and incidents', async () => {
    const { desk, id } = await decidedCase();
    must(
      recordIncident(desk.session, {
        discoveredOn: day('2026-11-19'),
        nature: ['confidentiality'],
        what: 'Ett brev gick till fel adress.',
        consequences: '',
        measures: 'Brevet är hämtat.',
        people: 1,
        cases: [id],
        reported: 'open',
        informed: 'open',
      }),
    );
    const { bytes, pages } = await give(desk, { id, product: 'account' });
    const text = (await textOf(bytes['pdf'] ?? Buffer.alloc(0))).join(' ').replaceAll('|', ' ');
    expect(pages).toBe(1);
    for (const part of [
      'Bifall, 2026-11-16, nummer BÄR-77',
      'Kom in 2026-11-18',
      'Upptäckt 2026-11-19',
      'Behörig',
    ])
      expect(text).toContain(part);
  });
});

describe('what is kept of a person', () => {
  it('DI-25: covers every application of the person, and masks in all what was masked in one', async () => {
    const { desk, id } = await decidedCase();
    const again = { ...person, 'Ansöknings-ID': 'JS-2027A-00009', Telefon: '070-174 06 05' };
    await importRows(desk, [again], { kind: 'applications', intake: '2027-spring', asOf: '2026-11-19' });
    const masks = [{ item: 'facts/phone', ground: 'På egen begäran' }];
    const { bytes } = await give(desk, { id, product: 'subjectAccess', masks });
    const found = squeezed(await everythingIn(bytes['pdf'] ?? Buffer.alloc(0)));
    expect(found).toContain(squeezed('JS-2027A-00009'));
    expect(found).not.toContain('0701740605');
  });
});

describe('incidents', () => {
  it('DI-26: are recorded with their last day to report, corrected by a later record, and printed without names', async () => {
    const { desk, id } = await decidedCase();
    const base = {
      discoveredOn: day('2026-11-19'),
      nature: ['confidentiality' as const],
      what: 'Ett brev gick till fel adress.',
      consequences: 'Mottagaren kan ha läst beslutet.',
      measures: 'Brevet är hämtat.',
      people: 1,
      cases: [id],
      informed: 'open' as const,
    };
    const { incident } = must(recordIncident(desk.session, { ...base, reported: 'open' }));
    expect(recordIncident(desk.session, { ...base, reported: 'notNeeded' })).toMatchObject({
      ok: false,
      error: { tag: 'noReason' },
    });
    const named = batchIdSchema.parse(incident);
    must(
      recordIncident(desk.session, {
        ...base,
        incident: named,
        reported: 'reported',
        reportedOn: day('2026-11-20'),
      }),
    );
    expect(listIncidents(desk.session)).toMatchObject([
      {
        incident,
        reported: 'reported',
        reportBefore: '2026-11-22',
        applications: ['JS-2026B-00001'],
        differs: false,
      },
    ]);
    const prepared = must(prepareIncident(desk.session, named));
    const written = must(await writeGiving(renderer, prepared, join(newFolder(), 'incident.pdf')));
    const text = (await textOf(readFileSync(written.files[0]?.path ?? ''))).join(' ').replaceAll('|', ' ');
    expect(text).toContain('Ja, 2026-11-20');
    expect(text).not.toContain('Qvarnström');
  });
});
