import './money.css'
import { useAction } from '../query.ts'
import type { Standing } from '../registrations/api.ts'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { reloadMoney, takeBack } from './api.ts'
import { PayOut } from './pay-out.tsx'

type Refund = Standing['refunds'][number]

const TONES = { approved: 'warn', sent: 'note', paid: 'good', failed: 'bad' } as const

/** How a refund stands, in a word or two. */
export const RefundBadge = ({ refund: { state, way } }: { refund: Pick<Refund, 'state' | 'way'> }) => {
  const say = useText(givingTexts)
  const sending = state === 'approved' && way === 'stripe'
  return <Badge tone={TONES[state]}>{say(sending ? 'state.approved.stripe' : `state.${state}`)}</Badge>
}

type RefundsProps = { organisation: string; registrationId: string; standing: Standing }

/** What was given back of a registration's payments, or is to be, and how each stands. */
export const Refunds = ({ organisation, registrationId, standing }: RefundsProps) => {
  const say = useText(givingTexts)
  const language = useLanguage()
  if (standing.refunds.length === 0) return null
  return (
    <div class="stack stack-s">
      <h3>{say('refunds')}</h3>
      <ul class="list" aria-label={say('refunds')}>
        {standing.refunds.map((refund) => (
          <li key={refund.id} class="refund">
            <div class="refund-line">
              <span class="strong">{formatMoney(refund.amountMinor, refund.currency, language)}</span>
              <span>{say(`way.${refund.way}`)}</span>
              <RefundBadge refund={refund} />
            </div>
            <div class="refund-line small">
              <span class="soft">
                {say('voucher')}{' '}
                <a class="nowrap" href={`/o/${organisation}/refunds/${refund.id}`}>
                  {refund.number}
                </a>
              </span>
              {refund.reference && <span class="money-reference">{refund.reference}</span>}
            </div>
            {refund.state === 'failed' && <p>{say('failed.text', { reason: refund.failure ?? '' })}</p>}
            <PayOut organisation={organisation} registrationId={registrationId} refund={refund} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What waits for a second person at a registration; whoever asked may take it back. */
export const Waits = ({ organisation, registrationId, standing }: RefundsProps) => (
  <>
    {standing.waiting.map((waiting) => (
      <Wait
        key={waiting.approvalId}
        organisation={organisation}
        registrationId={registrationId}
        currency={standing.currency}
        waiting={waiting}
      />
    ))}
  </>
)

type WaitProps = {
  organisation: string
  registrationId: string
  currency: string
  waiting: Standing['waiting'][number]
}

const Wait = ({ organisation, registrationId, currency, waiting }: WaitProps) => {
  const say = useText(givingTexts)
  const language = useLanguage()
  const zone = useZone()
  const back = useAction(async () => {
    await takeBack(organisation, waiting.approvalId)
    reloadMoney(organisation, registrationId)
    toast(say('waiting.taken'))
  })
  return (
    <Banner
      tone="note"
      title={say(`waiting.${waiting.kind}`, {
        amount: formatMoney(waiting.amountMinor, currency, language),
      })}
      actions={
        waiting.own && (
          <Button icon="undo" busy={back.busy} onPress={back.run}>
            {say('waiting.back')}
          </Button>
        )
      }
    >
      <p>{say('waiting.text', { at: formatInstant(waiting.askedAt, zone, language) })}</p>
      {back.problem && <ProblemView problem={back.problem} />}
    </Banner>
  )
}
