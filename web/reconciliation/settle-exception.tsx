import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useText } from '../text/index.ts'
import { reconciliationTexts } from '../text/reconciliation.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'

type SettleProps = { organisation: string; id: string; what: string; onClose: () => void }

/** Says what was done about something that needed somebody. */
export const SettleException = ({ organisation, id, what, onClose }: SettleProps) => {
  const say = useText(reconciliationTexts)
  const [note, setNote] = useState('')
  const settle = useAction(async () => {
    await json(
      paymentsApi(organisation).exceptions[':exceptionId'].settlement.$post({
        param: { exceptionId: id },
        json: { note: note.trim() },
      }),
    )
    reloadQueries(`${organisation}/money/`)
    toast(say('exceptions.done'))
    onClose()
  })
  return (
    <Dialog
      title={say('exceptions.title')}
      open
      onClose={onClose}
      actions={
        <Button
          kind="main"
          icon="check"
          busy={settle.busy}
          disabled={note.trim().length < 3}
          onPress={settle.run}
        >
          {say('exceptions.settle')}
        </Button>
      }
    >
      <div class="form">
        <p>{what}</p>
        <Textarea
          label={say('exceptions.note')}
          hint={say('exceptions.hint')}
          required
          maxLength={500}
          value={note}
          onChange={setNote}
        />
        {settle.problem && <ProblemView problem={settle.problem} />}
      </div>
    </Dialog>
  )
}
