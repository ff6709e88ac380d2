// E7: English or Swedish. A level that only the applicant has stated is never enough, but two low ones are an answer.
import { check, differs, met, sourceWord, unmet, type Check } from '../check.ts';
import { textFact, type Fact } from '../facts.ts';
import { languageLevels } from '../rule-set.ts';

const languages = [
  { field: 'englishLevel', word: 'Engelska' },
  { field: 'swedishLevel', word: 'Svenska' },
] as const;

export const e7: Check = {
  id: 'E7',
  reads: ['englishLevel', 'swedishLevel'],
  find: (facts, { thresholds }) => {
    const read = languages.map(({ field, word }) => ({ word, fact: facts.read(field) }));
    const needed = languageLevels.indexOf(thresholds.languageLevel);
    const reached = read.filter(({ fact }) => rank(fact) >= needed);
    const proved = reached.find(({ fact }) => fact.status === 'value' && fact.source !== 'portal');
    if (proved?.fact.status === 'value') {
      return met('level', {
        sprak: proved.word,
        niva: textFact(proved.fact) ?? '',
        kalla: sourceWord(proved.fact.source),
      });
    }
    if (reached.length > 0) return check('claimed');
    if (differs(...read.map((one) => one.fact))) return check('differs');
    const allLow = read.every(({ fact }) => rank(fact) >= 0);
    return allLow ? unmet('low') : check('missing');
  },
};

/** Place on the common European scale, −1 where no level can be read. */
function rank(fact: Fact): number {
  const written = textFact(fact)?.trim().toUpperCase() ?? '';
  return languageLevels.findIndex((level) => level === written);
}
