import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { connectionTexts } from '../text/connection.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'

/** Where Stripe sends a treasurer back to who connects an account that exists: it is connected, or it says why not. */
export const Connected = ({ query }: ScreenProps<'/connected'>) => {
  const say = useText(connectionTexts)
  const { state = '', code } = query
  // What is before the point names the organisation; the Worker believes only the whole.
  const organisation = /^([a-z0-9-]+)\./.exec(state)?.[1]
  return (
    <>
      <PageHeader title={say('back.title')} />
      {!organisation && (
        <Banner tone="warn" title={say('back.lost')}>
          <p>{say('back.lost.text')}</p>
        </Banner>
      )}
      {organisation && !code && (
        <Banner tone="warn" title={say('back.refused')} actions={<Onward organisation={organisation} />}>
          <p>{say('back.refused.text')}</p>
        </Banner>
      )}
      {organisation && code && <Completing organisation={organisation} state={state} code={code} />}
    </>
  )
}

const Onward = ({ organisation }: { organisation: string }) => {
  const say = useText(connectionTexts)
  return (
    <LinkButton href={`/o/${organisation}/money?tab=online`} icon="go">
      {say('back.go')}
    </LinkButton>
  )
}

type CompletingProps = { organisation: string; state: string; code: string }

const Completing = ({ organisation, state, code }: CompletingProps) => {
  const say = useText(connectionTexts)
  const { route } = useLocation()
  const begun = useRef(false)
  const complete = useAction(async () => {
    await json(paymentsApi(organisation).stripe.connection.completion.$post({ json: { state, code } }))
    route(`/o/${organisation}/money?tab=online`, true)
  })
  useEffect(() => {
    // The way back counts once: it must not be tried a second time.
    if (begun.current) return
    begun.current = true
    void complete.run()
  }, [complete])
  if (!complete.problem) return <p role="status">{say('back.busy')}</p>
  return (
    <div class="stack">
      <ProblemView problem={complete.problem} />
      <Onward organisation={organisation} />
    </div>
  )
}
