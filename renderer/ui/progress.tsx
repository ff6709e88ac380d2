// Owns: how far a long job has come, in figures and a bar. Must not: guess a time.
import { formatCount } from '../lib/format.ts';

type ProgressProps = { readonly label: string; readonly done: number; readonly total: number };

export function Progress({ label, done, total }: ProgressProps) {
  const known = total > 0;
  return (
    <div className="progress">
      <span className="progress-label">
        {label} {known ? <span className="quiet nowrap">{`${formatCount(done)} / ${formatCount(total)}`}</span> : null}
      </span>
      <progress aria-label={label} max={known ? total : undefined} value={known ? done : undefined} />
    </div>
  );
}
