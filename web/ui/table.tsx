import type { ComponentChildren } from 'preact'

/** One column: its header, which labels the cell on a phone, and how a row's cell is drawn. */
export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ComponentChildren
  /** Set right, with figures under each other. */
  numeric?: boolean | undefined
  /** Names the row; the card's heading on a phone. The first column unless said otherwise. */
  names?: boolean | undefined
}

type TableProps<Row> = {
  /** What the table is of; shown to screen readers, and above the table with `captioned`. */
  caption: string
  captioned?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Sums or averages under the columns, by column key. */
  foot?: Readonly<Record<string, ComponentChildren>> | undefined
}

const classOf = <Row,>(column: Column<Row>, names: boolean): string | undefined =>
  [column.numeric && 'numeric', names && 'names'].filter(Boolean).join(' ') || undefined

/** Rows and columns; in a narrow place every row becomes a card with labelled values. */
export const Table = <Row,>({ caption, captioned, columns, rows, keyOf, foot }: TableProps<Row>) => {
  const naming = columns.find((column) => column.names) ?? columns[0]
  return (
    <div class="table-frame">
      <table class="table">
        <caption class={captioned ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" class={classOf(column, false)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) =>
                column === naming ? (
                  <th key={column.key} scope="row" class={classOf(column, true)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} class={classOf(column, false)} data-label={column.header}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td
                  key={column.key}
                  class={classOf(column, column === naming)}
                  data-label={column === naming ? undefined : column.header}
                >
                  {foot[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
