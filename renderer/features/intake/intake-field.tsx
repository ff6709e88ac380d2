// Owns: the choice of intake, an old one or a new. Must not: open an intake; reading in does.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../lib/operations.ts';
import { SelectField, TextField, Tick } from '../../ui/fields.tsx';
import { useIntakeName } from '../../lib/words.ts';
import { isIntakeId } from './plan.ts';

type IntakeFieldProps = {
  readonly value: string;
  readonly onChange: (intake: string) => void;
  readonly error?: string | null;
};
type New = { readonly year: string; readonly season: string; readonly pilot: boolean };

const idOf = ({ year, season, pilot }: New): string => `${year}-${season}${pilot ? '-pilot' : ''}`;

function newOf(id: string): New | null {
  const [, year, season, pilot] = /^(\d{4})-(spring|autumn)(-pilot)?$/.exec(id) ?? [];
  return year === undefined || season === undefined ? null : { year, season, pilot: pilot !== undefined };
}

/** What the choice shows: a new one by its own word, and one that is gone not at all. */
function chosenOf(value: string, known: readonly string[], making: New | null): string {
  if (making !== null) return 'new';
  return known.includes(value) ? value : '';
}

/** A new one that was chosen before a lock is in the kept form only. */
function useMaking(value: string, intakes: readonly { readonly id: string }[] | undefined) {
  const [asked, setAsked] = useState<New | null>(null);
  const isNew = intakes !== undefined && !intakes.some(({ id }) => id === value);
  return { making: asked ?? (isNew ? newOf(value) : null), setAsked };
}

export function IntakeField({ value, onChange, error = null }: IntakeFieldProps) {
  const { t } = useTranslation('intake');
  const name = useIntakeName();
  const { data: status } = useOperation('app.status', {});
  const { data: intakes } = useOperation('intake.list', {});
  const { making, setAsked } = useMaking(value, intakes);
  const known: readonly string[] = intakes?.map((intake) => intake.id) ?? [];
  const make = (next: New) => {
    setAsked(next);
    onChange(isIntakeId(idOf(next)) ? idOf(next) : '');
  };
  const thisYear = status?.today.slice(0, 4) ?? '';
  return (
    <>
      <SelectField
        label={t('what.intake')}
        error={making === null ? error : null}
        value={chosenOf(value, known, making)}
        onChange={(chosen) => {
          if (chosen === 'new') make({ year: thisYear, season: 'autumn', pilot: false });
          else {
            setAsked(null);
            onChange(chosen);
          }
        }}
        choices={[
          { value: '', label: t('what.chooseIntake') },
          ...known.map((id) => ({ value: id, label: name(id) })),
          { value: 'new', label: t('what.newIntake') },
        ]}
      />
      {making === null ? null : <NewIntake making={making} onMake={make} />}
    </>
  );
}

type NewProps = { readonly making: New; readonly onMake: (next: New) => void };

function NewIntake({ making, onMake }: NewProps) {
  const { t } = useTranslation('intake');
  return (
    <div className="row new-intake">
      <TextField
        label={t('what.year')}
        width="short"
        inputMode="numeric"
        maxLength={4}
        error={/^\d{4}$/.test(making.year) ? null : t('lack.year')}
        value={making.year}
        onChange={(year) => onMake({ ...making, year })}
      />
      <SelectField
        label={t('what.season')}
        value={making.season}
        onChange={(season) => onMake({ ...making, season })}
        choices={[
          { value: 'spring', label: t('what.spring') },
          { value: 'autumn', label: t('what.autumn') },
        ]}
      />
      <Tick
        label={t('what.pilot')}
        checked={making.pilot}
        onChange={(pilot) => onMake({ ...making, pilot })}
      />
    </div>
  );
}
