// Owns: tables as the bytes of a file, in the shapes that different senders use. Must not: know what the columns mean.

export type Shape = {
  readonly delimiter: ';' | ',';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252';
};
export type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };
export type DemoFile = { readonly name: string; readonly bytes: Uint8Array };

export function csvFile(name: string, table: Table, shape: Shape): DemoFile {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => quoted(cell, shape.delimiter)).join(shape.delimiter);
  const text = `${[table.header, ...table.rows].map(line).join('\r\n')}\r\n`;
  return { name, bytes: encode(text, shape.encoding) };
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

function encode(text: string, encoding: Shape['encoding']): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\uFEFF${text}`);
  return Uint8Array.from(text, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    // Latin-1 is the part of Windows-1252 that Swedish needs; anything else would be lost in such a file.
    if (code > 0xff) throw new Error(`Not in Windows-1252: ${sign}`);
    return code;
  });
}
