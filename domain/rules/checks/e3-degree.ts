// E3: academic degree. A degree that is only claimed needs somebody to see the document.
import { check, differs, met, unmet, type Check } from '../check.ts';
import { dateFact, textFact } from '../facts.ts';

export const e3: Check = {
  id: 'E3',
  reads: ['degree', 'university', 'educationDocumentSeen'],
  find: (facts, { ruleSet }) => {
    const degree = facts.read('degree');
    if (differs(degree, facts.read('educationDocumentSeen'))) return check('differs');
    const named = textFact(degree);
    if (named === undefined) return check('missing');
    const seen = dateFact(facts.read('educationDocumentSeen'));
    const isNone = ruleSet.notAcademicDegrees.includes(named.trim().toLowerCase());
    if (isNone) return seen === undefined ? unmet('claimed', { examen: named }) : unmet('none');
    if (seen === undefined) return check('claimed');
    const university = textFact(facts.read('university'));
    return university === undefined
      ? met('seenPlain', { examen: named, dag: seen })
      : met('seen', { examen: named, larosate: university, dag: seen });
  },
};
