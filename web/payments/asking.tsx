import { type ComponentChildren, Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { formatMoney } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { useLanguage, useText } from '../text/index.ts'
import { policyTexts } from '../text/refund-policy.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { MoneyField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'

type AskingProps = {
  title: string
  /** What the second person's part is. */
  text: string
  amount: {
    label: string
    hint: (most: string) => string
    mostMinor: number
    /** What the refund policy says, where there is one: it is what stands in the field at first. */
    usualMinor?: number | null
    currency: string
  }
  busy: boolean
  problem: Problem | undefined
  onClose: () => void
  onAsk: (amountMinor: number, reason: string) => void
  children?: ComponentChildren
}

/** The dialog in which a second person is asked: how much, and why. */
export const Asking = (props: AskingProps) => {
  const { title, text, amount, busy, problem, onClose, onAsk, children } = props
  const say = useText(givingTexts)
  const language = useLanguage()
  const [amountMinor, setAmount] = useState<number | null>(amount.usualMinor || amount.mostMinor)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sayPolicy = useText(policyTexts)
  const money = (minor: number) => formatMoney(minor, amount.currency, language)
  const most = money(amount.mostMinor)
  const { usualMinor = null } = amount
  const amountWrong = amountMinor === null || amountMinor < 1 || amountMinor > amount.mostMinor
  const reasonWrong = reason.trim().length < 3
  const ask = () => {
    setTried(true)
    if (!amountWrong && !reasonWrong) onAsk(amountMinor, reason.trim())
  }
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      actions={
        <Button kind="main" icon="check" busy={busy} onPress={ask}>
          {say('ask')}
        </Button>
      }
    >
      <div class="form">
        <p>{text}</p>
        <MoneyField
          label={amount.label}
          hint={amount.hint(most)}
          error={tried && amountWrong ? say('amount.wrong', { amount: most }) : undefined}
          required
          currency={amount.currency}
          amountMinor={amountMinor}
          onChange={setAmount}
        />
        {usualMinor !== null && (
          <p>
            {sayPolicy('by.policy', { amount: money(usualMinor) })}
            {amountMinor !== usualMinor && <strong> {sayPolicy('differs')}</strong>}
          </p>
        )}
        <Fragment>{children}</Fragment>
        <Textarea
          label={say('reason')}
          hint={say('reason.hint')}
          error={tried && reasonWrong ? say('reason.wrong') : undefined}
          required
          rows={3}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        {problem && <ProblemView problem={problem} />}
      </div>
    </Dialog>
  )
}
