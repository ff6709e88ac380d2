// Owns: leaving a key out where there is no value, so that stored payloads hold no empty keys. Must not: judge a value.

/** `{ key: value }`, or nothing when there is none. */
export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const part: { [P in K]?: V } = {};
  if (value !== undefined) part[key] = value;
  return part;
}

/** Trimmed, or undefined when nothing is left. */
export function filledText(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
