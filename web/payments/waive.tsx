import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction } from '../query.ts'
import { type Card, paymentsApi, type Standing } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { givingTexts } from '../text/giving.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { toast } from '../ui/toast.tsx'
import { reloadMoney } from './api.ts'
import { Asking } from './asking.tsx'

type WaiveProps = { organisation: string; card: Card; standing: Standing }

/** Asks that a fee, or a part of it, be waived; for whoever may ask that, while nobody has yet. */
export const Waive = ({ organisation, card, standing }: WaiveProps) => {
  const say = useText(givingTexts)
  const frame = useFrame(organisation)
  const [id, setId] = useState<string | undefined>(undefined)
  const waits = standing.waiting.some(({ kind }) => kind === 'waiver')
  if (!frame?.holds.has('waivers:request') || standing.owedMinor <= 0 || waits) return null
  if (card.cancelledAt !== null) return null
  return (
    <div>
      <Button icon="edit" onPress={() => setId(newId())}>
        {say('waive')}
      </Button>
      {id && (
        <Form
          organisation={organisation}
          card={card}
          standing={standing}
          approvalId={id}
          onClose={() => setId(undefined)}
        />
      )}
    </div>
  )
}

type FormProps = WaiveProps & { approvalId: string; onClose: () => void }

const Form = ({ organisation, card, standing, approvalId, onClose }: FormProps) => {
  const say = useText(givingTexts)
  const [sponsor, setSponsor] = useState('')
  const { owedMinor, currency } = standing
  const ask = useAction(async (amountMinor: number, reason: string) => {
    const bearer = sponsor.trim()
    await json(
      paymentsApi(organisation).registrations[':registrationId'].waivers.$post({
        param: { registrationId: card.id },
        json: { approvalId, amountMinor, reason, ...(bearer && { sponsor: bearer }) },
      }),
    )
    reloadMoney(organisation, card.id)
    toast(say('waive.done'))
    onClose()
  })
  return (
    <Asking
      title={say('waive.title')}
      text={say('waive.text')}
      amount={{
        label: say('waive.amount'),
        hint: (amount) => say('waive.amount.hint', { amount }),
        mostMinor: owedMinor,
        currency,
      }}
      busy={ask.busy}
      problem={ask.problem}
      onClose={onClose}
      onAsk={ask.run}
    >
      <TextField
        label={say('waive.sponsor')}
        hint={say('waive.sponsor.hint')}
        maxLength={120}
        value={sponsor}
        onChange={setSponsor}
      />
    </Asking>
  )
}
