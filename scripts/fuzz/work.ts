// Owns: a caseworker's acts in a fuzzed group, each through the service that the window uses.
// Must not: write to a ledger itself, but for the two acts that no service would write (in another's name, a resolve that
// misses a head): what comes from a store that somebody has tampered with.
import { caseStream, isoDateSchema, intakeIdSchema, type CaseId, type EmployerId } from '../../domain/ids.ts';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { currentOffer } from '../../domain/ledger/case/offers.ts';
import type { Payload } from '../../domain/ledger/payload.ts';
import type { Result } from '../../domain/result.ts';
import type { NewAct } from '../../db/ledger/contract.ts';
import type { ImportKind } from '../../domain/intake/fields.ts';
import { must, type Desk } from './desks.ts';
import { applicationIdOf, applicationsFile, offersFile } from './files.ts';
import type { StepOf } from './steps.ts';
import { actsOfStream, count, Finding, heldOf, noteOwn, type Look, type World } from './world.ts';

type Work = StepOf<
  | 'applications'
  | 'offers'
  | 'look'
  | 'undo'
  | 'texts'
  | 'lastDay'
  | 'verdict'
  | 'facts'
  | 'move'
  | 'many'
  | 'check'
  | 'union'
  | 'basis'
  | 'register'
  | 'resolve'
  | 'inAnothersName'
  | 'halfResolve'
  | 'confirm'
  | 'protect'
  | 'joinCases'
>;

const autumn = intakeIdSchema.parse('2026-autumn');
const day = (text: string) => isoDateSchema.parse(text);
const conclusions = ['eligible', 'needsCheck', 'notEligible'] as const;

export async function work(world: World, desk: Desk, step: Work): Promise<void> {
  switch (step.do) {
    case 'applications':
      return readIn(desk, 'applications', applicationsFile(step.edition));
    case 'offers':
      return readIn(desk, 'offers', offersFile(step.edition));
    case 'look':
      return look(world, desk, step.pick);
    case 'undo':
      return undo(world, desk, step.pick);
    case 'texts':
      return confirmTexts(world, desk, step.pick);
    case 'lastDay':
      return done(
        world,
        desk.running.program.saveIntakeSettings(desk.session, {
          intake: autumn,
          standardLastDay: day(`2027-0${4 + step.day}-30`),
        }),
      );
    case 'many':
      return many(world, desk, conclusions[step.conclusion] ?? 'eligible');
    case 'check':
    case 'union':
      return askAbout(world, desk, step);
    case 'verdict':
    case 'facts':
    case 'move':
      return onCase(world, desk, step);
    case 'basis':
    case 'register':
    case 'inAnothersName':
      return decide(world, desk, step);
    case 'protect':
      return protect(world, desk, step.person);
    case 'joinCases':
      return joinCases(world, desk, step);
    case 'resolve':
    case 'halfResolve':
    case 'confirm':
      return settle(world, desk, step);
  }
}

/** A refusal is an answer like any other; which ones came is counted. */
function done(world: World, result: Result<unknown>): void {
  count(world, result.ok ? 'acts done' : 'acts refused');
}

function caseOf(desk: Desk, person: number): CaseId | undefined {
  return must(desk.running.program.idsMatching(desk.session, `ansökan:${applicationIdOf(person)}`))[0];
}

async function readIn(
  desk: Desk,
  kind: ImportKind,
  { asOf, text }: { readonly asOf: string; readonly text: string },
): Promise<void> {
  const { program } = desk.running;
  const table = must(await program.readTable({ name: 'fil.csv', bytes: Buffer.from(text) }));
  const { mapping } = program.readMapping(desk.session, table, kind);
  const file = { table, fileName: 'fil.csv', kind, intake: autumn, asOf: day(asOf), mapping };
  const prepared = must(program.prepareImport(desk.session, file, null));
  const empties = prepared.plan.acts.filter(({ payload }) => payload.kind === 'identity.protected').length;
  must(program.writeImport(desk.session, { file, prepared, empties }));
}

const lookKey = (desk: Desk, id: CaseId) => `${desk.at} ${id}`;

/** The window shows the case; what is written in it later may be written on this. */
function look(world: World, desk: Desk, person: number): void {
  const id = caseOf(desk, person);
  if (!id) return;
  const saw = new Set(actsOfStream(heldOf(world, desk), caseStream(id)).map((act) => act.hash));
  world.looks.set(lookKey(desk, id), { heads: desk.session.ledger.caseState(id).heads, saw });
}

/** What the window shows: the case as it is, or as it was at the last look. */
function shown(world: World, desk: Desk, of: { readonly id: CaseId; readonly stale: boolean }): Look {
  const old = of.stale ? world.looks.get(lookKey(desk, of.id)) : undefined;
  if (old) return old;
  const saw = new Set(actsOfStream(heldOf(world, desk), caseStream(of.id)).map((act) => act.hash));
  return { heads: desk.session.ledger.caseState(of.id).heads, saw };
}

const fields = ['phone', 'municipality', 'withdrawn'] as const;

function onCase(world: World, desk: Desk, step: StepOf<'verdict' | 'facts' | 'move'>): void {
  const id = caseOf(desk, step.person);
  if (!id) return;
  const { heads, saw } = shown(world, desk, { id, stale: step.stale });
  const before = desk.session.ledger.caseState(id).heads;
  const result = onShown(desk, step, { id, heads });
  done(world, result);
  const stale = heads.join() !== before.join();
  if (step.do === 'verdict' && stale && result?.ok)
    throw new Finding(`${desk.name} gave a verdict on a case that had changed since it was shown`);
  // Facts and offers by hand are written with the heads that were shown: they stand beside what came in since.
  if (step.do !== 'verdict') noteOwn(world, desk, new Map([[caseStream(id), saw]]));
}

function onShown(
  desk: Desk,
  step: StepOf<'verdict' | 'facts' | 'move'>,
  shownAt: { readonly id: CaseId; readonly heads: Look['heads'] },
): Result<unknown> {
  const { program } = desk.running;
  if (step.do === 'move') return moveOffer(desk, step, shownAt);
  if (step.do === 'verdict') {
    const conclusion = conclusions[step.conclusion] ?? 'eligible';
    const reason = conclusion === 'notEligible' ? { reason: 'G1.1' } : {};
    return program.giveVerdict(desk.session, { ...shownAt, conclusion, ...reason });
  }
  const name = fields[step.field] ?? 'phone';
  const texts = ['070-1740611', '070-1740612', 'Umeå', null];
  const value = name === 'withdrawn' ? step.value % 2 === 0 : (texts[step.value] ?? null);
  return program.enterFacts(desk.session, { ...shownAt, fields: { [name]: value } });
}

function moveOffer(
  desk: Desk,
  step: StepOf<'move'>,
  shownAt: { readonly id: CaseId; readonly heads: Look['heads'] },
): Result<unknown> {
  const offer = currentOffer(desk.session.ledger.caseState(shownAt.id));
  if (!offer) return { ok: false, error: { tag: 'noOffer' } };
  const moves = [
    { state: 'accepted' },
    { state: 'declined', reason: 'E1' },
    { state: 'withdrawn', reason: 'D1' },
  ] as const;
  const move = moves[step.state] ?? moves[0];
  return desk.running.program.moveOffer(desk.session, {
    ...shownAt,
    offer: offer.id,
    day: day('2026-11-01'),
    ...move,
  });
}

function many(world: World, desk: Desk, conclusion: (typeof conclusions)[number]): void {
  const cases = must(desk.running.program.idsMatching(desk.session, 'färg:grön'));
  done(world, desk.running.program.giveVerdictToMany(desk.session, { cases, conclusion }));
}

function undo(world: World, desk: Desk, pick: number): void {
  const entries = desk.running.program.undoEntries(desk.session);
  const entry = entries[pick % Math.max(1, entries.length)];
  if (entry) done(world, desk.running.program.runUndo(desk.session, entry.batch));
}

function confirmTexts(world: World, desk: Desk, pick: number): void {
  const ids = desk.running.program.listTexts(desk.session).map((one) => one.id);
  const chosen = ids.slice(pick % ids.length, (pick % ids.length) + 5);
  const confirming = { ids: chosen, day: desk.session.today(), source: 'Exempel' };
  done(world, desk.running.program.confirmTexts(desk.session, confirming));
}

function askAbout(world: World, desk: Desk, step: StepOf<'check' | 'union'>): void {
  const { program } = desk.running;
  const known = program.listEmployers(desk.session, undefined);
  const employers = known.slice(step.employer, step.employer + 1).map((one) => one.id as EmployerId);
  if (employers.length === 0) return;
  const outcome = (['clear', 'bar', 'incomplete'] as const)[step.value] ?? 'clear';
  const answer = (['approves', 'abstains', 'noAnswer'] as const)[step.value] ?? 'approves';
  const today = desk.session.today();
  const dates = answer === 'noAnswer' ? { askedOn: day('2026-10-01'), dueOn: day('2026-10-20') } : {};
  const result =
    step.do === 'check'
      ? program.registerChecks(desk.session, { employers, outcome, day: today, sources: ['Bolagsverket'] })
      : program.registerUnions(desk.session, { employers, organisation: '', answer, day: today, ...dates });
  done(world, result);
}

function decide(world: World, desk: Desk, step: StepOf<'basis' | 'register' | 'inAnothersName'>): void {
  const id = caseOf(desk, step.do === 'inAnothersName' ? step.pick % 3 : step.person);
  if (!id) return;
  if (step.do === 'inAnothersName') return inAnothersName(world, desk, id);
  const state = desk.session.ledger.caseState(id);
  const blocked = decisionStanding(state).status === 'conflict' || state.newer > 0;
  const outcome = step.grant ? 'grant' : 'refusal';
  if (step.do === 'basis') fixBasis(world, desk, { id, outcome });
  else register(world, desk, { id, outcome, number: `BÄR-${step.person}-${step.who}` });
  const now = desk.session.ledger.heads(caseStream(id));
  if (blocked && now.join() !== state.heads.join())
    throw new Finding(`${desk.name} decided in a case where deciding is blocked`);
}

type Deciding = { readonly id: CaseId; readonly outcome: 'grant' | 'refusal' };

function fixBasis(world: World, desk: Desk, { id, outcome }: Deciding): void {
  const input = { cases: [id], outcome, dryRun: false, withExamples: true };
  const fixed = must(desk.running.program.fixMany(desk.session, input));
  const [refused] = fixed.refused;
  count(world, refused ? `basis refused: ${refused.reason ?? refused.missing.join()}` : 'bases fixed');
}

const differences = ['outcome', 'from', 'to', 'dayBeforeBasis', 'startBeforeDay'];

function register(world: World, desk: Desk, of: Deciding & { readonly number: string }): void {
  const period = of.outcome === 'grant' ? { from: day('2026-12-07'), to: day('2027-04-06') } : {};
  const registered = desk.running.program.registerOne(desk.session, {
    caseId: of.id,
    bar: { barNumber: of.number, day: day('2026-11-01'), outcome: of.outcome, ...period },
    kept: Object.fromEntries(differences.map((field) => [field, 'theirs' as const])),
    source: 'hand',
  });
  count(world, registered.ok ? 'decisions registered' : `registering: ${registered.error.tag}`);
}

function write({ session, running }: Desk, act: NewAct): void {
  must(running.program.withoutAsking(session).append([act]));
}

/** No service writes it: a basis that says another decided. It has no effect until somebody entitled confirms it. */
function inAnothersName(world: World, desk: Desk, id: CaseId): void {
  const other = desk.session.ledger.team().members.find((member) => member.id !== desk.session.self.member);
  // What an altered program writes upon a person's mark goes at the next exchange, not at once.
  if (!other || desk.session.ledger.caseState(id).stub) return;
  const pins = desk.session.reference.form.pins;
  // The older program knows one rule set; the pin is data that no fold reads.
  const ruleSet = { ...pins.texts, id: 'regular' };
  const payload: Payload = {
    kind: 'basis.fixed',
    outcome: 'refusal',
    answers: {},
    decider: other.id,
    noConflictOfInterest: true,
    day: desk.session.today(),
    ...pins,
    ruleSet,
  };
  write(desk, { stream: caseStream(id), payload });
  count(world, 'acts not entitled');
}

function settle(world: World, desk: Desk, step: StepOf<'resolve' | 'halfResolve' | 'confirm'>): void {
  if (step.do === 'confirm') return confirmActs(world, desk, step.pick);
  const { program } = desk.running;
  const standing = program.decisionConflicts(desk.session);
  const id = standing[step.pick % Math.max(1, standing.length)];
  if (!id) return;
  if (step.do === 'halfResolve') return halfResolve(desk, id);
  const { heads, decisionHeads } = desk.session.ledger.caseState(id);
  const keep = step.keep === 2 ? null : (decisionHeads[step.keep % decisionHeads.length]?.event ?? null);
  const resolved = program.resolveConflict(desk.session, { id, caseHeads: heads, keep, reason: 'Prövat' });
  count(world, resolved.ok ? 'conflicts resolved' : `resolving: ${resolved.error.tag}`);
}

/** No service writes it: a resolve that misses a head resolves nothing (LE-10). */
function halfResolve(desk: Desk, id: CaseId): void {
  const [one, other, third] = desk.session.ledger.caseState(id).decisionHeads;
  if (!one || !other || !third) return;
  const heads = [one.event, other.event];
  const payload: Payload = { kind: 'conflict.resolved', heads, keep: one.event, reason: 'Hälften' };
  write(desk, { stream: caseStream(id), payload });
}

/** What an administrator confirms counts from then on; what another confirms stays without effect. */
function confirmActs(world: World, desk: Desk, pick: number): void {
  const waiting = [...heldOf(world, desk).values()]
    .filter((act) => act.stream.startsWith('case:'))
    .filter((act) =>
      desk.session.ledger.caseState(act.stream.slice(5) as CaseId).notEntitled.includes(act.hash),
    );
  const act = waiting[pick % Math.max(1, waiting.length)];
  if (!act) return;
  write(desk, {
    stream: act.stream as NewAct['stream'],
    payload: { kind: 'acts.confirmed', events: [act.hash], reason: 'Bekräftat' },
  });
  count(world, 'acts confirmed');
}

/** The mark comes after the data: what is here of the person goes at once. */
function protect(world: World, desk: Desk, person: number): void {
  const id = caseOf(desk, person);
  if (!id || isOlder(world, desk) || world.out.has(desk.at)) return;
  const done = desk.running.program.protectCase(desk.session, { id, mark: 'protectedRegistration' });
  count(world, done.ok ? 'protected' : `not protected: ${done.error.tag}`);
}

function joinCases(world: World, desk: Desk, step: StepOf<'joinCases'>): void {
  const [leads, follows] = [caseOf(desk, step.person), caseOf(desk, step.other)];
  if (!leads || !follows || isOlder(world, desk)) return;
  const { ledger } = desk.session;
  const joined = desk.running.program.joinCases(desk.session, {
    leads,
    leadsHeads: ledger.caseState(leads).heads,
    follows,
    followsHeads: ledger.caseState(follows).heads,
    reason: 'Samma ansökan',
  });
  count(world, joined.ok ? 'cases joined' : `not joined: ${joined.error.tag}`);
}

function isOlder(world: World, desk: Desk): boolean {
  return desk.running !== world.group.desks[0]?.running;
}
