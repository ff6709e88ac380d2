// Owns: the first start: the choices and the step that each leads to. Must not: touch a store before the form is sent.
import './start.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoicePage, type Way } from './choice-page.tsx';
import { CreateStore } from './create-store.tsx';
import { Demo } from './demo.tsx';
import { RebuildGroup } from './rebuild-group.tsx';
import { RestoreBackup } from './restore-backup.tsx';
import { StartFrame } from './start-frame.tsx';

export function FirstStart() {
  const { t } = useTranslation('start');
  const [way, setWay] = useState<Way | null>(null);
  const back = () => setWay(null);
  switch (way) {
    case null:
      return <ChoicePage onChoose={setWay} />;
    case 'create':
      return <CreateStore join={false} onBack={back} />;
    case 'join':
      return <CreateStore join onBack={back} />;
    case 'restore':
      return (
        <StartFrame title={t('fromBackup.title')} onBack={back}>
          <RestoreBackup />
        </StartFrame>
      );
    case 'rebuild':
      return <RebuildGroup onBack={back} />;
    case 'demo':
      return <Demo onBack={back} />;
  }
}
