// Owns: the structural faults that a PDF/A and PDF/UA judge finds, looked for in the bytes themselves.
// It reads files with the library's parser and shares no code with the renderer, so that one can judge the other.
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFObject,
  PDFRef,
} from 'pdf-lib';

export type Fault =
  | 'noLang'
  | 'notMarked'
  | 'noStructTreeRoot'
  | 'noOutputIntent'
  | 'noDisplayDocTitle'
  | 'noTabOrder'
  | 'noXmpIdentification'
  | 'noFileId'
  | 'headingLevelSkipped'
  | 'headerWithoutScope'
  | 'noFontFile'
  | 'noWidths'
  | 'noToUnicode'
  | 'contentNotInStructure'
  | 'drawnOutsideMarkedContent'
  | 'embeddedFiles';

type Reader = {
  readonly doc: PDFDocument;
  /** Objects read straight from dictionaries, so that a missing key is an answer and not an exception. */
  get(dict: PDFDict, ...path: string[]): PDFObject | undefined;
};

/** The faults of the file, each named once; an empty list is an accessible file as far as these go. */
export async function assertAccessible(bytes: Uint8Array): Promise<Fault[]> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false });
  const reader: Reader = {
    doc,
    get(dict, ...path) {
      let at: PDFObject | undefined = dict;
      for (const key of path) {
        if (!(at instanceof PDFDict)) return undefined;
        at = doc.context.lookup(at.get(PDFName.of(key)));
      }
      return at;
    },
  };
  const faults = [
    ...catalogFaults(reader),
    ...fontFaults(reader),
    ...treeFaults(reader),
    ...contentFaults(reader),
  ];
  return [...new Set(faults)];
}

function catalogFaults({ doc, get }: Reader): Fault[] {
  const { catalog } = doc;
  const faults: Fault[] = [];
  const want = (fault: Fault, holds: boolean) => {
    if (!holds) faults.push(fault);
  };
  want('noLang', get(catalog, 'Lang') !== undefined);
  want('notMarked', String(get(catalog, 'MarkInfo', 'Marked')) === 'true');
  want('noStructTreeRoot', get(catalog, 'StructTreeRoot') instanceof PDFDict);
  want('noOutputIntent', get(catalog, 'OutputIntents') instanceof PDFArray);
  want('noDisplayDocTitle', String(get(catalog, 'ViewerPreferences', 'DisplayDocTitle')) === 'true');
  want(
    'noTabOrder',
    doc.getPages().every((page) => String(get(page.node, 'Tabs')) === '/S'),
  );
  want('noFileId', doc.context.trailerInfo.ID instanceof PDFArray);
  want(
    'embeddedFiles',
    get(catalog, 'Names', 'EmbeddedFiles') === undefined && get(catalog, 'AF') === undefined,
  );
  const xmp = get(catalog, 'Metadata');
  const packet = xmp instanceof PDFRawStream ? new TextDecoder().decode(xmp.contents) : '';
  const marks = [
    '<pdfaid:part>2<',
    '<pdfaid:conformance>A<',
    '<pdfuaid:part>1<',
    'pdfaSchema:prefix>pdfuaid<',
  ];
  want(
    'noXmpIdentification',
    marks.every((mark) => packet.includes(mark)),
  );
  return faults;
}

function fontFaults({ doc, get }: Reader): Fault[] {
  const faults: Fault[] = [];
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const subtype = String(object.get(PDFName.of('Subtype')));
    if (subtype === '/Type0' && get(object, 'ToUnicode') === undefined) faults.push('noToUnicode');
    if (subtype !== '/CIDFontType2') continue;
    if (get(object, 'FontDescriptor', 'FontFile2') === undefined) faults.push('noFontFile');
    if (!(get(object, 'W') instanceof PDFArray)) faults.push('noWidths');
  }
  return faults;
}

/** Structure elements in reading order. */
function elements({ doc, get }: Reader): PDFDict[] {
  const found: PDFDict[] = [];
  const visit = (object: PDFObject | undefined) => {
    const value = doc.context.lookup(object);
    if (value instanceof PDFArray) value.asArray().forEach(visit);
    if (!(value instanceof PDFDict) || value.get(PDFName.of('S')) === undefined) return;
    found.push(value);
    visit(value.get(PDFName.of('K')));
  };
  const root = get(doc.catalog, 'StructTreeRoot', 'K');
  visit(root);
  return found;
}

function treeFaults(reader: Reader): Fault[] {
  const faults: Fault[] = [];
  let level = 0;
  for (const element of elements(reader)) {
    const role = String(element.get(PDFName.of('S'))).slice(1);
    const heading = /^H([1-6])$/.exec(role);
    if (heading !== null) {
      if (Number(heading[1]) > level + 1) faults.push('headingLevelSkipped');
      level = Number(heading[1]);
    }
    if (role === 'TH' && reader.get(element, 'A', 'Scope') === undefined) faults.push('headerWithoutScope');
  }
  return faults;
}

/** The element that the parent tree names must in turn name the marked content, or a reader never reaches it. */
function contentFaults(reader: Reader): Fault[] {
  const { doc, get } = reader;
  const numbers = get(doc.catalog, 'StructTreeRoot', 'ParentTree', 'Nums');
  const reached = reachedContent(reader);
  return doc.getPages().flatMap((page) => {
    const key = get(page.node, 'StructParents');
    const { mcids, outside } = readContent(contentOf(get(page.node, 'Contents')));
    const parents = key instanceof PDFNumber ? parentsOf(doc, numbers, key.asNumber()) : undefined;
    const lost = [...mcids].some((mcid) => {
      const parent = parents?.get(mcid);
      return !(parent instanceof PDFRef) || !reached.has(`${page.ref.tag} ${mcid} ${parent.tag}`);
    });
    return [
      ...(lost ? (['contentNotInStructure'] as const) : []),
      ...(outside ? (['drawnOutsideMarkedContent'] as const) : []),
    ];
  });
}

function parentsOf(doc: PDFDocument, numbers: PDFObject | undefined, key: number): PDFArray | undefined {
  if (!(numbers instanceof PDFArray)) return undefined;
  for (let at = 0; at < numbers.size(); at += 2) {
    const name = numbers.get(at);
    const value = doc.context.lookup(numbers.get(at + 1));
    if (name instanceof PDFNumber && name.asNumber() === key && value instanceof PDFArray) return value;
  }
  return undefined;
}

/** "page mcid element" for every marked content that the tree itself reaches from its root. */
function reachedContent(reader: Reader): Set<string> {
  const { doc, get } = reader;
  const reached = new Set<string>();
  for (const element of elements(reader)) {
    const self = doc.context.getObjectRef(element)?.tag ?? '';
    const kids = get(element, 'K');
    for (const kid of kids instanceof PDFArray ? kids.asArray() : [kids]) {
      const value = doc.context.lookup(kid);
      const reference = value instanceof PDFDict ? value : element;
      const mcid = value instanceof PDFDict ? value.get(PDFName.of('MCID')) : value;
      const page = reference.get(PDFName.of('Pg'));
      if (page instanceof PDFRef && mcid instanceof PDFNumber)
        reached.add(`${page.tag} ${mcid.asNumber()} ${self}`);
    }
  }
  return reached;
}

function contentOf(stream: PDFObject | undefined): string {
  if (!(stream instanceof PDFRawStream)) return '';
  return new TextDecoder('latin1').decode(decodePDFRawStream(stream).decode());
}

const PAINTING = new Set([
  'Tj',
  'TJ',
  "'",
  '"',
  'S',
  's',
  'f',
  'F',
  'f*',
  'B',
  'B*',
  'b',
  'b*',
  'Do',
  'sh',
  'BI',
]);

/** A BDC that is neither numbered nor an artifact leaves what it holds outside, as if it were not there. */
function readContent(content: string): { mcids: Set<number>; outside: boolean } {
  const mcids = new Set<number>();
  const open: boolean[] = [];
  let outside = false;
  for (const [token, mcid] of tokensOf(content)) {
    if (token === 'EMC') open.pop();
    else if (token === 'artifact') open.push(true);
    else if (token === 'BDC') {
      open.push(mcid !== undefined);
      if (mcid !== undefined) mcids.add(mcid);
    } else if (PAINTING.has(token) && !open.includes(true)) outside = true;
  }
  return { mcids, outside };
}

function tokensOf(content: string): [string, number | undefined][] {
  const pattern =
    /<[0-9A-Fa-f]*>|\/Artifact(?: <<[^>]*>>)? (?:BMC|BDC)|\/\w+ (?:<<(?:\/MCID (\d+))?[^>]*>> )?(?:BDC|BMC)|[^\s<>]+/g;
  return [...content.matchAll(pattern)].map(([text, mcid]) => {
    if (text.startsWith('/Artifact')) return ['artifact', undefined];
    if (/ B[DM]C$/.test(text)) return ['BDC', mcid === undefined ? undefined : Number(mcid)];
    return [text, undefined];
  });
}
