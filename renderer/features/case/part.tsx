// Owns: one part of the open case: its heading and its act. Must not: know what is in it.
import { useId, type ReactNode } from 'react';

export function Part({
  title,
  acts,
  children,
}: {
  readonly title: string;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <div className="part-head">
        <h3 id={id}>{title}</h3>
        {acts}
      </div>
      {children}
    </section>
  );
}
