// E7: one of the languages of the rule set: English or Swedish, in the pilot English. A level that only the applicant has stated is never enough, but two low ones are an answer.
import { check, differs, met, sourceWord, unmet, type Check } from '../check.ts';
import { textFact, type Fact } from '../facts.ts';
import { languageLevels, languages, type Language } from '../rule-set.ts';

const fields: Record<Language, { readonly field: string; readonly word: string }> = {
  english: { field: 'englishLevel', word: 'Engelska' },
  swedish: { field: 'swedishLevel', word: 'Svenska' },
};

export const e7: Check = {
  id: 'E7',
  reads: ['englishLevel', 'swedishLevel'],
  lists: ['thresholds'],
  find: (facts, { ruleSet, thresholds }) => {
    const read = (ruleSet.languages ?? languages)
      .map((language) => fields[language])
      .map(({ field, word }) => ({ word, fact: facts.read(field) }));
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
