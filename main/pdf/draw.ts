// Owns: a page's content stream. Tagged: every stroke stands in marked content, either a structure node's or an artifact's.
// Must not lay out; positions come in finished.
import type { Item, StructNode } from './layout/atoms.ts';
import type { FileFonts } from './font/embed.ts';
import { RULE, SHEET } from './layout/sheet.ts';

type Tagging = {
  readonly page: number;
  /** Filled here: which node owns the n-th marked content of the page. */
  readonly owners: StructNode[];
};

/** Without `tagging` the page is drawn bare, for print. */
export function contentOf(items: readonly Item[], fonts: FileFonts, tagging?: Tagging): string {
  const out: string[] = [];
  let open: StructNode | null | undefined;
  for (const item of items) {
    const owner = item.kind === 'rule' ? null : item.owner;
    if (tagging !== undefined && owner !== open) {
      if (open !== undefined) out.push('EMC');
      out.push(owner === null ? '/Artifact BMC' : beginNode(owner, tagging));
      open = owner;
    }
    out.push(drawItem(item, fonts));
  }
  if (tagging !== undefined && open !== undefined) out.push('EMC');
  return out.join('\n');
}

function beginNode(owner: StructNode, { page, owners }: Tagging): string {
  const mcid = owners.length;
  owners.push(owner);
  owner.marks.push({ page, mcid });
  return `/${owner.role} <</MCID ${mcid}>> BDC`;
}

function drawItem(item: Item, fonts: FileFonts): string {
  if (item.kind === 'text') return drawText(item, fonts);
  if (item.kind === 'box') return drawBox(item);
  const y = up(item.y);
  return `${RULE.grey} G ${num(item.thickness)} w ${num(item.x)} ${y} m ${num(item.x + item.width)} ${y} l S 0 G`;
}

function drawText(item: Extract<Item, { kind: 'text' }>, fonts: FileFonts): string {
  const parts = fonts.encode(item.weight, item.text);
  const shown = parts.map(({ font, codes }) => `/${font} ${num(item.size)} Tf <${codes}> Tj`);
  return `BT ${num(item.x)} ${up(item.y)} Td ${shown.join(' ')} ET`;
}

function drawBox(box: Extract<Item, { kind: 'box' }>): string {
  const [left, right] = [num(box.x), num(box.x + box.width)];
  const [top, bottom] = [up(box.y), up(box.y + box.height)];
  const frame = `${num(box.thickness)} w ${left} ${bottom} ${num(box.width)} ${num(box.height)} re S`;
  if (box.crossed !== true) return frame;
  return `${frame} 1.1 w ${left} ${bottom} m ${right} ${top} l ${left} ${top} m ${right} ${bottom} l S`;
}

function up(y: number): string {
  return num(SHEET.height - y);
}

/** Hundredths of a point are finer than any printer, and keep the bytes short. */
function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}
