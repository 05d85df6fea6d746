import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type Plan, workshopsApi } from '../planning/api.ts'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { plansText } from '../text/plans.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'

type PublicationProps = { slug: string; plan: Plan; stored: (plan: Plan) => void }

/** Publishes a plan that leaves nobody out, or takes it back to redraw it. */
export const Publication = ({ slug, plan, stored }: PublicationProps) => {
  const say = useText(plansText)
  const [asking, setAsking] = useState(false)
  const published = plan.publishedAt !== null
  const what = published ? 'withdraw' : 'publish'
  const act = useAction(() => {
    const { publication } = workshopsApi(slug).tiers[':tierId'].plan
    const param = { tierId: plan.tierId }
    return published ? json(publication.$delete({ param })) : json(publication.$post({ param }))
  })
  const confirm = async () => {
    const next = await act.run()
    if (!next) return
    setAsking(false)
    stored(next)
    toast(say(`${what}.done`))
  }
  return (
    <div class="no-print">
      {published ? (
        <Banner
          tone="good"
          title={say('published.note')}
          actions={<Button onPress={() => setAsking(true)}>{say('withdraw')}</Button>}
        >
          <p>{say('published.detail')}</p>
        </Banner>
      ) : (
        <div class="cluster">
          <Button kind="main" icon="check" disabled={!plan.publishable} onPress={() => setAsking(true)}>
            {say('publish')}
          </Button>
          {!plan.publishable && <p class="soft">{say('publish.wait')}</p>}
        </div>
      )}
      <ConfirmDialog
        title={say(`${what}.title`)}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        confirm={say(what)}
        danger={published}
        busy={act.busy}
        problem={act.problem}
      >
        <p>{say(`${what}.text`)}</p>
      </ConfirmDialog>
    </div>
  )
}
