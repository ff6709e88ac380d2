// Owns: the baseline of the documents: the same content by ordinary pdf-lib drawText, as one would write it by hand.
// Must not: be slower than it need be. Fonts are embedded once a document as subsets; a word is measured once a run.
import * as fontkit from 'fontkit';
import { PDFDocument, rgb, type PDFFont, type PDFPage } from 'pdf-lib';
import type { Block, ComposedDocument, Run } from '../../domain/document/blocks.ts';
import type { Weight } from '../../main/pdf/font/face.ts';
import { CONTENT_WIDTH, SHEET, STYLES, type TextStyle } from '../../main/pdf/layout/sheet.ts';
import type { FontBytes } from '../../main/pdf/renderer.ts';

type Paper = {
  readonly document: PDFDocument;
  readonly fonts: Readonly<Record<Weight, PDFFont>>;
  page: PDFPage;
  y: number;
};
type Place = { readonly left: number; readonly width: number };

const whole: Place = { left: SHEET.left, width: CONTENT_WIDTH };
const label: Place = { left: SHEET.left, width: CONTENT_WIDTH * 0.34 };
const value: Place = { left: SHEET.left + CONTENT_WIDTH * 0.36, width: CONTENT_WIDTH * 0.64 };
const bottom = SHEET.footerBottom + 40;

/** Our own declaration of fontkit names only what the product uses of it. */
const wholeFontkit = fontkit as unknown as Parameters<PDFDocument['registerFontkit']>[0];

const wordWidths = new Map<string, number>();

function widthOf(font: PDFFont, word: string, style: TextStyle): number {
  const key = `${style.weight} ${style.size} ${word}`;
  const known = wordWidths.get(key);
  if (known !== undefined) return known;
  const width = font.widthOfTextAtSize(word, style.size);
  wordWidths.set(key, width);
  return width;
}

function wrap(font: PDFFont, text: string, { style, width }: { style: TextStyle; width: number }): string[] {
  const space = widthOf(font, ' ', style);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of paragraph.split(' ')) {
      const needed = widthOf(font, word, style);
      if (line !== '' && used + space + needed > width) {
        lines.push(line);
        line = word;
        used = needed;
      } else {
        used += needed + (line === '' ? 0 : space);
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    return [...lines, line];
  });
}

function newPage(paper: Paper): void {
  paper.page = paper.document.addPage([SHEET.width, SHEET.height]);
  paper.y = SHEET.height - SHEET.headTop - 20;
}

/** Draws from `paper.y` down and leaves it below the last line. */
function write(paper: Paper, text: string, { style, place }: { style: TextStyle; place: Place }): void {
  const font = paper.fonts[style.weight];
  paper.y -= style.before;
  for (const line of wrap(font, text, { style, width: place.width })) {
    if (paper.y - style.leading < bottom) newPage(paper);
    paper.y -= style.leading;
    paper.page.drawText(line, { x: place.left, y: paper.y, size: style.size, font });
  }
}

/** Cells of one row from the same height; the row ends below the lowest. */
function writeRow(paper: Paper, cells: readonly { text: string; style: TextStyle; place: Place }[]): void {
  if (paper.y - 3 * STYLES.cell.leading < bottom) newPage(paper);
  const top = paper.y;
  let lowest = top;
  for (const { text, ...how } of cells) {
    paper.y = top;
    write(paper, text, how);
    lowest = Math.min(lowest, paper.y);
  }
  paper.y = lowest - 4;
  const line = { x: whole.left, y: paper.y };
  const end = { x: whole.left + whole.width, y: paper.y };
  paper.page.drawLine({ start: line, end, thickness: 0.6, color: rgb(0.55, 0.55, 0.55) });
}

function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

function writeBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return write(paper, block.text, { style: STYLES[`h${block.level}`], place: whole });
    case 'paragraph':
      return write(paper, textOf(block.runs), {
        style: block.small === true ? STYLES.small : STYLES.body,
        place: whole,
      });
    case 'list':
      return block.items.forEach((item) =>
        write(paper, `• ${textOf(item)}`, { style: STYLES.list, place: whole }),
      );
    case 'facts':
      return block.rows.forEach((row) => writePair(paper, row.label, textOf(row.value)));
    case 'field':
      return writePair(paper, `${block.number} ${block.label}`, textOf(block.value));
    case 'checkboxes':
      return block.items.forEach(({ label: text, checked }) =>
        write(paper, `${checked ? '[x]' : '[ ]'} ${text}`, { style: STYLES.list, place: whole }),
      );
    case 'table': {
      const width = CONTENT_WIDTH / block.columns.length;
      const cells = (texts: readonly string[], style: TextStyle) =>
        texts.map((text, at) => ({
          text,
          style,
          place: { left: SHEET.left + at * width, width: width - 8 },
        }));
      writeRow(
        paper,
        cells(
          block.columns.map((column) => column.label),
          STYLES.tableHead,
        ),
      );
      return block.rows.forEach((row) => writeRow(paper, cells(row.map(textOf), STYLES.cell)));
    }
    case 'spacer':
      paper.y -= 20;
  }
}

function writePair(paper: Paper, left: string, right: string): void {
  writeRow(paper, [
    { text: left, style: STYLES.cellLabel, place: label },
    { text: right, style: STYLES.cell, place: value },
  ]);
}

function writeHead(paper: Paper, { letterhead, draftHead, demoMark }: ComposedDocument): void {
  for (const mark of [draftHead, demoMark]) {
    if (mark !== undefined) write(paper, mark, { style: STYLES.band, place: whole });
  }
  const kind = letterhead.documentKind ?? '';
  write(paper, `${letterhead.agency} ${kind}`, { style: STYLES.agency, place: whole });
  const right = { left: SHEET.metaLeft, width: SHEET.width - SHEET.right - SHEET.metaLeft };
  for (const row of letterhead.meta) {
    write(paper, `${row.label} ${row.value}`, { style: STYLES.metaValue, place: right });
  }
  for (const row of letterhead.recipient ?? []) write(paper, row, { style: STYLES.address, place: whole });
}

function writeFooters({ document, fonts }: Paper, text: string): void {
  const pages = document.getPages();
  for (const [at, page] of pages.entries()) {
    const line = `${text}   Sida ${at + 1} av ${pages.length}`;
    page.drawText(line, {
      x: SHEET.left,
      y: SHEET.footerBottom,
      size: STYLES.footer.size,
      font: fonts.regular,
    });
  }
}

export async function drawTextDocument(composed: ComposedDocument, bytes: FontBytes): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(wholeFontkit);
  document.setTitle(composed.title);
  const fonts = {
    regular: await document.embedFont(bytes.regular, { subset: true }),
    bold: await document.embedFont(bytes.bold, { subset: true }),
  };
  const paper: Paper = {
    document,
    fonts,
    page: document.addPage([SHEET.width, SHEET.height]),
    y: SHEET.height - SHEET.headTop,
  };
  writeHead(paper, composed);
  for (const block of composed.blocks) writeBlock(paper, block);
  writeFooters(paper, composed.footer.text);
  return document.save();
}
