// Owns: what others and files have changed since one looked at the case, short, the grave ones first. Must not: list one's own acts.
import './history.css';
import { useTranslation } from 'react-i18next';
import type { CaseView, SinceLine, SinceView } from '../../../ipc/review.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import type { Tone } from '../../lib/tones.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';
import { Button } from '../button.tsx';
import { Mark } from '../mark.tsx';
import { Notice } from '../notice.tsx';
import { Failed } from '../states.tsx';
import { Dated } from '../text.tsx';

type SinceNoticeProps = {
  readonly view: CaseView | undefined;
  /** It has been said to be seen; the button that had the focus goes away. */
  readonly onSeen: () => void;
};

/** More than this would push the case itself out of sight. */
const mostOpen = 6;

export function SinceNotice({ view, onSeen }: SinceNoticeProps) {
  if (view === undefined || view.since === null) return null;
  return <Since view={view} since={view.since} onSeen={onSeen} />;
}

type SinceProps = SinceNoticeProps & { readonly view: CaseView; readonly since: SinceView };

function Since({ view, since, onSeen }: SinceProps) {
  const { t } = useTranslation('review');
  const seen = useAct('review.looked', ['review.case']);
  const say = () => seen.mutate({ id: view.row.caseId, heads: view.heads }, { onSuccess: onSeen });
  const isGrave = since.lines.some(({ gravity }) => gravity !== null);
  const [first, rest] = [since.lines.slice(0, mostOpen), since.lines.slice(mostOpen)];
  return (
    <Notice
      tone={isGrave ? 'check' : 'info'}
      title={t('since.title', { when: formatMoment(since.at) })}
      acts={
        <Button isDisabled={seen.isPending} onPress={say}>
          {t('since.seen')}
        </Button>
      }
    >
      <Lines lines={first} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{t('since.more', { count: rest.length, shown: formatCount(rest.length) })}</summary>
          <Lines lines={rest} />
        </details>
      )}
      {seen.error === null ? null : <Failed error={seen.error} onRetry={say} />}
    </Notice>
  );
}

function Lines({ lines }: { readonly lines: readonly SinceLine[] }) {
  return (
    <ul className="since">
      {lines.map((line, index) => (
        // A field can stand in two sources; the order is main's.
        <li key={`${line.list}-${line.field}-${index}`}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function toneOf({ gravity }: SinceLine): Tone | null {
  if (gravity === null) return null;
  return gravity === 'withdrawn' || gravity === 'consentWithdrawn' ? 'bad' : 'check';
}

function Line({ line }: { readonly line: SinceLine }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const value = useFieldValue();
  const tone = toneOf(line);
  const name = useName(line);
  const written = (side: SinceLine['before']) =>
    side.map((one) => short(value(line.field, one))).join(` ${t('history.joined')} `) || t('fact.nothing');
  return (
    <>
      {tone === null ? <strong>{name}</strong> : <Mark tone={tone} word={name} />}
      {line.list === 'act' ? null : (
        <>
          : <Dated text={`${written(line.before)} → ${written(line.after)}`} />
        </>
      )}
      {' · '}
      <span className="quiet">
        <Dated
          text={
            line.file === null
              ? t('since.by', { name: line.by, when: formatMoment(line.at) })
              : t('since.file', { day: line.file.asOf, source: code('source', line.file.source) })
          }
        />
      </span>
    </>
  );
}

/** A fact of an act is named with the act it belongs to, since its own word is short. */
function useName({ list, field, gravity }: SinceLine): string {
  const { t } = useTranslation('review');
  const code = useCode();
  if (list === 'act') return code('act', field);
  const word = code(list, field);
  return list === 'fact' && gravity !== null ? `${t(`since.about.${gravity}`)}, ${word}` : sentence(word);
}

function sentence(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}

const longest = 80;

/** The whole text stands in the case. */
function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
