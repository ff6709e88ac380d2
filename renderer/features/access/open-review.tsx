// Owns: the review under way: how the sample was drawn, and each opening judged; what is judged is saved at once.
// Must not: let a review be finished with a line left.
import { useTranslation } from 'react-i18next';
import type { ReviewView, SampleLine } from '../../../ipc/access.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';

export function OpenReview({ review }: { readonly review: ReviewView }) {
  const { t } = useTranslation('access');
  const left = review.lines.filter((line) => line.judged === 'open').length;
  const finish = useAct('access.finish', ['access.status']);
  return (
    <Section
      title={t('review.openTitle', { from: review.from, to: review.to })}
      note={t('review.drawnOf', {
        all: formatCount(review.all),
        own: formatCount(review.own),
        seed: review.seed,
      })}
    >
      {review.lines.length === 0 ? <p>{t('review.nothing')}</p> : null}
      <ul className="access-lines" aria-label={t('review.lines')}>
        {review.lines.map((line) => (
          <li key={line.key}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      <div className="row">
        <Button
          kind="primary"
          isDisabled={left > 0 || finish.isPending}
          onPress={() =>
            finish.mutate(
              {},
              {
                onSuccess: ({ saved }) =>
                  say(saved === null ? t('review.finished') : t('review.finishedSaved', { file: saved })),
              },
            )
          }
        >
          {t('review.finish')}
        </Button>
        {left > 0 ? (
          <span className="quiet">{t('review.left', { count: left, shown: formatCount(left) })}</span>
        ) : null}
      </div>
      {finish.error ? <Failed error={finish.error} /> : null}
    </Section>
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
