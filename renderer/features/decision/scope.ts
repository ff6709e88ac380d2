// Owns: which cases the view lists, in the search language. Must not: use a term that the law does not allow.
export const scopes = ['offered', 'fixed', 'registered'] as const;
export type Scope = (typeof scopes)[number] | 'query';

export const isScope = (text: string): text is Scope => text === 'query' || scopes.some((scope) => scope === text);

export function scopeQuery(scope: Scope, query: string): string {
  switch (scope) {
    case 'offered':
      return 'läge:erbjuden';
    case 'fixed':
      return 'läge:fastställt';
    case 'registered':
      return 'registrerad:ja';
    case 'query':
      return query;
  }
}
