// Owns: the sheet of keys that ? opens. Must not: bind a key.
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export type KeyLine = { readonly keys: readonly string[]; readonly text: string };
type KeySheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly groups: readonly { readonly title: string; readonly lines: readonly KeyLine[] }[];
};

export function KeySheet({ open, onClose, groups }: KeySheetProps) {
  const { t } = useTranslation('common');
  return (
    <Dialog
      wide
      open={open}
      onClose={onClose}
      title={t('keySheet')}
      acts={<Button onPress={onClose}>{t('close')}</Button>}
    >
      <div className="key-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="key-list">
              {group.lines.map((line) => (
                <div key={line.text} className="key-line">
                  <dt>
                    {line.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{line.text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
