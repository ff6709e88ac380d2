// Owns: what a view of cases says to a member whose roles see none: that this is so by role, and where to go instead.
// Must not: look like an error, or like a list that is still empty.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';

export function NoCases({ word }: { readonly word: string }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  return (
    <Page title={t(`rail.${word}`)}>
      <Empty
        title={t('noCases.title')}
        acts={
          <Button onPress={() => void navigate({ to: '/settings/group', search: {} })}>
            {t('noCases.act')}
          </Button>
        }
      >
        {t('noCases.text')}
      </Empty>
    </Page>
  );
}
