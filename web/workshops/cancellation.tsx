import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { faultsOf, useUnitNames } from '../plans/faults.tsx'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { plansText } from '../text/plans.ts'
import { workshopsText } from '../text/workshops.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import type { WorkshopPartProps } from './part.ts'

/** Calls a workshop off after asking; a published plan that would lose units refuses, naming them. */
export const Cancellation = ({ slug, workshop, stored }: WorkshopPartProps) => {
  const say = useText(workshopsText)
  const sayPlans = useText(plansText)
  const names = useUnitNames()
  const [asking, setAsking] = useState(false)
  const cancel = useAction(() =>
    json(
      workshopsApi(slug).workshops[':workshopId'].cancellation.$post({ param: { workshopId: workshop.id } }),
    ),
  )
  const faults = faultsOf(cancel.problem)
  const confirm = async () => {
    const next = await cancel.run()
    if (!next) return
    setAsking(false)
    stored(next)
    toast(say('cancel.done'))
  }
  const close = () => {
    setAsking(false)
    cancel.reset()
  }
  return (
    <Panel title={say('danger')}>
      <div class="cluster">
        <Button kind="danger" onPress={() => setAsking(true)}>
          {say('cancel')}
        </Button>
      </div>
      <ConfirmDialog
        title={say('cancel.title')}
        open={asking}
        onClose={close}
        onConfirm={confirm}
        confirm={say('cancel')}
        danger
        busy={cancel.busy}
        problem={faults ? undefined : cancel.problem}
      >
        <p>{say('cancel.text', { count: workshop.registered })}</p>
        {faults && (
          <Banner
            tone="bad"
            urgent
            title={say('cancel.refused', { units: names(faults.gaps) })}
            actions={
              <LinkButton href={`/o/${slug}/tiers/${workshop.tierId}/plan`}>
                {sayPlans('refused.plan')}
              </LinkButton>
            }
          >
            <p>{say('cancel.refused.what')}</p>
          </Banner>
        )}
      </ConfirmDialog>
    </Panel>
  )
}
