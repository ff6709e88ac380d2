// Owns: whether a package counts this day: who may sign it, with which key, for whom, how long. Must not: check the signature itself.
import type { IsoDate } from '../ids.ts';
import type { PayloadOf } from '../ledger/payload.ts';
import type { PublicJwk } from '../ledger/payloads/packages.ts';
import type { PackagePerson, PackageType } from './claims.ts';
import { isMembers, type Members, type SignedPart } from './form.ts';

export type TrustedIssuer = Omit<PayloadOf<'issuer.trusted'>, 'kind'>;
export type TrustedKey = TrustedIssuer['keys'][number];

/** Each of them alone makes that nothing can be taken. */
export const packageFaults = [
  'packageTooLarge',
  'packageUnreadable',
  'algorithmRefused',
  'criticalUnknown',
  'issuerUnclear',
  'issuerUnknown',
  'issuerNotYet',
  'issuerEnded',
  'keyUnknown',
  'keyNotYet',
  'keyEnded',
  'signatureWrong',
  'disclosureWrong',
  'keyBindingWrong',
  'expired',
  'notYetValid',
  'typeUnknown',
  'typeNotTrusted',
  'personMissing',
  'personDiffers',
  'nothingMapped',
] as const;
export type PackageFault = (typeof packageFaults)[number];

/** What a person should know though the package counts. */
export type PackageNote =
  | 'keyBound'
  | 'notKeyBound'
  | 'nameDiffers'
  | 'noLastDay'
  | 'revocationNotChecked'
  | 'issuerNotVerified'
  | 'exampleIssuer';

/** Asymmetric alone, and the key's curve says which: the package's own word of it is only compared. No `none`, no shared secrets. */
export function algorithmsOf({ crv }: PublicJwk): readonly string[] {
  switch (crv) {
    case 'P-256':
      return ['ES256'];
    case 'P-384':
      return ['ES384'];
    case 'Ed25519':
      return ['EdDSA', 'Ed25519'];
  }
}

const allowed = ['ES256', 'ES384', 'EdDSA', 'Ed25519'];

export function headerFaults({ header }: SignedPart): PackageFault[] {
  const faults: PackageFault[] = [];
  if (!allowed.some((one) => one === header['alg'])) faults.push('algorithmRefused');
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) faults.push('criticalUnknown');
  return faults;
}

/** One issuer, wherever it is named; two different ones are none. */
export function issuerOf(payload: Members): string | undefined {
  const inner = payload['vc'];
  const named = [payload['iss'], payload['issuer'], isMembers(inner) ? inner['issuer'] : undefined];
  const all = named.map((one) => (isMembers(one) ? one['id'] : one)).filter((one) => one !== undefined);
  const [first] = all;
  return typeof first === 'string' && all.every((one) => one === first) ? first : undefined;
}

/** Why the group's record of the issuer does not carry this day. */
export function issuerFaults(issuer: TrustedIssuer | undefined, day: IsoDate): PackageFault[] {
  if (issuer === undefined || issuer.types.length === 0) return ['issuerUnknown'];
  if (day < issuer.validFrom) return ['issuerNotYet'];
  return issuer.validTo !== undefined && day > issuer.validTo ? ['issuerEnded'] : [];
}

/** The keys that the header can mean: those of its name, or all when it names none. */
export function keysFor({ keys }: TrustedIssuer, { header }: SignedPart): readonly TrustedKey[] {
  const { kid, alg } = header;
  const named = typeof kid === 'string' ? keys.filter((key) => key.id === kid) : keys;
  const meant = named.length > 0 ? named : keys.filter((key) => key.id === undefined);
  return meant.filter((key) => algorithmsOf(key.jwk).some((one) => one === alg));
}

/**
 * A key counts on the day of the control or not at all: who holds a retired key can write any day of issue. One that is valid is
 * tried before one that is not, so that the reason given is the nearest one.
 */
export function keyFaults(key: TrustedKey, day: IsoDate): PackageFault[] {
  if (day < key.validFrom) return ['keyNotYet'];
  return key.validTo !== undefined && day > key.validTo ? ['keyEnded'] : [];
}

export type Times = { readonly issued?: number; readonly from?: number; readonly to?: number };

/** Seconds since 1970. A time that is there and cannot be read counts as long past, or as never come. */
export function timesOf(payload: Members): Times {
  const credential = isMembers(payload['vc']) ? payload['vc'] : payload;
  const issued = earliest([payload['iat'], credential['issuanceDate']], Number.NaN);
  const from = latest([payload['nbf'], credential['validFrom'], credential['issuanceDate']]);
  const to = earliest([payload['exp'], credential['validUntil'], credential['expirationDate']], 0);
  return {
    ...(issued === undefined || Number.isNaN(issued) ? {} : { issued }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

export function timeFaults({ from, to }: Times, seconds: number): PackageFault[] {
  if (to !== undefined && seconds >= to) return ['expired'];
  return from !== undefined && seconds < from ? ['notYetValid'] : [];
}

function latest(values: readonly unknown[]): number | undefined {
  const given = values.filter((one) => one !== undefined).map((one) => secondsOf(one) ?? Infinity);
  return given.length === 0 ? undefined : Math.max(...given);
}

function earliest(values: readonly unknown[], unreadable: number): number | undefined {
  const given = values.filter((one) => one !== undefined).map((one) => secondsOf(one) ?? unreadable);
  return given.length === 0 ? undefined : Math.min(...given);
}

function secondsOf(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) && value >= 0 && value < 1e11 ? value : undefined;
  const moment =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment / 1000;
}

export function typeFaults(type: PackageType | undefined, issuer: TrustedIssuer): PackageFault[] {
  if (type === undefined) return ['typeUnknown'];
  return issuer.types.includes(type.id) ? [] : ['typeNotTrusted'];
}

export type CasePerson = {
  readonly identityNumber: string | null;
  readonly givenName: string;
  readonly familyName: string;
};

/** The number decides. A name may be spelled in two ways and is shown; a package without a number is nobody's. */
export function personFaults(person: PackagePerson, of: CasePerson): PackageFault[] {
  if (person.identityNumber === null || of.identityNumber === null) return ['personMissing'];
  return person.identityNumber === of.identityNumber ? [] : ['personDiffers'];
}

export function nameDiffers(person: PackagePerson, of: CasePerson): boolean {
  const same = (a: string | null, b: string) => a === null || folded(a) === folded(b);
  return !same(person.givenName, of.givenName) || !same(person.familyName, of.familyName);
}

function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
