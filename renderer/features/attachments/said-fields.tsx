// Owns: the fields by which somebody says what a file is, who issued it and how it was verified. Must not: send them.
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import { verifications, type Verification } from '../../../domain/ledger/payloads/attachments.ts';
import type { SaidInput } from '../../../ipc/party/attachments.ts';
import { useCode } from '../../lib/words.ts';
import { DayField } from '../../ui/day-field.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';

export type Written = {
  readonly attachmentKind: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly verified: Verification;
  readonly note: string;
};

export const nothingWritten: Written = {
  attachmentKind: '',
  issuer: '',
  issuedOn: '',
  verified: 'notVerified',
  note: '',
};

/** Undefined while something is missing or wrong. */
export function saidOf({ attachmentKind, issuer, issuedOn, verified, note }: Written): SaidInput | undefined {
  const day = issuedOn.trim();
  if (attachmentKind === '') return undefined;
  if (day === '') return { attachmentKind, issuer, issuedOn: null, verified, note };
  return isIsoDate(day) ? { attachmentKind, issuer, issuedOn: day, verified, note } : undefined;
}

type FieldsProps = {
  readonly written: Written;
  readonly kinds: readonly string[];
  readonly onChange: (written: Written) => void;
};

export function SaidFields({ written, kinds, onChange }: FieldsProps) {
  const { t } = useTranslation('attachment');
  const code = useCode();
  const set = (part: Partial<Written>) => onChange({ ...written, ...part });
  // A kind of another version's list stays as it is until somebody chooses.
  const known = kinds.includes(written.attachmentKind) || written.attachmentKind === '';
  const offered = known ? kinds : [...kinds, written.attachmentKind];
  return (
    <div className="attachment-fields">
      <SelectField
        label={t('field.kind')}
        value={written.attachmentKind}
        onChange={(attachmentKind) => set({ attachmentKind })}
        choices={[
          { value: '', label: t('field.choose') },
          ...offered.map((value) => ({ value, label: code('attachmentKind', value) })),
        ]}
      />
      <SelectField
        label={t('field.verified')}
        value={written.verified}
        onChange={(value) => set({ verified: verifications.find((one) => one === value) ?? 'notVerified' })}
        choices={verifications.map((value) => ({ value, label: code('verified', value) }))}
      />
      <TextField
        label={t('field.issuer')}
        value={written.issuer}
        maxLength={400}
        onChange={(issuer) => set({ issuer })}
      />
      <DayField
        label={t('field.issuedOn')}
        value={written.issuedOn}
        onChange={(issuedOn) => set({ issuedOn })}
      />
      <div className="attachment-fields-whole">
        <TextField
          label={t('field.note')}
          value={written.note}
          maxLength={2000}
          onChange={(note) => set({ note })}
        />
      </div>
    </div>
  );
}
