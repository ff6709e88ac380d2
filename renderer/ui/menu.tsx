// Owns: a button that opens a list of acts or choices. Must not: decide what they do.
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

export type MenuEntry = {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly keys?: string;
  readonly chosen?: boolean;
  readonly disabled?: boolean;
};

type MenuProps = {
  readonly label: ReactNode;
  readonly name: string;
  readonly entries: readonly MenuEntry[];
  readonly onChoose: (id: string) => void;
};

/** `name` is read aloud; `label` is what the button shows. */
export function Menu({ label, name, entries, onChoose }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton className="button button-quiet menu-button" aria-label={name}>
        {label}
        <span className="menu-arrow" aria-hidden="true" />
      </AriaButton>
      <Popover className="popover" placement="bottom start">
        <AriaMenu className="menu" aria-label={name} onAction={(key) => onChoose(String(key))}>
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              className="menu-item"
              textValue={entry.label}
              isDisabled={entry.disabled ?? false}
            >
              <span className="menu-tick" aria-hidden="true">
                {entry.chosen ? '✓' : ''}
              </span>
              <span className="menu-label">
                {entry.label}
                {entry.note === undefined ? null : <span className="quiet"> {entry.note}</span>}
              </span>
              {entry.keys === undefined ? null : <kbd>{entry.keys}</kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
