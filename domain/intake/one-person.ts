// Owns: which facts are each person's own, so that nobody writes them for many at once. Must not: say what may be written at all.
const ofOnePerson: ReadonlySet<string> = new Set([
  'givenName',
  'familyName',
  'personalIdentityNumber',
  'gender',
  'birthCountry',
  'birthCountryCountsAs',
  'citizenship',
  'email',
  'phone',
  'address',
  'motivation',
]);

/** RE-80: who a person is, where from, and how one reaches them is never the same for many. */
export function isForMany(field: string): boolean {
  return !ofOnePerson.has(field);
}
