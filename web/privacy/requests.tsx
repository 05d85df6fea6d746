import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { copyWords, isNamed } from '../text/copy-words.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { privacyTexts } from '../text/privacy.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Textarea } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type PrivacyRequest, privacyApi } from './api.ts'
import { RequestDue, RequestState } from './request-list.tsx'

/** Requests of people, the most overdue first, each with what the officer can do about it. */
export const DeskRequests = ({ organisation }: { organisation: string }) => {
  const say = useText(deskTexts)
  const [state, setState] = useState<'open' | 'closed'>('open')
  const requests = useQuery(`${organisation}/privacy/requests?${state}`, (signal) =>
    json(privacyApi(organisation).privacy.requests.$get({ query: { state } }, { init: { signal } })),
  )
  return (
    <div class="stack">
      <div>
        <Button kind="quiet" onPress={() => setState(state === 'open' ? 'closed' : 'open')}>
          {say(state === 'open' ? 'requests.closed' : 'requests.opened')}
        </Button>
      </div>
      <AsyncView
        query={requests}
        isEmpty={(data) => data.requests.length === 0}
        empty={() => (
          <EmptyState icon="check" title={say('requests.none')}>
            {say('requests.none.text')}
          </EmptyState>
        )}
      >
        {(data) => (
          <div class="stack">
            {data.requests.map((request) => (
              <DeskRequest key={request.id} organisation={organisation} request={request} />
            ))}
          </div>
        )}
      </AsyncView>
    </div>
  )
}

type Props = { organisation: string; request: PrivacyRequest }

const DeskRequest = ({ organisation, request }: Props) => {
  const say = useText(deskTexts)
  const sayOwn = useText(privacyTexts)
  const name = useName()
  const { asked, kind, person, state } = request
  return (
    <Card title={`${sayOwn(kind)}: ${name(person)}`} aside={<RequestState request={request} />}>
      {request.askedBy.id !== person.id && <p class="soft">{say('for', { name: name(request.askedBy) })}</p>}
      {asked?.text && <p>{asked.text}</p>}
      {asked?.nominee && <p>{sayOwn('nominee.now', asked.nominee)}</p>}
      {asked?.proposed && state === 'open' && <Proposed request={request} />}
      <RequestDue request={request} />
      {state === 'waiting' && (
        <div class="cluster">
          <p class="soft">{say('waiting')}</p>
          <LinkButton href={`/o/${organisation}/approvals`}>{say('waiting.go')}</LinkButton>
        </div>
      )}
      {state === 'open' && <Answering organisation={organisation} request={request} />}
    </Card>
  )
}

const Proposed = ({ request }: { request: PrivacyRequest }) => {
  const say = useText(deskTexts)
  const sayWord = useText(copyWords)
  const told = (value: unknown) => (value === null || value === undefined ? say('nothing') : String(value))
  return (
    <ul class="points">
      {Object.entries(request.asked?.proposed ?? {}).map(([field, after]) => (
        <li key={field}>
          {say('now.then', {
            field: isNamed(field) ? sayWord(field) : field,
            before: told(request.present?.[field]),
            after: told(after),
          })}
        </li>
      ))}
    </ul>
  )
}

const Answering = ({ organisation, request }: Props) => {
  const say = useText(deskTexts)
  const [answer, setAnswer] = useState('')
  const api = privacyApi(organisation).privacy.requests[':requestId']
  const param = { requestId: request.id }
  const done = (words: 'applied' | 'closed') => {
    reloadQueries(`${organisation}/privacy`)
    toast(say(words))
  }
  const apply = useAction(async () => {
    const proposed = request.asked?.proposed ?? {}
    await json(api.application.$post({ param, json: { personId: request.person.id, proposed } }))
    done('applied')
  })
  const close = useAction(async (outcome: 'done' | 'refused') => {
    await json(api.closing.$post({ param, json: { outcome, answer } }))
    done('closed')
  })
  const busy = apply.busy || close.busy
  return (
    <div class="stack">
      <Textarea label={say('answer')} rows={2} maxLength={2000} value={answer} onChange={setAnswer} />
      {(apply.problem ?? close.problem) && <Refused first={apply.problem} second={close.problem} />}
      <div class="cluster">
        {request.kind === 'correction' && (
          <Button kind="main" busy={busy} onPress={apply.run}>
            {say('apply')}
          </Button>
        )}
        {request.kind === 'access' && (
          <LinkButton icon="print" href={`/o/${organisation}/privacy-desk/copy/${request.person.id}`}>
            {say('copy')}
          </LinkButton>
        )}
        {request.kind !== 'correction' && (
          <Button kind="main" busy={busy} onPress={() => close.run('done')}>
            {say('close')}
          </Button>
        )}
        <Button busy={busy} onPress={() => close.run('refused')}>
          {say('refuse')}
        </Button>
      </div>
    </div>
  )
}

type Problems = Record<'first' | 'second', Parameters<typeof ProblemView>[0]['problem'] | undefined>

const Refused = ({ first, second }: Problems) => {
  const problem = first ?? second
  return problem ? <ProblemView problem={problem} /> : null
}
