// Owns: each intake's standard last day, which measures permits before there is an offer (E10). Must not: change an offer.
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { IntakeView } from '../../../ipc/intake.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say, useIntakeInput } from '../../lib/session.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';

export function IntakeDays() {
  const { t } = useTranslation('settings');
  const { data: intakes, error } = useOperation('intake.list', {});
  const { data: today } = useOperation('app.today', useIntakeInput());
  if (error) return <Failed error={error} />;
  if (today?.holdsCases === false) return <p className="quiet">{t('intake.noCases')}</p>;
  if (intakes === undefined) return <Waiting />;
  if (intakes.length === 0) return <Empty title={t('intake.emptyTitle')}>{t('intake.empty')}</Empty>;
  return (
    <ul className="stack">
      {intakes.map((intake) => (
        <li key={intake.id}>
          <LastDay intake={intake} />
        </li>
      ))}
    </ul>
  );
}

function LastDay({ intake }: { readonly intake: IntakeView }) {
  const { t } = useTranslation('settings');
  const name = useIntakeName();
  const form = `last-day ${intake.id}`;
  const [day, setDay] = useKept(form, intake.standardLastDay ?? '');
  const saved = useGivenUp(form, () => say(t('intake.saved', { intake: name(intake.id), day })));
  const save = useAct('intake.settings', ['intake.list']);
  const refused = day !== '' && !isIsoDate(day);
  return (
    <form
      className="row settings-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isIsoDate(day)) return;
        save.mutate({ intake: intake.id, standardLastDay: day }, { onSuccess: () => saved() });
      }}
    >
      <TextField
        label={name(intake.id)}
        width="short"
        placeholder={t('intake.placeholder')}
        error={refused && day.length >= 10 ? t('intake.notADay') : null}
        value={day}
        onChange={setDay}
      />
      <Button
        type="submit"
        isDisabled={day === (intake.standardLastDay ?? '') || !isIsoDate(day) || save.isPending}
      >
        {t('intake.save')}
      </Button>
      {save.error ? <Failed error={save.error} /> : null}
    </form>
  );
}
