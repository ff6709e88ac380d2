// Owns: printing the hashes of the sample documents; started as a process of its own by renderer.test.ts.
import { form, grant, refusal, testRenderer } from './samples.ts';

const renderer = testRenderer();
const hashes: string[] = [];
for (const doc of [form(), refusal(), grant()]) {
  const result = await renderer.renderDocument(doc);
  hashes.push(result.ok ? result.value.sha256 : result.error.tag);
}
process.stdout.write(JSON.stringify(hashes));
