// Owns: an answer in words: one that is changed in its source only, one of a draft that lies aside. Must not: offer to change it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fixedCheck, fixedUnions } from '../../../domain/form/answers.ts';
import type { FormFieldView, FormView } from '../../../ipc/decision.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { hasText } from '../../lib/i18n.ts';
import { useOperation } from '../../lib/operations.ts';
import type { AnswerValue } from './use-form.ts';

type LockedProps = {
  readonly field: FormFieldView;
  readonly value: AnswerValue | undefined;
  readonly answers: FormView['answers'];
  readonly help: ReactNode;
  readonly error: string | null;
};

export function LockedValue({ field, value, answers, help, error }: LockedProps) {
  return (
    <div className="field locked">
      <span className="field-label">
        {field.number} {field.label}
      </span>
      <AnswerLines field={field} value={value} answers={answers} />
      {error === null ? null : (
        <p className="field-error">
          <span aria-hidden="true">▲</span> {error}
        </p>
      )}
      <div className="field-help">{help}</div>
    </div>
  );
}

type Answers = LockedProps['answers'];

/** An answer in words. */
export function AnswerLines({ field, value, answers }: Pick<LockedProps, 'field' | 'value' | 'answers'>) {
  const lines = useLines(field, value, answers);
  const { t } = useTranslation('decision');
  if (lines.length === 0) return <span className="locked-value quiet">{t('form.nothing')}</span>;
  return lines.map((line) => (
    <span key={line} className="locked-value">
      {line}
    </span>
  ));
}

function useLines(field: FormFieldView, value: AnswerValue | undefined, answers: Answers): readonly string[] {
  const { t } = useTranslation('decision');
  const { data: exchange } = useOperation('exchange.status', {}, { enabled: field.type === 'person' });
  const word = (key: string, code: string) =>
    hasText(`decision:${key}.${code}`) ? t(`${key}.${code}`) : code;
  if (value === undefined || value === '') return [];
  switch (field.number) {
    case '1.3':
      return [typeof value === 'string' ? intakeWords(value, word) : ''];
    case '2.2':
      return [typeof value === 'string' ? formatIdentityNumber(value) : ''];
    case '5.7': {
      const check = fixedCheck(answers);
      return check === undefined
        ? []
        : [t('link.check', { ...check, outcome: word('check', check.outcome) })];
    }
    case '5.8':
      return fixedUnions(answers).map((union) =>
        t('link.union', { ...union, answer: word('union', union.answer) }),
      );
    default:
      return [
        plainLine(field, value, {
          yes: t('form.yes'),
          no: t('form.no'),
          member: (id) => exchange?.members.find((each) => each.id === id)?.name ?? id,
        }),
      ];
  }
}

type Words = { readonly yes: string; readonly no: string; readonly member: (id: string) => string };

function plainLine(field: FormFieldView, value: AnswerValue, words: Words): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'object') return Object.values(value).map(String).join(', ');
  if (field.type === 'person') return words.member(String(value));
  return field.choices.find((choice) => choice.code === value)?.label ?? String(value);
}

function intakeWords(id: string, word: (key: string, code: string) => string): string {
  const [year = '', season = '', pilot] = id.split('-');
  return `${word('season', season)} ${year}${pilot === undefined ? '' : `, ${pilot}`}`;
}
