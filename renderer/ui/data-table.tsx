// Owns: a plain table for tens or hundreds of rows with caption and column heads. Must not: be used for the big list.
import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: boolean;
  /** The cell that names the row. */
  readonly rowHead?: boolean;
};

type DataTableProps<Row> = {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly footRow?: Row;
};

export function DataTable<Row>({
  caption,
  hideCaption = false,
  columns,
  rows,
  rowKey,
  footRow,
}: DataTableProps<Row>) {
  return (
    // A region that scrolls sideways must be reachable by key.
    <div className="data-table-frame" role="group" aria-label={caption} tabIndex={0}>
      <table className="data-table">
        <caption className={hideCaption ? 'visually-hidden' : ''}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.number ? 'number' : ''}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Cells key={rowKey(row)} row={row} columns={columns} />
          ))}
        </tbody>
        {footRow === undefined ? null : (
          <tfoot>
            <Cells row={footRow} columns={columns} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cells<Row>({ row, columns }: { readonly row: Row; readonly columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map((column) =>
        column.rowHead ? (
          <th key={column.id} scope="row">
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={column.number ? 'number' : ''}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}
