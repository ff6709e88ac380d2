// Owns: the frame of one view: heading that takes focus on arrival, acts, sections. Must not: fetch.
import { useEffect, useId, useRef, type ReactNode } from 'react';

type PageProps = {
  readonly title: string;
  /** One sentence: what this view is for. */
  readonly lead?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
  /** `fill`: the content scrolls by itself and takes all room. */
  readonly layout?: 'read' | 'wide' | 'fill';
  /** A view whose first stop is elsewhere (a list) takes focus itself. */
  readonly focusHeading?: boolean;
};

export function Page({ title, lead, acts, children, layout = 'wide', focusHeading = true }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focusHeading) heading.current?.focus();
  }, [focusHeading]);
  return (
    <div className={`page page-${layout}`}>
      <header className={layout === 'fill' ? 'visually-hidden' : 'page-head'}>
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p className="quiet">{lead}</p>}
        </div>
        {acts === undefined ? null : <div className="row">{acts}</div>}
      </header>
      <div className="page-body">{children}</div>
    </div>
  );
}

type SectionProps = {
  readonly title: string;
  readonly note?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
};

export function Section({ title, note, acts, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {acts}
      </div>
      {note === undefined ? null : <p className="quiet section-note">{note}</p>}
      {children}
    </section>
  );
}
