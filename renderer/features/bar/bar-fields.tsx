// Owns: a case's answers in BÄR's order, copied one after another by one key. Must not: send a text to copy; main has it.
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { BarFieldsView } from '../../../ipc/bar.ts';
import { letterOf } from '../../lib/keys/letters.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useSettings } from '../../lib/settings.tsx';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/states.tsx';

type FieldsProps = { readonly view: BarFieldsView };

export function BarFields({ view }: FieldsProps) {
  const { t } = useTranslation('bar');
  const letter = useLetters();
  const list = useRef<HTMLOListElement>(null);
  const { next, copied, again, copy, error } = useCopying(view, list);
  useCopyKey(() => copy(next));
  const upcoming = view.fields[next];
  return (
    <div className="stack">
      <div className="row">
        <Button {...letter('copy')} isDisabled={upcoming === undefined} onPress={() => copy(next)}>
          {upcoming === undefined
            ? t(copied.size < view.fields.length ? 'copy.last' : 'copy.all')
            : t('copy.next', { number: upcoming.number, label: upcoming.label })}
        </Button>
        <Button kind="quiet" isDisabled={next === 0} onPress={again}>
          {t('copy.again')}
        </Button>
      </div>
      {error ? <Failed error={error} /> : null}
      <p className="quiet">{t('copy.help', { seconds: view.clearsAfter })}</p>
      <ol className="bar-fields" ref={list} aria-label={t('copy.list')}>
        {view.fields.map(({ number, label, value }, index) => (
          <li key={`${number} ${index}`} className="bar-field" data-next={index === next ? '' : undefined}>
            <span className="bar-field-label">
              <span className="number">{number}</span> {label}
            </span>
            <span className="bar-field-value">{value}</span>
            <Button kind="quiet" aria-label={t('copy.one', { number, label })} onPress={() => copy(index)}>
              {copied.has(index) ? t('copy.anew') : t('copy.run')}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Whatever is copied, the next one is what follows it. */
function useCopying(view: BarFieldsView, list: RefObject<HTMLOListElement | null>) {
  const { t } = useTranslation('bar');
  const [next, setNext] = useState(0);
  const [copied, setCopied] = useState<ReadonlySet<number>>(new Set());
  const act = useAct('bar.copy');
  const copy = (index: number) => {
    const field = view.fields[index];
    if (field === undefined || act.isPending) return;
    const { number, label } = field;
    act.mutate(
      { id: view.caseId, number },
      {
        onSuccess: ({ clearsAfter }) => {
          setNext(index + 1);
          setCopied((before) => new Set(before).add(index));
          say(t('copy.done', { number, label, seconds: clearsAfter }));
          list.current?.children[index + 1]?.scrollIntoView({ block: 'nearest' });
        },
      },
    );
  };
  const again = () => {
    setNext(0);
    setCopied(new Set());
  };
  return { next, copied, again, copy, error: act.error };
}

const written = 'input, textarea, select, [role="dialog"], [role="alertdialog"]';

/** The sign for copying counts wherever nobody is writing. */
function useCopyKey(copyNext: () => void): void {
  const { settings } = useSettings();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isWritten = event.target instanceof Element && event.target.closest(written) !== null;
    if (isWritten || event.repeat || letterOf(settings, event) !== 'copy') return;
    event.preventDefault();
    copyNext();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
