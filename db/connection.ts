// Owns: one keyed connection to one encrypted file, and the reading of SQLite's error codes.
// Must not: create a store or decide whether a file is ours; open.ts does.
import Database from 'better-sqlite3';

export type Db = Database.Database;
export type Row = Readonly<Record<string, unknown>>;

export type ConnectionOptions = {
  /** 32 bytes. */
  readonly dataKey: Uint8Array;
  readonly readonly: boolean;
  /** Path of the addon where the shipped one does not fit the running Node. */
  readonly nativeBinding?: string | undefined;
};

export function bindingOption(nativeBinding: string | undefined): { nativeBinding?: string } {
  return nativeBinding === undefined || nativeBinding === '' ? {} : { nativeBinding };
}

/**
 * Opens an existing encrypted file. Throws SQLite's own error; NOTADB means a wrong key, a foreign or a damaged file.
 * The order of the pragmas is measured: the key before any read, a read before anything that could write.
 */
export function openConnection(path: string, options: ConnectionOptions): Db {
  const { dataKey, readonly, nativeBinding } = options;
  const db = new Database(path, { readonly, fileMustExist: true, ...bindingOption(nativeBinding) });
  try {
    applyKey(db, dataKey);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    applySettings(db, readonly);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes a new encrypted file; the path must be free. */
export function createConnection(path: string, options: Omit<ConnectionOptions, 'readonly'>): Db {
  const db = new Database(path, bindingOption(options.nativeBinding));
  applyKey(db, options.dataKey);
  applySettings(db, false);
  return db;
}

function applyKey(db: Db, dataKey: Uint8Array): void {
  if (dataKey.length !== 32) throw new Error('A data key has 32 bytes');
  db.pragma(`cipher='sqlcipher'`);
  db.pragma('legacy=4');
  db.pragma(`key="x'${Buffer.from(dataKey).toString('hex')}'"`);
}

function applySettings(db: Db, readonly: boolean): void {
  if (!readonly) {
    db.pragma('journal_mode=WAL');
    // The build falls back to NORMAL on WAL: an acknowledged decision could be lost in a power cut.
    db.pragma('synchronous=FULL');
    db.pragma('wal_autocheckpoint=8000');
    // Without it INSERT OR REPLACE would slip past the triggers that forbid deleting events.
    db.pragma('recursive_triggers=ON');
    // What is deleted is overwritten: a purge must not leave a name in a free page (16 § lagen (2002:546)).
    db.pragma('secure_delete=ON');
  }
  // Sorts and VACUUM would write plaintext into the system's temporary folder.
  db.pragma('temp_store=MEMORY');
  db.pragma('foreign_keys=ON');
  // 32 MB to write with: with 12 five thousand verdicts took a third longer, with 8 a large file three times as long; more made nothing
  // faster at half a million cases. 40 MB to read with, the rows of 50,000 cases and two of their indexes: with 6 a filter over them took
  // 690 ms instead of 56, for every page was decrypted anew (docs/measured.md).
  db.pragma(`cache_size=-${readonly ? 40_960 : 32_768}`);
  db.pragma('busy_timeout=5000');
}

/** SQLite's code of a thrown error, or undefined when it is no SQLite error. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** True when a page does not decrypt, a page is malformed, or the file cannot be read. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && /^SQLITE_(NOTADB|CORRUPT|IOERR)/.test(code);
}

/** Searches have many shapes; the kept statements must not grow with a long day. */
const mostStatements = 400;
const statements = new WeakMap<Db, Map<string, Database.Statement<unknown[], Row>>>();

/** A prepared statement, kept with its connection: preparing costs more than most reads. */
export function prepared(db: Db, sql: string): Database.Statement<unknown[], Row> {
  let own = statements.get(db);
  if (!own) {
    own = new Map();
    statements.set(db, own);
  }
  let statement = own.get(sql);
  if (!statement) {
    if (own.size >= mostStatements) own.clear();
    statement = db.prepare<unknown[], Row>(sql);
    own.set(sql, statement);
  }
  return statement;
}
