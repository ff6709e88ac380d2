// AG4: a union has had its chance to speak (9 a § 2000:628). Silence is an answer only of one who was asked, after the last day.
import { unionStandings, type UnionStanding } from '../../employer/readiness.ts';
import { check, met, notApplicable, unmet, type Check, type Finding } from '../check.ts';

export const ag4: Check = {
  id: 'AG4',
  reads: [],
  lists: ['thresholds'],
  find: ({ offer }, { employer, today, thresholds }) => {
    if (!offer) return notApplicable;
    const standings = employer ? unionStandings(employer, today, thresholds) : [];
    const findings = standings.map((one) =>
      one.status === 'differs' ? check('differs', { organisation: one.organisation }) : ofStanding(one),
    );
    // Several unions per workplace: the one that still needs something is shown.
    return findings.find((one) => one.outcome === 'check') ?? findings[0] ?? unmet('notAsked');
  },
};

type Said = Exclude<UnionStanding, { status: 'differs' }>;

function ofStanding({ status, statement }: Said): Finding {
  const { organisation, answer, day, dueOn, weighed } = statement;
  if (status === 'neverAsked') return check('neverAsked', { organisation });
  if (status === 'expired') return { ...check('expired', { organisation, dag: day }), stale: true };
  switch (answer) {
    case 'approves':
      return met('approves', { organisation, dag: day });
    case 'abstains':
      return met('silent', { organisation, dag: day });
    case 'noAnswer':
      return status === 'hasTime'
        ? check('waiting', { dag: dueOn ?? day })
        : met('silent', { organisation, dag: dueOn ?? day });
    case 'remarks':
    case 'objects':
      return weighed ? met('weighed', { organisation }) : check('remarks', { organisation });
  }
}
