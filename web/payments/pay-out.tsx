import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { paymentsApi, type Standing } from '../registrations/api.ts'
import { formatMoney } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { plainDigits } from '../ui/numbers.ts'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { reloadMoney } from './api.ts'

type Refund = Standing['refunds'][number]
type PayOutProps = { organisation: string; registrationId: string; refund: Refund }

/** Records that a refund was handed over; for whoever may, which the approver may not. */
export const PayOut = ({ organisation, registrationId, refund }: PayOutProps) => {
  const say = useText(givingTexts)
  const [open, setOpen] = useState(false)
  if (!refund.payable) return null
  return (
    <>
      <Button icon="money" label={`${say('pay')}: ${refund.number}`} onPress={() => setOpen(true)}>
        {say('pay')}
      </Button>
      {open && (
        <Form
          organisation={organisation}
          registrationId={registrationId}
          refund={refund}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

const Form = ({ organisation, registrationId, refund, onClose }: PayOutProps & { onClose: () => void }) => {
  const say = useText(givingTexts)
  const language = useLanguage()
  const [reference, setReference] = useState('')
  const { way } = refund
  const pay = useAction(async () => {
    const typed = way === 'upi' ? plainDigits(reference) : reference.trim()
    await json(
      paymentsApi(organisation).refunds[':refundId'].payout.$post({
        param: { refundId: refund.id },
        json: way === 'cash' ? {} : { reference: typed },
      }),
    )
    reloadMoney(organisation, registrationId)
    toast(say('pay.done'))
    onClose()
  })
  const label = say(way === 'upi' ? 'pay.utr' : 'pay.reference')
  const fault = useFaults(pay.problem, { '/reference': label })
  return (
    <Dialog
      title={say('pay.title', { amount: formatMoney(refund.amountMinor, refund.currency, language) })}
      open
      onClose={onClose}
      actions={
        <Button kind="main" icon="check" busy={pay.busy} onPress={pay.run}>
          {say('pay.confirm')}
        </Button>
      }
    >
      <div class="form">
        <p>{say(way === 'stripe' ? 'pay.bank' : `pay.${way}`)}</p>
        {way !== 'cash' && (
          <TextField
            label={label}
            error={fault('/reference')}
            required
            maxLength={way === 'upi' ? 20 : 40}
            type={way === 'upi' ? 'tel' : 'text'}
            value={reference}
            onChange={setReference}
          />
        )}
        {pay.problem && !fault('/reference') && <ProblemView problem={pay.problem} />}
      </div>
    </Dialog>
  )
}
