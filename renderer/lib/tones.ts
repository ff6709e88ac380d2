// Owns: which tone (shape and colour) a coded state has, the same in every view. Must not: hold a word.
import type { Step } from '../../domain/review/case-row.ts';

export type Tone = 'good' | 'check' | 'bad' | 'info' | 'none';

const colours: Readonly<Record<string, Tone>> = { green: 'good', orange: 'check', red: 'bad' };
const conclusions: Readonly<Record<string, Tone>> = {
  eligible: 'good',
  needsCheck: 'check',
  notEligible: 'bad',
};
const steps: Partial<Readonly<Record<Step, Tone>>> = {
  eligible: 'good',
  needsCheck: 'check',
  notEligible: 'bad',
  granted: 'good',
  refused: 'bad',
  conflict: 'bad',
  imported: 'none',
};

export function colourTone(colour: string): Tone {
  return colours[colour] ?? 'none';
}

export function conclusionTone(conclusion: string): Tone {
  return conclusions[conclusion] ?? 'none';
}

export function stepTone(step: Step): Tone {
  return steps[step] ?? 'info';
}
