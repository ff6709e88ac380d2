// Owns: the group's list of issuers of data packages: an administrator's dated record, never fetched. Must not: check a package.
import { z } from 'zod';
import { isoDateSchema } from '../../../domain/ids.ts';
import { publicKeySchema, type PublicJwk } from '../../../domain/ledger/payloads/packages.ts';
import { agree, ownOf } from '../../../domain/ledger/register.ts';
import { issuerFaults, type TrustedIssuer } from '../../../domain/package/judge.ts';
import { isMembers } from '../../../domain/package/form.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { needRole } from '../../../domain/team/roles.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { IssuerView, TrustInput } from '../../../ipc/party/packages.ts';
import { isDemo, nameOf, type Session, type WriteSession } from '../session.ts';
import { thumbprintOf, withoutMeta } from './verify.ts';

/** The one record that stands. Two that have not seen each other are none. */
export function trustedIssuer(session: Session, issuer: string): TrustedIssuer | undefined {
  const standing = agree(ownOf(session.ledger.shared().issuers, issuer) ?? []);
  return standing.status === 'agreed' ? standing.value : undefined;
}

export async function issuerViews(session: Session): Promise<IssuerView[]> {
  const { acts, issuers } = session.ledger.shared();
  const team = session.ledger.team();
  const day = session.today();
  const views = Object.values(issuers).map(async (register): Promise<IssuerView[]> => {
    const entry = register.at(-1);
    const act = entry ? acts[entry.act] : undefined;
    if (!entry || !act) return [];
    const { value } = entry;
    return [
      {
        ...value,
        validTo: value.validTo ?? null,
        keys: await Promise.all(value.keys.map(keyView)),
        by: nameOf(team, act.actor),
        state: stateOf(value, day),
        differs: agree(register).status === 'differs',
      },
    ];
  });
  return (await Promise.all(views)).flat().sort((a, b) => (a.issuer < b.issuer ? -1 : 1));
}

async function keyView({ id, jwk, validFrom, validTo }: TrustedIssuer['keys'][number]) {
  const thumbprint = await thumbprintOf(jwk);
  return { id: id ?? null, curve: jwk.crv, thumbprint, validFrom, validTo: validTo ?? null };
}

function stateOf(issuer: TrustedIssuer, day: TrustedIssuer['day']): IssuerView['state'] {
  const [fault] = issuerFaults(issuer, day);
  if (fault === undefined) return 'valid';
  if (fault === 'issuerUnknown') return 'withdrawn';
  return fault === 'issuerNotYet' ? 'notYet' : 'ended';
}

/** Name, day and source stand in the event. A private key is refused: it must not lie here, and whoever sent it must be told. */
export function trustIssuer(session: WriteSession, input: TrustInput): Result<{ issuer: string }, Problem> {
  const may = needRole(session.ledger.team(), session.self, ['administrator']);
  if (!may.ok) return may;
  const { issuer, name, types, validFrom, validTo, source, verified } = input;
  const known = session.reference.dataPackages.types.map(({ id }) => id);
  const unknown = types.find((type) => !known.includes(type));
  if (unknown !== undefined) return err({ tag: 'packageTypeUnknown', type: unknown });
  if (validTo !== undefined && validTo < validFrom) return err({ tag: 'periodReversed' });
  const keys = readKeys(input.keys);
  if (!keys.ok) return keys;
  const dates = { validFrom, ...(validTo === undefined ? {} : { validTo }) };
  const written = session.ledger.append([
    {
      stream: 'shared',
      payload: {
        kind: 'issuer.trusted',
        issuer: issuer.trim(),
        name: name.trim(),
        types,
        keys: keys.value.map((key) => ({ ...dates, ...key })),
        ...dates,
        source: source.trim(),
        day: session.today(),
        verified,
        example: isDemo(session),
      },
    },
  ]);
  return written.ok ? ok({ issuer: issuer.trim() }) : err(written.error);
}

type ReadKey = { readonly id?: string; readonly jwk: PublicJwk; readonly validTo?: TrustedIssuer['day'] };
const dated = z.object({ kid: z.string().max(300).optional(), validTo: isoDateSchema.optional() });

/** A JWK, a list of them or a JWK set. `validTo` beside a key retires it apart from its issuer. */
function readKeys(text: string): Result<readonly ReadKey[], Problem> {
  const given = parsed(text);
  const inSet = isMembers(given) && Array.isArray(given['keys']) ? (given['keys'] as unknown[]) : [given];
  const list = Array.isArray(given) ? (given as unknown[]) : inSet;
  if (list.length === 0 || list.length > 10) return err({ tag: 'keysUnreadable' });
  const keys: ReadKey[] = [];
  for (const one of list) {
    const key = readKey(one);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return ok(keys);
}

function readKey(given: unknown): Result<ReadKey, Problem> {
  const isSecret = isMembers(given) && ['d', 'k'].some((name) => Object.hasOwn(given, name));
  if (isSecret) return err({ tag: 'keyIsSecret' });
  const about = dated.safeParse(given);
  const jwk = publicKeySchema.safeParse(bare(given));
  if (!about.success || !jwk.success) return err({ tag: 'keysUnreadable' });
  const { kid: id, validTo } = about.data;
  const end = validTo === undefined ? {} : { validTo };
  return ok({ jwk: jwk.data, ...(id === undefined ? {} : { id }), ...end });
}

function bare(jwk: unknown): unknown {
  const plain = withoutMeta(jwk);
  if (!isMembers(plain)) return plain;
  const { validTo: _validTo, ...key } = plain;
  return key;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
