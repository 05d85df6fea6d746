import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { privacyTexts } from '../text/privacy.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type PrivacyRequest, privacyApi } from './api.ts'

const TONES = { open: 'note', waiting: 'note', done: 'good', refused: 'bad', withdrawn: 'plain' } as const

/** How a request stands, in a badge; overdue ones say so. */
export const RequestState = ({ request }: { request: PrivacyRequest }) => {
  const say = useText(privacyTexts)
  return <Badge tone={request.overdue ? 'bad' : TONES[request.state]}>{say(`state.${request.state}`)}</Badge>
}

/** Until when a request is to be answered, or what was answered. */
export const RequestDue = ({ request }: { request: PrivacyRequest }) => {
  const say = useText(privacyTexts)
  const [zone, language] = [useZone(), useLanguage()]
  if (request.answer) return <p>{say('answered', { answer: request.answer })}</p>
  if (request.state !== 'open' && request.state !== 'waiting') return null
  const day = formatInstant(request.dueAt, zone, language)
  return (
    <p class={request.overdue ? 'clock-late' : 'soft'}>{say(request.overdue ? 'overdue' : 'due', { day })}</p>
  )
}

type Props = { organisation: string; requests: readonly PrivacyRequest[]; onDone: () => void }

/** What a person asked about his own data, and what became of it. */
export const RequestList = ({ organisation, requests, onDone }: Props) => {
  const say = useText(privacyTexts)
  const back = useAction(async (requestId: string) => {
    await json(privacyApi(organisation).me.requests[':requestId'].$delete({ param: { requestId } }))
    onDone()
    toast(say('withdrawn'))
  })
  if (requests.length === 0) return <p class="soft">{say('requests.none')}</p>
  return (
    <div class="stack">
      {requests.map((request) => (
        <Card key={request.id} title={say(request.kind)} aside={<RequestState request={request} />}>
          {request.asked?.text && <p>{request.asked.text}</p>}
          {request.asked?.nominee && <p>{say('nominee.now', request.asked.nominee)}</p>}
          <RequestDue request={request} />
          {(request.state === 'open' || request.state === 'waiting') && (
            <div>
              <Button kind="quiet" icon="undo" busy={back.busy} onPress={() => back.run(request.id)}>
                {say('withdraw')}
              </Button>
            </div>
          )}
        </Card>
      ))}
      {back.problem && <ProblemView problem={back.problem} />}
    </div>
  )
}
