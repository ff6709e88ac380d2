// Owns: the review under way: how the sample was drawn, and each opening judged; what is judged is saved at once.
// Must not: let a review be finished with a line left.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewView, SampleLine } from '../../../ipc/access.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { Lacking } from './lacking.tsx';
import { Period } from './start-review.tsx';

type OpenReviewProps = {
  readonly review: ReviewView;
  readonly isEnding: boolean;
  readonly onEnd: () => void;
};

export function OpenReview({ review, isEnding, onEnd }: OpenReviewProps) {
  const { t } = useTranslation('access');
  const left = review.lines.filter((line) => line.judged === 'open').length;
  return (
    <Section
      title={t('review.openTitle', { from: review.from, to: review.to })}
      note={t('review.drawnOf', {
        all: formatCount(review.all),
        own: formatCount(review.own),
        seed: review.seed,
      })}
    >
      <Lacking lacking={review.lacking} />
      <Redraw key={review.earlier.length} review={review} />
      {review.lines.length === 0 ? <p>{t('review.nothing')}</p> : null}
      <ul className="access-lines" aria-label={t('review.lines')}>
        {review.lines.map((line) => (
          <li key={line.key}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      <div className="row">
        <Button kind="primary" isDisabled={left > 0 || isEnding} onPress={onEnd}>
          {t('review.finish')}
        </Button>
        {left > 0 ? (
          <span className="quiet">{t('review.left', { count: left, shown: formatCount(left) })}</span>
        ) : null}
      </div>
    </Section>
  );
}

/** PR-15: another sample may be drawn, openly. */
function Redraw({ review }: { readonly review: ReviewView }) {
  const { t } = useTranslation('access');
  const { data: status } = useOperation('app.status', {});
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      {review.hasGrown ? <p>{t('review.hasGrown')}</p> : null}
      {review.earlier.length > 0 ? (
        <p className="quiet">
          {t('review.earlier', { count: review.earlier.length, shown: formatCount(review.earlier.length) })}
        </p>
      ) : null}
      {isAsked && status !== undefined ? (
        <>
          <p>{t('review.redrawNote')}</p>
          <Period today={status.today} />
        </>
      ) : (
        <div className="row">
          <Button onPress={() => setAsked(true)}>{t('review.redraw')}</Button>
        </div>
      )}
    </>
  );
}

function Line({ line }: { readonly line: SampleLine }) {
  const { t } = useTranslation('access');
  // The case's name lets a purge find it.
  const form = `access-note ${line.key} ${line.caseName}`;
  const [note, setNote] = useKept(form, line.note);
  const judged = useGivenUp(form, (judgement: 'inOrder' | 'investigate') => say(t(`judged.${judgement}`)));
  const judge = useAct('access.judge', ['access.status']);
  const give = (judgement: 'inOrder' | 'investigate') =>
    judge.mutate({ key: line.key, judged: judgement, note }, { onSuccess: () => judged(judgement) });
  return (
    <>
      <p>
        <strong>{line.by}</strong> {t(`how.${line.how}`)} {line.caseName}
        {line.reason === null ? '' : `, ${t(`reason.${line.reason}`)}`}{' '}
        <span className="quiet nowrap">{formatMoment(line.at)}</span>
      </p>
      <p>
        {line.grounds.map((ground) => t(`ground.${ground}`)).join(', ')}{' '}
        {line.judged === 'open' ? null : (
          <Mark tone={line.judged === 'inOrder' ? 'good' : 'check'} word={t(`judged.${line.judged}`)} />
        )}
      </p>
      <div className="row access-judge">
        <TextField
          label={t('review.noteFor', { name: line.by, id: line.caseName })}
          value={note}
          onChange={setNote}
          maxLength={2000}
        />
        <Button isDisabled={judge.isPending} onPress={() => give('inOrder')}>
          {t('judge.inOrder')}
        </Button>
        <Button isDisabled={judge.isPending || note.trim() === ''} onPress={() => give('investigate')}>
          {t('judge.investigate')}
        </Button>
      </div>
      {judge.error ? <Failed error={judge.error} /> : null}
    </>
  );
}
