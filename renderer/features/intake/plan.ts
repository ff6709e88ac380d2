// Owns: what the read-in flow knows between its steps: the file, its kind, intake, day and columns. Must not: ask main.
import {
  fieldsOf,
  fieldSpec,
  keyLack,
  isLookup,
  type FieldId,
  type TableKind,
} from '../../../domain/intake/fields.ts';
import { isIsoDate } from '../../../domain/ids.ts';
import type { ChosenFile } from '../../../ipc/intake.ts';
import type { Sent } from '../../lib/api.ts';

export type Plan = {
  readonly file: ChosenFile;
  readonly kind: TableKind | null;
  readonly intake: string;
  readonly asOf: string;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly remember: boolean;
};

export type PlanSent = Sent<'intake.preview'>;
export type MailingSent = Sent<'mailings.preview'>;

export function startPlan(file: ChosenFile, intake: string): Plan {
  return {
    file,
    kind: file.kind,
    intake,
    asOf: '',
    mapping: file.mapping,
    remember: true,
  };
}

/** Another kind has other fields: columns keep only what that kind knows. */
export function withKind(plan: Plan, kind: TableKind): Plan {
  const known = new Set<string>(fieldsOf(kind));
  const mapping = Object.fromEntries(
    Object.entries(plan.mapping).map(([column, field]) => [
      column,
      field !== null && known.has(field) ? field : null,
    ]),
  );
  return { ...plan, kind, mapping };
}

/** A field is read from one column only: choosing it takes it from the other. */
export function withColumn(plan: Plan, column: string, field: string | null): Plan {
  const mapping: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(plan.mapping)) mapping[name] = value === field ? null : value;
  return { ...plan, mapping: { ...mapping, [column]: field } };
}

export function mappedFields(plan: Plan): ReadonlySet<string> {
  return new Set(
    plan.file.header.map((column) => plan.mapping[column]).filter((field) => typeof field === 'string'),
  );
}

/** Fields that a file of this kind must have and that no column is read into; `caseKey` or `reach` when the one that must be is none. */
export function missingColumns(plan: Plan): readonly (FieldId | 'caseKey' | 'reach')[] {
  if (plan.kind === null) return [];
  const kind = plan.kind;
  const mapped = mappedFields(plan);
  const fields = fieldsOf(kind);
  const missing = fields.filter((field) => fieldSpec(kind, field)?.column === true && !mapped.has(field));
  const lack = keyLack(kind, mapped);
  return lack === 'none' || kind === 'applications' ? missing : [...missing, lack];
}

const intakePattern = /^\d{4}-(spring|autumn)(-pilot)?$/;
export function isIntakeId(text: string): boolean {
  return intakePattern.test(text);
}

export type PlanLack = 'kind' | 'intake' | 'asOf' | 'future' | 'columns';

/** Answers about people are read into every open intake. */
export function needsIntake({ kind }: Pick<Plan, 'kind'>): boolean {
  return kind === null || !isLookup(kind);
}

/** What must be answered before a preview can be made, in the order of the page. */
export function planLacks(plan: Plan, today: string): readonly PlanLack[] {
  const lacks: PlanLack[] = [];
  if (plan.kind === null) lacks.push('kind');
  if (needsIntake(plan) && !isIntakeId(plan.intake)) lacks.push('intake');
  if (!isIsoDate(plan.asOf)) lacks.push('asOf');
  else if (plan.asOf > today) lacks.push('future');
  if (missingColumns(plan).length > 0) lacks.push('columns');
  return lacks;
}

/** The plan as main takes it; undefined while something is missing. */
export function sentPlan(plan: Plan): PlanSent | undefined {
  if (plan.kind === null || plan.kind === 'mailing' || !isIsoDate(plan.asOf)) return undefined;
  const isLacking = needsIntake(plan) && !isIntakeId(plan.intake);
  if (isLacking) return undefined;
  return {
    token: plan.file.token,
    kind: plan.kind,
    ...(needsIntake(plan) ? { intake: plan.intake } : {}),
    asOf: plan.asOf,
    mapping: plan.mapping,
  };
}

/** The same for a mailing list, which makes no cases; undefined for every other kind. */
export function mailingPlan({ file, kind, intake, asOf, mapping }: Plan): MailingSent | undefined {
  if (kind !== 'mailing' || !isIntakeId(intake) || !isIsoDate(asOf)) return undefined;
  return { token: file.token, intake, asOf, mapping };
}
