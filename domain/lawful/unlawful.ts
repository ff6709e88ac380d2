// Owns: the words that people try to find cases by and the law does not allow, each with its provision (domain.md §10.5).
// Must not: hold a lawful term's name (domain/review/words.ts) or a sentence.

const ofPersons = '14 § lagen (2002:546)';
const ofContacts = '18 § förordningen (2002:623)';

/** What is refused when no provision is nearer: anything but the lawful terms. */
export const lawOfTerms = ofPersons;

/**
 * By what the law keeps out, in Swedish and English as they are typed. A longer word that begins with one of them is refused too,
 * so that an ending or a compound is no way round.
 */
export const unlawful = {
  reasonsThatValue: {
    law: ofPersons,
    words: [
      'skäl',
      'skälen',
      'avslagsskäl',
      'orsak',
      'motivering',
      'reason',
      'grounds',
      'ground',
      'refusalreason',
      'motivation',
    ],
  },
  assessment: {
    law: ofPersons,
    words: [
      ...['bedömning', 'omdöme', 'lämplighet', 'värdering', 'personlighet', 'anställningsbarhet'],
      ...['assessment', 'suitability', 'evaluation', 'personality', 'employability', 'opinion'],
    ],
  },
  conflictOfInterest: {
    law: ofPersons,
    words: ['jäv', 'jävig', 'jävsgrund', 'conflict-of-interest', 'interest', 'barred', 'disqualified'],
  },
  protectedMark: {
    law: ofPersons,
    words: [
      ...['skyddad', 'skydd', 'skyddsmärkning', 'sekretess', 'särskild', 'fingerad', 'kvarskrivning'],
      ...['protected', 'confidential', 'secrecy', 'special', 'fictitious', 'stub'],
    ],
  },
  health: {
    law: ofPersons,
    words: [
      ...['hälsa', 'hälsotillstånd', 'ohälsa', 'sjuk', 'diagnos', 'funktionsnedsättning', 'funktionshinder'],
      ...['health', 'illness', 'sickness', 'diagnosis', 'disability', 'medical'],
    ],
  },
  socialConditions: {
    law: ofPersons,
    words: [
      ...['social', 'familj', 'civilstånd', 'barn', 'försörjningsstöd', 'bistånd', 'bostad'],
      ...['family', 'maritalstatus', 'marital-status', 'children', 'welfare', 'housing'],
    ],
  },
  offences: {
    law: ofPersons,
    words: [
      ...['brott', 'belastning', 'straff', 'dom', 'dömd', 'misstänkt'],
      ...['crime', 'criminal', 'offence', 'offense', 'conviction', 'suspect'],
    ],
  },
  noteText: {
    law: ofPersons,
    words: [
      ...['anteckning', 'tjänsteanteckning', 'notering', 'kommentar', 'fritext', 'meddelande'],
      ...['note', 'notes', 'casenote', 'comment', 'remark', 'freetext', 'memo'],
    ],
  },
  originAndBelief: {
    law: ofPersons,
    words: [
      ...['födelseland', 'född', 'ursprung', 'land', 'medborgarskap', 'nationalitet', 'etnicitet', 'ras'],
      ...['religion', 'tro', 'politisk', 'åsikt', 'fackförening', 'facklig', 'sexuell', 'hudfärg'],
      ...['birthcountry', 'birth-country', 'countryofbirth', 'country', 'origin', 'citizenship'],
      ...['nationality', 'ethnicity', 'race', 'belief', 'political', 'union', 'sexual', 'birthplace'],
    ],
  },
  phone: {
    law: ofContacts,
    words: ['telefon', 'telefonnummer', 'mobil', 'tfn', 'phone', 'telephone', 'mobile', 'cellphone'],
  },
  contactsFunction: {
    law: ofContacts,
    words: [
      ...['kontakt', 'kontaktperson', 'handledare', 'befattning', 'funktion', 'titel', 'yrkesroll'],
      ...['contact', 'supervisor', 'function', 'jobtitle', 'job-title', 'position'],
    ],
  },
} as const satisfies Readonly<
  Record<string, { readonly law: string; readonly words: readonly [string, ...string[]] }>
>;

/** Without marks, hyphens and case: `Fodelse-Land` asks for what `födelseland` does. */
function bare(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

const byBareWord: ReadonlyMap<string, string> = new Map(
  Object.values(unlawful).flatMap(({ law, words }) => words.map((word) => [bare(word), law] as const)),
);

/** A shorter one begins too many words: `note` stands in `not-eligible`. */
const shortestBeginning = 5;

/** The provision that keeps the word out; undefined where the word is none of these. */
export function lawAgainst(word: string): string | undefined {
  const asked = bare(word);
  const own = byBareWord.get(asked);
  if (own !== undefined) return own;
  for (const [known, law] of byBareWord) {
    if (known.length >= shortestBeginning && asked.startsWith(known)) return law;
  }
  return undefined;
}
