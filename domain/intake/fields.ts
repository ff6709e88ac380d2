// Owns: the fields that a file can fill, per kind of import: id, kind of value, whether a row needs it, greatest length.
// Must not: hold header spellings or values in words (resources/intake-*.json do).

/** `register`: an extract of the agency's register. `permits`: answers on permits from Migrationsverket. */
export const importKinds = ['applications', 'offers', 'bar', 'register', 'permits'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Every kind of table that is read. `mailing`: whom to write to before an intake; it makes and changes no case (MA-1). */
export const tableKinds = [...importKinds, 'mailing'] as const;
export type TableKind = (typeof tableKinds)[number];

/** Answers from elsewhere about people whose cases are here: read into every open intake that has the person (IN-37). */
export const lookupKinds = ['register', 'permits'] as const satisfies ImportKind[];
export type LookupKind = (typeof lookupKinds)[number];

export function isLookup(kind: TableKind): kind is LookupKind {
  return lookupKinds.some((one) => one === kind);
}

export type FieldKind =
  | 'id'
  | 'name'
  | 'text'
  | 'longText'
  | 'date'
  | 'yesNo'
  | 'number'
  | 'identityNumber'
  | 'organisationNumber'
  | 'choice'
  | 'list'
  | 'extent'
  | 'remote'
  | 'permit'
  | 'area'
  | 'consent'
  | 'protected';

/** `column`: a file without it is refused. `row`: a row where it is empty is not read in. */
type FieldSpec = { readonly kind: FieldKind; readonly column?: true; readonly row?: true };

const applications = {
  applicationId: { kind: 'id', column: true, row: true },
  colour: { kind: 'choice' },
  givenName: { kind: 'name', column: true, row: true },
  familyName: { kind: 'name', column: true, row: true },
  personalIdentityNumber: { kind: 'identityNumber', column: true, row: true },
  gender: { kind: 'choice' },
  birthCountry: { kind: 'text' },
  citizenship: { kind: 'text' },
  email: { kind: 'text' },
  phone: { kind: 'text' },
  address: { kind: 'text' },
  municipality: { kind: 'text' },
  registered: { kind: 'yesNo' },
  registeredSince: { kind: 'date' },
  permitKind: { kind: 'permit' },
  permitValidTo: { kind: 'date' },
  cardValidTo: { kind: 'date' },
  rightToWork: { kind: 'choice' },
  area: { kind: 'area' },
  degree: { kind: 'text' },
  university: { kind: 'text' },
  educationDocumentSeen: { kind: 'date' },
  upperSecondary: { kind: 'yesNo' },
  upperSecondaryDocumentSeen: { kind: 'date' },
  swedishLevel: { kind: 'text' },
  englishLevel: { kind: 'text' },
  workInSwedenMonths: { kind: 'number' },
  actionPlanDate: { kind: 'date' },
  targetGroup: { kind: 'choice' },
  receivedDate: { kind: 'date' },
  consent: { kind: 'consent', column: true, row: true },
  consentDate: { kind: 'date' },
  consentWithdrawnOn: { kind: 'date' },
  withdrawn: { kind: 'yesNo' },
  protectedIdentity: { kind: 'protected' },
  motivation: { kind: 'longText' },
} as const satisfies Record<string, FieldSpec>;

const offers = {
  applicationId: { kind: 'id' },
  personalIdentityNumber: { kind: 'identityNumber' },
  employerName: { kind: 'name', column: true, row: true },
  organisationNumber: { kind: 'organisationNumber' },
  municipality: { kind: 'text' },
  workplaceName: { kind: 'text' },
  workplaceAddress: { kind: 'text' },
  supervisorName: { kind: 'name' },
  supervisorEmail: { kind: 'text' },
  supervisorPhone: { kind: 'text' },
  start: { kind: 'date' },
  end: { kind: 'date' },
  extent: { kind: 'extent' },
  unions: { kind: 'list' },
  collectiveAgreement: { kind: 'yesNo' },
  labourConflict: { kind: 'yesNo' },
  tasks: { kind: 'longText' },
  offerState: { kind: 'choice' },
  offerReason: { kind: 'choice' },
  remoteWork: { kind: 'remote' },
} as const satisfies Record<string, FieldSpec>;

const bar = {
  barNumber: { kind: 'id', column: true, row: true },
  applicationId: { kind: 'id' },
  personalIdentityNumber: { kind: 'identityNumber' },
  decisionDate: { kind: 'date', column: true, row: true },
  outcome: { kind: 'choice', column: true, row: true },
  periodFrom: { kind: 'date' },
  periodTo: { kind: 'date' },
} as const satisfies Record<string, FieldSpec>;

const register = {
  personalIdentityNumber: { kind: 'identityNumber', column: true, row: true },
  givenName: { kind: 'name' },
  familyName: { kind: 'name' },
  registered: { kind: 'yesNo', column: true, row: true },
  registeredSince: { kind: 'date' },
  jobseekerCategory: { kind: 'text' },
  actionPlanDate: { kind: 'date' },
  actionPlanVersion: { kind: 'text' },
  protectedIdentity: { kind: 'protected' },
} as const satisfies Record<string, FieldSpec>;

const permits = {
  applicationId: { kind: 'id' },
  personalIdentityNumber: { kind: 'identityNumber' },
  permitKind: { kind: 'permit', column: true, row: true },
  permitValidTo: { kind: 'date' },
  cardValidTo: { kind: 'date' },
  rightToWork: { kind: 'choice' },
  pendingExtension: { kind: 'yesNo' },
  answeredOn: { kind: 'date' },
  protectedIdentity: { kind: 'protected' },
} as const satisfies Record<string, FieldSpec>;

const mailing = {
  personalIdentityNumber: { kind: 'identityNumber', column: true, row: true },
  givenName: { kind: 'name' },
  familyName: { kind: 'name', column: true },
  email: { kind: 'text' },
  address: { kind: 'text' },
  postalCode: { kind: 'id' },
  postTown: { kind: 'name' },
  mailingChannel: { kind: 'choice' },
  protectedIdentity: { kind: 'protected' },
  deceased: { kind: 'text' },
} as const satisfies Record<string, FieldSpec>;

export type ApplicationFieldId = keyof typeof applications;
export type OfferFieldId = keyof typeof offers;
export type BarFieldId = keyof typeof bar;
export type RegisterFieldId = keyof typeof register;
export type PermitFieldId = keyof typeof permits;
export type MailingFieldId = keyof typeof mailing;
export type FieldId =
  | ApplicationFieldId
  | OfferFieldId
  | BarFieldId
  | RegisterFieldId
  | PermitFieldId
  | MailingFieldId;

const specs: Record<TableKind, Readonly<Partial<Record<FieldId, FieldSpec>>>> = {
  applications,
  offers,
  bar,
  register,
  permits,
  mailing,
};

/** Greatest length in characters of a value; a longer one is `tooLong`. */
export const greatestLength: Readonly<Partial<Record<FieldKind, number>>> = {
  id: 64,
  name: 100,
  text: 254,
  list: 500,
  longText: 4000,
};

export function fieldsOf(kind: TableKind): readonly FieldId[] {
  return Object.keys(specs[kind]).filter((id): id is FieldId => isFieldOf(kind, id));
}

export function isFieldOf(kind: TableKind, id: string): id is FieldId {
  return Object.hasOwn(specs[kind], id);
}

export function fieldSpec(kind: TableKind, id: FieldId): FieldSpec | undefined {
  return specs[kind][id];
}

/** Columns that say how a recipient is reached: a mailing list without any of them is refused. */
const reachFields: readonly FieldId[] = ['mailingChannel', 'email', 'address'];

/** What one of a kind's columns must be beside those that each row needs; `none` when the file has one. */
export function keyLack(kind: TableKind, mapped: ReadonlySet<string | null>): 'caseKey' | 'reach' | 'none' {
  const has = (fields: readonly FieldId[]) => fields.some((field) => mapped.has(field));
  if (kind === 'mailing') return has(reachFields) ? 'none' : 'reach';
  return has(['applicationId', 'personalIdentityNumber']) ? 'none' : 'caseKey';
}
