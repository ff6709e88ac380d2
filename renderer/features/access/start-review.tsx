// Owns: choosing the period of a review and drawing its sample. Must not: choose lines by hand.
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';

export function StartReview() {
  const { t } = useTranslation('access');
  const { data: status } = useOperation('app.status', {});
  return (
    <Section title={t('review.title')} note={t('review.note')}>
      {status === undefined ? null : <Period today={status.today} />}
    </Section>
  );
}

/** Also for another sample while one is open; the protocol names the one that is let go (PR-15). */
export function Period({ today }: { readonly today: string }) {
  const { t } = useTranslation('access');
  const [from, setFrom] = useKept('access-period/from', `${today.slice(0, 8)}01`);
  const [to, setTo] = useKept('access-period/to', today);
  const draw = useAct('access.sample', ['access.status']);
  const drawn = useGivenUp('access-period', (lines: number) =>
    say(t('review.drawn', { count: lines, shown: formatCount(lines) })),
  );
  const ready = isIsoDate(from) && isIsoDate(to);
  return (
    <form
      className="row access-period"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        draw.mutate(
          { from, to },
          {
            onSuccess: ({ lines }) => drawn(lines.length),
          },
        );
      }}
    >
      <TextField label={t('review.from')} width="short" value={from} onChange={setFrom} />
      <TextField label={t('review.to')} width="short" value={to} onChange={setTo} />
      <Button type="submit" kind="primary" isDisabled={!ready || draw.isPending}>
        {t('review.draw')}
      </Button>
      {draw.error ? <Failed error={draw.error} /> : null}
    </form>
  );
}
