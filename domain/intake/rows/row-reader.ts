// Owns: one row's cells as values of our fields, gathering what is wrong. Must not: decide whether the row is read in.
import type { IsoDate } from '../../ids.ts';
import { parseDate } from './dates.ts';
import { type FieldId, type FieldKind, fieldSpec, greatestLength, type TableKind } from '../fields.ts';
import { type OrganisationNumber, parseIdentityNumber, parseOrganisationNumber } from './identity-number.ts';
import type { Mapping } from '../mapping.ts';
import type { ProblemCode, RejectedRow, RowProblem } from '../problems.ts';
import { foldWord } from '../resources.ts';
import { type Cell, cellText, type RawRecord } from '../table.ts';
import type { ValueIndex } from './value-index.ts';

export type ReadContext = {
  readonly kind: TableKind;
  readonly positions: ReadonlyMap<FieldId, number>;
  readonly values: ValueIndex;
  /** The day of the export: settles centuries and the day of a withdrawal that has none. */
  readonly asOf: IsoDate;
};

export function readContext(
  mapping: Mapping,
  options: { readonly values: ValueIndex; readonly asOf: IsoDate },
): ReadContext {
  const mapped = mapping.columns.flatMap((column) =>
    column.field === null ? [] : [[column.field, column.index] as const],
  );
  return { kind: mapping.kind, positions: new Map(mapped), ...options };
}

/** Every method gives undefined for an empty cell or one with a problem; the problem is then in `problems`. */
export class RowReader {
  readonly problems: RowProblem[] = [];
  private readonly record: RawRecord;
  readonly context: ReadContext;

  constructor(record: RawRecord, context: ReadContext) {
    this.record = record;
    this.context = context;
  }

  has(field: FieldId): boolean {
    return this.context.positions.has(field);
  }

  cell(field: FieldId): Cell {
    const position = this.context.positions.get(field);
    return position === undefined ? null : (this.record.cells[position] ?? null);
  }

  isEmpty(field: FieldId): boolean {
    return cellText(this.cell(field)) === '';
  }

  fail(field: FieldId, code: ProblemCode): undefined {
    this.problems.push({ field, code });
    return undefined;
  }

  /** The row as it is told about when it is not read in. */
  rejected(applicationId: string | undefined): RejectedRow {
    const id = applicationId === undefined ? {} : { applicationId };
    return { row: this.record.row, ...id, problems: this.problems };
  }

  /** A last day before the first is a problem of the last. */
  inOrder(last: FieldId, [from, to]: readonly [IsoDate | undefined, IsoDate | undefined]): void {
    if (from !== undefined && to !== undefined && to < from) this.fail(last, 'unknownValue');
  }

  /** Nothing for an empty cell, and `missing` where the row needs one. */
  private filled(field: FieldId): boolean {
    if (!this.isEmpty(field)) return true;
    if (fieldSpec(this.context.kind, field)?.row === true) this.fail(field, 'missing');
    return false;
  }

  /** Text in NFC without control characters and outer blanks; inner blanks folded except in long texts. */
  text(field: FieldId): string | undefined {
    if (!this.filled(field)) return undefined;
    const kind = fieldSpec(this.context.kind, field)?.kind ?? 'text';
    const text = tidy(cellText(this.cell(field)), kind);
    if (text === '') return undefined;
    return [...text].length > (greatestLength[kind] ?? 254) ? this.fail(field, 'tooLong') : text;
  }

  date(field: FieldId): IsoDate | undefined {
    if (!this.filled(field)) return undefined;
    return parseDate(this.cell(field), this.context.values.months) ?? this.fail(field, 'notADate');
  }

  choice<T>(field: FieldId, words: ReadonlyMap<string, T>): T | undefined {
    if (!this.filled(field)) return undefined;
    return words.get(foldWord(cellText(this.cell(field)))) ?? this.fail(field, 'unknownValue');
  }

  yesNo(field: FieldId): boolean | undefined {
    const cell = this.cell(field);
    if (typeof cell === 'boolean') return cell;
    const answer = this.choice(field, this.context.values.yesNo);
    return answer === undefined ? undefined : answer === 'yes';
  }

  /** A whole or decimal number, not negative. */
  amount(field: FieldId): number | undefined {
    if (!this.filled(field)) return undefined;
    const text = cellText(this.cell(field)).replace(',', '.');
    return /^\d{1,6}(\.\d+)?$/.test(text) ? Number(text) : this.fail(field, 'unknownValue');
  }

  identityNumber(field: FieldId): string | undefined {
    if (!this.filled(field)) return undefined;
    const parsed = parseIdentityNumber(this.cell(field), this.context.asOf);
    return parsed.ok ? parsed.value : this.fail(field, parsed.error.tag);
  }

  organisationNumber(field: FieldId): OrganisationNumber | undefined {
    if (!this.filled(field)) return undefined;
    const parsed = parseOrganisationNumber(this.cell(field), this.context.asOf);
    return parsed.ok ? parsed.value : this.fail(field, parsed.error.tag);
  }

  list(field: FieldId): string[] | undefined {
    const text = this.text(field);
    const parts = text?.split(/[,;/\n]| och | and /u).map((part) => part.trim());
    return parts?.filter((part, index) => part !== '' && parts.indexOf(part) === index);
  }
}

function tidy(text: string, kind: FieldKind): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
  return kind === 'longText' || kind === 'list' ? plain.trim() : plain.replace(/\s+/gu, ' ').trim();
}
