// Owns: the way of one intake to its first signature: archive, cases with their holds, figures, signature.
// Must not: sign without showing what for.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { intakeIdSchema } from '../../../domain/ids.ts';
import type { PurgeIntake } from '../../../ipc/purge.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';
import { ArchiveDialog } from './archive-dialog.tsx';
import { CaseTable } from './case-table.tsx';
import { Figures } from './figures.tsx';
import { SignDialog } from './sign-dialog.tsx';

type StepsProps = { readonly intake: PurgeIntake; readonly mayRecord: boolean };

export function IntakeSteps({ intake, mayRecord }: StepsProps) {
  const { t } = useTranslation('purge');
  const name = useIntakeName();
  return (
    <Section title={t('steps.title', { intake: name(intake.intake) })} note={t('steps.note')}>
      <ol className="purge-steps">
        <Archive intake={intake} mayRecord={mayRecord} />
        <Cases intake={intake} mayRecord={mayRecord} />
        <Freeze intake={intake} mayRecord={mayRecord} />
        <Sign intake={intake} mayRecord={mayRecord} />
      </ol>
    </Section>
  );
}

function Archive({ intake, mayRecord }: StepsProps) {
  const { t } = useTranslation('purge');
  const [open, setOpen] = useState(false);
  const missing = intake.blocks['noArchive'] ?? 0;
  return (
    <li>
      <h3>{t('archive.title')}</h3>
      <p>
        {missing === 0 ? (
          <Mark tone="good" word={t('archive.all')} />
        ) : (
          <Mark tone="check" word={t('archive.missing', { count: missing, shown: formatCount(missing) })} />
        )}
      </p>
      {intake.archive.map((one) => (
        <p key={`${one.day} ${one.reference}`} className="quiet">
          {t(`archive.${one.outcome}`, { day: one.day, reference: one.reference })}
        </p>
      ))}
      {missing === 0 ? null : (
        <Button isDisabled={!mayRecord} onPress={() => setOpen(true)}>
          {t('archive.record')}
        </Button>
      )}
      {open ? <ArchiveDialog intake={intake.intake} onClose={() => setOpen(false)} /> : null}
    </li>
  );
}

function Cases({ intake, mayRecord }: StepsProps) {
  const { t } = useTranslation('purge');
  const id = intakeIdSchema.parse(intake.intake);
  const { data, error } = useOperation('purge.preview', { intake: id });
  return (
    <li>
      <h3>{t('cases.title')}</h3>
      <p className="quiet">{t('cases.note')}</p>
      {error ? <Failed error={error} /> : null}
      {data === undefined ? error ? null : <Waiting /> : <CaseTable preview={data} mayRecord={mayRecord} />}
    </li>
  );
}

function Freeze({ intake, mayRecord }: StepsProps) {
  const { t } = useTranslation('purge');
  const freeze = useAct('purge.freeze', ['purge.status']);
  const run = () =>
    freeze.mutate(
      { intake: intakeIdSchema.parse(intake.intake) },
      { onSuccess: ({ day }) => say(t('freeze.done', { day })) },
    );
  return (
    <li>
      <h3>{t('freeze.title')}</h3>
      <p className="quiet">{t('freeze.note')}</p>
      {intake.frozen === null ? (
        <Button isDisabled={!mayRecord || intake.ready === 0 || freeze.isPending} onPress={run}>
          {t('freeze.run')}
        </Button>
      ) : (
        <Figures frozen={intake.frozen} />
      )}
      {freeze.error ? <Failed error={freeze.error} /> : null}
    </li>
  );
}

function Sign({ intake, mayRecord }: StepsProps) {
  const { t } = useTranslation('purge');
  const [open, setOpen] = useState(false);
  const count = intake.ready;
  return (
    <li>
      <h3>{t('sign.title')}</h3>
      {count === 0 ? (
        <Notice tone="info">
          {intake.signed === 0
            ? t('sign.nothing')
            : t('sign.waits', { count: intake.signed, shown: formatCount(intake.signed) })}
        </Notice>
      ) : (
        <p>{t('sign.ready', { count, shown: formatCount(count) })}</p>
      )}
      <Button
        kind="primary"
        isDisabled={!mayRecord || count === 0 || intake.frozen === null}
        onPress={() => setOpen(true)}
      >
        {t('sign.open')}
      </Button>
      {count > 0 && intake.frozen === null ? <p className="quiet">{t('sign.freezeFirst')}</p> : null}
      {open ? (
        <SignDialog
          cases={count}
          input={{ intake: intakeIdSchema.parse(intake.intake) }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </li>
  );
}
