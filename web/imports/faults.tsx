import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Table as TableView } from '../ui/table.tsx'
import { csvToOpen, saveFile } from './read-file.ts'
import type { FaultKind, Report } from './report.ts'
import type { Table } from './table.ts'

type FaultKey = Extract<keyof typeof importTexts.en, `fault.${string}`>

const isKnown = (key: string): key is FaultKey => key.startsWith('fault.') && key in importTexts.en

const useFaultWords = () => {
  const say = useText(importTexts)
  return (code: string): string => {
    const key = `fault.${code}`
    return say(isKnown(key) ? key : 'fault.other')
  }
}

/** What is wrong, kind by kind, with the lines and columns of the file; and those lines to take away and correct. */
export const Faults = ({ report, table }: { report: Required<Report>; table: Table }) => {
  const say = useText(importTexts)
  const words = useFaultWords()
  const save = async () => {
    const wrong = new Map<number, string[]>()
    for (const { code, examples } of report.faults)
      for (const { row, column } of examples)
        wrong.set(row, [...(wrong.get(row) ?? []), `${column}: ${words(code)}`])
    const lines = [...wrong]
      .sort(([a], [b]) => a - b)
      .map(([row, why]) => [String(row), why.join('; '), ...(table.rows[table.numbers.indexOf(row)] ?? [])])
    const header = [say('faults.row'), say('faults.title'), ...table.header]
    saveFile('faults.csv', await csvToOpen([header, ...lines]))
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
        <KindOfFault key={kind.code} kind={kind} title={words(kind.code)} />
      ))}
    </div>
  )
}

const KindOfFault = ({ kind, title }: { kind: FaultKind; title: string }) => {
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
          { key: 'column', header: say('faults.column'), cell: ({ column }) => column },
          { key: 'value', header: say('faults.value'), cell: ({ value }) => value || '–' },
        ]}
      />
      {more > 0 && <p class="soft">{say('faults.more', { count: more })}</p>}
    </Panel>
  )
}
