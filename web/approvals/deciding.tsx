import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { approvalTexts } from '../text/approvals.ts'
import { useText } from '../text/index.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { toast } from '../ui/toast.tsx'
import { type Approval, approvalsApi } from './api.ts'
import type { Deed } from './card.tsx'
import { useHeadline } from './facts.tsx'

const WORD = { approve: 'approved', refuse: 'refused' } as const

type DecidingProps = { organisation: string; approval: Approval; deed: Deed; onClose: () => void }

/** Asks once more before a question is decided or taken back; a refusal says why. */
export const Deciding = ({ organisation, approval, deed, onClose }: DecidingProps) => {
  const say = useText(approvalTexts)
  const headline = useHeadline()(approval)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAction(async () => {
    const one = approvalsApi(organisation).approvals[':approvalId']
    const param = { approvalId: approval.id }
    if (deed === 'withdraw') await json(one.$delete({ param }))
    else await json(one.decision.$post({ param, json: { decision: WORD[deed], note } }))
    // What follows from it may be anywhere: powers, money, people.
    reloadQueries(`${organisation}/`)
    toast(say(deed === 'withdraw' ? 'done.withdrawn' : `done.${WORD[deed]}`))
    onClose()
  })
  const missing = deed === 'refuse' && note.trim().length < 3
  return (
    <ConfirmDialog
      title={say(`${deed}.title`)}
      open
      onClose={onClose}
      confirm={say(deed)}
      danger={deed === 'refuse'}
      busy={act.busy}
      problem={act.problem}
      onConfirm={() => {
        setTried(true)
        if (!missing) act.run()
      }}
    >
      <p class="strong">{headline}</p>
      <p>{say(`${deed}.text`)}</p>
      {deed !== 'withdraw' && (
        <Textarea
          label={say(deed === 'refuse' ? 'note.refuse' : 'note')}
          required={deed === 'refuse'}
          rows={3}
          maxLength={500}
          value={note}
          onChange={setNote}
          error={tried && missing ? say('note.missing') : undefined}
        />
      )}
    </ConfirmDialog>
  )
}
