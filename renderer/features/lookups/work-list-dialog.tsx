// Owns: taking out a list of whom to look up elsewhere: which list, how many would be on it, who would not and why.
// Must not: name a person; the list that main writes does.
import { useTranslation } from 'react-i18next';
import { leftOutReasons } from '../../../domain/disclosure/work-list.ts';
import { caseIdSchema } from '../../../domain/ids.ts';
import { lookupKinds, type LookupKind } from '../../../domain/intake/fields.ts';
import type { WorkListView } from '../../../ipc/disclosure.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField } from '../../ui/fields.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

type WorkListProps = { readonly cases: readonly string[]; readonly onClose: () => void };

const form = 'work-list';
const isKind = (text: string): text is LookupKind => lookupKinds.some((kind) => kind === text);

export function WorkListDialog({ cases, onClose }: WorkListProps) {
  const { t } = useTranslation('lookups');
  const close = useGivenUp(form, onClose);
  const [kind, setKind] = useKept<LookupKind>(`${form}/kind`, 'register');
  const input = { kind, cases: cases.map((id) => caseIdSchema.parse(id)) };
  const { data, error } = useOperation('workList.preview', input);
  const save = useAct('workList.save', ['given.files']);
  const people = data?.people ?? 0;
  const run = () =>
    save.mutate(input, {
      onSuccess: ({ saved, people: listed }) => {
        if (saved === null) return say(t('notSaved'));
        say(t('saved', { count: listed, file: saved }));
        close();
      },
    });
  const failed = error ?? save.error;
  return (
    <Dialog
      open
      onClose={close}
      title={t('title', { count: cases.length })}
      acts={
        <>
          <Button kind="primary" isDisabled={people === 0 || save.isPending} onPress={run}>
            {t('save')}
          </Button>
          <Button onPress={close}>{t('common:cancel')}</Button>
        </>
      }
    >
      <RadioField
        label={t('where')}
        value={kind}
        help={t(`help.${kind}`)}
        onChange={(text) => {
          if (isKind(text)) setKind(text);
        }}
        choices={lookupKinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
      />
      {data === undefined && !failed ? <Waiting /> : null}
      {data === undefined ? null : <Outcome view={data} />}
      {failed ? <Failed error={failed} /> : null}
    </Dialog>
  );
}

function Outcome({ view: { people, leftOut, ground } }: { readonly view: WorkListView }) {
  const { t } = useTranslation('lookups');
  const reasons = leftOutReasons.filter((reason) => leftOut[reason] > 0);
  return (
    <div className="stack-tight">
      <p>{t('people', { count: people })}</p>
      {reasons.length === 0 ? null : (
        <ul className="many-list">
          {reasons.map((reason) => (
            <li key={reason}>
              <strong>{formatCount(leftOut[reason])}</strong> {t(`leftOut.${reason}`)}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{t('ground', { ground })}</p>
      <p className="quiet">{t('back')}</p>
    </div>
  );
}
