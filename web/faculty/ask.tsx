import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { feedbackTexts } from '../text/feedback.ts'
import { useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { facultyApi, keys } from './api.ts'

/** Sends everybody who was at a workshop his own link, once each. */
export const AskFeedback = ({ organisation, workshopId }: { organisation: string; workshopId: string }) => {
  const say = useText(feedbackTexts)
  const ask = useAction(async () => {
    const route = facultyApi(organisation).workshops[':workshopId']['feedback-requests']
    const { told } = await json(route.$post({ param: { workshopId } }))
    reloadQueries(keys.today(organisation))
    toast(say('ask.done', { count: told }))
  })
  return (
    <div class="stack stack-s">
      <div>
        <Button icon="mail" busy={ask.busy} onPress={ask.run}>
          {say('ask')}
        </Button>
      </div>
      <p class="soft small">{say('ask.hint')}</p>
      {ask.problem && <ProblemView problem={ask.problem} />}
    </div>
  )
}
