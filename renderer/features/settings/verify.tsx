// Owns: the check of the whole store, on demand, with its outcome in words. Must not: mend anything.
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';
import { useAct } from '../../lib/operations.ts';
import { useProblemSentence } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';

export function Verify() {
  const { t } = useTranslation('settings');
  const sentence = useProblemSentence();
  const verify = useAct('store.verify');
  const report = verify.data;
  return (
    <>
      <div className="row">
        <Button isDisabled={verify.isPending} onPress={() => verify.mutate({})}>
          {verify.isPending ? t('verify.busy') : t('verify.run')}
        </Button>
      </div>
      {verify.error ? <Failed error={verify.error} /> : null}
      {report?.ok ? (
        <Notice tone="good" live>
          {t('verify.ok', { shown: formatCount(report.events) })}
        </Notice>
      ) : null}
      {report !== undefined && !report.ok ? (
        <Notice tone="bad" live title={t('verify.bad')}>
          <ul>
            {report.problems.slice(0, 20).map((problem, index) => (
              <li key={`${index}-${problem.tag}`}>{sentence(problem)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
