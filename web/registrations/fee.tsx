import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { Flags } from '../payments/flags.tsx'
import { GoesBack } from '../payments/goes-back.tsx'
import { Refunds, Waits } from '../payments/refunds.tsx'
import { Waive } from '../payments/waive.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { feeTexts } from '../text/fees.ts'
import { formatMoney } from '../text/format.ts'
import { givingTexts } from '../text/giving.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type Card, keys, paymentsApi, type Standing } from './api.ts'
import { HeldUntil, Lapsed, Receipts } from './fee-notes.tsx'

type FeeProps = {
  organisation: string
  card: Card
  /** Whether whoever looks may pay it online. */
  pays: boolean
  /** How the person came from the payment page: `back` after paying, `left` without. */
  back: string | undefined
}

const SOON_MS = 2_500
const SLOW_MS = 15_000
const SOON_LOOKS = 12

/** Looks again while the bank has not answered: often at first, then every quarter of a minute. */
const useLooking = (open: boolean, look: () => void) => {
  const [looks, setLooks] = useState(0)
  useEffect(() => {
    if (!open) return
    const timer = setTimeout(
      () => {
        look()
        setLooks(looks + 1)
      },
      looks < SOON_LOOKS ? SOON_MS : SLOW_MS,
    )
    return () => clearTimeout(timer)
  }, [open, looks])
}

/** What a registration costs and how it stands with that; pays online where the organisation can take it. */
export const Fee = ({ organisation, card, pays, back }: FeeProps) => {
  const say = useText(feeTexts)
  const free = card.dueMinor + card.waivedMinor === 0
  const standing = useQuery(free ? null : keys.standing(organisation, card.id), (signal) =>
    json(
      paymentsApi(organisation).registrations[':registrationId'].payment.$get(
        { param: { registrationId: card.id } },
        { init: { signal } },
      ),
    ),
  )
  const state = standing.data?.state
  const waiting = state === 'confirming' || (state === 'owed' && back === 'back')
  useLooking(waiting, standing.reload)
  const known = card.owedMinor === 0 ? 'paid' : 'owed'
  useEffect(() => {
    // The card says what was owed when it was read; a payment that has come since changes it.
    if (state === 'paid' && known === 'owed') {
      reloadQueries(keys.card(organisation, card.id))
      reloadQueries(keys.mine(organisation))
    }
  }, [state])
  if (card.cancelledAt !== null && card.paidMinor === 0 && !standing.data?.lapsed && state !== 'returned')
    return null
  if (free) {
    return (
      <Panel title={say('title')}>
        <p>{say('free')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={say('title')}>
      {standing.problem && !standing.data && <LastKnown card={card} />}
      <AsyncView query={standing}>
        {(shown) => (
          <div class="stack">
            <State
              organisation={organisation}
              card={card}
              pays={pays}
              standing={shown}
              back={back}
              look={standing.reload}
            />
            <Flags organisation={organisation} standing={shown} />
            <Waits organisation={organisation} registrationId={card.id} standing={shown} />
            <Waive organisation={organisation} card={card} standing={shown} />
            <Receipts organisation={organisation} standing={shown} />
            <Refunds organisation={organisation} registrationId={card.id} standing={shown} />
          </div>
        )}
      </AsyncView>
    </Panel>
  )
}

/** What the card said when it was read, for when nothing newer can be had. */
const LastKnown = ({ card }: { card: Card }) => {
  const say = useText(feeTexts)
  const language = useLanguage()
  const owed = formatMoney(card.owedMinor, card.currency, language)
  return <p class="strong">{card.owedMinor > 0 ? `${say('owed')}: ${owed}` : say('paid')}</p>
}

type StateProps = FeeProps & { standing: Standing; look: () => void }

const State = (props: StateProps) => {
  const { card, standing, back, look } = props
  const say = useText(feeTexts)
  const language = useLanguage()
  const lookAgain = (
    <Button icon="reload" onPress={look}>
      {say('look')}
    </Button>
  )
  switch (standing.state) {
    case 'free':
      return <p>{say('free')}</p>
    case 'waived':
      return (
        <Banner tone="good" title={say('waived')}>
          <p>
            {say('waived.text', {
              amount: formatMoney(standing.waivedMinor, standing.currency, language),
            })}
          </p>
        </Banner>
      )
    case 'paid':
      return (
        <Banner tone="good" title={say('paid')}>
          <p>{say('paid.sum', { amount: formatMoney(standing.paidMinor, standing.currency, language) })}</p>
          {standing.decision === 'reseated' && <p>{say('reseated')}</p>}
        </Banner>
      )
    case 'review':
      return (
        <>
          <Banner tone="warn" title={say('review')}>
            <p>{say('review.text')}</p>
          </Banner>
          <TakeAtDesk organisation={props.organisation} card={card} />
        </>
      )
    case 'returned':
      return (
        <>
          <Banner tone="note" title={say('returned')}>
            <p>{say(standing.decision === 'late' ? 'returned.late' : 'returned.text')}</p>
          </Banner>
          {card.cancelledAt === null && standing.owedMinor > 0 && <Owing {...props} />}
        </>
      )
    case 'confirming':
      return (
        <Banner tone="note" title={say('waiting')} urgent actions={lookAgain}>
          <p>{say('waiting.text')}</p>
          <p>{say('keeps')}</p>
        </Banner>
      )
    case 'owed':
      if (card.cancelledAt !== null) return standing.lapsed ? <Lapsed {...props} /> : null
      return (
        <>
          {standing.decision === 'failed' && (
            <Banner tone="warn" title={say('failed')}>
              <p>{say('failed.text')}</p>
            </Banner>
          )}
          {back === 'back' && (
            <Banner tone="note" title={say('unheard')} urgent actions={lookAgain}>
              <p>{say('unheard.text')}</p>
            </Banner>
          )}
          {back === 'left' && (
            <Banner tone="plain" title={say('left')}>
              <p>{say('left.text')}</p>
            </Banner>
          )}
          <Owing {...props} />
        </>
      )
  }
}

const Owing = ({ organisation, card, pays, standing }: StateProps) => {
  const say = useText(feeTexts)
  const sayGiving = useText(givingTexts)
  const name = useName()
  const language = useLanguage()
  const { owedMinor, paidMinor, dueMinor, currency, online } = standing
  const money = (minor: number) => formatMoney(minor, currency, language)
  return (
    <>
      {standing.heldUntil !== null && <HeldUntil at={standing.heldUntil} />}
      <div>
        <p>{say('why', { workshop: name(card.workshop) })}</p>
        <p class="numeral">{money(owedMinor)}</p>
        {standing.waivedMinor > 0 && (
          <p>{sayGiving('part.waived', { amount: money(standing.waivedMinor) })}</p>
        )}
        {paidMinor > 0 && <p>{say('owed.part', { paid: money(paidMinor), due: money(dueMinor) })}</p>}
      </div>
      <TakeAtDesk organisation={organisation} card={card} />
      {online && pays && <PayOnline organisation={organisation} card={card} amount={money(owedMinor)} />}
      {!online && (
        <Banner tone="plain" title={say('offline')}>
          <p>{say('offline.text')}</p>
        </Banner>
      )}
      <GoesBack steps={standing.back.steps} />
      <details class="other-ways" open={!online}>
        <summary>{say(online ? 'pay.other' : 'offline.ways')}</summary>
        <List label={say(online ? 'pay.other' : 'offline.ways')}>
          <Row icon="money" title={say('pay.desk')} note={say('pay.desk.text')} />
          <Row
            icon="phone"
            title={say('pay.upi')}
            note={say('pay.upi.text')}
            href={`/o/${organisation}/registrations/${card.id}/pay`}
          />
        </List>
      </details>
    </>
  )
}

const TakeAtDesk = ({ organisation, card }: { organisation: string; card: Card }) => {
  const say = useText(feeTexts)
  const frame = useFrame(organisation)
  if (!frame?.holds.has('payments:record')) return null
  return (
    <div>
      <LinkButton
        href={`/o/${organisation}/workshops/${card.workshop.id}/desk?tab=fees&q=${card.code}`}
        icon="money"
      >
        {say('take')}
      </LinkButton>
    </div>
  )
}

type PayOnlineProps = { organisation: string; card: Card; amount: string }

const PayOnline = ({ organisation, card, amount }: PayOnlineProps) => {
  const say = useText(feeTexts)
  const language = useLanguage()
  const frame = useFrame(organisation)
  const pay = useAction(async () => {
    const one = paymentsApi(organisation).registrations[':registrationId']
    const { url } = await json(one.checkout.$post({ param: { registrationId: card.id } }))
    location.assign(url)
  })
  const payee = frame?.organisation.names[language] ?? ''
  return (
    <div class="stack stack-s">
      <Button kind="main" large wide icon="money" busy={pay.busy} onPress={pay.run}>
        {say('pay.now', { amount })}
      </Button>
      <p class="soft small">{say('pay.leaves', { organisation: payee })}</p>
      {pay.problem && <ProblemView problem={pay.problem} />}
    </div>
  )
}
