// Owns: the process that is killed: writes one act, then a batch of two hundred, for ever, and says what was acknowledged.
import { writeSync } from 'node:fs';
import {
  batchId,
  caseId,
  found,
  imported,
  ledgerOf,
  newDevice,
  reopen,
  verdict,
  write,
} from '../builders/ledger.ts';

const [dir = '', run = ''] = process.argv.slice(2);
const store = reopen(dir);
const device = newDevice(`run ${run}`);
const ledger = ledgerOf(store, device);
if (ledger.team().id === null) write(ledger, found(device));
for (let round = 0; ; round += 1) {
  const id = caseId(`${run} ${round}`);
  const [one] = write(ledger, imported(id));
  writeSync(1, `${one?.hash ?? ''}\n`);
  const batch = batchId(`${run} ${round}`);
  const many = Array.from({ length: 200 }, (_, index) =>
    verdict(id, index % 2 ? 'eligible' : 'needsCheck', batch),
  );
  const written = write(ledger, ...many);
  writeSync(1, `${written.at(-1)?.hash ?? ''}\n`);
}
