// Owns: colleagues' desks for the service tests: real encrypted stores founded by the real service, files written to disk.
// Must not: mock anything; the clock and the legal day are the only doubles. Invented people only (birth numbers 980–999).
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { intakeIdSchema, isoDateSchema, type CaseId, type IsoDate } from '../../domain/ids.ts';
import { isLookup, type ImportKind } from '../../domain/intake/fields.ts';
import type { CaseState } from '../../domain/ledger/case/state.ts';
import type { Result } from '../../domain/result.ts';
import { inventedIdentityNumber, inventedOrganisationNumber, type Gender } from '../../main/demo/numbers.ts';
import { seeded } from '../../main/demo/random.ts';
import { readTable } from '../../main/files/decode.ts';
import {
  prepareImport,
  readMapping,
  reportOf,
  writeImport,
  type FileImport,
} from '../../main/services/intake/imports.ts';
import {
  foundStore,
  openForWriting,
  type Founded,
  type Surroundings,
} from '../../main/services/lifecycle.ts';
import { idsMatching } from '../../main/services/review/lists.ts';
import { loadReference } from '../../main/services/reference.ts';
import type { WriteSession } from '../../main/services/session.ts';
import { confirmTexts, listTexts } from '../../main/services/texts.ts';
import { expectLawful } from '../builders/lawful.ts';
import { watching } from '../builders/watching.ts';

export const autumn = intakeIdSchema.parse('2026-autumn');
export const reference = loadReference(join(import.meta.dirname, '../../resources'));
const nativeBinding = process.env['SPRANGBRADAN_SQLITE_BINDING'];

export function day(text: string): IsoDate {
  return isoDateSchema.parse(text);
}

/** The value of a result that must be one. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export type Desk = {
  readonly dir: string;
  readonly session: WriteSession;
  /** Sets the legal day of the desk. */
  readonly goTo: (day: string) => void;
  /** The session anew from the disk, as after joining or a restart. */
  readonly reopen: () => WriteSession;
  readonly dataKey: Uint8Array;
};

const templates = new Map<string, { readonly dir: string; readonly founded: Founded }>();
const made: string[] = [];
const open = new Set<WriteSession>();

export function newFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'sprangbradan-services-'));
  made.push(dir);
  return dir;
}

function removeFolders(kept: ReadonlySet<string>): void {
  for (const dir of made.filter((one) => !kept.has(one))) rmSync(dir, { recursive: true, force: true });
  made.splice(0, made.length, ...kept);
}

watching.atEnd(async () => {
  try {
    for (const session of open) await expectLawful(session);
  } finally {
    for (const session of open) session.store.close();
    open.clear();
    removeFolders(new Set([...templates.values()].map((one) => dirname(one.dir))));
  }
});

/** scrypt costs a third of a second on purpose: each kind of store is founded once in a worker and then copied. */
export async function newDesk(name: string, demo = true): Promise<Desk> {
  const key = `${name} ${demo}`;
  let today = day('2026-11-02');
  const around = (dir: string): Surroundings => ({
    dir,
    reference,
    nativeBinding,
    now: steppingClock(name),
    today: () => today,
  });
  let template = templates.get(key);
  if (!template) {
    const dir = join(newFolder(), 'store');
    const founded = must(
      await foundStore(around(dir), { name, team: 'Provgruppen', passphrase: 'prov-fras-1', demo }),
    );
    template = { dir, founded };
    templates.set(key, template);
  }
  const dir = join(newFolder(), 'store');
  cpSync(template.dir, dir, { recursive: true });
  const { dataKey } = template.founded;
  const begin = () => {
    const session = must(openForWriting(around(dir), dataKey));
    open.add(session);
    return session;
  };
  let session = begin();
  return {
    dir,
    dataKey,
    get session() {
      return session;
    },
    goTo: (text) => {
      today = day(text);
    },
    reopen: () => {
      session.store.close();
      open.delete(session);
      session = begin();
      return session;
    },
  };
}

/** Each desk's clock goes a second at each look, so that runs are alike. */
function steppingClock(name: string): () => number {
  let now = 1_793_000_000_000_000 + name.length * 1000;
  return () => (now += 1_000_000);
}

export function confirmAllTexts({ session }: Desk): void {
  const ids = listTexts(session).map((one) => one.id);
  must(confirmTexts(session, { ids, day: session.today(), source: 'Exempel' }));
}

/** The bytes of every file of the store; SQLite's log is folded in first. */
export function bytesOf(desk: Desk): Record<string, string> {
  desk.session.store.db.pragma('wal_checkpoint(TRUNCATE)');
  desk.session.store.blobs.pragma('wal_checkpoint(TRUNCATE)');
  const files = readdirSync(desk.dir).filter(
    (name) => statSync(join(desk.dir, name)).isFile() && !name.endsWith('-shm'),
  );
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(desk.dir, name)))
        .digest('hex'),
    ]),
  );
}

/** Every value of every table in the open, decrypted store, as one text. */
export function everythingStored({ session }: Desk): string {
  const { db } = session.store;
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all().map(String);
  return tables
    .flatMap((table) => db.prepare(`SELECT * FROM "${table}"`).all())
    .flatMap((row) => Object.values(row as Record<string, unknown>))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value)))
    .join('\n');
}

export function countEvents({ session }: Desk): number {
  return Number(session.store.db.prepare('SELECT count(*) FROM events').pluck().get());
}

// ---- Files ----------------------------------------------------------------------------------------------------

const random = seeded(7);

export function identityNumber(gender: Gender = 'female'): string {
  return inventedIdentityNumber(random, gender, false);
}

export function organisationNumber(index: number): string {
  return inventedOrganisationNumber(index);
}

export type Row = Readonly<Record<string, string>>;

/** A green application with nothing to check: enrolled, permanent permit, degree in a field of the programme. */
export function applicant(index: number, wishes: Row = {}): Row {
  return {
    'Ansöknings-ID': `JS-2026B-${String(index).padStart(5, '0')}`,
    Status: 'grön',
    Förnamn: 'Hend',
    Efternamn: `Silva${index}`,
    Personnummer: identityNumber(),
    Kön: 'Kvinna',
    Födelseland: 'Iran',
    Medborgarskap: 'Iran',
    'E-post': `sok${index}@example.org`,
    Telefon: '070-1740605',
    'Inskriven hos Arbetsförmedlingen': 'Ja',
    Inskrivningsdatum: '2025-10-01',
    Uppehållstillstånd: 'PUT',
    'Tillstånd t.o.m.': '2029-09-24',
    Utbildningsområde: 'Teknik',
    Examen: 'Master',
    Lärosäte: 'Addis Abeba',
    Svenska: 'A2',
    Engelska: 'C1',
    Samtycke: 'Ja',
    Samtyckesdatum: '2026-08-03',
    'Skyddade personuppgifter': '',
    ...wishes,
  };
}

export function offerFor(person: Row, wishes: Row = {}): Row {
  return {
    'Ansöknings-ID': person['Ansöknings-ID'] ?? '',
    Personnummer: person['Personnummer'] ?? '',
    Arbetsgivare: 'Exempelverket AB',
    Organisationsnummer: organisationNumber(1),
    Ort: 'Umeå',
    Handledare: 'Karin Lind',
    'Handledare e-post': 'handledare@example.org',
    Startdatum: '2026-12-07',
    Slutdatum: '2027-04-06',
    Omfattning: '100 %',
    'Facklig organisation': 'Unionen',
    Kollektivavtal: 'Ja',
    ...wishes,
  };
}

export function decisionFor(person: Row, wishes: Row = {}): Row {
  return {
    'BÄR-ärendenummer': `BÄR-${person['Ansöknings-ID']}`,
    Personnummer: person['Personnummer'] ?? '',
    Beslutsdatum: '2026-11-16',
    Beslut: 'Bifall',
    'Period från': '2026-12-07',
    'Period till': '2027-04-06',
    ...wishes,
  };
}

export function csv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
  return `\uFEFF${[line(header), ...rows.map((row) => line(header.map((name) => row[name] ?? '')))].join('\r\n')}\r\n`;
}

export function writeFile(name: string, content: string | Uint8Array): string {
  const path = join(newFolder(), name);
  writeFileSync(path, content);
  return path;
}

export type Reading = {
  readonly kind: ImportKind;
  readonly asOf?: string;
  readonly intake?: string;
  readonly settle?: 'theirs';
};

/** A file as the runner reads it: decoded, mapped by its headers. */
export async function fileOf({ session }: Desk, path: string, reading: Reading): Promise<FileImport> {
  const table = must(await readTable({ path }));
  const { mapping } = readMapping(session, table, reading.kind);
  const intake = intakeIdSchema.parse(reading.intake ?? autumn);
  return {
    table,
    fileName: 'fil.csv',
    kind: reading.kind,
    intake: isLookup(reading.kind) ? undefined : intake,
    asOf: day(reading.asOf ?? '2026-09-15'),
    mapping,
  };
}

export async function importRows(desk: Desk, rows: readonly Row[], reading: Reading) {
  const file = await fileOf(desk, writeFile('fil.csv', csv(rows)), reading);
  const prepared = must(prepareImport(desk.session, file, reading.settle ?? null));
  const preview = reportOf(prepared);
  const written = must(writeImport(desk.session, { file, prepared, empties: preview.empties }));
  return { ...written, preview };
}

export function caseOf({ session }: Desk, person: Row): { readonly id: CaseId; readonly state: CaseState } {
  const id = must(idsMatching(session, `ansökan:${person['Ansöknings-ID']}`))[0];
  if (!id) throw new Error('no such case');
  return { id, state: session.ledger.caseState(id) };
}
