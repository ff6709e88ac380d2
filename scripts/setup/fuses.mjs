// Electron's fuses: switches inside the executable, one byte each behind a sentinel. Works on a buffer.

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_VERSION = 1;

/** Positions on the wire, as Electron numbers them. */
export const FUSES = Object.freeze({
  runAsNode: 0,
  enableNodeCliInspectArguments: 3,
  loadBrowserProcessSpecificV8Snapshot: 6,
});

const ON = 0x31;
const OFF = 0x30;
const REMOVED = 0x72;

/**
 * Sets fuses in place. `changes` maps a position to true or false. Every copy of the wire is set (a universal
 * macOS binary has two). Throws when there is no wire, when its version is unknown or when a fuse is not on it.
 */
export function flipFuses(buffer, changes) {
  let wires = 0;
  for (let at = buffer.indexOf(SENTINEL); at !== -1; at = buffer.indexOf(SENTINEL, at + SENTINEL.length)) {
    flipWire(buffer, at + SENTINEL.length, changes);
    wires += 1;
  }
  if (wires === 0) throw new Error('This executable has no fuses.');
  return wires;
}

function flipWire(buffer, wire, changes) {
  if (buffer[wire] !== WIRE_VERSION) throw new Error(`Unknown fuse version ${buffer[wire]}.`);
  const length = buffer[wire + 1];
  for (const [position, on] of changes) {
    const at = wire + 2 + position;
    if (position >= length || buffer[at] === REMOVED)
      throw new Error(`Fuse ${position} is not on this wire.`);
    buffer[at] = on ? ON : OFF;
  }
}
