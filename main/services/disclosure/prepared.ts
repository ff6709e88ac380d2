// Owns: what is ready to be drawn and written, and what was, as it crosses threads. Must not: hold anything but plain data.
import type { Permit } from '../../../domain/disclosure/grounds.ts';
import type { ComposedDocument } from '../../../domain/document/blocks.ts';
import type { WrittenOut } from '../../files/write-out.ts';

export type Prepared = {
  readonly permit: Permit;
  /** Tried in turn until one is a single page; one alone is drawn as it is. */
  readonly documents: readonly ComposedDocument[];
  readonly json: string | null;
  /** Without ending; holds nothing of the person but the number of the application, and not that when it is masked. */
  readonly stem: string;
};

export type GivenOut = WrittenOut & { readonly format: 'pdf' | 'json' };
