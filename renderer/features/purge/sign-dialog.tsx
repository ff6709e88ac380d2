// Owns: the moment of signing: what for, what follows, and that it cannot be undone. Must not: sign by itself.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sent } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';

type SignProps = {
  readonly cases: number;
  readonly input: Sent<'purge.sign'>;
  /** Of the second signature: what the first signed for. */
  readonly check?: string;
  readonly onClose: () => void;
};

export function SignDialog({ cases, input, check, onClose }: SignProps) {
  const { t } = useTranslation('purge');
  const [sure, setSure] = useState(false);
  const sign = useAct('purge.sign', ['purge.status', 'purge.preview', 'stats.table1', 'keeping.status']);
  const second = check !== undefined;
  // The run is complete, and its button gone, before the answer comes: what was done is said all the same.
  const run = async () => {
    try {
      const { signed, purged } = await sign.mutateAsync(input);
      const [done, count] =
        purged > 0 ? (['sign.purged', purged] as const) : (['sign.done', signed] as const);
      say(t(done, { count, shown: formatCount(count) }));
      onClose();
    } catch {
      // The dialog shows the refusal.
    }
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={t(second ? 'sign.secondTitle' : 'sign.firstTitle', { count: cases, shown: formatCount(cases) })}
      acts={
        <>
          <Button
            kind={second ? 'danger' : 'primary'}
            isDisabled={!sure || sign.isPending}
            onPress={() => void run()}
          >
            {sign.isPending ? t('sign.busy') : t(second ? 'sign.second' : 'sign.first')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t(second ? 'sign.secondText' : 'sign.firstText')}</p>
      {second ? <p className="reading">{t('sign.check', { check })}</p> : null}
      <Tick label={t(second ? 'sign.sureSecond' : 'sign.sureFirst')} checked={sure} onChange={setSure} />
      {sign.error ? <Failed error={sign.error} /> : null}
    </Dialog>
  );
}
