// Owns: what is written in forms and not sent yet: kept in the encrypted store within a second, back after a lock or a crash.
// Must not: outlive a lock in the window's memory, nor count as a fact.
import { useCallback, useState } from 'react';
import { ask } from './api.ts';
import { listenToMain } from './notifications.ts';

const kept = new Map<string, unknown>();
const unsaved = new Map<string, unknown>();
let timer: ReturnType<typeof setTimeout> | undefined;
const calm = 400;

/** After the store has been opened, before a view is shown. */
export async function loadKeptForms(): Promise<void> {
  const reply = await ask('keeping.forms', {});
  if (!reply.ok) return;
  for (const { id, json } of reply.value)
    if (json !== null && !kept.has(id)) kept.set(id, JSON.parse(json) as unknown);
}

/** At the lock: names and texts leave the window's memory. */
export function forgetKeptForms(): void {
  clearTimeout(timer);
  kept.clear();
  unsaved.clear();
}

/** Hands over what is written since the last time. */
export async function saveKeptForms(): Promise<void> {
  clearTimeout(timer);
  if (unsaved.size === 0) return;
  const sending = [...unsaved];
  const forms = sending.map(([id, value]) => ({ id, json: value === null ? null : JSON.stringify(value) }));
  unsaved.clear();
  const reply = await ask('keeping.saveForms', { forms });
  // Refused, as by a full disk: it is tried again with the next letter.
  if (!reply.ok) for (const [id, value] of sending) if (!unsaved.has(id)) unsaved.set(id, value);
}

function keep(id: string, value: unknown): void {
  if (value === null) kept.delete(id);
  else kept.set(id, value);
  unsaved.set(id, value);
  clearTimeout(timer);
  timer = setTimeout(() => void saveKeptForms(), calm);
}

/** A form that was sent or given up: everything that was kept under its name. */
function dropKept(form: string): void {
  for (const id of [...kept.keys()]) if (id === form || id.startsWith(`${form}/`)) keep(id, null);
}

/**
 * As `useState`, for what a person writes in a form: `id` is the form's name, and the field's after a slash. Where the form
 * is about a case its id belongs to the name. `useGivenUp` lets it go when the form is sent or closed. Null keeps nothing:
 * kept forms are read into the window at unlocking, which is more than may be done with what stands behind a stub.
 */
export function useKept<T>(id: string | null, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (id !== null && kept.has(id) ? (kept.get(id) as T) : initial));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      if (id !== null) keep(id, next);
    },
    [id],
  );
  return [value, set];
}

/** Closing a form by hand, or sending it, gives up what was written in it; a lock does not. */
export function useGivenUp<A extends unknown[]>(
  form: string | null,
  close: (...values: A) => void,
): (...values: A) => void {
  return (...values) => {
    if (form !== null) dropKept(form);
    close(...values);
  };
}

/** Before the store locks by itself, and when the window goes. */
export function keepFormsAtLock(): () => void {
  const save = () => void saveKeptForms();
  window.addEventListener('pagehide', save);
  const stop = listenToMain((notification) => {
    if (notification.kind === 'lockSoon') save();
  });
  return () => {
    window.removeEventListener('pagehide', save);
    stop();
  };
}
