import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { type ConnectionState, paymentsApi } from '../registrations/api.ts'
import { connectionTexts } from '../text/connection.ts'
import { useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Facts, Panel, type Tone } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Disconnect } from './disconnect.tsx'
import { RequirementList, whyInWords } from './requirements.tsx'

const TONES: Record<ConnectionState['state'], Tone> = {
  none: 'plain',
  started: 'warn',
  checking: 'warn',
  ready: 'good',
  asked: 'warn',
  disabled: 'bad',
  disconnected: 'bad',
}

/** The key of what is known of an organisation's account. */
const keyOf = (organisation: string) => `${organisation}/money/connection`

/** How the organisation's own Stripe account stands, and the way to Stripe's pages. */
export const Connection = ({ organisation }: { organisation: string }) => {
  const say = useText(moneyTexts)
  const { connection } = paymentsApi(organisation).stripe
  // Whoever comes back from Stripe's pages wants to know how it stands now, not how it stood.
  const back = new URLSearchParams(location.search).has('connection')
  const known = useQuery(keyOf(organisation), (signal) =>
    back
      ? json(connection.look.$post(undefined, { init: { signal } }))
      : json(connection.$get(undefined, { init: { signal } })),
  )
  return (
    <Panel title={say('online.title')} hint={say('online.lead')}>
      <AsyncView query={known}>
        {(state) => (
          <div class="stack">
            <State organisation={organisation} connection={state} />
            <Details connection={state} />
          </div>
        )}
      </AsyncView>
      <p class="soft">{say('without')}</p>
    </Panel>
  )
}

type StateProps = { organisation: string; connection: ConnectionState }

const State = ({ organisation, connection }: StateProps) => {
  const say = useText(moneyTexts)
  const sayIt = useText(connectionTexts)
  const [ending, setEnding] = useState(false)
  const { state, account, disabledReason, existing, underWay } = connection
  const api = paymentsApi(organisation).stripe.connection
  const unused = state === 'none' || state === 'disconnected'
  const go = useAction(async () => location.assign((await json(api.$post())).url))
  const join = useAction(async () => location.assign((await json(api.authorization.$post())).url))
  const look = useAction(async () => {
    await json(api.look.$post())
    reloadQueries(keyOf(organisation))
  })
  const problem = go.problem ?? join.problem ?? look.problem
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
            {unused && existing && (
              <Button icon="go" busy={join.busy} onPress={join.run}>
                {sayIt('existing')}
              </Button>
            )}
            {!unused && (
              <>
                <Button icon="reload" busy={look.busy} onPress={look.run}>
                  {say('look')}
                </Button>
                <Button onPress={() => setEnding(true)}>{sayIt('disconnect')}</Button>
              </>
            )}
          </>
        }
      >
        <p>{say(`state.${state}.text`)}</p>
        {disabledReason && state !== 'disconnected' && state !== 'started' && (
          <p>{whyInWords(disabledReason, sayIt)}</p>
        )}
      </Banner>
      {problem && <ProblemView problem={problem} />}
      {ending && account && (
        <Disconnect
          organisation={organisation}
          account={account}
          underWay={underWay}
          onClose={() => setEnding(false)}
          onDone={() => {
            setEnding(false)
            reloadQueries(keyOf(organisation))
          }}
        />
      )}
    </div>
  )
}

const Details = ({ connection }: { connection: ConnectionState }) => {
  const say = useText(moneyTexts)
  const sayIt = useText(connectionTexts)
  const { account, state, livemode, cards, payouts, connectedAt, checkedAt, requirements } = connection
  if (!account) return null
  const yesNo = (on: boolean) => sayIt(on ? 'yes' : 'no')
  const used = state !== 'disconnected'
  return (
    <>
      {used && <RequirementList requirements={requirements} />}
      <Facts
        facts={[
          { label: say('account'), value: account },
          { label: sayIt('mode'), value: sayIt(livemode ? 'mode.live' : 'mode.test') },
          { label: sayIt('cards'), value: used ? yesNo(cards === 'active') : null },
          { label: sayIt('payouts'), value: used ? yesNo(payouts) : null },
          { label: sayIt('since'), value: connectedAt === null ? null : <InstantText at={connectedAt} /> },
          { label: sayIt('checked'), value: checkedAt === null ? null : <InstantText at={checkedAt} /> },
        ]}
      />
    </>
  )
}
