// Owns: a fact written by hand, with what it rests on. Must not: hide the imported value; it stays beneath.
import { useTranslation } from 'react-i18next';
import type { CaseView, FactView } from '../../../ipc/review.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { editable, FieldChoice, parseValue, ValueField, type Parsed } from '../../ui/facts/fact-fields.tsx';

type EditProps = {
  readonly view: CaseView;
  readonly onClose: () => void;
  /** Of a person with protected identity: what tells where the person is is not kept, and so not asked for. */
  readonly behindStub?: boolean;
};

/** Behind the stub nothing may lie in the window before the case is opened again for a reason: kept forms do. */
function useWritten({ view, behindStub = false }: EditProps) {
  const form = behindStub ? null : `edit-facts ${view.row.caseId}`;
  const fieldOf = (name: string) => (form === null ? null : `${form}/${name}`);
  const [written, setWritten] = useKept(fieldOf('value'), { field: 'permitValidTo', value: '' });
  const [basis, setBasis] = useKept(fieldOf('basis'), '');
  return { form, written, setWritten, basis, setBasis };
}

function useSave(behindStub: boolean) {
  const ordinary = useAct('review.enterFacts', ['review.case', 'undo.list']);
  const restricted = useAct('restricted.enterFacts', ['restricted.case', 'review.case']);
  return behindStub ? restricted : ordinary;
}

/** Behind a stub the row has no name. */
function nameOrId({ givenName, familyName, applicationId }: CaseView['row']): string {
  const name = `${givenName} ${familyName}`.trim();
  return name === '' ? applicationId : name;
}

export function EditFacts(props: EditProps) {
  const { view, behindStub = false } = props;
  const { form, written, setWritten, basis, setBasis } = useWritten(props);
  const { field, value } = written;
  const onClose = useGivenUp(form, props.onClose);
  const { t } = useTranslation('review');
  const code = useCode();
  const save = useSave(behindStub);
  const spec = editable[field] ?? { kind: 'text' };
  const fact = view.facts.find((each) => each.field === field);
  const parsed = parseValue(spec, value.trim());
  const done = () => {
    say(t('fact.saved', { field: code('field', field) }));
    onClose();
  };
  const send = (given: string | number | boolean | null) => {
    const rests = basis.trim() === '' ? {} : { basis: basis.trim() };
    const fields = { [field]: given };
    save.mutate({ id: view.row.caseId, heads: view.heads, fields, ...rests }, { onSuccess: done });
  };
  const takeAway = fact !== undefined && fact.beneath !== null ? () => send(null) : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('fact.title', { name: nameOrId(view.row) })}
      acts={
        <EditActs
          parsed={parsed}
          busy={save.isPending}
          onSend={send}
          onTakeAway={takeAway}
          onClose={onClose}
        />
      }
    >
      <FieldChoice
        field={field}
        isOffered={(name) => !behindStub || name !== 'municipality'}
        onField={(next) => setWritten({ field: next, value: '' })}
      />
      <Now field={field} fact={fact} />
      <ValueField
        spec={spec}
        field={field}
        value={value}
        onChange={(next) => setWritten({ field, value: next })}
        wrong={value !== '' && parsed === undefined}
      />
      <TextField
        label={t('fact.basis')}
        help={t('fact.basisHelp')}
        value={basis}
        onChange={setBasis}
        maxLength={400}
      />
      {save.error ? <Failed error={save.error} /> : null}
    </Dialog>
  );
}

function Now({ field, fact }: { readonly field: string; readonly fact: FactView | undefined }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const worded = useFieldValue();
  if (fact === undefined) return <p className="quiet">{t('fact.none')}</p>;
  const facts = {
    value: worded(field, fact.value),
    source: code('source', fact.source),
    day: fact.asOf ?? '',
  };
  return <p className="quiet">{t('fact.now', facts)}</p>;
}

type EditActsProps = {
  readonly parsed: Parsed;
  readonly busy: boolean;
  readonly onSend: (written: string | number | boolean) => void;
  /** Null when nothing imported lies beneath. */
  readonly onTakeAway: (() => void) | null;
  readonly onClose: () => void;
};

function EditActs({ parsed, busy, onSend, onTakeAway, onClose }: EditActsProps) {
  const { t } = useTranslation('review');
  return (
    <>
      <Button
        kind="primary"
        isDisabled={parsed === undefined || busy}
        onPress={() => {
          if (parsed !== undefined) onSend(parsed);
        }}
      >
        {t('fact.save')}
      </Button>
      {onTakeAway === null ? null : <Button onPress={onTakeAway}>{t('fact.takeAway')}</Button>}
      <Button onPress={onClose}>{t('common:cancel')}</Button>
    </>
  );
}
