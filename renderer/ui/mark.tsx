// Owns: a state as shape and word together; colour only adds. Must not: ever show a shape without its word.
import type { Tone } from '../lib/tones.ts';

/** ● ◆ ▲ for good, to check, bad; a ring for what is only information, a dash for nothing yet. */
const shapes: Record<Tone, string> = { good: '●', check: '◆', bad: '▲', info: '○', none: '–' };

type MarkProps = {
  readonly tone: Tone;
  readonly word: string;
  readonly shape?: string;
  readonly soft?: boolean;
};

export function Mark({ tone, word, shape, soft = false }: MarkProps) {
  return (
    <span className={soft ? `mark mark-${tone} mark-soft` : `mark mark-${tone}`}>
      <span className="mark-shape" aria-hidden="true">
        {shape ?? shapes[tone]}
      </span>
      <span className="mark-word">{word}</span>
    </span>
  );
}
