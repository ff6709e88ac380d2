// Owns: the buttons that open and close the panes of a view. Must not: decide which may be closed.
import { useTranslation } from 'react-i18next';
import type { PaneName } from '../../../ipc/app.ts';
import { Button } from '../button.tsx';

type TogglesProps = {
  /** In the order in which they stand. */
  readonly panes: readonly { readonly name: PaneName; readonly keys: string }[];
  readonly open: readonly PaneName[];
  readonly onToggle: (name: PaneName) => void;
};

export function PaneToggles({ panes, open, onToggle }: TogglesProps) {
  const { t } = useTranslation('common');
  return (
    <div className="pane-toggles" role="group" aria-label={t('panes.group')}>
      {panes.map(({ name, keys }) => (
        <Button
          key={name}
          kind="quiet"
          keys={keys}
          aria-pressed={open.includes(name)}
          aria-keyshortcuts={keys.replace('Ctrl', 'Control')}
          onPress={() => onToggle(name)}
        >
          {t(`panes.name.${name}`)}
        </Button>
      ))}
    </div>
  );
}
