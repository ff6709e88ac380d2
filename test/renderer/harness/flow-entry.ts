// The window over the invented bridge, with the operations from intake to exchange laid over it.
import type { Notification } from '../../../ipc/contract.ts';
import { createBridge } from './bridge.ts';
import { flowHandlers } from './flow.ts';

const options = new URLSearchParams(window.location.search);
const base = createBridge(options);
const listeners = new Set<(notification: Notification) => void>();
const tell = (notification: Notification) => listeners.forEach((listener) => listener(notification));
const isRefused = (value: unknown): value is { refused: unknown } =>
  typeof value === 'object' && value !== null && 'refused' in value && Object.keys(value).length === 1;
const flow = Object.fromEntries(
  Object.entries(flowHandlers(options, tell)).map(([name, handler]) => [
    name,
    async (input: Record<string, unknown>) => {
      const value = await handler(input ?? {});
      return isRefused(value)
        ? { ok: false, error: value.refused }
        : { ok: true, value: structuredClone(value) };
    },
  ]),
);
const listen = base['onNotification'] as (listener: (notification: Notification) => void) => () => void;
Object.defineProperty(window, 'sprangbradan', {
  value: {
    ...base,
    ...flow,
    onNotification: (listener: (notification: Notification) => void) => {
      listeners.add(listener);
      return listen(listener);
    },
  },
});
await import('../../../renderer/app/main.tsx');
