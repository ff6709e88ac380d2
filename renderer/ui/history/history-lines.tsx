// Owns: a history as the window shows it: who did what, when, with before and after of every field. Must not: act.
import './history.css';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../ipc/review.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';
import { Dated } from '../text.tsx';

export function HistoryLines({ history }: { readonly history: readonly HistoryEntry[] }) {
  return (
    <ol className="history">
      {history.map((entry) => (
        <HistoryLine key={entry.event} entry={entry} />
      ))}
    </ol>
  );
}

function HistoryLine({ entry }: { readonly entry: HistoryEntry }) {
  const code = useCode();
  const value = useFieldValue();
  const changed = new Set(entry.fields.flatMap((one) => (one.list === 'fact' ? [one.field] : [])));
  const facts = Object.entries(entry.facts).filter(
    ([name, fact]) => fact !== null && hasText(`codes:fact.${name}`) && !changed.has(name),
  );
  return (
    <li className={entry.effect === 'stands' ? 'history-line' : 'history-line is-void'}>
      <span className="quiet nowrap">{formatMoment(entry.at)}</span>
      <div>
        <p>
          <strong>{code('act', entry.kind)}</strong> <span className="quiet">{entry.by}</span>
          {entry.effect === 'stands' ? '' : ` · ${code('effect', entry.effect)}`}
        </p>
        {facts.length === 0 ? null : (
          <p className="quiet">
            <Dated
              text={facts.map(([name, fact]) => `${code('fact', name)} ${value(name, fact)}`).join(', ')}
            />
          </p>
        )}
        <Changes changes={entry.fields} />
      </div>
    </li>
  );
}

type Change = HistoryEntry['fields'][number];

/** A whole form at once would push the rest of the history away. */
const mostOpen = 6;

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation('review');
  if (changes.length === 0) return null;
  const list = (
    <ul>
      {changes.map((change, index) => (
        // One act can take back the same field of two sources; what an act wrote is never put in another order.
        <li key={`${change.list}-${change.field}-${index}`} className="quiet">
          <ChangeLine change={change} />
        </li>
      ))}
    </ul>
  );
  if (changes.length <= mostOpen) return list;
  return (
    <details>
      <summary className="quiet">
        {t('history.changes', { count: changes.length, shown: formatCount(changes.length) })}
      </summary>
      {list}
    </details>
  );
}

function ChangeLine({ change }: { readonly change: Change }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const value = useFieldValue();
  const name =
    change.list === 'answer'
      ? `${change.field} ${change.label ?? ''}`.trim()
      : code(change.list, change.field);
  const written = (side: Change['before']) =>
    side.map((one) => value(change.field, one)).join(` ${t('history.joined')} `) || t('fact.nothing');
  return (
    <>
      {name}: <Dated text={`${written(change.before)} → ${written(change.after)}`} />
      {change.beside?.map(({ by, at }) => ` ${t('history.beside', { by, at: formatMoment(at) })}`).join('')}
    </>
  );
}
