import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { roleTexts } from '../text/roles.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { toast } from '../ui/toast.tsx'
import { type Grant, peopleApi } from './api.ts'

type EndOwnerProps = { organisation: string; grant: Grant; onClose: () => void }

/** Asks a second person to take another's ownership away. */
export const EndOwner = ({ organisation, grant, onClose }: EndOwnerProps) => {
  const say = useText(peopleTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  const [approvalId] = useState(newId)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim().length < 3
  const ask = useAction(async () => {
    await json(
      peopleApi(organisation).grants[':grantId'].ending.$post({
        param: { grantId: grant.id },
        json: { approvalId, reason: reason.trim() },
      }),
    )
    reloadQueries(`${organisation}/approvals`)
    toast(say('grant.asked'))
    onClose()
  })
  return (
    <ConfirmDialog
      title={say('grant.end.title')}
      open
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (!missing) ask.run()
      }}
      confirm={say('grant.ask')}
      danger
      busy={ask.busy}
      problem={ask.problem}
    >
      <p>{say('grant.end.owner', { role: sayRole(`${grant.role}`), unit: name(grant.unit) })}</p>
      <Textarea
        label={say('grant.reason')}
        hint={say('grant.reason.hint')}
        required
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        error={tried && missing ? say('grant.reason.missing') : undefined}
      />
    </ConfirmDialog>
  )
}
