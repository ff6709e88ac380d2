// Owns: which facts a caseworker writes by hand, and how each is written. Must not: save one.
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import { areas, permitKinds, rightsToWork } from '../../../domain/intake/resources.ts';
import { hasText } from '../../lib/i18n.ts';
import { useCode } from '../../lib/words.ts';
import { SelectField, TextField } from '../fields.tsx';

type Kind = 'text' | 'date' | 'yesNo' | 'number' | 'choice';
export type Editable = { readonly kind: Kind; readonly values?: readonly string[] };

/** What a caseworker may write by hand here; identity and consent have their own acts. */
export const editable: Readonly<Record<string, Editable>> = {
  givenName: { kind: 'text' },
  familyName: { kind: 'text' },
  personalIdentityNumber: { kind: 'text' },
  municipality: { kind: 'text' },
  citizenship: { kind: 'text' },
  birthCountry: { kind: 'text' },
  birthCountryCountsAs: { kind: 'choice', values: ['outside', 'europe'] },
  registered: { kind: 'yesNo' },
  registeredSince: { kind: 'date' },
  registeredCheckedOn: { kind: 'date' },
  permitKind: { kind: 'choice', values: permitKinds },
  permitValidTo: { kind: 'date' },
  cardValidTo: { kind: 'date' },
  rightToWork: { kind: 'choice', values: rightsToWork },
  area: { kind: 'choice', values: [...areas, 'other'] },
  degree: { kind: 'text' },
  university: { kind: 'text' },
  educationDocumentSeen: { kind: 'date' },
  upperSecondary: { kind: 'yesNo' },
  upperSecondaryDocumentSeen: { kind: 'date' },
  swedishLevel: { kind: 'text' },
  englishLevel: { kind: 'text' },
  workInSwedenMonths: { kind: 'number' },
  actionPlanDate: { kind: 'date' },
  actionPlanVersion: { kind: 'text' },
  jobseekerCategory: { kind: 'text' },
  consentDate: { kind: 'date' },
  consentWithdrawnOn: { kind: 'date' },
  withdrawn: { kind: 'yesNo' },
};

type ChoiceProps = {
  readonly field: string;
  readonly isOffered: (field: string) => boolean;
  readonly onField: (field: string) => void;
};

export function FieldChoice({ field, isOffered, onField }: ChoiceProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  const choices = Object.keys(editable)
    .filter(isOffered)
    .map((name) => ({ value: name, label: code('field', name) }));
  return <SelectField label={t('fact.field')} value={field} onChange={onField} choices={choices} />;
}

export type Parsed = string | number | boolean | undefined;

export function parseValue(spec: Editable, value: string): Parsed {
  if (value === '') return undefined;
  switch (spec.kind) {
    case 'date':
      return isIsoDate(value) ? value : undefined;
    case 'number':
      return /^\d{1,4}$/.test(value) ? Number(value) : undefined;
    case 'yesNo':
      return value === 'true';
    case 'text':
    case 'choice':
      return value;
  }
}

type ValueProps = {
  readonly spec: Editable;
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrong: boolean;
};

export function ValueField({ spec, field, value, onChange, wrong }: ValueProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  const choices = spec.kind === 'yesNo' ? ['true', 'false'] : spec.values;
  if (choices !== undefined) {
    const list = hasText(`codes:${field}.${choices[0] ?? ''}`) ? field : 'yesNo';
    return (
      <SelectField
        label={t('fact.value')}
        value={value}
        onChange={onChange}
        choices={[
          { value: '', label: t('reason.choose') },
          ...choices.map((each) => ({ value: each, label: code(list, each) })),
        ]}
      />
    );
  }
  return (
    <TextField
      label={t('fact.value')}
      {...(spec.kind === 'date' ? { placeholder: t('fact.datePlaceholder'), width: 'short' as const } : {})}
      error={wrong ? t(spec.kind === 'date' ? 'fact.notADate' : 'fact.notANumber') : null}
      value={value}
      onChange={onChange}
    />
  );
}
