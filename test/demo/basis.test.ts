import { expect, it } from 'vitest';
import { decideFixBasis } from '../../domain/decision/fix-basis.ts';
import { parseFormCsv } from '../../domain/form/csv.ts';
import { parseApplications } from '../../domain/intake/rows/applications.ts';
import type { ImportKind } from '../../domain/intake/fields.ts';
import { guessMapping } from '../../domain/intake/mapping.ts';
import { parseOffers } from '../../domain/intake/rows/offers.ts';
import type { FieldValue } from '../../domain/ledger/payload-parts.ts';
import type { DemoFile } from '../../main/demo/csv.ts';
import { generateYear, type DemoIntake } from '../../main/demo/generate.ts';
import { readTable } from '../../main/files/decode.ts';
import { caseOf, clearCheck, contextOf, employerOf, reference } from '../form/case-setup.ts';
import { headers, present, values } from '../intake/intake-setup.ts';

async function tableOf(file: DemoFile, kind: ImportKind) {
  const table = present(await readTable(file));
  return { table, mapping: guessMapping(kind, table.header, { headers }) };
}

/** The builder's own facts are taken away, so that only what the files say is left. */
const nothing: Readonly<Record<string, undefined>> = Object.fromEntries(
  [
    ...Object.keys(caseOf().fields),
    ...Object.values(caseOf().offers).flatMap((one) => Object.keys(one.fields)),
  ].map((name) => [name, undefined]),
);

function given(facts: object): Record<string, FieldValue | undefined> {
  return { ...nothing, ...facts };
}

async function fixAll(intake: DemoIntake) {
  const applied = await tableOf(intake.applications, 'applications');
  const offered = await tableOf(intake.offers, 'offers');
  const people = parseApplications(applied.table, applied.mapping, {
    values,
    asOf: intake.days.applications,
  });
  const offers = parseOffers(offered.table, offered.mapping, { values, asOf: intake.days.offers });
  const answers = present(parseFormCsv(present(await readTable(intake.form)), reference));
  const personOf = new Map(people.applications.map(({ facts }) => [facts.applicationId, facts]));
  const offerOf = new Map(offers.offers.map(({ facts }) => [facts.applicationId, facts]));
  return answers.rows.map((row) => {
    const offer = offerOf.get(row.applicationId);
    const unions = (offer?.unions ?? []).map((organisation) => ({
      kind: 'union.answered',
      organisation,
      answer: 'approves',
      day: intake.days.checks,
    }));
    const context = contextOf({
      person: given(personOf.get(row.applicationId) ?? {}),
      offer: given(offer ?? {}),
      asOf: intake.days.applications,
      today: intake.days.basis,
      employer: employerOf({ ...clearCheck, day: intake.days.checks }, ...unions),
    });
    return decideFixBasis({ heads: context.state.heads, answers: row.answers }, context);
  });
}

it('files and form answers of the invented year are enough to fix every granted basis', async () => {
  const results = (await Promise.all(generateYear(2026).intakes.map(fixAll))).flat();
  expect(results.flatMap((one) => (one.ok ? [] : [one.error]))).toEqual([]);
  expect(results.flatMap((one) => (one.ok ? [one.value.outcome] : []))).toHaveLength(1030);
});
