// Owns: the filter field with completions and the sentence under a wrong word. Must not: parse by itself; domain/review does.
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { parseQuery } from '../../../domain/review/search-parse.ts';
import { completions } from '../../../domain/review/search-complete.ts';
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

export function FilterBar({ query, onQuery, onLeave, field }: FilterProps) {
  const { t } = useTranslation('review');
  const [text, setText] = useState(query);
  const [offering, setOffering] = useState(false);
  const [at, setAt] = useState(-1);
  const list = useId();
  useEffect(() => setText(query), [query]);
  useEffect(() => {
    if (text === query || !parseQuery(text).ok) return undefined;
    const timer = setTimeout(() => onQuery(text), pause);
    return () => clearTimeout(timer);
  }, [text, query, onQuery]);
  const caret = field.current?.selectionStart ?? text.length;
  const offered = offering ? completions(text, caret) : null;
  const items = offered?.items ?? [];
  const take = (insert: string) => {
    if (offered === null) return;
    setText(`${text.slice(0, offered.from)}${insert}${text.slice(offered.to)}`);
    setAt(-1);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      setAt((at + step + items.length) % items.length);
    } else if (event.key === 'Enter' || (event.key === 'Tab' && at >= 0)) {
      event.preventDefault();
      const item = items[at];
      if (item !== undefined) take(item.insert);
      else if (parseQuery(text).ok) {
        onQuery(text);
        setOffering(false);
        onLeave();
      }
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (offering && items.length > 0) setOffering(false);
      else onLeave();
    }
  };
  return (
    <div className="filter">
      <div className="filter-field">
        <input
          ref={field}
          className="input input-full"
          role="combobox"
          aria-label={t('filter.label')}
          aria-expanded={items.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-describedby={`${list}-problem`}
          {...(at >= 0 ? { 'aria-activedescendant': `${list}-${at}` } : {})}
          placeholder={t('filter.placeholder')}
          spellCheck={false}
          value={text}
          maxLength={2000}
          onChange={(event) => {
            setText(event.target.value);
            setOffering(true);
            setAt(-1);
          }}
          onBlur={() => setOffering(false)}
          onKeyDown={onKeyDown}
        />
        <ul className={items.length > 0 ? 'filter-offers' : 'filter-offers is-empty'} role="listbox" id={list} aria-label={t('filter.offers')}>
          {items.map((item, index) => (
            <li
              key={item.insert}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              className={index === at ? 'filter-offer is-here' : 'filter-offer'}
              onMouseDown={(event) => {
                event.preventDefault();
                take(item.insert);
              }}
            >
              {item.label}
            </li>
          ))}
        </ul>
      </div>
      <FilterProblem id={`${list}-problem`} text={text} />
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
  const calm = useDeferredValue(settled);
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
          {problem.suggestions.length === 0 ? '' : t('search.suggest', { words: problem.suggestions.join(', ') })}
        </>
      )}
    </p>
  );
}
