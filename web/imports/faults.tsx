import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Table as TableView } from '../ui/table.tsx'
import { type Counted, type Report, refusedOf } from './api.ts'
import type { Ask } from './bringing.ts'
import { csvToOpen, saveFile } from './read-file.ts'

type FaultText = Exclude<Extract<keyof typeof importTexts.en, `fault.${string}`>, `fault.file-${string}`>
type RepairText = Extract<keyof typeof importTexts.en, `repair.${string}`>

const known = <T extends keyof typeof importTexts.en>(key: string, other: T): T =>
  (key in importTexts.en ? key : other) as T

/** What a kind of fault is called. */
export const useFaultText = () => {
  const say = useText(importTexts)
  return (code: string): string => say(known<FaultText>(`fault.${code}`, 'fault.other'))
}

/** What is wrong, kind by kind with the first rows, and the rows as a file to correct. */
export const Faults = ({ report, ask }: { report: Report; ask: Ask }) => {
  const say = useText(importTexts)
  const words = useFaultText()
  const { id, columns } = report.import
  const save = async () => {
    const rows = await refusedOf(ask, id)
    const lines = rows.map(({ row, cells, column, code, value }) => [
      ...cells,
      `${say('faults.row')} ${row}${column ? `, ${column}` : ''}: ${words(code)}${value ? ` (${value})` : ''}`,
    ])
    saveFile('faults.csv', await csvToOpen([[...columns, say('faults.reason')], ...lines]))
  }
  return (
    <div class="stack stack-l">
      <Banner
        tone="bad"
        urgent
        title={say('faults.title')}
        actions={
          <Button icon="download" onPress={save}>
            {say('faults.save')}
          </Button>
        }
      >
        <p>{say('faults.lead')}</p>
      </Banner>
      {report.faults.map((kind) => (
        <Examples key={kind.code} kind={kind} title={words(kind.code)} />
      ))}
    </div>
  )
}

const Examples = ({ kind, title, changes }: { kind: Counted; title: string; changes?: boolean }) => {
  const say = useText(importTexts)
  const more = kind.count - kind.examples.length
  return (
    <Panel title={title} hint={say('rows', { count: kind.count })}>
      <TableView
        caption={title}
        rows={kind.examples}
        keyOf={({ row, column }) => `${row} ${column}`}
        columns={[
          { key: 'row', header: say('faults.row'), cell: ({ row }) => String(row) },
          ...(changes
            ? [
                {
                  key: 'before',
                  header: say('changes.before'),
                  cell: ({ value }: { value: string }) => value || '–',
                },
                {
                  key: 'after',
                  header: say('changes.after'),
                  cell: ({ after }: { after: string | null }) => after || '–',
                },
              ]
            : [
                {
                  key: 'column',
                  header: say('faults.column'),
                  cell: ({ column }: { column: string }) => column || '–',
                },
                {
                  key: 'value',
                  header: say('faults.value'),
                  cell: ({ value }: { value: string }) => value || '–',
                },
              ]),
        ]}
      />
      {more > 0 && <p class="soft">{say('faults.more', { count: more })}</p>}
    </Panel>
  )
}

/** What changes of what is there already, and what was mended on the way. */
export const Differences = ({ report }: { report: Report }) => {
  const say = useText(importTexts)
  return (
    <>
      {report.changes.map((kind) => (
        <Examples key={kind.code} kind={kind} title={say('changes.title', { column: kind.code })} changes />
      ))}
      {report.repairs.map((kind) => (
        <Examples
          key={kind.code}
          kind={kind}
          title={say(known<RepairText>(`repair.${kind.code}`, 'repair.other'))}
          changes
        />
      ))}
    </>
  )
}
