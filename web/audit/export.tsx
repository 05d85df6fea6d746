import { useState } from 'preact/hooks'
import { useAction } from '../query.ts'
import { auditTexts } from '../text/audit.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'

/** A part of a table, and how to ask for the next one; null at the end. */
export type Part<T> = { csv: string; rows: number; next: T | null }

type ExportProps<T> = {
  /** Name of the file, without its ending. */
  name: string
  ask: (reason: string, after: T | undefined) => Promise<Part<T>>
}

const REASON_MIN = 3

function save(name: string, parts: readonly string[]) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }))
  link.download = `${name}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The button that takes a table out, part by part; it asks what for. */
export const Export = <T,>({ name, ask }: ExportProps<T>) => {
  const say = useText(auditTexts)
  const sayCommon = useText(common)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const run = useAction(async () => {
    const parts: string[] = []
    let count = 0
    let part: Part<T> | undefined
    do {
      part = await ask(reason.trim(), part?.next ?? undefined)
      parts.push(part.csv)
      count += part.rows
    } while (part.next !== null)
    save(name, parts)
    setOpen(false)
    setReason('')
    toast(say('export.done', { count }))
  })
  return (
    <>
      <Button icon="download" onPress={() => setOpen(true)}>
        {say('export')}
      </Button>
      <Dialog title={say('export.title')} open={open} onClose={() => setOpen(false)}>
        <form
          class="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim().length >= REASON_MIN) run.run()
          }}
        >
          <TextField
            label={say('export.reason')}
            hint={say('export.reason.hint')}
            required
            maxLength={300}
            value={reason}
            onChange={setReason}
          />
          {run.problem && <ProblemView problem={run.problem} />}
          <div class="cluster">
            <Button kind="main" submit busy={run.busy} disabled={reason.trim().length < REASON_MIN}>
              {say('export.go')}
            </Button>
            <Button onPress={() => setOpen(false)}>{sayCommon('cancel')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
