// Owns: which employer an offer is from: found by number, or made. Must not: write; it hands over the act that names it.
import { randomBytes } from 'node:crypto';
import type { OfferFacts } from '../../../domain/intake/facts.ts';
import { employerIdSchema, employerStream, type BatchId, type EmployerId } from '../../../domain/ids.ts';
import { textValue } from '../../../domain/ledger/case/fields.ts';
import type { Payload } from '../../../domain/ledger/payload.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { casesOfEmployers } from '../../../db/queries/employers.ts';
import { soleTraders } from '../../../db/queries/intake-cases.ts';
import { employerIdOf } from '../../crypto/ids.ts';
import type { Session } from '../session.ts';

/** The employer of an offer: by organisation number; a sole trader, whose number is a person's, by name. */
export class EmployerFinder {
  readonly #session: Session;
  readonly #named = new Map<EmployerId, string>();
  readonly #soleTraders: Map<string, EmployerId>;

  constructor(session: Session) {
    this.#session = session;
    this.#soleTraders = knownSoleTraders(session);
  }

  resolve(facts: OfferFacts, batch: BatchId): { readonly id: EmployerId; readonly acts: NewAct[] } {
    const number = facts.soleTrader === true ? undefined : facts.organisationNumber;
    const id =
      number === undefined ? this.#soleTrader(facts) : employerIdOf(this.#session.self.idSecret, number);
    if (this.#isNamed(id)) return { id, acts: [] };
    this.#named.set(id, facts.employerName);
    const payload: Payload = {
      kind: 'employer.named',
      batch,
      name: facts.employerName,
      soleTrader: number === undefined,
      ...(number === undefined ? {} : { organisationNumber: number }),
    };
    return { id, acts: [{ stream: employerStream(id), payload }] };
  }

  #isNamed(id: EmployerId): boolean {
    return this.#named.has(id) || this.#session.ledger.employerState(id).names.length > 0;
  }

  /** By name, and by the number where an offer of theirs holds one: two people may bear one name. */
  #soleTrader({ employerName, organisationNumber }: OfferFacts): EmployerId {
    const key = soleTraderKey(employerName, organisationNumber);
    const known = this.#soleTraders.get(key);
    if (known) return known;
    const id = employerIdSchema.parse(randomBytes(16).toString('hex'));
    this.#soleTraders.set(key, id);
    return id;
  }
}

export function soleTraderKey(name: string, number: string | undefined): string {
  return `${name}\u0000${number ?? ''}`;
}

/** Sole traders that offers here name, by name and number. The number stands in the cases' own payloads only. */
export function knownSoleTraders(session: Session): Map<string, EmployerId> {
  const found = new Map<string, EmployerId>();
  for (const [id, name] of soleTraders(session.store.db)) {
    for (const caseId of casesOfEmployers(session.store.db, [id])) {
      const offers = Object.values(session.ledger.caseState(caseId).offers).filter(
        (offer) => offer.employer === id,
      );
      for (const offer of offers)
        found.set(soleTraderKey(name, textValue(offer.fields, 'organisationNumber')), id);
    }
  }
  return found;
}
