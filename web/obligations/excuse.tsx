import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { obligationTexts } from '../text/obligations.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { toast } from '../ui/toast.tsx'
import { keys, obligationsApi } from './api.ts'

type ExcuseProps = {
  organisation: string
  obligationId: string
  personId: string
  /** Of whom, unless it is oneself. */
  of?: string | undefined
}

/** The way to an excuse, for oneself or for somebody below: a reason, which somebody else decides on. */
export const AskExcuse = ({ organisation, obligationId, personId, of }: ExcuseProps) => {
  const say = useText(obligationTexts)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [approvalId, setApprovalId] = useState(newId)
  const ask = useAction(async () => {
    const one = obligationsApi(organisation).obligations[':obligationId'].excuses
    await json(one.$post({ param: { obligationId }, json: { approvalId, personId, reason: reason.trim() } }))
    reloadQueries(keys.all(organisation))
    toast(say('excuse.done'))
    setApprovalId(newId())
    setReason('')
    setOpen(false)
  })
  return (
    <>
      <Button label={of && say('excuse.of', { name: of })} onPress={() => setOpen(true)}>
        {say('excuse')}
      </Button>
      <ConfirmDialog
        title={of ? say('excuse.title', { name: of }) : say('excuse.own')}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={ask.run}
        confirm={say('excuse.go')}
        busy={ask.busy}
        problem={ask.problem}
      >
        <div class="form">
          <p>{say('excuse.text')}</p>
          <Textarea
            label={say('excuse.reason')}
            required
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        </div>
      </ConfirmDialog>
    </>
  )
}
