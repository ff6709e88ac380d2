// Puts the invented bridge where preload puts the real one, then starts the real window.
/// <reference types="vite/client" />
import type {} from '../../../renderer/lib/custom-properties.d.ts';
import { createBridge } from './bridge.ts';

Object.defineProperty(window, 'sprangbradan', {
  value: createBridge(new URLSearchParams(window.location.search)),
});
await import('../../../renderer/app/main.tsx');
