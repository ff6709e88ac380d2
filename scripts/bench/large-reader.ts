// The thread that reads page after page of a store while another merges into it. Must not: write.
import { parentPort, workerData } from 'node:worker_threads';
import { casePage } from '../../db/queries/cases.ts';
import { everything } from '../../domain/review/query.ts';
import { take } from '../../main/demo/drive/drive-desk.ts';
import { openForReading } from '../../main/services/lifecycle.ts';
import { around, lastDay } from './place.ts';

const { dir, key } = workerData as { readonly dir: string; readonly key: string };
const session = take(openForReading({ ...around(dir), today: () => lastDay }, Buffer.from(key, 'hex')));
const pages: number[] = [];
let ended = false;
parentPort?.once('message', () => {
  ended = true;
});

function read(): void {
  const started = performance.now();
  casePage(session.store.db, {
    where: everything,
    sort: 'name',
    descending: pages.length % 2 === 1,
    limit: 60,
  });
  pages.push(performance.now() - started);
  if (!ended) {
    setTimeout(read, 5);
    return;
  }
  session.store.close();
  parentPort?.postMessage(pages);
}

parentPort?.postMessage('ready');
read();
