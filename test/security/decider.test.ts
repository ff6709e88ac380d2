// Proves: a basis in another person's name has no effect, whoever among the colleagues wrote it (16 § FL, design §3).
import { afterEach, expect, it } from 'vitest';
import { decisionStanding } from '../../domain/ledger/case/decisions.ts';
import {
  admit,
  basis,
  caseId,
  found,
  imported,
  ledgerOf,
  newDevice,
  newStore,
  temporaryFolder,
  write,
} from '../builders/ledger.ts';

const folder = temporaryFolder();
afterEach(folder.remove);

it('waits for a lead, and the case is undecided', () => {
  const [asa, bo] = [newDevice('Åsa'), newDevice('Bo', ['caseworker'])];
  const store = newStore(`${folder.path}/store`);
  write(ledgerOf(store, asa), found(asa), admit(bo), imported(caseId(1)), imported(caseId(2)));
  const ledger = ledgerOf(store, bo);
  const [bent] = write(ledger, basis(caseId(1), asa));
  write(ledger, basis(caseId(2), bo));
  expect(decisionStanding(ledger.caseState(caseId(1))).status).toBe('undecided');
  expect(ledger.caseState(caseId(1)).notEntitled).toEqual([bent?.hash]);
  expect(decisionStanding(ledger.caseState(caseId(2))).status).toBe('basis');
  store.close();
});
