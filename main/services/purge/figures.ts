// Owns: Table 1 as it stands, frozen counts of purged cases included, and freezing it. Must not: name a case or a person.
import {
  intakeIdSchema,
  intakeStream,
  type BatchId,
  type CaseId,
  type IntakeId,
} from '../../../domain/ids.ts';
import type { PayloadOf } from '../../../domain/ledger/payload.ts';
import type { FrozenCounts } from '../../../domain/ledger/shared-state.ts';
import {
  addFigures,
  figuresIn,
  joinedFigures,
  sameFigures,
  standingFrozen,
  subtractFigures,
  type Figures,
} from '../../../domain/purge/figures.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { listIntakes } from '../../../db/queries/intake-cases.ts';
import { runsBegun, runsOfTwo } from '../../../db/queries/purge.ts';
import { tableOne } from '../../../db/queries/statistics.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session } from '../session.ts';

export type Standing = { readonly figures: Figures; readonly frozenOn: string | null };

/** Of one intake, or of all. */
export function standingFigures(session: Session, intake?: IntakeId): Standing {
  const { db } = session.store;
  const signed = runsOfTwo(db);
  if (intake !== undefined) return ofIntake(session, intake, signed);
  let [figures, frozenOn] = [tableOne(db), null as string | null];
  if (signed.size === 0) return { figures, frozenOn };
  for (const one of listIntakes(db)) {
    const id = intakeIdSchema.parse(one.intake);
    const standing = ofIntake(session, id, signed);
    if (standing.frozenOn === null) continue;
    figures = addFigures(subtractFigures(figures, tableOne(db, id)), standing.figures);
    if (frozenOn === null || standing.frozenOn > frozenOn) frozenOn = standing.frozenOn;
  }
  return { figures, frozenOn };
}

function ofIntake(
  { store: { db }, ledger }: Session,
  intake: IntakeId,
  signed: ReadonlySet<string>,
): Standing {
  const frozen = signed.size === 0 ? undefined : standingFrozen(ledger.intake(intake).frozen, signed);
  if (!frozen) return { figures: tableOne(db, intake), frozenOn: null };
  const { table, runs } = frozen;
  return { figures: joinedFigures(table, tableOne(db, intake, { runs })), frozenOn: table.day };
}

export type Freezing = { readonly intake: IntakeId; readonly ready: readonly CaseId[] };

/** PU-10: the figures of the intake, and of what is left in it when the ready cases have gone. */
export function freezeAct(
  session: Session,
  freezing: Freezing,
): { readonly run: BatchId; readonly act: NewAct } {
  const run = newBatch();
  const payload: PayloadOf<'statistics.frozen'> = {
    kind: 'statistics.frozen',
    run,
    day: session.today(),
    ...toFreeze(session, freezing),
  };
  return { run, act: { stream: intakeStream(freezing.intake), payload } };
}

function toFreeze(session: Session, { intake, ready }: Freezing): Figures & { readonly left: Figures } {
  const runs = session.ledger.intake(intake).frozen.map((one) => one.run);
  const { figures } = standingFigures(session, intake);
  return { ...figures, left: tableOne(session.store.db, intake, { runs, cases: ready }) };
}

/** The latest freeze that nobody has signed for and that still says what the intake says. */
export function openFreeze(session: Session, freezing: Freezing): FrozenCounts | undefined {
  const now = toFreeze(session, freezing);
  const begun = runsBegun(session.store.db);
  return session.ledger
    .intake(freezing.intake)
    .frozen.filter(({ run }) => !begun.has(run))
    .filter((one) => one.left !== undefined && sameFigures(one.left, now.left))
    .findLast((one) => sameFigures(figuresIn(one), now));
}
