import { useState } from 'preact/hooks'
import { useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { exportTexts } from '../text/exports.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { csvSink, xlsxSink } from './files.ts'

/** A part of a table, and how to ask for the next one; null at the end. */
export type Part<T> = { csv: string; rows: number; next: T | null }

/** A table that can be taken out: `name` of the file without its ending, what it is called where there are several. */
export type Table<T> = {
  name: string
  label?: string
  ask: (reason: string, after: T | undefined) => Promise<Part<T>>
}

type Format = 'csv' | 'xlsx'

const REASON_MIN = 3

function save(name: string, file: Blob) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Takes a table part by part into a file, telling after each how many rows there are. */
async function taken<T>(table: Table<T>, format: Format, reason: string, tell: (rows: number) => void) {
  const sink = format === 'csv' ? csvSink() : await xlsxSink()
  let count = 0
  let part: Part<T> | undefined
  do {
    part = await table.ask(reason, part?.next ?? undefined)
    await sink.add(part.csv)
    count += part.rows
    tell(count)
  } while (part.next !== null)
  save(`${table.name}.${format}`, await sink.done())
  return count
}

/** The button that takes one of some tables out, part by part; it asks what for. */
export const Export = <T,>({ tables }: { tables: readonly Table<T>[] }) => {
  const say = useText(exportTexts)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="download" onPress={() => setOpen(true)}>
        {say('export')}
      </Button>
      <Dialog title={say('title')} open={open} onClose={() => setOpen(false)}>
        <ExportForm tables={tables} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const ExportForm = <T,>({ tables, onDone }: { tables: readonly Table<T>[]; onDone: () => void }) => {
  const say = useText(exportTexts)
  const sayCommon = useText(common)
  const [name, setName] = useState(tables[0]?.name ?? '')
  const [format, setFormat] = useState<Format>('csv')
  const [reason, setReason] = useState('')
  const [rows, setRows] = useState(0)
  const table = tables.find((one) => one.name === name) ?? tables[0]
  const run = useAction(async () => {
    if (!table) return
    setRows(0)
    const count = await taken(table, format, reason.trim(), setRows)
    setReason('')
    onDone()
    toast(say('done', { count }))
  })
  const ready = reason.trim().length >= REASON_MIN
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) run.run()
      }}
    >
      {tables.length > 1 && (
        <SelectField
          label={say('what')}
          required
          value={name}
          onChange={setName}
          options={tables.map((one) => ({ value: one.name, label: one.label ?? one.name }))}
        />
      )}
      <Choice
        label={say('format')}
        required
        value={format}
        onChange={setFormat}
        options={[
          { value: 'csv', label: say('format.csv') },
          { value: 'xlsx', label: say('format.xlsx') },
        ]}
      />
      <TextField
        label={say('reason')}
        hint={say('reason.hint')}
        required
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
      {run.busy && <p role="status">{say('so-far', { count: rows })}</p>}
      {run.problem && <ProblemView problem={run.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={run.busy} disabled={!ready}>
          {say('go')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
