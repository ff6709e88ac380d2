// Owns: what is shown when the window itself has a fault: the work is kept, the view can be opened again.
// Must not: show anything personal; a fault's text may hold some.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

type Props = { readonly children: ReactNode };
type State = { readonly fault: boolean };

export class FaultBoundary extends Component<Props, State> {
  override state: State = { fault: false };

  static getDerivedStateFromError(): State {
    return { fault: true };
  }

  override render(): ReactNode {
    if (!this.state.fault) return this.props.children;
    return <FaultPage onRetry={() => this.setState({ fault: false })} />;
  }
}

export function FaultPage({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <div className="page page-read">
      <Notice
        tone="bad"
        live
        title={t('fault.title')}
        acts={
          <>
            <Button kind="primary" onPress={onRetry}>
              {t('fault.again')}
            </Button>
            <Button onPress={() => window.location.reload()}>{t('fault.reload')}</Button>
          </>
        }
      >
        {t('fault.text')}
      </Notice>
    </div>
  );
}
