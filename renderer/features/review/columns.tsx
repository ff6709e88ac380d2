// Owns: the columns a list may show, each with its width and cell. Must not: sort by what the law does not let one sort by.
import type { ReactNode } from 'react';
import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import { sortableTerms, type SortableTerm } from '../../../domain/review/query.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { colourTone, conclusionTone, stepTone } from '../../lib/tones.ts';
import type { useCode } from '../../lib/words.ts';
import { Mark } from '../../ui/mark.tsx';

/** A row of the list; undefined until it is fetched. */
export type Line = {
  readonly id: string;
  readonly index: number;
  readonly row: CaseRow | undefined;
  /** Of the fetched rows as a whole, when this line was drawn. */
  readonly version: number;
  /** One for the whole list: a cell that finds its own words costs more than all else in it. */
  readonly code: Code;
};
type Code = ReturnType<typeof useCode>;

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, Line>();

export const columnIds = [
  'colour',
  'name',
  'applicationId',
  'identityNumber',
  'area',
  'permitValidTo',
  'municipality',
  'conclusion',
  'step',
  'employer',
  'startsOn',
  'endsOn',
  'receivedDate',
  'decisionDay',
  'barNumber',
  'assignee',
  'watchUntil',
] as const;
export type ColumnId = (typeof columnIds)[number];

export const defaultColumns: readonly ColumnId[] = ['colour', 'name', 'area', 'permitValidTo', 'step'];

/** Least width in pixels and share of what is left. */
const widths: Record<ColumnId, readonly [number, number]> = {
  colour: [72, 0],
  name: [108, 6],
  applicationId: [132, 0],
  identityNumber: [118, 0],
  area: [104, 1],
  permitValidTo: [80, 0],
  municipality: [100, 1],
  conclusion: [156, 1],
  step: [152, 1],
  employer: [140, 2],
  startsOn: [88, 0],
  endsOn: [88, 0],
  receivedDate: [88, 0],
  decisionDay: [88, 0],
  barNumber: [104, 0],
  assignee: [120, 1],
  watchUntil: [88, 0],
};

export function templateOf(columns: readonly ColumnId[]): string {
  const tracks = columns.map((id) => {
    const [least, share] = widths[id];
    return share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`;
  });
  return ['28px', ...tracks].join(' ');
}

export function isColumnId(id: string): id is ColumnId {
  return columnIds.some((each) => each === id);
}

export function isSortable(id: string): id is SortableTerm {
  return sortableTerms.some((each) => each === id);
}

type Cell = (row: CaseRow, code: Code) => ReactNode;

function nameCell(row: CaseRow, code: Code): ReactNode {
  if (row.stub) return <span className="quiet">{code('step', 'special')}</span>;
  if (row.barred) return <span className="quiet">{code('conflict', 'barred')}</span>;
  return (
    <>
      {row.conflict && row.step !== 'conflict' ? (
        <span className="grid-conflict">▲ {code('conflict', 'short')} </span>
      ) : null}
      <span className="grid-name">{`${row.familyName}, ${row.givenName}`}</span>
    </>
  );
}

function stepCell(row: CaseRow, code: Code): ReactNode {
  return row.barred ? null : <Mark tone={stepTone(row.step)} word={code('step', row.step)} />;
}

/** Two who took a case apart both stand there. */
function AssigneeCell({ row }: { readonly row: CaseRow }) {
  const { data } = useOperation('work.overview', {});
  if (data === undefined) return null;
  const names = row.assignees.map((id) => data.members.find((one) => one.id === id)?.name ?? '');
  return names.length > 1 ? `▲ ${names.join(', ')}` : (names[0] ?? null);
}

const cells: Readonly<Record<ColumnId, Cell>> = {
  colour: ({ colour }, code) =>
    colour === null ? null : <Mark tone={colourTone(colour)} word={code('colour', colour)} />,
  name: nameCell,
  applicationId: (row) => row.applicationId,
  identityNumber: (row) => formatIdentityNumber(row.identityNumber ?? ''),
  area: (row, code) => code('area', row.area),
  permitValidTo: (row, code) => row.permitValidTo ?? code('permitShort', row.permitKind),
  municipality: (row) => row.municipality,
  conclusion: ({ conclusion }, code) =>
    conclusion === null ? null : (
      <Mark tone={conclusionTone(conclusion)} word={code('conclusion', conclusion)} />
    ),
  step: stepCell,
  employer: (row) => row.employerName,
  startsOn: (row) => row.startsOn,
  endsOn: (row) => row.endsOn,
  receivedDate: (row) => row.receivedDate,
  decisionDay: (row) => row.decisionDay,
  barNumber: (row) => row.barNumber,
  assignee: (row) => <AssigneeCell row={row} />,
  watchUntil: (row) => row.watchUntil,
};

/** Until the row is fetched its name alone says that it is on its way. */
function drawn(id: ColumnId, { row, code }: Line): ReactNode {
  if (row === undefined) return id === 'name' ? <span className="grid-waiting" /> : null;
  return cells[id](row, code);
}

const byId = new Map(
  columnIds.map((id) => [id, helper.display({ id, cell: ({ row: { original } }) => drawn(id, original) })]),
);

/** Definitions in the chosen order; unknown names, as from a newer version, are left out. */
export function columnsOf(ids: readonly ColumnId[]) {
  return ids.flatMap((id) => byId.get(id) ?? []);
}
