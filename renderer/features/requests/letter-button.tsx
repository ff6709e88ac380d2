// Owns: making the letters of requests that have been noted: one PDF each and one print file. Must not: choose the folder; main asks.
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import type { RequestKind } from '../../../domain/ledger/payloads/requests.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed } from '../../ui/states.tsx';

type Props = {
  readonly cases: readonly string[];
  readonly what: RequestKind;
  readonly kind?: 'primary' | 'quiet';
  /** In a dialog whose act is done: Enter goes on with the letter. */
  readonly startFocus?: boolean;
  readonly onDone?: () => void;
};

export function LetterButton({ cases, what, kind = 'quiet', startFocus = false, onDone }: Props) {
  const { t } = useTranslation('request');
  const make = useAct('print.export', ['review.case', 'given.files']);
  const run = () =>
    make.mutate(
      { cases: cases.map((id) => caseIdSchema.parse(id)), drafts: false, variant: what },
      {
        onSuccess: ({ files, folder }) => {
          if (folder === null) return;
          say(t('letter.made', { count: files, shown: formatCount(files) }));
          onDone?.();
        },
      },
    );
  return (
    <>
      <Button kind={kind} startFocus={startFocus} isDisabled={make.isPending} onPress={run}>
        {t('letter.make', { count: cases.length })}
      </Button>
      {make.error ? <Failed error={make.error} /> : null}
    </>
  );
}
