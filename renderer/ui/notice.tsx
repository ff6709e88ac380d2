// Owns: a framed sentence that matters: information, done, something to check, a refusal. Must not: disappear by itself.
import type { ReactNode } from 'react';

type NoticeProps = {
  readonly tone: 'info' | 'good' | 'check' | 'bad';
  readonly title?: string;
  readonly children: ReactNode;
  readonly acts?: ReactNode;
  /** Read aloud when it appears. */
  readonly live?: boolean;
};

const shapes = { info: '○', good: '●', check: '◆', bad: '▲' } as const;

export function Notice({ tone, title, children, acts, live = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} {...(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      <span className="notice-shape" aria-hidden="true">
        {shapes[tone]}
      </span>
      <div className="notice-text">
        {title === undefined ? null : <strong>{title}</strong>}
        <div>{children}</div>
        {acts === undefined ? null : <div className="row notice-acts">{acts}</div>}
      </div>
    </div>
  );
}
