import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { type ConnectionState, paymentsApi } from '../registrations/api.ts'
import { useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Facts, Panel, type Tone } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'

const TONES: Record<ConnectionState['state'], Tone> = {
  none: 'plain',
  started: 'warn',
  checking: 'warn',
  ready: 'good',
  asked: 'warn',
  disabled: 'bad',
  disconnected: 'bad',
}

/** How the organisation's own Stripe account stands, and the way to Stripe's pages. */
export const Connection = ({ organisation }: { organisation: string }) => {
  const say = useText(moneyTexts)
  const connection = useQuery(`${organisation}/money/connection`, (signal) =>
    json(paymentsApi(organisation).stripe.connection.$get(undefined, { init: { signal } })),
  )
  return (
    <Panel title={say('online.title')} hint={say('online.lead')}>
      <AsyncView query={connection}>
        {(state) => <State organisation={organisation} connection={state} look={connection.reload} />}
      </AsyncView>
      <p class="soft">{say('without')}</p>
    </Panel>
  )
}

type StateProps = { organisation: string; connection: ConnectionState; look: () => void }

const State = ({ organisation, connection, look }: StateProps) => {
  const say = useText(moneyTexts)
  const { state, account, disabledReason } = connection
  const go = useAction(async () => {
    const { url } = await json(paymentsApi(organisation).stripe.connection.$post())
    location.assign(url)
  })
  return (
    <div class="stack">
      <Banner
        tone={TONES[state]}
        title={say(`state.${state}`)}
        actions={
          <>
            <Button kind={state === 'ready' ? 'plain' : 'main'} icon="go" busy={go.busy} onPress={go.run}>
              {say(`state.${state}.go`)}
            </Button>
            {state !== 'none' && (
              <Button icon="reload" onPress={look}>
                {say('look')}
              </Button>
            )}
          </>
        }
      >
        <p>{say(`state.${state}.text`)}</p>
      </Banner>
      {go.problem && <ProblemView problem={go.problem} />}
      <Facts
        facts={[
          { label: say('account'), value: account },
          { label: say('reason'), value: disabledReason },
        ]}
      />
    </div>
  )
}
