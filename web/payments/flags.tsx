import type { Standing } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { flagTexts } from '../text/flags.ts'
import { formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'

type FlagsProps = { organisation: string; standing: Standing }

/** What stands beside a fee: that a bank wants a payment back, and money that came and paid nothing. */
export const Flags = ({ organisation, standing }: FlagsProps) => (
  <>
    {standing.dispute && <Disputed organisation={organisation} standing={standing} />}
    {standing.suspenseMinor > 0 && <Suspended organisation={organisation} standing={standing} />}
  </>
)

const TONES = { open: 'warn', lost: 'bad', won: 'good', warning: 'note' } as const

const Disputed = ({ organisation, standing: { dispute, currency } }: FlagsProps) => {
  const say = useText(flagTexts)
  const language = useLanguage()
  const zone = useZone()
  const treasurer = useFrame(organisation)?.holds.has('payments:read') === true
  if (!dispute) return null
  const state = dispute.outcome ?? 'open'
  const { evidenceDue, evidenceSent } = dispute
  const due = state === 'open' && !evidenceSent && evidenceDue !== null
  return (
    <Banner
      tone={TONES[state]}
      title={say(`dispute.${state}`, { amount: formatMoney(dispute.amountMinor, currency, language) })}
      actions={
        treasurer && (
          <LinkButton href={`/o/${organisation}/money/reconciliation?tab=disputes`} icon="eye">
            {say('dispute.go')}
          </LinkButton>
        )
      }
    >
      <p>{say(`dispute.${state}.text`)}</p>
      {treasurer && due && <p>{say('dispute.due', { due: formatInstant(evidenceDue, zone, language) })}</p>}
    </Banner>
  )
}

const Suspended = ({ organisation, standing: { suspenseMinor, currency, state } }: FlagsProps) => {
  const say = useText(flagTexts)
  const language = useLanguage()
  const treasurer = useFrame(organisation)?.holds.has('payments:read') === true
  // Whoever may only read his own card is told already, in the state itself.
  if (!treasurer && (state === 'review' || state === 'returned')) return null
  return (
    <Banner
      tone="note"
      title={say('suspense', { amount: formatMoney(suspenseMinor, currency, language) })}
      actions={
        treasurer && (
          <LinkButton href={`/o/${organisation}/money?tab=reviews`} icon="eye">
            {say('suspense.go')}
          </LinkButton>
        )
      }
    >
      <p>{say('suspense.text')}</p>
    </Banner>
  )
}
