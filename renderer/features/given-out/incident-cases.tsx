// Owns: choosing the cases that an incident touches, by their application numbers. Must not: show a name.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';

export type ChosenCase = { readonly id: string; readonly applicationId: string };

type CasesProps = {
  /** Of an earlier record of the same incident: they stay. */
  readonly earlier: readonly string[];
  readonly chosen: readonly ChosenCase[];
  readonly onChange: (chosen: readonly ChosenCase[]) => void;
};

export function IncidentCases({ earlier, chosen, onChange }: CasesProps) {
  const { t } = useTranslation('given');
  const [text, setText] = useState('');
  const found = useCase(text);
  const isKnown =
    found !== undefined &&
    (earlier.includes(found.applicationId) || chosen.some((one) => one.id === found.id));
  const add = () => {
    if (found === undefined || isKnown) return;
    onChange([...chosen, found]);
    setText('');
  };
  return (
    <fieldset className="field">
      <legend className="field-label">{t('incidents.cases')}</legend>
      {earlier.length === 0 ? null : <p>{t('incidents.earlier', { list: earlier.join(', ') })}</p>}
      {chosen.length === 0 ? null : (
        <ul className="incident-cases">
          {chosen.map((one) => (
            <li key={one.id}>
              <span className="nowrap">{one.applicationId}</span>{' '}
              <Button
                kind="link"
                aria-label={t('incidents.takeAway', { id: one.applicationId })}
                onPress={() => onChange(chosen.filter((each) => each.id !== one.id))}
              >
                {t('incidents.away')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="incident-find">
        <TextField
          label={t('incidents.case')}
          help={t('incidents.caseHelp')}
          width="middle"
          value={text}
          onChange={setText}
          maxLength={64}
        />
        <Button isDisabled={found === undefined || isKnown} onPress={add}>
          {t('incidents.add')}
        </Button>
      </div>
    </fieldset>
  );
}

/** By its whole number. Two intakes may have given the same one: then it is added by neither. */
function useCase(text: string): ChosenCase | undefined {
  const wanted = text.trim();
  const { data } = useOperation(
    'review.ids',
    { query: `ansökan:"${wanted.replaceAll('"', '')}"`, sort: 'applicationId', descending: false },
    { enabled: wanted.length > 2 },
  );
  const rows = (data?.first ?? []).filter((one) => one.applicationId.toUpperCase() === wanted.toUpperCase());
  const [row, ...more] = rows;
  return row === undefined || more.length > 0
    ? undefined
    : { id: row.caseId, applicationId: row.applicationId };
}
