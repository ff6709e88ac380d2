// Proves: what a colleague's file may hold never breaks or bends a fold: built-in names, resolves.
import { describe, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import { fieldValue } from '../../domain/ledger/case/fields.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { employerFold, unionStatements } from '../../domain/ledger/employer-state.ts';
import { sharedFold } from '../../domain/ledger/shared-state.ts';
import { foldStream } from '../../domain/ledger/stream.ts';
import { act, basis, everyone, imported, pin } from '../ledger/acts.ts';

const builtIn = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

describe('names that every object has', () => {
  it('are fields like others', () => {
    for (const name of builtIn.filter((one) => !one.startsWith('_'))) {
      const first = act(imported({ [name]: 'ett' }));
      const hand = act({ kind: 'facts.entered', fields: { [name]: 'två' } }, { refs: [first] });
      const state = foldStream(caseFold, [first, hand], everyone);
      expect(fieldValue(state.fields, name)).toBe('två');
    }
  });

  it('that nothing brought have no value', () => {
    const state = foldStream(caseFold, [act(imported({ givenName: 'Åsa' }))], everyone);
    for (const name of builtIn) expect(fieldValue(state.fields, name)).toBeUndefined();
  });

  it('are organisations, texts and views like others', () => {
    for (const name of builtIn) {
      const union = act({
        kind: 'union.answered',
        organisation: name,
        answer: 'approves',
        day: '2026-11-01',
      });
      expect(unionStatements(foldStream(employerFold, [union], everyone))).toHaveLength(1);
      const view = act({
        kind: 'view.saved',
        id: name,
        name,
        query: '',
        sort: 'name',
        descending: false,
        columns: [],
      });
      const text = act({
        kind: 'texts.confirmed',
        ids: [name],
        texts: pin,
        day: '2026-11-01',
        source: 'Läst',
        example: false,
      });
      const state = foldStream(sharedFold, [view, text], everyone);
      expect(Object.keys(state.views)).toEqual([name]);
      expect(Object.keys(state.confirmations)).toEqual([name]);
    }
  });
});

const registered = {
  kind: 'decision.registered',
  barNumber: 'BÄR-1',
  day: '2026-11-20',
  outcome: 'grant',
  source: 'hand',
  differences: [],
  documents: {},
  renderer: '1',
};

describe('a resolve', () => {
  it('that keeps what was no head resolves nothing', () => {
    const opened = act(imported({ givenName: 'Åsa' }));
    const older = act(basis('refusal'), { refs: [opened] });
    const one = act(registered, { by: 'Åsa', refs: [older] });
    const two = act(basis(), { by: 'Bo', refs: [older] });
    const heads = [one.hash, two.hash];
    const bent = act(
      { kind: 'conflict.resolved', heads, keep: older.hash, reason: 'Gammalt' },
      { refs: [one, two] },
    );
    expect(decisionStanding(foldStream(caseFold, [opened, older, one, two, bent], everyone)).status).toBe(
      'conflict',
    );
    const none = act({ kind: 'conflict.resolved', heads, keep: null, reason: 'Inget' }, { refs: [one, two] });
    expect(decisionStanding(foldStream(caseFold, [opened, older, one, two, none], everyone)).status).toBe(
      'conflict',
    );
  });
});
