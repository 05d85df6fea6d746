import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { todayTexts } from '../text/today.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { facultyApi, keys } from './api.ts'

type DeclineProps = {
  organisation: string
  of: { dutyId: string } | { workshopId: string }
  what: string
}

/** The way to say that one cannot teach something, and why. */
export const Decline = ({ organisation, of, what }: DeclineProps) => {
  const say = useText(todayTexts)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button label={say('decline.of', { what })} onPress={() => setOpen(true)}>
        {say('decline')}
      </Button>
      <Dialog title={say('decline.of', { what })} open={open} onClose={() => setOpen(false)}>
        <Why organisation={organisation} of={of} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const Why = ({ organisation, of, onDone }: Omit<DeclineProps, 'what'> & { onDone: () => void }) => {
  const say = useText(todayTexts)
  const [reason, setReason] = useState('')
  const [id] = useState(newId)
  const decline = useAction(async () => {
    const api = facultyApi(organisation)
    const json1 = { reason: reason.trim() }
    if ('dutyId' in of) await json(api.duties[':dutyId'].declination.$post({ param: of, json: json1 }))
    else await json(api.workshops[':workshopId'].declination.$post({ param: of, json: { id, ...json1 } }))
    reloadQueries(keys.all(organisation))
    reloadQueries(`${organisation}/teaching`)
    toast(say('decline.done'))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        decline.run()
      }}
    >
      <p>{say('decline.lead')}</p>
      <Textarea
        label={say('decline.reason')}
        required
        rows={3}
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
      {decline.problem && <ProblemView problem={decline.problem} />}
      <Button kind="danger" submit busy={decline.busy} disabled={reason.trim().length < 3}>
        {say('decline.go')}
      </Button>
    </form>
  )
}
