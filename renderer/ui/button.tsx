// Owns: the button and the link that looks like one. Must not: know what it does.
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { useEffect, useRef, type ReactNode } from 'react';

type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'autoFocus'> & {
  /** `primary`: the one act of the view; `danger`: takes something away; `quiet`: no frame; `link`: in running text. */
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger' | 'link';
  readonly keys?: string;
  /** Takes the focus as soon as this is true: the act that Enter should do in a dialog. */
  readonly startFocus?: boolean;
  readonly children: ReactNode;
};

/** The label is a verb; `keys` shows the key that does the same. */
export function Button({ kind = 'plain', keys, startFocus = false, children, ...rest }: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (startFocus) button.current?.focus();
  }, [startFocus]);
  return (
    <AriaButton {...rest} ref={button} className={`button button-${kind}`}>
      {children}
      {keys === undefined ? null : <kbd aria-hidden="true">{keys}</kbd>}
    </AriaButton>
  );
}
