// Owns: bending bytes and texts in the ways that disks, programs and people do. Must not: know what they mean.
import type { Random } from '../../main/demo/random.ts';

const telling = [
  '\0',
  '\n',
  '"',
  ';',
  '{}',
  'null',
  '-1',
  '1e999',
  '9'.repeat(40),
  '\ud800',
  'é\u0301',
  '__proto__',
  '[[[[',
];

/** One to four changes; the result may by chance equal the original. */
export function bend(random: Random, bytes: Uint8Array): Uint8Array {
  let bent: Buffer = Buffer.from(bytes);
  for (let left = random.pick([1, 1, 1, 2, 4]); left > 0; left--) bent = bendOnce(random, bent);
  return bent;
}

function bendOnce(random: Random, bytes: Buffer): Buffer {
  const at = random.below(Math.max(1, bytes.length));
  const end = Math.min(bytes.length, at + random.between(1, 200));
  switch (random.below(8)) {
    case 0:
      return flipped(random, bytes, at);
    case 1:
      return bytes.subarray(0, at);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(telling)), bytes.subarray(at)]);
    case 5:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.alloc(end - at, random.below(256)),
        bytes.subarray(end),
      ]);
    case 6:
      return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    default:
      return flipped(random, bytes, at);
  }
}

function flipped(random: Random, bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  return copy;
}

/** A JSON value in which one place says something else, or is gone. */
export function bendJson(random: Random, value: unknown): unknown {
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (inner: unknown) => {
    if (inner === null || typeof inner !== 'object') return;
    for (const key of Object.keys(inner)) {
      places.push([inner as Record<string, unknown>, key]);
      walk((inner as Record<string, unknown>)[key]);
    }
  };
  const copy: unknown = structuredClone(value);
  walk(copy);
  if (places.length === 0) return copy;
  const [holder, key] = random.pick(places);
  const others: unknown[] = [
    null,
    0,
    -1,
    2 ** 53,
    '',
    'x'.repeat(300),
    [],
    {},
    true,
    holder[key],
    [holder[key]],
  ];
  if (random.chance(0.2)) delete holder[key];
  else holder[key] = random.pick(others);
  return copy;
}
