// AG4: a union has had its chance to speak (9 a § 2000:628). Silence after the last day is an answer.
import { unionStatements, type UnionStatement } from '../../ledger/employer-state.ts';
import { check, met, notApplicable, unmet, type Check, type Finding } from '../check.ts';
import type { IsoDate } from '../../ids.ts';

export const ag4: Check = {
  id: 'AG4',
  reads: [],
  find: ({ offer }, { employer, today }) => {
    if (!offer) return notApplicable;
    const statements = employer ? unionStatements(employer) : [];
    const findings = statements.map((one) => {
      if (one.status === 'agreed') return ofStatement(one.value, today);
      const organisation = one.status === 'differs' ? one.values[0]?.value.organisation : undefined;
      return check('differs', { organisation: organisation ?? 'organisationen' });
    });
    // Several unions per workplace: the one that still needs something is shown.
    return findings.find((one) => one.outcome === 'check') ?? findings[0] ?? unmet('notAsked');
  },
};

function ofStatement(statement: UnionStatement, today: IsoDate): Finding {
  const { organisation, answer, day, dueOn, weighed } = statement;
  switch (answer) {
    case 'approves':
      return met('approves', { organisation, dag: day });
    case 'abstains':
      return met('silent', { organisation, dag: day });
    case 'noAnswer':
      return dueOn !== undefined && dueOn >= today
        ? check('waiting', { dag: dueOn })
        : met('silent', { organisation, dag: dueOn ?? day });
    case 'remarks':
    case 'objects':
      return weighed ? met('weighed', { organisation }) : check('remarks', { organisation });
  }
}
