// Owns: what an employer's check and unions amount to, as tone and word. Must not: judge a case; `decide` in main does.
import type { EmployerView } from '../../../ipc/decision.ts';
import type { Tone } from '../../lib/tones.ts';

export type Readiness = { readonly tone: Tone; readonly word: string };

export function checkState({ check, checkDiffers }: EmployerView): Readiness {
  if (checkDiffers) return { tone: 'bad', word: 'differs' };
  if (check === null) return { tone: 'none', word: 'missing' };
  if (check.outcome === 'bar') return { tone: 'bad', word: 'bar' };
  if (check.outcome === 'incomplete') return { tone: 'check', word: 'incomplete' };
  return check.valid ? { tone: 'good', word: 'clear' } : { tone: 'check', word: 'expired' };
}

export function unionState({ unions, unionsWithoutAnswer }: EmployerView): Readiness {
  if (unionsWithoutAnswer.length > 0)
    return { tone: unions.length > 0 ? 'check' : 'none', word: unions.length > 0 ? 'some' : 'missing' };
  if (unions.length === 0) return { tone: 'none', word: 'missing' };
  const old = unions.find(({ standing }) => standing !== 'agreed');
  if (old) return { tone: 'check', word: old.standing };
  return unions.some(({ answer }) => answer === 'objects')
    ? { tone: 'check', word: 'objects' }
    : { tone: 'good', word: 'answered' };
}
