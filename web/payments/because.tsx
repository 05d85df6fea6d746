import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { claimTexts } from '../text/claims.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'

type BecauseProps = {
  title: string
  text: string
  confirm: string
  busy: boolean
  problem: Problem | undefined
  onClose: () => void
  onSay: (reason: string) => void
}

/** A dialog that asks why, and does nothing without a word. */
export const Because = ({ title, text, confirm, busy, problem, onClose, onSay }: BecauseProps) => {
  const say = useText(claimTexts)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = reason.trim().length < 3
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <Button
          kind="danger"
          busy={busy}
          onPress={() => {
            setTried(true)
            if (!wrong) onSay(reason.trim())
          }}
        >
          {confirm}
        </Button>
      }
    >
      <div class="form">
        <p>{text}</p>
        <Textarea
          label={say('why')}
          error={tried && wrong ? say('why.wrong') : undefined}
          required
          rows={3}
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
        {problem && <ProblemView problem={problem} />}
      </div>
    </Dialog>
  )
}
