// Owns: the matrix of who has seen whose work, counted in entries. Must not: guess; what no file has shown is not known.
import type { DeviceId, MemberId } from '../ids.ts';

export type SeenMember = { readonly id: MemberId; readonly devices: readonly DeviceId[] };

/**
 * Whose work (rows) has come to whom (columns). `missing` counts entries that this store knows of and the colleague has
 * not shown to have; `given` says how many of them lie in files given to the colleague. Null: the colleague has never been heard.
 */
export type SeenCell = {
  readonly of: MemberId;
  readonly by: MemberId;
  readonly missing: number | null;
  readonly given: number;
};

export type SeenInput = {
  readonly self: MemberId;
  readonly members: readonly SeenMember[];
  /** How far each device's chain stands here without holes. */
  readonly here: ReadonlyMap<DeviceId, number>;
  /** Per colleague's device: what its own files have shown, and what it was given by us. */
  readonly shown: ReadonlyMap<
    DeviceId,
    ReadonlyMap<DeviceId, { readonly seen: number; readonly given: number }>
  >;
};

/** SY-29. Entries that only colleagues have count as known: our own column says what is missing here. */
export function seenMatrix(input: SeenInput): SeenCell[] {
  const known = knownHeads(input);
  return input.members.flatMap((of) => input.members.map((by) => cellOf(input, known, { of, by })));
}

function knownHeads({ here, shown }: SeenInput): ReadonlyMap<DeviceId, number> {
  const known = new Map(here);
  for (const marks of shown.values()) {
    for (const [device, { seen }] of marks) known.set(device, Math.max(seen, known.get(device) ?? 0));
  }
  return known;
}

type Pair = { readonly of: SeenMember; readonly by: SeenMember };

function cellOf(input: SeenInput, known: ReadonlyMap<DeviceId, number>, { of, by }: Pair): SeenCell {
  if (by.id === input.self) {
    const missing = sum(of.devices, (device) => (known.get(device) ?? 0) - (input.here.get(device) ?? 0));
    return { of: of.id, by: by.id, missing, given: 0 };
  }
  const marks = by.devices.flatMap((device) => input.shown.get(device) ?? []);
  const best = (device: DeviceId, what: 'seen' | 'given') =>
    Math.max(0, ...marks.map((one) => one.get(device)?.[what] ?? 0));
  const gap = (device: DeviceId) => Math.max(0, (known.get(device) ?? 0) - best(device, 'seen'));
  const given = sum(of.devices, (device) =>
    Math.min(gap(device), Math.max(0, best(device, 'given') - best(device, 'seen'))),
  );
  // What somebody wrote is theirs to begin with.
  if (of.id === by.id) return { of: of.id, by: by.id, missing: 0, given: 0 };
  const isHeard = marks.some((one) => [...one.values()].some(({ seen }) => seen > 0));
  return { of: of.id, by: by.id, missing: isHeard ? sum(of.devices, gap) : null, given };
}

function sum(devices: readonly DeviceId[], of: (device: DeviceId) => number): number {
  return devices.reduce((total, device) => total + of(device), 0);
}
