import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { Table as TableView } from '../ui/table.tsx'
import type { Report } from './report.ts'
import type { Table } from './table.ts'

const FEW = 4

/** The first lines of a file under its columns, so that a wrong file is noticed at once. */
export const Preview = ({ table }: { table: Table }) => {
  const say = useText(importTexts)
  const shown = table.rows.slice(0, FEW).map((cells, index) => ({ cells, index }))
  return (
    <Panel title={say('preview')} hint={say('rows', { count: table.rows.length })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys too */}
      <section class="import-preview" aria-label={say('preview.table')} tabIndex={0}>
        <table class="import-lines">
          <thead>
            <tr>
              {table.header.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ cells, index }) => (
              <tr key={index}>
                {table.header.map((column, place) => (
                  <td key={column}>{cells[place]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

/** What the table would do, counted. */
export const Result = ({ report }: { report: Required<Report> }) => {
  const say = useText(importTexts)
  return (
    <div class="stack">
      <Stats>
        <Stat
          label={say('result.new')}
          value={<Count value={Math.max(report.accepted - report.changed, 0)} />}
          tone="good"
        />
        <Stat label={say('result.changed')} value={<Count value={report.changed} />} />
        <Stat label={say('result.unchanged')} value={<Count value={report.unchanged} />} />
      </Stats>
      {report.ignored.length > 0 && (
        <p class="soft">{say('ignored', { columns: report.ignored.join(', ') })}</p>
      )}
    </div>
  )
}

/** Which names of the table were taken for which units, to be looked at by a person. */
export const Understood = ({ report }: { report: Required<Report> }) => {
  const say = useText(importTexts)
  const name = useName()
  if (report.understood.length === 0) return null
  return (
    <Panel title={say('understood')} hint={say('understood.hint')}>
      <TableView
        caption={say('understood')}
        rows={report.understood}
        keyOf={({ text }) => text}
        columns={[
          { key: 'text', header: say('understood.text'), cell: ({ text }) => text },
          {
            key: 'unit',
            header: say('understood.unit'),
            cell: ({ unit }) => `${name(unit)} (${unit.code})`,
          },
        ]}
      />
    </Panel>
  )
}
