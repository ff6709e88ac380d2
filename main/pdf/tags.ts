// Owns: writing the structure tree and its parent tree (ISO 32000-1, 14.7). Must not decide what a thing is.
import { type PDFContext, PDFDict, PDFHexString, PDFName, type PDFRef } from 'pdf-lib';
import type { StructNode } from './layout/atoms.ts';

export type TaggedPage = { readonly ref: PDFRef; readonly owners: readonly StructNode[] };

/** Registers the tree and gives the reference for the catalog's StructTreeRoot. */
export function writeStructure(context: PDFContext, root: StructNode, pages: readonly TaggedPage[]): PDFRef {
  const treeRoot = context.nextRef();
  const refs = new Map<StructNode, PDFRef>();
  const writeNode = (node: StructNode, parent: PDFRef): PDFRef => {
    const ref = context.nextRef();
    refs.set(node, ref);
    const dict = PDFDict.withContext(context);
    dict.set(PDFName.of('S'), PDFName.of(node.role));
    dict.set(PDFName.of('P'), parent);
    writeTraits(dict, node, context);
    writeKids(dict, node, { context, pages, kids: node.kids.map((kid) => writeNode(kid, ref)) });
    context.assign(ref, dict);
    return ref;
  };
  const top = writeNode(root, treeRoot);
  const numbers = pages.flatMap(({ owners }, page) => {
    const parents = owners.map((owner) => refs.get(owner) ?? top);
    return [context.obj(page), context.register(context.obj(parents))];
  });
  const parentTree = context.register(context.obj({ Nums: numbers }));
  const tree = { Type: 'StructTreeRoot', K: top, ParentTree: parentTree, ParentTreeNextKey: pages.length };
  context.assign(treeRoot, context.obj(tree));
  return treeRoot;
}

function writeTraits(dict: PDFDict, node: StructNode, context: PDFContext): void {
  if (node.scope !== undefined) dict.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: node.scope }));
  if (node.numbering !== undefined) {
    dict.set(PDFName.of('A'), context.obj({ O: 'List', ListNumbering: node.numbering }));
  }
  if (node.actualText !== undefined) {
    dict.set(PDFName.of('ActualText'), PDFHexString.fromText(node.actualText));
  }
}

type Kids = {
  readonly context: PDFContext;
  readonly pages: readonly TaggedPage[];
  readonly kids: readonly PDFRef[];
};

/** Marked content of the node's first page is named by number alone, of later pages with the page. */
function writeKids(dict: PDFDict, node: StructNode, { context, pages, kids }: Kids): void {
  const first = node.marks[0]?.page;
  const home = first === undefined ? undefined : pages[first]?.ref;
  if (home !== undefined) dict.set(PDFName.of('Pg'), home);
  const marks = node.marks.map(({ page, mcid }) => {
    const ref = pages[page]?.ref;
    if (page === first || ref === undefined) return context.obj(mcid);
    return context.obj({ Type: 'MCR', Pg: ref, MCID: mcid });
  });
  const all = [...kids, ...marks];
  const [only] = all;
  if (only !== undefined) dict.set(PDFName.of('K'), all.length === 1 ? only : context.obj(all));
}
