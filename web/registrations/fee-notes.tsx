import { GiveBack } from '../payments/give-back.tsx'
import { feeTexts } from '../text/fees.ts'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { InstantText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import type { Card, Standing } from './api.ts'

/** What is said of a seat that was released, and the way to another. */
export const Lapsed = ({ organisation, card }: { organisation: string; card: Card }) => {
  const say = useText(feeTexts)
  return (
    <Banner
      tone="plain"
      title={say('lapsed')}
      actions={
        <LinkButton href={`/o/${organisation}/w/${card.workshop.id}/register`}>
          {say('lapsed.again')}
        </LinkButton>
      }
    >
      <p>{say('lapsed.text')}</p>
    </Banner>
  )
}

/** Until when a seat waits for its fee. */
export const HeldUntil = ({ at }: { at: number }) => {
  const say = useText(feeTexts)
  const until = formatInstant(at, useZone(), useLanguage())
  return (
    <Banner tone="note" title={say('held', { until })}>
      <p>{say('held.text')}</p>
    </Banner>
  )
}

/** The receipts of what was paid, and asking for it back. */
export const Receipts = ({ organisation, standing }: { organisation: string; standing: Standing }) => {
  const say = useText(feeTexts)
  const language = useLanguage()
  if (standing.payments.length === 0) return null
  return (
    <div class="stack stack-s">
      <h3>{say('receipts')}</h3>
      <List label={say('receipts')}>
        {standing.payments.map((payment) => (
          <Row
            key={payment.id}
            icon="file"
            title={<span class="nowrap">{payment.receiptNumber}</span>}
            note={
              <>
                {say(`by.${payment.provider}`)}, <InstantText at={payment.receivedAt} />
              </>
            }
            aside={formatMoney(payment.amountMinor, payment.currency, language)}
            href={`/o/${organisation}/receipts/${payment.id}`}
          />
        ))}
      </List>
      {standing.payments.map((payment) => (
        <GiveBack key={payment.id} organisation={organisation} payment={payment} standing={standing} />
      ))}
    </div>
  )
}
