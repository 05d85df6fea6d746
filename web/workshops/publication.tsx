import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { workshopsText } from '../text/workshops.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import type { WorkshopPartProps } from './part.ts'

/** What a draft still needs, and its publication. */
export const Publication = ({ slug, workshop, stored }: WorkshopPartProps) => {
  const say = useText(workshopsText)
  const [asking, setAsking] = useState(false)
  const ready = workshop.catchment.include.length > 0
  const publish = useAction(() =>
    json(
      workshopsApi(slug).workshops[':workshopId'].publication.$post({ param: { workshopId: workshop.id } }),
    ),
  )
  const confirm = async () => {
    const next = await publish.run()
    if (!next) return
    setAsking(false)
    stored(next)
    toast(say('publish.done'))
  }
  return (
    <>
      <Banner
        tone="warn"
        title={say('draft.note')}
        actions={
          ready ? (
            <Button kind="main" icon="eye" onPress={() => setAsking(true)}>
              {say('publish')}
            </Button>
          ) : (
            <LinkButton kind="main" icon="units" href={`/o/${slug}/workshops/${workshop.id}/catchment`}>
              {say('catchment.choose')}
            </LinkButton>
          )
        }
      >
        <p>{say(ready ? 'draft.publish' : 'draft.catchment')}</p>
      </Banner>
      <ConfirmDialog
        title={say('publish.title')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        confirm={say('publish')}
        busy={publish.busy}
        problem={publish.problem}
      >
        <p>{say('publish.text')}</p>
      </ConfirmDialog>
    </>
  )
}
