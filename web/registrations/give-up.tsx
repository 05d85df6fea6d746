import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { BackToday } from '../payments/goes-back.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { policyTexts } from '../text/refund-policy.ts'
import { registrationTexts } from '../text/registrations.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { toast } from '../ui/toast.tsx'
import { type Card, keys, paymentsApi, registrationsApi } from './api.ts'

/** Cancels a registration; what is known of it and of its workshop's roster is read again. */
export const useCancelling = (organisation: string, workshopId: string) => {
  const say = useText(registrationTexts)
  const sayBack = useText(policyTexts)
  const language = useLanguage()
  return useAction(async (registrationId: string, currency: string) => {
    const one = registrationsApi(organisation).registrations[':registrationId']
    const { backMinor } = await json(one.cancellation.$post({ param: { registrationId } }))
    reloadQueries(keys.all(organisation))
    reloadQueries(keys.roster(organisation, workshopId))
    toast(
      backMinor > 0
        ? sayBack('asked', { amount: formatMoney(backMinor, currency, language) })
        : say('give-up.done'),
    )
    return true
  })
}

/** Gives a seat up, after asking and saying what comes back. */
export const GiveUp = ({ organisation, card }: { organisation: string; card: Card }) => {
  const say = useText(registrationTexts)
  const [asking, setAsking] = useState(false)
  const cancelling = useCancelling(organisation, card.workshop.id)
  const paid = card.paidMinor > 0
  // What comes back depends on the day: it is asked for when the question is put.
  const standing = useQuery(asking && paid ? keys.standing(organisation, card.id) : null, (signal) =>
    json(
      paymentsApi(organisation).registrations[':registrationId'].payment.$get(
        { param: { registrationId: card.id } },
        { init: { signal } },
      ),
    ),
  )
  const confirm = async () => {
    if (await cancelling.run(card.id, card.currency)) setAsking(false)
  }
  const ruled = standing.data && standing.data.back.percent !== null
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
        {paid && !standing.data && !standing.problem && <Skeleton rows={2} />}
        {ruled && standing.data && <BackToday standing={standing.data} />}
        {paid && !ruled && (standing.data || standing.problem) && <p class="strong">{say('give-up.paid')}</p>}
      </ConfirmDialog>
    </div>
  )
}
