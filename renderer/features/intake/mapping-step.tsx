// Owns: what the file is, for which intake and day, and which column is read into which field. Must not: read rows in.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isLookup, tableKinds } from '../../../domain/intake/fields.ts';
import type { ChosenFile, TableKind } from '../../../ipc/intake.ts';
import { hasText } from '../../lib/i18n.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { useFieldName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { RadioField, SelectField, Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { ColumnTable } from './column-table.tsx';
import { IntakeField } from './intake-field.tsx';
import { missingColumns, planLacks, withKind, type Plan, type PlanLack } from './plan.ts';

type MappingProps = {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
  readonly onFile: (file: ChosenFile) => void;
  readonly onPreview: () => void;
  readonly busy: boolean;
  readonly error: unknown;
};

const isKind = (text: string): text is TableKind => tableKinds.some((kind) => kind === text);

export function MappingStep({ plan, onPlan, onFile, onPreview, busy, error }: MappingProps) {
  const { t } = useTranslation('intake');
  const { data: status } = useOperation('app.status', {});
  const [tried, setTried] = useState(false);
  const lacks = planLacks(plan, status?.today ?? '9999-12-31');
  const shown = tried ? lacks : lacks.filter((lack) => lack === 'future');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks.length === 0) onPreview();
  };
  return (
    <form className="stack flow" noValidate onSubmit={send}>
      <FileSection plan={plan} onFile={onFile} />
      <WhatSection plan={plan} onPlan={onPlan} lacks={shown} />
      {plan.kind === null ? null : <Columns plan={plan} onPlan={onPlan} kind={plan.kind} />}
      {error ? <Failed error={error} /> : null}
      {shown.length > 0 ? (
        <Notice tone="check" live>
          {t('lack.first')} {shown.map((lack) => t(`lack.${lack}`)).join(' ')}
        </Notice>
      ) : null}
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={busy}>
          {busy ? t('flow.previewBusy') : t('flow.makePreview')}
        </Button>
        <span className="quiet">{t('flow.nothingYet')}</span>
      </div>
    </form>
  );
}

type WhatProps = Pick<MappingProps, 'plan' | 'onPlan'> & { readonly lacks: readonly PlanLack[] };

function WhatSection({ plan, onPlan, lacks }: WhatProps) {
  const { t } = useTranslation('intake');
  const error = (lack: PlanLack) => (lacks.includes(lack) ? t(`lack.${lack}`) : null);
  const guessed = plan.file.kind;
  return (
    <Section title={t('what.title')}>
      <RadioField
        label={t('what.kind')}
        value={plan.kind ?? ''}
        error={error('kind')}
        help={guessed === null ? undefined : t('what.guessed', { kind: t(`kind.${guessed}`) })}
        onChange={(kind) => {
          if (isKind(kind)) onPlan(withKind(plan, kind));
        }}
        choices={tableKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      {plan.kind !== null && isLookup(plan.kind) ? (
        <p className="reading">{t('what.everyOpenIntake')}</p>
      ) : (
        <IntakeField
          value={plan.intake}
          onChange={(intake) => onPlan({ ...plan, intake })}
          error={error('intake')}
        />
      )}
      <DayField
        label={t('what.asOf')}
        help={t('what.asOfHelp')}
        value={plan.asOf}
        error={error('future') ?? error('asOf')}
        onChange={(asOf) => onPlan({ ...plan, asOf })}
      />
    </Section>
  );
}

function Columns({
  plan,
  onPlan,
  kind,
}: {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
  readonly kind: TableKind;
}) {
  const { t } = useTranslation('intake');
  const fieldName = useFieldName();
  const missing = missingColumns(plan);
  return (
    <Section
      title={t('columns.title')}
      note={plan.file.remembered ? t('columns.remembered') : t('columns.guessed')}
    >
      {missing.length === 0 ? null : (
        <Notice tone="bad" live title={t('columns.missingTitle')}>
          {t('columns.missing', { fields: missing.map(fieldName).join(', ') })}
        </Notice>
      )}
      <ColumnTable plan={plan} onPlan={onPlan} kind={kind} />
      <Tick
        label={t('columns.remember')}
        checked={plan.remember}
        onChange={(remember) => onPlan({ ...plan, remember })}
      />
    </Section>
  );
}

const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const;
type DelimiterName = keyof typeof delimiters;
const isDelimiter = (name: string): name is DelimiterName => Object.hasOwn(delimiters, name);
const delimiterName = (mark: string | null): string =>
  Object.entries(delimiters).find(([, each]) => each === mark)?.[0] ?? '';

/** What main found in the file, and the way to say that it split the columns wrongly. */
function FileSection({
  plan: { file },
  onFile,
}: {
  readonly plan: Plan;
  readonly onFile: (file: ChosenFile) => void;
}) {
  const { t } = useTranslation('intake');
  const again = useAct('intake.chooseFile');
  const facts = [
    file.format.toUpperCase(),
    file.encoding,
    t('file.rows', { count: file.rows }),
    t('file.columns', { count: file.header.length }),
  ];
  return (
    <Section title={t('file.title')} note={facts.filter((fact) => fact !== null && fact !== '').join(' · ')}>
      {file.delimiter === null ? null : (
        <SelectField
          label={t('file.delimiter')}
          help={t('file.delimiterHelp')}
          value={delimiterName(file.delimiter)}
          disabled={again.isPending}
          onChange={(name) => {
            if (!isDelimiter(name)) return;
            again.mutate(
              { delimiter: delimiters[name] },
              { onSuccess: (chosen) => (chosen === null ? undefined : onFile(chosen)) },
            );
          }}
          choices={Object.keys(delimiters).map((name) => ({ value: name, label: t(`file.mark.${name}`) }))}
        />
      )}
      {file.notes.length === 0 ? null : (
        <Notice tone="info">
          {file.notes.map((note) => (hasText(`intake:note.${note}`) ? t(`note.${note}`) : note)).join(' ')}
        </Notice>
      )}
      {again.error ? <Failed error={again.error} /> : null}
    </Section>
  );
}
