// Owns: the modal dialog: title, content, acts; Escape closes, Ctrl+Enter does the main act, focus comes back. Must not: act by itself.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

type DialogProps = {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the main act first. */
  readonly acts?: ReactNode;
  readonly wide?: boolean;
  /** `alertdialog` for what cannot be taken back. */
  readonly role?: 'dialog' | 'alertdialog';
};

export function Dialog({ title, open, onClose, children, acts, wide = false, role = 'dialog' }: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={open}
      isDismissable={role === 'dialog'}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={wide ? 'modal modal-wide' : 'modal'}>
        {/* The keys of the dialog as a whole; what is in it is named and reachable by itself. */}
        <div
          className="dialog-keys"
          role="presentation"
          onKeyDown={role === 'dialog' ? doMainAct : undefined}
        >
          <AriaDialog className="dialog" role={role}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Body>{children}</Body>
            {acts === undefined ? null : <div className="dialog-acts">{acts}</div>}
          </AriaDialog>
        </div>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Ctrl+Enter from anywhere, and Enter in a line of text, do the main act if it can be done. Never in an alertdialog:
 * what cannot be taken back is pressed by itself.
 */
function doMainAct(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (!event.ctrlKey && !event.metaKey && !isLine(target)) return;
  const act = currentTarget.querySelector<HTMLElement>('.dialog-acts .button-primary:not(:disabled)');
  if (act === null) return;
  event.preventDefault();
  event.stopPropagation();
  act.click();
}

/** A form of its own answers Enter by itself. */
function isLine(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.form === null && !isTicked(target);
}

const isTicked = ({ type }: HTMLInputElement): boolean => type === 'radio' || type === 'checkbox';

/** A body longer than the window can be scrolled by keys, whatever stands in it. */
function Body({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const fit = () => {
      if (element.scrollHeight > element.clientHeight) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const resized = new ResizeObserver(fit);
    const changed = new MutationObserver(fit);
    resized.observe(element);
    changed.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, []);
  return (
    <div ref={body} className="dialog-body">
      {children}
    </div>
  );
}
