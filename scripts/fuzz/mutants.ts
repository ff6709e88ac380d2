// Owns: faults that the fuzzer must notice, one at a time, as changes of the sources. Must not: be easy to notice: each
// leaves a program that starts, works alone and exchanges.
import type { Fault } from './trees.ts';

const register = 'domain/ledger/register.ts';

/** Name of the fault → what it changes. A text that is no longer there is told by `copyTree`: write the fault anew. */
export const mutants: Readonly<Record<string, readonly Fault[]>> = {
  'last writer wins: a field': [
    {
      file: register,
      find: 'return [...register.filter((old) => !seen(old.act)), next];',
      put: 'return seen(0) || register.length >= 0 ? [next] : register;',
    },
  ],
  'last writer wins: a decision': [
    {
      file: 'domain/ledger/case/decisions.ts',
      find: 'decisionHeads: [...state.decisionHeads.filter((old) => !application.seen(old.act)), head],',
      put: 'decisionHeads: [head],',
    },
  ],
  'dropped refs: one head of several': [
    {
      file: 'db/ledger/append.ts',
      find: 'for (const head of own) if (!tip?.refs.has(head)) refs.add(head);',
      put: 'for (const head of own.slice(0, 1)) if (!tip?.refs.has(head)) refs.add(head);',
    },
  ],
  'skipped signature: an event’s': [
    {
      file: 'domain/sync/checks.ts',
      find: 'if (stored.signature === null) return !mustBeSigned(body.type);',
      put: 'if (stored.signature === null) return mustBeSigned(body.type) || true;',
    },
  ],
  'skipped signature: a chain’s': [
    {
      file: 'domain/sync/judge.ts',
      find: 'return keys !== undefined && !crypto.verify(keys.signKey, head, signature);',
      put: 'return keys !== undefined && !crypto.verify(keys.signKey, head, signature) && head === signature;',
    },
  ],
  'accepted replay': [
    {
      file: 'db/ledger/append-foreign.ts',
      find: 'const fresh = read.value.filter(({ event }) => !hasEvent(context.db, event.hash));',
      put: 'const fresh = read.value.filter(({ event }) => event.hash !== undefined || hasEvent(context.db, event.hash));',
    },
    {
      file: 'db/ledger/append-foreign.ts',
      find: "if (hashAt(db, device, seq) !== undefined) return { tag: 'fork', device, seq };",
      put: 'if (hashAt(db, device, seq) !== undefined) continue;',
    },
    {
      file: 'domain/sync/judge.ts',
      find: 'events.filter(({ body }) => body.seq > reached(chain, known)),',
      put: 'events.filter(({ body }) => body.seq > 0 || body.seq > reached(chain, known)),',
    },
  ],
  'ignored entitlement': [
    {
      file: 'domain/team/judge.ts',
      find: "if (decidesForAnother(event) || receiptsForAnother(event) || isPastLast(event, now)) return 'notEntitled';",
      put: "if (event.seq < 0 && (decidesForAnother(event) || receiptsForAnother(event) || isPastLast(event, now))) return 'notEntitled';",
    },
    {
      file: 'domain/team/judge.ts',
      find: 'if (!mayAct(seen, event, roles) || !isDelegated(event, seen) || !isForAuthor(event, seen))',
      put: 'if (event.seq < 0 && (!mayAct(seen, event, roles) || !isDelegated(event, seen)))',
    },
  ],
};
