// Owns: the start of the window. Must not: hold a view.
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/components.css';
import '../ui/layout.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguages } from '../lib/i18n.ts';
import { startListening } from '../lib/notifications.ts';
import { queryClient } from '../lib/operations.ts';
import { followJobs } from '../lib/session.ts';
import { SettingsProvider } from '../lib/settings.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { Gate } from './gate.tsx';

async function start(): Promise<void> {
  await startLanguages('sv');
  startListening();
  followJobs();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no root element.');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <SettingsProvider>
          <FaultBoundary>
            <Gate />
          </FaultBoundary>
        </SettingsProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

void start();
