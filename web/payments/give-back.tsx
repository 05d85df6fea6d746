import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction } from '../query.ts'
import { paymentsApi, type Standing } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { givingTexts } from '../text/giving.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { toast } from '../ui/toast.tsx'
import { reloadMoney } from './api.ts'
import { Asking } from './asking.tsx'

type Payment = Standing['payments'][number]
type Way = Standing['refunds'][number]['way']
type GiveBackProps = { organisation: string; payment: Payment; standing: Standing }

const BY_HAND = ['upi', 'bank', 'cash'] as const

/** Asks that a payment, or what is left of it, be given back; for whoever may ask that, while nobody has yet. */
export const GiveBack = ({ organisation, payment, standing }: GiveBackProps) => {
  const say = useText(givingTexts)
  const frame = useFrame(organisation)
  const [id, setId] = useState<string | undefined>(undefined)
  const mine = standing.refunds.filter(({ paymentId }) => paymentId === payment.id)
  const given = mine.reduce((sum, { amountMinor, state }) => sum + (state === 'failed' ? 0 : amountMinor), 0)
  const rule = standing.back.payments.find(({ paymentId }) => paymentId === payment.id)
  const leftMinor = rule?.leftMinor ?? payment.amountMinor - given
  const waits = standing.waiting.some(({ paymentId }) => paymentId === payment.id)
  if (!frame?.holds.has('refunds:request') || leftMinor <= 0 || waits) return null
  const failed = mine.some(({ way, state }) => way === 'stripe' && state === 'failed')
  return (
    <div>
      <Button icon="undo" onPress={() => setId(newId())}>
        {say('refund.of', { number: payment.receiptNumber })}
      </Button>
      {id && (
        <Form
          organisation={organisation}
          payment={payment}
          leftMinor={leftMinor}
          backMinor={rule?.backMinor ?? null}
          ways={waysOf(payment.provider, failed)}
          failed={failed}
          approvalId={id}
          onClose={() => setId(undefined)}
        />
      )}
    </div>
  )
}

const waysOf = (provider: Payment['provider'], failed: boolean): readonly [Way, ...Way[]] => {
  if (provider === 'stripe') return failed ? ['upi', 'bank', 'cash', 'stripe'] : ['stripe']
  return provider === 'cash' ? ['cash', 'upi', 'bank'] : BY_HAND
}

type FormProps = {
  organisation: string
  payment: Payment
  leftMinor: number
  /** What the policy says; null where there is none. */
  backMinor: number | null
  ways: readonly [Way, ...Way[]]
  failed: boolean
  approvalId: string
  onClose: () => void
}

const Form = ({
  organisation,
  payment,
  leftMinor,
  backMinor,
  ways,
  failed,
  approvalId,
  onClose,
}: FormProps) => {
  const say = useText(givingTexts)
  const [way, setWay] = useState<Way>(ways[0])
  const [keeps, setKeeps] = useState(false)
  const ask = useAction(async (amountMinor: number, reason: string) => {
    await json(
      paymentsApi(organisation).payments[':paymentId'].refunds.$post({
        param: { paymentId: payment.id },
        json: { approvalId, amountMinor, way, reason, ...(keeps && { keepSeat: true }) },
      }),
    )
    reloadMoney(organisation, payment.registrationId)
    toast(say('refund.done'))
    onClose()
  })
  return (
    <Asking
      title={say('refund.title')}
      text={say('refund.text')}
      amount={{
        label: say('refund.amount'),
        hint: (amount) => say('refund.amount.hint', { amount }),
        mostMinor: leftMinor,
        usualMinor: backMinor,
        currency: payment.currency,
      }}
      busy={ask.busy}
      problem={ask.problem}
      onClose={onClose}
      onAsk={ask.run}
    >
      {ways.length > 1 && (
        <Choice
          label={say('refund.way')}
          hint={failed ? say('refund.failed.before') : undefined}
          required
          inline
          value={way}
          onChange={setWay}
          options={ways.map((value) => ({ value, label: say(`way.${value}`) }))}
        />
      )}
      <Choice
        label={say('keep')}
        hint={say('keep.hint')}
        required
        inline
        value={keeps ? 'keep' : 'free'}
        onChange={(value) => setKeeps(value === 'keep')}
        options={[
          { value: 'free', label: say('keep.no') },
          { value: 'keep', label: say('keep.yes') },
        ]}
      />
    </Asking>
  )
}
