// Owns: the shipped, dated data of `resources/`, parsed once, with the pins that decisions name.
// Must not: hold a value of its own.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { attachmentKindsSchema } from '../../domain/attachment/decide-attachment.ts';
import { accessReviewSchema, type AccessReview } from '../../domain/access/sample.ts';
import { exportGroundsSchema, type ExportGrounds } from '../../domain/disclosure/grounds.ts';
import { fileWordsSchema, type FileWords } from '../../domain/disclosure/file-words.ts';
import { dataPackagesSchema, type DataPackages } from '../../domain/package/claims.ts';
import { barFieldsSchema, type BarFields } from '../../domain/decision/bar-fields.ts';
import { textSetSchema, type TextSet } from '../../domain/document/texts.ts';
import { formDefinitionSchema } from '../../domain/form/definition.ts';
import { lawSchema, pinOf, type Reference as FormReference } from '../../domain/form/reference.ts';
import {
  intakeHeadersSchema,
  intakeValuesSchema,
  type IntakeHeaders,
} from '../../domain/intake/resources.ts';
import { indexValues, type ValueIndex } from '../../domain/intake/rows/value-index.ts';
import type { Pin } from '../../domain/ledger/payload-parts.ts';
import { protocolWordsSchema, type ProtocolWords } from '../../domain/purge/protocol.ts';
import { retentionSchema, type RetentionData } from '../../domain/purge/retention.ts';
import { matterPolicySchema, type MatterPolicy } from '../../domain/matter/clock.ts';
import { lackListSchema, type LackList } from '../../domain/request/lacks.ts';
import { reasonsSchema, type ReasonData } from '../../domain/review/reasons.ts';
import {
  countriesSchema,
  indexCountries,
  type Countries,
  type CountryData,
} from '../../domain/rules/countries.ts';
import { holidaysOf, holidaysSchema, type Holidays } from '../../domain/rules/holidays.ts';
import {
  ruleSetSchema,
  thresholdsSchema,
  type ListName,
  type ThresholdData,
  type Thresholds,
} from '../../domain/rules/rule-set.ts';
import type { RuleSets } from '../../domain/rules/rule-sets.ts';

export type Reference = {
  readonly headers: IntakeHeaders;
  readonly values: ValueIndex;
  /** Every version of every target group's rules; a case is judged by those of its intake (`ruleSetFor`). */
  readonly ruleSets: RuleSets;
  readonly thresholds: Thresholds;
  readonly countries: Countries;
  /** Version, date and pin of the lists that checks read beside the rules. */
  readonly lists: Readonly<
    Record<ListName, { readonly version: number; readonly from: string; readonly pin: Pin }>
  >;
  /** Days that are no working days though they fall in the week. */
  readonly holidays: Holidays;
  readonly reasons: ReasonData;
  /** How the read log is sampled, and the words of its protocol. */
  readonly accessReview: AccessReview;
  /** The 2,048 control words. */
  readonly words: readonly string[];
  /** Example wordings, for demo stores only. */
  readonly examples: TextSet;
  /** Which claims of which data packages are facts of ours. */
  readonly dataPackages: DataPackages;
  /** Words of the protocol of a purge. */
  readonly purgeWords: ProtocolWords;
  /** How long cases may be kept, with its pin. */
  readonly retention: { readonly data: RetentionData; readonly pin: Pin };
  /** Which kinds of file may leave the store, and the ground of each as shipped. */
  readonly exportGrounds: ExportGrounds;
  /** Words and wordings of what is given out of a case. */
  readonly fileWords: FileWords;
  readonly disclosure: { readonly texts: TextSet; readonly pin: Pin };
  /** What applicants can be asked for, and the letters that ask. */
  readonly requests: { readonly lacks: LackList; readonly texts: TextSet; readonly pin: Pin };
  /** The clock of a case that the party has opened at the agency. */
  readonly matter: MatterPolicy;
  /** The letter of a mailing before an intake. */
  readonly mailing: { readonly texts: TextSet; readonly pin: Pin };
  /** What an attached document can be. */
  readonly attachmentKinds: readonly string[];
  /** What is carried into BÄR by hand, in its order. */
  readonly barFields: BarFields;
  /** What the form, the decision and the documents rest on, with its pins. */
  readonly form: FormReference;
};

/** Throws when a shipped file is not as it should be: a program that was not built right must not start. */
export function loadReference(resourcesDir: string): Reference {
  const read = <T>(name: string, schema: z.ZodType<T>): T =>
    schema.parse(JSON.parse(readFileSync(join(resourcesDir, name), 'utf8')) as unknown);
  const ruleSets = readdirSync(join(resourcesDir, 'rules'))
    .sort()
    .map((name) => read(`rules/${name}`, ruleSetSchema))
    .map((set) => ({ set, pin: pinOf(set, sha256) }));
  const thresholdData = read('thresholds.json', thresholdsSchema);
  const thresholds = thresholdData.values;
  const countryData = read('countries.json', countriesSchema);
  const countries = indexCountries(countryData);
  const reasons = read('reasons.json', reasonsSchema);
  const form = read('forms/blankett-jobbspranget-1.json', formDefinitionSchema);
  const texts = read('texts/beslut-1.json', textSetSchema);
  const retention = read('retention.json', retentionSchema);
  const requestTexts = read('texts/request-1.json', textSetSchema);
  const disclosure = read('texts/disclosure-1.json', textSetSchema);
  const mailing = read('texts/mailing-1.json', textSetSchema);
  return {
    retention: { data: retention, pin: pinOf(retention, sha256) },
    purgeWords: read('purge-protocol.json', protocolWordsSchema).words,
    headers: read('intake-headers.json', intakeHeadersSchema),
    values: indexValues(read('intake-values.json', intakeValuesSchema)),
    ruleSets,
    thresholds,
    countries,
    lists: { countries: dated(countryData), thresholds: dated(thresholdData) },
    holidays: holidaysOf(read('holidays.json', holidaysSchema)),
    reasons,
    accessReview: read('access-review.json', accessReviewSchema),
    words: read('control-words.json', z.object({ words: z.array(z.string()).length(2048) })).words,
    examples: read('texts/example-1.json', textSetSchema),
    dataPackages: read('data-packages.json', dataPackagesSchema),
    exportGrounds: read('export-grounds.json', exportGroundsSchema),
    fileWords: read('case-file-words.json', fileWordsSchema),
    mailing: { texts: mailing, pin: pinOf(mailing, sha256) },
    disclosure: { texts: disclosure, pin: pinOf(disclosure, sha256) },
    requests: {
      lacks: read('request-lacks.json', lackListSchema),
      texts: requestTexts,
      pin: pinOf(requestTexts, sha256),
    },
    barFields: read('bar-fields.json', barFieldsSchema),
    matter: read('matter.json', matterPolicySchema),
    attachmentKinds: read('attachment-kinds.json', attachmentKindsSchema).kinds,
    form: {
      form,
      texts,
      law: read('law.json', lawSchema),
      policy: thresholds,
      reasons,
      countries,
      pins: { form: pinOf(form, sha256), texts: pinOf(texts, sha256) },
    },
  };
}

function dated(file: CountryData | ThresholdData) {
  return { version: file.version, from: file.from, pin: pinOf(file, sha256) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
