import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { registrationTexts } from '../text/registrations.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { type Card, keys, registrationsApi } from './api.ts'

/** Cancels a registration; what is known of it and of its workshop's roster is read again. */
export const useCancelling = (organisation: string, workshopId: string) => {
  const say = useText(registrationTexts)
  return useAction(async (registrationId: string) => {
    const one = registrationsApi(organisation).registrations[':registrationId']
    await json(one.cancellation.$post({ param: { registrationId } }))
    reloadQueries(keys.all(organisation))
    reloadQueries(keys.roster(organisation, workshopId))
    toast(say('give-up.done'))
    return true
  })
}

/** Gives a seat up, after asking. */
export const GiveUp = ({ organisation, card }: { organisation: string; card: Card }) => {
  const say = useText(registrationTexts)
  const [asking, setAsking] = useState(false)
  const cancelling = useCancelling(organisation, card.workshop.id)
  const confirm = async () => {
    if (await cancelling.run(card.id)) setAsking(false)
  }
  return (
    <div>
      <Button kind="quiet" icon="trash" onPress={() => setAsking(true)}>
        {say('give-up')}
      </Button>
      <ConfirmDialog
        title={say('give-up.title')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        confirm={say('give-up')}
        danger
        busy={cancelling.busy}
        problem={cancelling.problem}
      >
        <p>{say('give-up.text')}</p>
        {card.paidMinor > 0 && <p class="strong">{say('give-up.paid')}</p>}
      </ConfirmDialog>
    </div>
  )
}
