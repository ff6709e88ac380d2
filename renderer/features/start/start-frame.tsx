// Owns: the calm page that stands before the work: heading, content, way back. Must not: show anything from a store.
import './start.css';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

type StartFrameProps = { readonly title: string; readonly onBack?: () => void; readonly children: ReactNode };

export function StartFrame({ title, onBack, children }: StartFrameProps) {
  const { t } = useTranslation('start');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A field that asked for focus keeps it.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return (
    <main className="start">
      <div className="start-card">
        <p className="start-product">{t('product')}</p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
        {onBack === undefined ? null : (
          <div>
            <Button kind="quiet" onPress={onBack}>
              {t('back')}
            </Button>
          </div>
        )}
      </div>
    </main>
  );
}
