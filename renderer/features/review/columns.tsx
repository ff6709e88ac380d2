// Owns: the columns a list may show, each with its width and cell. Must not: sort by what the law does not let one sort by.
import type { ReactNode } from 'react';
import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import { sortableTerms, type SortableTerm } from '../../../domain/review/query.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { useOperation } from '../../lib/operations.ts';
import { colourTone, conclusionTone, stepTone } from '../../lib/tones.ts';
import { useCode } from '../../lib/words.ts';
import { Mark } from '../../ui/mark.tsx';

/** A row of the list; undefined until it is fetched. */
export type Line = {
  readonly id: string;
  readonly index: number;
  readonly row: CaseRow | undefined;
  /** Of the fetched rows as a whole, when this line was drawn. */
  readonly version: number;
};

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

type CellProps = { readonly row: CaseRow | undefined };

function ColourCell({ row }: CellProps) {
  const code = useCode();
  if (row?.colour === null || row === undefined) return null;
  return <Mark tone={colourTone(row.colour)} word={code('colour', row.colour)} />;
}

function NameCell({ row }: CellProps) {
  const code = useCode();
  if (row === undefined) return <span className="grid-waiting" />;
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

function StepCell({ row }: CellProps) {
  const code = useCode();
  return row === undefined || row.barred ? null : (
    <Mark tone={stepTone(row.step)} word={code('step', row.step)} />
  );
}

function ConclusionCell({ row }: CellProps) {
  const code = useCode();
  if (row === undefined || row.conclusion === null) return null;
  return <Mark tone={conclusionTone(row.conclusion)} word={code('conclusion', row.conclusion)} />;
}

function AreaCell({ row }: CellProps) {
  return useCode()('area', row?.area);
}

/** Two who took a case apart both stand there. */
function AssigneeCell({ row }: CellProps) {
  const { data } = useOperation('work.overview', {});
  if (row === undefined || data === undefined) return null;
  const names = row.assignees.map((id) => data.members.find((one) => one.id === id)?.name ?? '');
  return names.length > 1 ? `▲ ${names.join(', ')}` : (names[0] ?? null);
}

function PermitCell({ row }: CellProps) {
  const code = useCode();
  return row?.permitValidTo ?? code('permitShort', row?.permitKind);
}

const plain: Partial<Record<ColumnId, (row: CaseRow) => string | null>> = {
  applicationId: (row) => row.applicationId,
  identityNumber: (row) => formatIdentityNumber(row.identityNumber ?? ''),
  municipality: (row) => row.municipality,
  employer: (row) => row.employerName,
  startsOn: (row) => row.startsOn,
  endsOn: (row) => row.endsOn,
  receivedDate: (row) => row.receivedDate,
  decisionDay: (row) => row.decisionDay,
  barNumber: (row) => row.barNumber,
  watchUntil: (row) => row.watchUntil,
};

const drawn: Partial<Record<ColumnId, (props: CellProps) => ReactNode>> = {
  colour: ColourCell,
  name: NameCell,
  step: StepCell,
  conclusion: ConclusionCell,
  area: AreaCell,
  permitValidTo: PermitCell,
  assignee: AssigneeCell,
};

const byId = new Map(
  columnIds.map((id) => {
    const Cell = drawn[id];
    const text = plain[id];
    return [
      id,
      helper.display({
        id,
        cell: ({ row: { original } }) =>
          Cell === undefined ? (
            original.row === undefined ? null : (
              text?.(original.row)
            )
          ) : (
            <Cell row={original.row} />
          ),
      }),
    ] as const;
  }),
);

/** Definitions in the chosen order; unknown names, as from a newer version, are left out. */
export function columnsOf(ids: readonly ColumnId[]) {
  return ids.flatMap((id) => byId.get(id) ?? []);
}
