// Owns: what must hold of a fuzzed store: its cases show what the model says, its logical state equals the others' byte
// for byte, a rebuild and any order of folding give the same, the proof finds nothing. Must not: write in a store.
import { hexOf, numberOf, textOf, textOrNull } from '../../db/columns.ts';
import { foldAll, packState } from '../../db/ledger/stream-states.ts';
import { loadMembership } from '../../db/ledger/membership.ts';
import { caseStream, type CaseId, type StreamId } from '../../domain/ids.ts';
import { mustBeSigned } from '../../domain/ledger/event.ts';
import { caseConflicts, type CaseConflict } from '../../domain/conflict/find.ts';
import type { Random } from '../../main/demo/random.ts';
import { must, type Desk } from './desks.ts';
import { expectedOf } from './model.ts';
import { actsOfStream, caseStreams, count, Finding, foldedEvents, heldOf, type World } from './world.ts';

/** Every case of the desk shows what the model says of the acts it holds: no concurrent decision hidden, none invented. */
export function checkCases(world: World, desk: Desk): void {
  if (desk.running !== world.group.desks[0]?.running) return;
  const held = heldOf(world, desk);
  // Nothing has come in since the last look, and nothing of it depends on anything else.
  if (world.checked.get(desk) === held.size) return;
  world.checked.set(desk, held.size);
  for (const stream of caseStreams(world, desk)) {
    const state = desk.session.ledger.caseState(stream.slice(5) as CaseId);
    const expected = expectedOf(actsOfStream(held, stream), actsOfStream(held, 'team'));
    const shown = {
      conflicts: caseConflicts(state).map(inWords).sort(),
      decisions: state.decisionHeads.map((head) => head.event).sort(),
      notEntitled: [...state.notEntitled].sort(),
      voided: [...state.voided].sort(),
    };
    same(`${desk.name}, ${stream}`, shown, expected);
    count(world, 'cases compared');
    if (expected.conflicts.includes('decision')) count(world, 'decision conflicts surfaced');
  }
  checkLists(world, desk);
}

function inWords(conflict: CaseConflict): string {
  switch (conflict.kind) {
    case 'field':
      return `field ${conflict.field}`;
    case 'offerMove':
      return `offer ${conflict.offer}`;
    case 'offerField':
      return `offerField ${conflict.offer} ${conflict.field}`;
    default:
      return conflict.kind;
  }
}

/** What stands in conflict stands in the list that people read. */
function checkLists(world: World, desk: Desk): void {
  const held = heldOf(world, desk);
  const decided = caseStreams(world, desk).filter((stream) =>
    expectedOf(actsOfStream(held, stream), actsOfStream(held, 'team')).conflicts.includes('decision'),
  );
  const listed = desk.running.program.decisionConflicts(desk.session).map(caseStream);
  const opened = decided.filter(
    (stream) => desk.session.ledger.caseState(stream.slice(5) as CaseId).applicationId !== null,
  );
  same(`${desk.name}, the list of conflicts`, [...new Set(listed)].sort(), opened);
}

export function same(what: string, found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Finding(`${what}\n  found    ${one}\n  expected ${other}`);
}

// ---- Logical state --------------------------------------------------------------------------------------------

type Row = Readonly<Record<string, unknown>>;

/** All that must be alike on every store that holds the same acts, as lines: events, states, rows of the lists. */
export function logicalState({ session }: Desk): string[] {
  const { db } = session.store;
  const rows = (sql: string) => db.prepare(sql).all() as Row[];
  const events = rows('SELECT * FROM events ORDER BY device, seq').map((row) => {
    const signed = mustBeSigned(textOf(row, 'type')) ? row['signature'] : null;
    const signature = signed instanceof Uint8Array ? Buffer.from(signed).toString('hex') : '';
    const { device, seq } = { device: textOf(row, 'device'), seq: numberOf(row, 'seq') };
    return `event ${device} ${seq} ${hexOf(row, 'hash')} ${textOrNull(row, 'payload') ?? 'none'} ${signature}`;
  });
  const states = rows('SELECT * FROM stream_state ORDER BY stream').map(
    (row) => `state ${textOf(row, 'stream')} ${textOf(row, 'heads')} ${textOf(row, 'state')}`,
  );
  const cases = rows('SELECT * FROM case_row ORDER BY case_id').map(
    ({ n: _n, ...row }) => `case ${JSON.stringify(row)}`,
  );
  const employers = rows('SELECT * FROM employer_row ORDER BY employer_id').map(
    (row) => `employer ${JSON.stringify(row)}`,
  );
  return [...events, ...states, ...cases, ...employers];
}

export function sameStates(one: Desk, other: Desk): void {
  const [first, second] = [logicalState(one), logicalState(other)];
  const names = `${one.name} and ${other.name} differ`;
  for (let at = 0; at < Math.max(first.length, second.length); at++)
    same(names, first[at] ?? null, second[at] ?? null);
}

/** The proof finds nothing, a rebuild changes nothing, and any order of a stream's events folds to the stored state. */
export function checkWhole(world: World, desk: Desk, random: Random): void {
  const verified = must(desk.session.ledger.verify());
  if (!verified.ok) throw new Finding(`${desk.name}: ${JSON.stringify(verified.problems)}`);
  const { judge } = loadMembership(desk.session.store.db);
  for (const stream of caseStreams(world, desk)) {
    const events = foldedEvents(desk, stream);
    const mixed = random.shuffled([...events, ...events.slice(0, random.below(events.length + 1))]);
    const stored = desk.session.store.db
      .prepare('SELECT state FROM stream_state WHERE stream = ?')
      .pluck()
      .get(stream);
    same(
      `${desk.name}, ${stream} folded in another order`,
      packState(foldAll(stream as StreamId, mixed, judge).state),
      stored,
    );
  }
  const before = logicalState(desk);
  must(desk.session.ledger.rebuild());
  same(`${desk.name} rebuilt`, logicalState(desk), before);
}
