// Owns: breaking runs of text into lines of a given width. Words stay whole unless one alone is wider than the line.
// Must not place lines on a page.
import type { Run } from '../../../domain/document/blocks.ts';
import type { Item, StructNode } from './atoms.ts';
import type { Weight } from '../font/face.ts';
import type { TextStyle } from './sheet.ts';
import { drawable } from '../font/text.ts';

export type Measure = (weight: Weight, text: string, size: number) => number;

type Fragment = {
  readonly text: string;
  readonly weight: Weight;
  readonly mark: boolean;
  readonly width: number;
};
/** A word, or several fragments that no line end may part. */
type Word = { fragments: Fragment[]; width: number; newLine: boolean };
type Piece = { x: number; text: string; weight: Weight; mark: boolean; width: number };
export type Line = { readonly pieces: readonly Piece[]; readonly width: number };

type Setting = { readonly measure: Measure; readonly style: TextStyle; readonly width: number };

const MARK_SCALE = 0.86;
const MARK_PAD = 3.4;

export function plain(text: string): Run[] {
  return [{ text }];
}

/** At least one line, also for empty text: an empty cell keeps its height. */
export function wrap(runs: readonly Run[], setting: Setting): Line[] {
  const words = wordsOf(runs, setting).flatMap((word) => fitting(word, setting));
  const space = setting.measure(setting.style.weight, ' ', setting.style.size);
  const lines: Word[][] = [];
  let used = 0;
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || word.newLine || used + space + word.width > setting.width) {
      lines.push([word]);
      used = word.width;
    } else {
      line.push(word);
      used += space + word.width;
    }
  }
  if (lines.length === 0) return [{ pieces: [], width: 0 }];
  return lines.map((line, index) => lineOf(line, lines[index + 1]?.[0], setting));
}

/** Fragments, and the white space between them, in reading order. */
type Token = Omit<Fragment, 'width'> | 'space' | 'lineEnd';

function tokensOf(run: Run, style: TextStyle): Token[] {
  const text = drawable(run.text);
  if (run.style === 'mark') return [{ text, weight: 'bold', mark: true }];
  const weight = run.style === 'strong' ? 'bold' : style.weight;
  const parts = text.split(/( +|\n)/).filter((part) => part !== '');
  return parts.map((part) => {
    if (part === '\n') return 'lineEnd';
    return part.startsWith(' ') ? 'space' : { text: part, weight, mark: false };
  });
}

function wordsOf(runs: readonly Run[], setting: Setting): Word[] {
  const words: Word[] = [];
  let open = false;
  let newLine = false;
  for (const token of runs.flatMap((run) => tokensOf(run, setting.style))) {
    if (token === 'space') {
      open = false;
    } else if (token === 'lineEnd') {
      // Two line ends in a row are an empty line.
      if (newLine) words.push({ fragments: [], width: 0, newLine: true });
      open = false;
      newLine = true;
    } else {
      add(words, token, { open, newLine, setting });
      open = true;
      newLine = false;
    }
  }
  return words;
}

type Joining = { readonly open: boolean; readonly newLine: boolean; readonly setting: Setting };

/** Appends to the open word or begins one. A paragraph sign stays with its number: "9 §" is one word. */
function add(words: Word[], part: Omit<Fragment, 'width'>, joining: Joining): void {
  const { measure, style } = joining.setting;
  const size = part.mark ? style.size * MARK_SCALE : style.size;
  const width = measure(part.weight, part.text, size) + (part.mark ? MARK_PAD * 2 : 0);
  const last = words.at(-1);
  const bound = !joining.newLine && part.text.startsWith('§');
  if (last !== undefined && (joining.open || bound)) {
    const glue = joining.open ? [] : [spaceFragment(joining.setting)];
    const added = [...glue, { ...part, width }];
    last.fragments.push(...added);
    last.width += added.reduce((sum, fragment) => sum + fragment.width, 0);
  } else {
    words.push({ fragments: [{ ...part, width }], width, newLine: joining.newLine });
  }
}

function spaceFragment({ measure, style }: Setting): Fragment {
  return { text: ' ', weight: style.weight, mark: false, width: measure(style.weight, ' ', style.size) };
}

/** Breaks a word that is wider than the line, after a hyphen or slash where there is one, else between letters. */
function fitting(word: Word, setting: Setting): Word[] {
  if (word.width <= setting.width) return [word];
  const made: Word[] = [{ fragments: [], width: 0, newLine: word.newLine }];
  for (const fragment of word.fragments) {
    for (const part of fragment.mark ? [fragment] : partsOf(fragment, setting)) {
      const last = made.at(-1);
      if (last !== undefined && last.width + part.width <= setting.width) {
        last.fragments.push(part);
        last.width += part.width;
      } else {
        // Not `newLine`: the line is full, so it breaks here by width.
        made.push({ fragments: [part], width: part.width, newLine: true });
      }
    }
  }
  return made.filter((part) => part.fragments.length > 0);
}

function partsOf(fragment: Fragment, setting: Setting): Fragment[] {
  const size = setting.style.size;
  const sized = (text: string): Fragment => ({
    ...fragment,
    text,
    width: setting.measure(fragment.weight, text, size),
  });
  return fragment.text.split(/(?<=[-/])/).flatMap((part) => {
    const whole = sized(part);
    return whole.width <= setting.width ? [whole] : Array.from(part, sized);
  });
}

function lineOf(words: readonly Word[], next: Word | undefined, setting: Setting): Line {
  const pieces: Piece[] = [];
  const space = spaceFragment(setting);
  let x = 0;
  const put = (fragment: Fragment) => {
    const last = pieces.at(-1);
    if (last !== undefined && !last.mark && !fragment.mark && last.weight === fragment.weight) {
      last.text += fragment.text;
      last.width += fragment.width;
    } else {
      pieces.push({
        x,
        text: fragment.text,
        weight: fragment.weight,
        mark: fragment.mark,
        width: fragment.width,
      });
    }
    x += fragment.width;
  };
  words.forEach((word, index) => {
    if (index > 0) put(space);
    word.fragments.forEach(put);
  });
  const width = x;
  // A space at the end of a line that goes on: read aloud and copied, the words do not run together.
  if (next !== undefined && !next.newLine) put(space);
  return { pieces, width };
}

type Place = {
  readonly x: number;
  readonly baseline: number;
  readonly owner: StructNode | null;
  readonly style: TextStyle;
};

/** The line's text, and a frame round each mark so that it is seen in black and white. */
export function lineItems(line: Line, place: Place): Item[] {
  const { owner, style } = place;
  return line.pieces.flatMap((piece): Item[] => {
    const x = place.x + piece.x;
    if (!piece.mark) {
      const { text, weight } = piece;
      return [{ kind: 'text', owner, x, y: place.baseline, text, weight, size: style.size }];
    }
    const size = style.size * MARK_SCALE;
    return [
      {
        kind: 'text',
        owner,
        x: x + MARK_PAD,
        y: place.baseline - 0.3,
        text: piece.text,
        weight: 'bold',
        size,
      },
      {
        kind: 'box',
        owner,
        x: x + 1.2,
        y: place.baseline - size * 0.95,
        width: piece.width - 2.4,
        height: size * 1.27,
        thickness: 0.7,
      },
    ];
  });
}

/** Where the baseline stands in a line of this style, from its top. */
export function baselineOf(style: TextStyle): number {
  return style.leading / 2 + style.size * 0.36;
}
