// Owns: the quiet line at the foot that says what was done, read aloud once. Must not: hold the only copy of a refusal.
import { lastSaid } from '../../lib/session.ts';
import { useStore } from '../../lib/external-store.ts';

/** Two regions take turns, so that the same sentence twice is read twice. */
export function LiveLine() {
  const said = useStore(lastSaid);
  const odd = said.count % 2 === 1;
  return (
    <div className={`live-line live-${said.tone}`}>
      <span aria-hidden="true">{said.text}</span>
      <span className="visually-hidden" role="status" aria-live="polite">
        {odd ? said.text : ''}
      </span>
      <span className="visually-hidden" role="status" aria-live="polite">
        {odd ? '' : said.text}
      </span>
    </div>
  );
}
