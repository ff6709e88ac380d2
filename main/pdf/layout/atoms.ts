// Owns: what layout produces: structure nodes (what is said) and atoms (where it stands). Must not draw.
import type { Weight } from '../font/face.ts';

type Role =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD';

/** A node either holds other nodes or marked content, never both. */
export type StructNode = {
  readonly role: Role;
  readonly scope?: 'Row' | 'Column';
  readonly numbering?: 'Disc' | 'Square';
  readonly actualText?: string;
  readonly kids: StructNode[];
  readonly marks: { readonly page: number; readonly mcid: number }[];
};

type NodeTraits = Partial<Pick<StructNode, 'scope' | 'numbering' | 'actualText'>>;

export function node(role: Role, traits: NodeTraits = {}): StructNode {
  return { role, ...traits, kids: [], marks: [] };
}

export function child(parent: StructNode, role: Role, traits: NodeTraits = {}): StructNode {
  const made = node(role, traits);
  parent.kids.push(made);
  return made;
}

/** `owner: null` is an artifact: seen, not read aloud. `y` counts downwards: a baseline, a line, or a box's top. */
export type Item =
  | {
      readonly kind: 'text';
      readonly owner: StructNode | null;
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly weight: Weight;
      readonly size: number;
    }
  | {
      readonly kind: 'rule';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly thickness: number;
    }
  | {
      readonly kind: 'box';
      readonly owner: StructNode | null;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly thickness: number;
      readonly crossed?: boolean;
    };

/** 0: a page may end after it. 1: only if what is kept together is longer than a page. 2: only in need (lone lines). */
export type Hold = 0 | 1 | 2;

/** The smallest thing that is never divided: a line, or a line's height of a table row. */
export type Atom = {
  readonly before: number;
  readonly height: number;
  readonly items: readonly Item[];
  readonly hold: Hold;
  /** Table head that is drawn again, as an artifact, when a page begins with this atom. */
  readonly repeat?: Atom;
  readonly startsPage?: boolean;
};

/** The same things, moved down. */
export function moved(items: readonly Item[], by: number): Item[] {
  return items.map((item) => ({ ...item, y: item.y + by }));
}

/** The same things, seen but not read: a table head on its second page. */
export function asArtifact(atom: Atom): Atom {
  const items = atom.items.map((item) => (item.kind === 'rule' ? item : { ...item, owner: null }));
  return { ...atom, before: 0, items };
}
