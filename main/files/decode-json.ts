// Owns: JSON that is an array of flat objects. Must not: accept any other shape.
import type { FileProblem } from '../../domain/intake/problems.ts';
import { type Cell, shapeTable, type TableShape } from '../../domain/intake/table.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { FileLimits } from './limits.ts';

/** The header is every name in the order it first occurs; a name that an object lacks is an empty cell. */
export function decodeJson(text: string, limits: FileLimits): Result<TableShape, FileProblem> {
  const size = checkShape(text, limits);
  if (size !== undefined) return err(size);
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const objects = parsed.value;
  if (!Array.isArray(objects)) return err({ tag: 'fileNotATable' });
  const columns = new Map<string, number>();
  const rows: Cell[][] = [];
  for (const object of objects) {
    const cells = cellsOf(object, columns);
    if (cells === undefined) return err({ tag: 'fileNotATable' });
    if (columns.size > limits.columns) return err({ tag: 'fileTooManyColumns', max: limits.columns });
    rows.push(cells);
  }
  if (rows.length === 0) return err({ tag: 'fileEmpty' });
  return shapeTable([[...columns.keys()], ...rows.map((cells) => padded(cells, columns.size))]);
}

function cellsOf(object: unknown, columns: Map<string, number>): Cell[] | undefined {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  const cells: Cell[] = [];
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    if (!isCell(value)) return undefined;
    const column = columns.get(name) ?? columns.size;
    columns.set(name, column);
    cells[column] = value;
  }
  return cells;
}

function isCell(value: unknown): value is Cell {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  );
}

function padded(cells: readonly Cell[], width: number): Cell[] {
  return Array.from({ length: width }, (_, column) => cells[column] ?? null);
}

function parseJson(text: string): Result<unknown, FileProblem> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ tag: text.trimEnd().endsWith(']') ? 'fileUnreadable' : 'fileTruncated' });
  }
}

/** Walks the text once before anything is built: too many values or nesting would otherwise fill the memory. */
function checkShape(text: string, limits: FileLimits): FileProblem | undefined {
  const walk = { depth: 0, values: 0, names: 0 };
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') index = endOfString(text, index);
    else if (character === ',') countComma(walk);
    else walk.depth += depthChange[character ?? ''] ?? 0;
    if (walk.depth > 2) return { tag: 'fileNotATable' };
    if (walk.values >= limits.rows) return { tag: 'fileTooManyRows', max: limits.rows };
    if (walk.names >= limits.columns) return { tag: 'fileTooManyColumns', max: limits.columns };
  }
  return undefined;
}

const depthChange: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

function countComma(walk: { depth: number; values: number; names: number }): void {
  if (walk.depth === 2) walk.names++;
  else {
    walk.values++;
    walk.names = 0;
  }
}

function endOfString(text: string, open: number): number {
  let index = open + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}
