// Owns: choosing the folder where sealed files lie, and saying which it is. Must not: know the path; main keeps it.
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/operations.ts';
import { Button } from '../button.tsx';
import { Failed } from '../states.tsx';

export type ChosenFolder = { readonly folder: string; readonly files: number };

type Props = {
  readonly chosen: ChosenFolder | null;
  readonly busy: boolean;
  readonly onChosen: (folder: ChosenFolder) => void;
};

export function SealedFolder({ chosen, busy, onChosen }: Props) {
  const { t } = useTranslation('start');
  const find = useAct('keeping.findSealed');
  const choose = () =>
    find.mutate({}, { onSuccess: (found) => (found === null ? undefined : onChosen(found)) });
  return (
    <>
      <div className="row">
        <Button isDisabled={busy} onPress={choose}>
          {t('sealed.choose')}
        </Button>
        <span role="status">
          {chosen === null
            ? ''
            : t('sealed.chosen', { ...chosen, count: chosen.files, shown: String(chosen.files) })}
        </span>
      </div>
      {find.error ? <Failed error={find.error} /> : null}
    </>
  );
}
