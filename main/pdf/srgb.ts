// Owns: the sRGB colour profile that PDF/A asks for, computed from the published primaries (IEC 61966-2-1).
// No profile file is shipped, so no licence comes with it.

const CURVE_POINTS = 256;
/** D65 primaries adapted to D50 with the Bradford matrix, as the ICC specification wants them. */
const COLOURS = {
  rXYZ: [0.4360747, 0.2225045, 0.0139322],
  gXYZ: [0.3850649, 0.7168786, 0.0971045],
  bXYZ: [0.1430804, 0.0606169, 0.7141733],
  wtpt: [0.9642, 1, 0.8249],
} as const;

/** A version 2 matrix profile of display class, byte for byte the same each time. */
export function srgbProfile(): Uint8Array {
  const curve = curveTag();
  const tags: [string, Uint8Array][] = [
    ['desc', descriptionTag('sRGB')],
    ['cprt', textTag('Public domain')],
    ...Object.entries(COLOURS).map(([name, xyz]): [string, Uint8Array] => [name, xyzTag(xyz)]),
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assemble(tags);
}

function assemble(tags: readonly [string, Uint8Array][]): Uint8Array {
  const places = new Map<Uint8Array, number>();
  let size = 128 + 4 + tags.length * 12;
  for (const [, bytes] of tags) {
    if (places.has(bytes)) continue;
    places.set(bytes, size);
    size += (bytes.length + 3) & ~3;
  }
  const profile = new Uint8Array(size);
  const view = new DataView(profile.buffer);
  writeHeader(view, size);
  view.setUint32(128, tags.length);
  tags.forEach(([name, bytes], index) => {
    const place = places.get(bytes) ?? 0;
    ascii(view, 132 + index * 12, name);
    view.setUint32(136 + index * 12, place);
    view.setUint32(140 + index * 12, bytes.length);
    profile.set(bytes, place);
  });
  return profile;
}

function writeHeader(view: DataView, size: number): void {
  view.setUint32(0, size);
  view.setUint32(8, 0x02100000);
  ascii(view, 12, 'mntrRGB XYZ ');
  // A date is required; the day the sRGB standard was published keeps the bytes fixed.
  [1999, 10, 18, 0, 0, 0].forEach((part, index) => {
    view.setUint16(24 + index * 2, part);
  });
  ascii(view, 36, 'acsp');
  writeXyz(view, 68, COLOURS.wtpt);
}

function ascii(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
}

function writeXyz(view: DataView, at: number, xyz: readonly number[]): void {
  xyz.forEach((value, index) => {
    view.setInt32(at + index * 4, Math.round(value * 65536));
  });
}

function tag(type: string, length: number): DataView {
  const view = new DataView(new ArrayBuffer(length));
  ascii(view, 0, type);
  return view;
}

function xyzTag(xyz: readonly number[]): Uint8Array {
  const view = tag('XYZ ', 20);
  writeXyz(view, 8, xyz);
  return new Uint8Array(view.buffer);
}

function textTag(text: string): Uint8Array {
  const view = tag('text', 9 + text.length);
  ascii(view, 8, text);
  return new Uint8Array(view.buffer);
}

function descriptionTag(text: string): Uint8Array {
  const view = tag('desc', 12 + text.length + 1 + 8 + 3 + 67);
  view.setUint32(8, text.length + 1);
  ascii(view, 12, text);
  return new Uint8Array(view.buffer);
}

function curveTag(): Uint8Array {
  const view = tag('curv', 12 + CURVE_POINTS * 2);
  view.setUint32(8, CURVE_POINTS);
  for (let index = 0; index < CURVE_POINTS; index++) {
    const encoded = index / (CURVE_POINTS - 1);
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    view.setUint16(12 + index * 2, Math.round(linear * 65535));
  }
  return new Uint8Array(view.buffer);
}
