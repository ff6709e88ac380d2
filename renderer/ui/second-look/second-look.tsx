// Owns: what of a case waits for other eyes, who has looked, and the second person's two acts. Must not: say whether a look counts.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema, eventHashSchema } from '../../../domain/ids.ts';
import type { LookOutcome } from '../../../domain/ledger/payloads/second-look.ts';
import type { SecondLookView } from '../../../ipc/party/second-look.ts';
import { formatMoment } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { TextArea } from '../fields.tsx';
import { Notice } from '../notice.tsx';
import { Failed } from '../states.tsx';

export type Shown = {
  readonly caseId: string;
  readonly heads: readonly string[];
  readonly look: SecondLookView | null;
};

const refreshes = ['review.case', 'decision.form', 'app.today', 'undo.list'] as const;
const tones = { waiting: 'check', changed: 'check', sentBack: 'bad', confirmed: 'good' } as const;

export function SecondLook(shown: Shown) {
  const { t } = useTranslation('look');
  const [sends, setSends] = useState(false);
  const give = useAct('decision.secondLook', refreshes);
  const { caseId, heads, look } = shown;
  if (look === null) return null;
  const send = (outcome: LookOutcome, reason: string, onDone: () => void) =>
    give.mutate(
      {
        id: caseIdSchema.parse(caseId),
        of: eventHashSchema.parse(look.of),
        heads: heads.map((head) => eventHashSchema.parse(head)),
        outcome,
        reason,
      },
      {
        onSuccess: () => {
          say(t(`done.${outcome}`));
          onDone();
        },
      },
    );
  const isOpen = look.status !== 'confirmed' && look.refused === null;
  return (
    <Notice
      tone={tones[look.status]}
      title={t(`title.${look.status}`)}
      acts={
        isOpen ? (
          <>
            <Button isDisabled={give.isPending} onPress={() => send('confirmed', '', () => undefined)}>
              {t('confirm')}
            </Button>
            <Button kind="quiet" onPress={() => setSends(true)}>
              {t('sendBack')}
            </Button>
          </>
        ) : undefined
      }
    >
      <p>{t(`about.${look.about}`, { name: look.by })}</p>
      {look.refused === null ? null : <p>{t(`refused.${look.refused}`)}</p>}
      <Looks looks={look.looks} />
      {give.error && !sends ? <Failed error={give.error} /> : null}
      {sends ? (
        <SendBack
          caseId={caseId}
          error={give.error}
          onSend={(reason, close) => send('sentBack', reason, close)}
          onClose={() => setSends(false)}
        />
      ) : null}
    </Notice>
  );
}

function Looks({ looks }: Pick<SecondLookView, 'looks'>) {
  const { t } = useTranslation('look');
  return looks.map(({ by, at, outcome, reason, missed }) => (
    <p key={`${by} ${at}`}>
      {t(`looked.${outcome}`, { name: by, when: formatMoment(at) })}
      {reason === '' ? '' : ` ${reason}`}
      {missed ? ` ${t('missed')}` : ''}
    </p>
  ));
}

type SendBackProps = {
  readonly caseId: string;
  readonly error: ReturnType<typeof useAct>['error'];
  readonly onSend: (reason: string, close: () => void) => void;
  readonly onClose: () => void;
};

function SendBack({ caseId, error, onSend, onClose }: SendBackProps) {
  const { t } = useTranslation('look');
  const form = `send-back-${caseId}`;
  const [reason, setReason] = useKept(`${form}/reason`, '');
  const close = useGivenUp(form, onClose);
  return (
    <Dialog
      open
      onClose={close}
      title={t('sendBackTitle')}
      acts={
        <>
          <Button kind="primary" isDisabled={reason.trim() === ''} onPress={() => onSend(reason, close)}>
            {t('sendBackRun')}
          </Button>
          <Button onPress={close}>{t('common:cancel')}</Button>
        </>
      }
    >
      <TextArea
        label={t('reason')}
        help={t('reasonHelp')}
        rows={4}
        maxLength={4000}
        value={reason}
        onChange={setReason}
      />
      {error ? <Failed error={error} /> : null}
    </Dialog>
  );
}
