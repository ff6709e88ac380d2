// Owns: a package checked against the group's list of issuers and the case, and facts taken out of one that counts.
// Must not: take anything of a package with a fault, nor ask anybody outside this computer.
import { createHash } from 'node:crypto';
import { caseStream, isoDateSchema, type CaseId, type IsoDate } from '../../../domain/ids.ts';
import { decisionStanding } from '../../../domain/ledger/case/decisions.ts';
import { fieldValue, textValue } from '../../../domain/ledger/case/fields.ts';
import type { CaseState } from '../../../domain/ledger/case/state.ts';
import { isBarred } from '../../../domain/ledger/case/work.ts';
import type { FieldValue } from '../../../domain/ledger/payload-parts.ts';
import { sameValue } from '../../../domain/ledger/register.ts';
import {
  factsOf,
  personOf,
  typeOfPackage,
  type PackagePerson,
  type PackageType,
} from '../../../domain/package/claims.ts';
import { reveal } from '../../../domain/package/disclosures.ts';
import { parsePackage, type Members, type PackageForm } from '../../../domain/package/form.ts';
import {
  headerFaults,
  issuerFaults,
  issuerOf,
  keyFaults,
  keysFor,
  nameDiffers,
  personFaults,
  timeFaults,
  timesOf,
  typeFaults,
  type CasePerson,
  type PackageFault,
  type PackageNote,
  type TrustedIssuer,
  type TrustedKey,
} from '../../../domain/package/judge.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { PackageFactView, PackageView, TakeInput } from '../../../ipc/party/packages.ts';
import { newBatch } from '../intake/import-plan.ts';
import type { Session, WriteSession } from '../session.ts';
import { trustedIssuer } from './issuers.ts';
import { decodeText, digestOf, isBoundToHolder, isSignedBy, thumbprintOf } from './verify.ts';

type Checked = {
  readonly view: PackageView;
  /** What was found to hold; null with any fault. */
  readonly sound: {
    readonly facts: Readonly<Record<string, FieldValue>>;
    readonly issuer: TrustedIssuer;
    readonly key: TrustedKey;
    readonly type: PackageType;
    readonly form: PackageForm;
  } | null;
};

/** VC-1 to VC-12: what the package is worth here and today. Nothing is written. */
export async function checkPackage(
  session: Session,
  { id, text }: { readonly id: CaseId; readonly text: string },
): Promise<Result<PackageView, Problem>> {
  const state = session.ledger.caseState(id);
  const may = mayLook(session, state);
  return may.ok ? ok((await check(session, state, text)).view) : may;
}

function mayLook(session: Session, state: CaseState): Result<null, Problem> {
  if (isBarred(state, session.self.member)) return err({ tag: 'conflictOfInterest' });
  if (state.stub) return err({ tag: 'specialHandling' });
  return state.applicationId === null ? err({ tag: 'caseNotOpened' }) : ok(null);
}

/** VC-13: checked anew, and written with what it rests on. Both events are one act, and are taken back as one. */
export async function takePackage(
  session: WriteSession,
  { id, heads, text, fields }: TakeInput,
): Promise<Result<{ batch: string }, Problem>> {
  const state = session.ledger.caseState(id);
  const may = mayLook(session, state);
  if (!may.ok) return may;
  const { status } = decisionStanding(state);
  if (status === 'registered' || status === 'conflict') return err({ tag: 'decided' });
  const { view, sound } = await check(session, state, text);
  if (sound === null) return err({ tag: 'packageNotSound', fault: view.faults[0] ?? 'packageUnreadable' });
  const chosen = Object.entries(sound.facts).filter(([field]) => fields.includes(field));
  if (chosen.length !== new Set(fields).size) return err({ tag: 'packageSaysNothing' });
  const { issuer, key, type, form } = sound;
  const batch = newBatch();
  const day = session.today();
  const stream = caseStream(id);
  const written = session.ledger.append([
    {
      stream,
      shownHeads: heads,
      payload: {
        kind: 'facts.entered',
        batch,
        fields: Object.fromEntries(chosen),
        basis: `Datapaket från ${issuer.name}, prövat ${day} (SHA-256 ${view.sha256.slice(0, 16)}…)`.slice(
          0,
          400,
        ),
      },
    },
    {
      stream,
      payload: {
        kind: 'package.taken',
        batch,
        text: text.trim(),
        sha256: view.sha256,
        format: form.format,
        issuer: issuer.issuer,
        issuerName: issuer.name,
        type: type.id,
        key: await thumbprintOf(key.jwk),
        day,
        ...dayIn('issuedOn', view.issuedOn),
        ...dayIn('validTo', view.validTo),
        fields: chosen.map(([field]) => field),
      },
    },
  ]);
  return written.ok ? ok({ batch }) : err(written.error);
}

function dayIn(name: 'issuedOn' | 'validTo', day: string | null): { [N in typeof name]?: IsoDate } {
  return day === null ? {} : { [name]: isoDateSchema.parse(day) };
}

async function check(session: Session, state: CaseState, text: string): Promise<Checked> {
  const sha256 = createHash('sha256').update(text.trim(), 'utf8').digest('hex');
  const parsed = parsePackage(text, decodeText);
  if (!parsed.ok) return { view: { ...nothing, sha256, faults: [parsed.error.tag] }, sound: null };
  const form = parsed.value;
  const signed = await signedBy(session, form);
  const { issuer, key } = signed;
  const claims = reveal(form, { digest: digestOf, decode: decodeText });
  const bound = form.keyBinding === null ? null : await isBoundToHolder(form);
  const faults: PackageFault[] = [
    ...headerFaults(form),
    ...signed.faults,
    ...(claims === undefined ? (['disclosureWrong'] as const) : []),
    ...(bound === false ? (['keyBindingWrong'] as const) : []),
    ...timeFaults(timesOf(form.payload), session.now() / 1_000_000),
  ];
  const shown = { ...nothing, sha256, ...headOf(form), ...ofIssuer(issuer), faults };
  // What nobody trusted has signed is not shown as said: it could be anything.
  if (issuer === undefined || key === undefined || claims === undefined) return { view: shown, sound: null };
  return weighed(session, { state, form, claims, issuer, key, bound: bound === true, shown });
}

type SignedBy = Signature & { readonly issuer: TrustedIssuer | undefined };

/** Who has signed, as far as the list of issuers tells. */
async function signedBy(session: Session, form: PackageForm): Promise<SignedBy> {
  const named = issuerOf(form.payload);
  if (named === undefined) return { faults: ['issuerUnclear'], issuer: undefined, key: undefined };
  const issuer = trustedIssuer(session, named);
  const faults = issuerFaults(issuer, session.today());
  if (issuer === undefined || faults.length > 0) return { faults, issuer, key: undefined };
  return { ...(await signature(form, issuer, session.today())), issuer };
}

type Weighing = {
  readonly state: CaseState;
  readonly form: PackageForm;
  readonly claims: Members;
  readonly issuer: TrustedIssuer;
  readonly key: TrustedKey;
  readonly bound: boolean;
  readonly shown: PackageView;
};

/** Signed by somebody whose key is known: what it says, beside what the case says. */
function weighed(session: Session, { state, form, claims, issuer, key, bound, shown }: Weighing): Checked {
  const { dataPackages } = session.reference;
  const day = session.today();
  const type = typeOfPackage(dataPackages, claims);
  const person = personOf(dataPackages, claims, day);
  const inCase = casePerson(state);
  const facts = type === undefined ? {} : factsOf(type, claims, day);
  const faults: PackageFault[] = [
    ...shown.faults,
    ...typeFaults(type, issuer),
    ...personFaults(person, inCase),
    ...(type !== undefined && Object.keys(facts).length === 0 ? (['nothingMapped'] as const) : []),
  ];
  const said: readonly (readonly [PackageNote, boolean])[] = [
    ['keyBound', bound],
    ['notKeyBound', !bound],
    ['nameDiffers', nameDiffers(person, inCase)],
    ['noLastDay', shown.validTo === null],
    ['revocationNotChecked', true],
    ['issuerNotVerified', !issuer.verified],
    ['exampleIssuer', issuer.example],
  ];
  const view: PackageView = {
    ...shown,
    faults,
    notes: said.flatMap(([note, holds]) => (holds ? note : [])),
    type: type?.id ?? null,
    person: besides(person, inCase),
    facts: Object.entries(facts).map(([field, value]) => besideCase(state, field, value)),
  };
  const counts = faults.length === 0 && type !== undefined;
  return { view, sound: counts ? { facts, issuer, key, type, form } : null };
}

type Signature = { readonly faults: readonly PackageFault[]; readonly key: TrustedKey | undefined };

/** The key that the signature holds under, though it may not count today. */
async function signature(form: PackageForm, issuer: TrustedIssuer, day: IsoDate): Promise<Signature> {
  const keys = keysFor(issuer, form);
  if (keys.length === 0) return { faults: ['keyUnknown'], key: undefined };
  const inOrder = [...keys].sort((a, b) => keyFaults(a, day).length - keyFaults(b, day).length);
  for (const key of inOrder) if (await isSignedBy(form, key.jwk)) return { faults: keyFaults(key, day), key };
  return { faults: ['signatureWrong'], key: undefined };
}

const nothing: PackageView = {
  faults: [],
  notes: [],
  sha256: '',
  format: null,
  issuer: null,
  issuerName: null,
  issuerSource: null,
  type: null,
  algorithm: null,
  issuedOn: null,
  validFrom: null,
  validTo: null,
  person: [],
  facts: [],
};

function headOf({ format, header, payload }: PackageForm) {
  const { issued, from, to } = timesOf(payload);
  const algorithm = typeof header['alg'] === 'string' ? header['alg'].slice(0, 20) : null;
  const issuer = issuerOf(payload)?.slice(0, 300) ?? null;
  return { format, issuer, algorithm, issuedOn: dayOf(issued), validFrom: dayOf(from), validTo: dayOf(to) };
}

/** The day in Coordinated Universal Time; a time beyond the calendar has none. */
function dayOf(seconds: number | undefined): string | null {
  if (seconds === undefined || !(seconds >= 0 && seconds < 253_402_300_800)) return null;
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function ofIssuer(issuer: TrustedIssuer | undefined) {
  return { issuerName: issuer?.name ?? null, issuerSource: issuer?.source ?? null };
}

function casePerson({ fields }: CaseState): CasePerson {
  return {
    identityNumber: textValue(fields, 'personalIdentityNumber') ?? null,
    givenName: textValue(fields, 'givenName') ?? '',
    familyName: textValue(fields, 'familyName') ?? '',
  };
}

function besides(person: PackagePerson, inCase: CasePerson): PackageView['person'] {
  const number = inCase.identityNumber ?? '';
  const birth = number === '' ? '' : `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
  const rows = [
    ['personalIdentityNumber', person.identityNumber, number],
    ['givenName', person.givenName, inCase.givenName],
    ['familyName', person.familyName, inCase.familyName],
    ['birthDate', person.birthDate, birth],
  ] as const;
  return rows.flatMap(([field, said, own]) => (said === null ? [] : [{ field, said, inCase: own }]));
}

function besideCase({ fields }: CaseState, field: string, value: FieldValue): PackageFactView {
  const now = fieldValue(fields, field) ?? null;
  return { field, value, now, same: now !== null && sameValue(now, value) };
}
