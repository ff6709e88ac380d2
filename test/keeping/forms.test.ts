// Proves: what is written in a form and not sent is kept encrypted, comes back, and has no effect (ST-44).
import { expect, it, vi } from 'vitest';
import { keptForms, saveForms } from '../../main/services/keeping/forms.ts';
import { countEvents, everythingStored, newDesk } from '../services/desk.ts';

/** A whole proof follows the test: slow on a busy machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

it('a form is kept, replaced and let go, and writes no event (ST-44)', async () => {
  const desk = await newDesk('Åsa Öberg');
  const events = countEvents(desk);
  saveForms(desk.session, [
    { id: 'move 1', json: '{"reason":"utkast"}' },
    { id: 'enter-case', json: '{"texts":{"familyName":"Oskickad"}}' },
  ]);
  saveForms(desk.session, [{ id: 'move 1', json: '{"reason":"senare"}' }]);
  const session = desk.reopen();
  expect(
    keptForms(session)
      .map(({ id, json }) => [id, json])
      .sort(),
  ).toEqual([
    ['enter-case', '{"texts":{"familyName":"Oskickad"}}'],
    ['move 1', '{"reason":"senare"}'],
  ]);
  saveForms(session, [{ id: 'enter-case', json: null }]);
  expect(keptForms(session)).toHaveLength(1);
  expect(everythingStored(desk)).not.toContain('Oskickad');
  expect(countEvents(desk)).toBe(events);
});
