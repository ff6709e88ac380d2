// Owns: the filter field with completions and the sentence under a wrong word. Must not: parse by itself; domain/review does.
import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { completions, type Completion } from '../../../domain/review/search-complete.ts';
import { parseQuery } from '../../../domain/review/search-parse.ts';
import type { SearchProblem } from '../../../domain/review/search-problem.ts';

type FilterProps = {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Enter in the field: go on in the list. */
  readonly onLeave: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
};

/** A pause in typing after which the list follows. */
const pause = 300;

export function FilterBar({ field, ...props }: FilterProps) {
  const { t } = useTranslation('review');
  const list = useId();
  const { text, type, offers, at, setOffering, take, onKeyDown } = useFilter(props);
  return (
    <div className="filter">
      <div className="filter-field">
        <input
          ref={field}
          className="input input-full"
          role="combobox"
          aria-label={t('filter.label')}
          aria-expanded={offers.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-describedby={`${list}-problem`}
          {...(at >= 0 ? { 'aria-activedescendant': `${list}-${at}` } : {})}
          placeholder={t('filter.placeholder')}
          spellCheck={false}
          value={text}
          maxLength={2000}
          onChange={(event) => type(event.target.value, event.target.selectionStart)}
          onBlur={() => setOffering(false)}
          onKeyDown={onKeyDown}
        />
        <Offers id={list} offers={offers} at={at} onTake={take} />
      </div>
      <FilterProblem id={`${list}-problem`} text={text} />
    </div>
  );
}

function useFilter({ query, onQuery, onLeave }: Omit<FilterProps, 'field'>) {
  const [text, setText] = useState(query);
  const [given, setGiven] = useState(query);
  const [caret, setCaret] = useState(0);
  const [offering, setOffering] = useState(false);
  const [at, setAt] = useState(-1);
  if (given !== query) {
    // A view was chosen: its filter stands in the field.
    setGiven(query);
    setText(query);
  }
  useEffect(() => {
    if (text === query || !parseQuery(text).ok) return undefined;
    const timer = setTimeout(() => onQuery(text), pause);
    return () => clearTimeout(timer);
  }, [text, query, onQuery]);
  const { from, to, items } = offering ? completions(text, caret) : { from: 0, to: 0, items: [] };
  const type = (next: string, place: number | null) => {
    setText(next);
    setCaret(place ?? next.length);
    setOffering(true);
    setAt(-1);
  };
  const take = (insert: string) => {
    const next = `${text.slice(0, from)}${insert}${text.slice(to)}`;
    type(next, from + insert.length);
  };
  const enter = () => {
    const item = items[at];
    if (item !== undefined) return take(item.insert);
    if (!parseQuery(text).ok) return undefined;
    onQuery(text);
    setOffering(false);
    return onLeave();
  };
  const escape = () => (items.length > 0 ? setOffering(false) : onLeave());
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    ArrowDown: items.length > 0 ? () => setAt((at + 1) % items.length) : undefined,
    ArrowUp: items.length > 0 ? () => setAt((at - 1 + items.length) % items.length) : undefined,
    Enter: enter,
    Escape: escape,
    Tab: at >= 0 ? enter : undefined,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return { text, type, offers: items, at, setOffering, take, onKeyDown };
}

type OffersProps = {
  readonly id: string;
  readonly offers: readonly Completion[];
  readonly at: number;
  readonly onTake: (insert: string) => void;
};

function Offers({ id, offers, at, onTake }: OffersProps) {
  const { t } = useTranslation('review');
  return (
    <div
      className={offers.length > 0 ? 'filter-offers' : 'filter-offers is-empty'}
      role="listbox"
      id={id}
      aria-label={t('filter.offers')}
    >
      {offers.map((item, index) => (
        <div
          key={item.insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={index === at ? 'filter-offer is-here' : 'filter-offer'}
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(item.insert);
          }}
        >
          {item.label}
        </div>
      ))}
    </div>
  );
}

/** After a pause, so that half a word is no fault. The wrong word is marked in the text as typed. */
function FilterProblem({ id, text }: { readonly id: string; readonly text: string }) {
  const { t } = useTranslation('review');
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 600);
    return () => clearTimeout(timer);
  }, [text]);
  const calm = settled;
  const parsed = parseQuery(calm);
  const problem: SearchProblem | null = parsed.ok || calm !== text ? null : parsed.error;
  return (
    <p id={id} className={problem === null ? 'visually-hidden' : 'filter-problem'} role="status">
      {problem === null ? null : (
        <>
          <span className="filter-echo" aria-hidden="true">
            {calm.slice(0, problem.at)}
            <mark>{calm.slice(problem.at, problem.at + problem.length) || '…'}</mark>
            {calm.slice(problem.at + problem.length)}
          </span>{' '}
          {t(`search.${problem.tag}`, { word: problem.word, law: 'law' in problem ? problem.law : '' })}{' '}
          {problem.suggestions.length === 0
            ? ''
            : t('search.suggest', { words: problem.suggestions.join(', ') })}
        </>
      )}
    </p>
  );
}
