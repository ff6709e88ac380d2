// Proves: any search that is short enough to be read is also answered, however many words it has.
import { expect, it } from 'vitest';
import { countMatching } from '../../main/services/review/lists.ts';
import { applicant, importRows, must, newDesk } from '../services/desk.ts';

it('a thousand words in a row are a search like another', async () => {
  const desk = await newDesk('Åsa');
  await importRows(desk, [applicant(1), applicant(2, { Förnamn: 'Abel' })], { kind: 'applications' });
  const words = 'a '.repeat(999);
  expect(must(countMatching(desk.session, words))).toBe(1);
  expect(must(countMatching(desk.session, `namn:${'x,'.repeat(980)}a`))).toBe(1);
  expect(must(countMatching(desk.session, '-x '.repeat(660)))).toBe(2);
});
