// Owns: a signed data package, bent in its letters, its parts and its claims, and given to the check. Must not: let one with another
// content than was signed count, nor let the check write.
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { isoDateSchema, type CaseId } from '../../domain/ids.ts';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import type { Random } from '../../main/demo/random.ts';
import { bend, bendJson } from './bend.ts';
import { logicalState, same } from './checks.ts';
import { must, type Desk } from './desks.ts';
import { Finding } from './world.ts';

const issuer = 'https://intyg.example.org';
const [own, strange] = [newKey(), newKey()];
const trusted = new WeakSet<Desk>();

function newKey() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function jwt(key: KeyObject, header: unknown, payload: unknown): string {
  const input = `${encode(header)}.${encode(payload)}`;
  const bytes = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${bytes.toString('base64url')}`;
}

function trustOnce(desk: Desk): void {
  if (trusted.has(desk)) return;
  trusted.add(desk);
  const keys = JSON.stringify(own.publicKey.export({ format: 'jwk' }));
  const about = { issuer, name: 'Utfärdaren', types: ['degree'], source: 'Exempel', verified: true };
  must(
    desk.running.program.trustIssuer(desk.session, {
      ...about,
      keys,
      validFrom: isoDateSchema.parse('2000-01-01'),
    }),
  );
}

/** Says what came of it: the first fault, or a word for no harm. */
export async function checkBentPackage(desk: Desk, random: Random): Promise<string> {
  trustOnce(desk);
  const { program } = desk.running;
  const [id] = must(program.idsMatching(desk.session, ''));
  if (id === undefined) return 'no case';
  const header = { alg: 'ES256', typ: 'JWT' };
  const payload = claimsFor(desk, id);
  const honest = jwt(own.privateKey, header, payload);
  const bent = random.pick([
    () => Buffer.from(bend(random, Buffer.from(honest))).toString('latin1'),
    () => jwt(own.privateKey, bendJson(random, header), payload),
    () => jwt(strange.privateKey, random.chance(0.5) ? header : bendJson(random, header), payload),
    () => `${honest}~${encode(bendJson(random, ['salt', 'degree', 'Läkare']))}~`,
  ])();
  const before = logicalState(desk);
  if (bent === '') return 'nothing left';
  const looked = await program.checkPackage(desk.session, { id, text: bent });
  if (!looked.ok) return looked.error.tag;
  const [fault] = looked.value.faults;
  const heads = [...desk.session.ledger.caseState(id).heads];
  if (fault !== undefined) {
    const taken = await program.takePackage(desk.session, { id, heads, text: bent, fields: ['degree'] });
    if (taken.ok) throw new Finding('facts were taken out of a package with a fault');
    same(`after a package with ${fault}`, logicalState(desk), before);
    return fault;
  }
  // The last letters of a signature can be written in two ways: then it says what was signed, and nothing else.
  const said = must(await program.checkPackage(desk.session, { id, text: honest }));
  same('a bent package', looked.value.facts, said.facts);
  return 'as it was signed';
}

function claimsFor(desk: Desk, id: CaseId) {
  const number = fieldValue(desk.session.ledger.caseState(id).fields, 'personalIdentityNumber');
  return {
    iss: issuer,
    vct: 'urn:sprangbradan:examen:1',
    personal_administrative_number: number,
    degree: 'Civilingenjör',
  };
}
