import './goes-back.css'
import type { Standing } from '../registrations/api.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { policyTexts } from '../text/refund-policy.ts'

type Step = { until: string; percent: number }

/** Until which day how much goes back, as lines; the last says what holds after it. */
export const Steps = ({ steps }: { steps: readonly Step[] }) => {
  const say = useText(policyTexts)
  const language = useLanguage()
  if (steps.every(({ percent }) => percent === 0)) return <p>{say('nothing')}</p>
  return (
    <dl class="goes-back">
      {steps.map(({ until, percent }) => (
        <div key={until}>
          <dt>{say('until.line', { day: formatDay(until, 'medium', language) })}</dt>
          <dd>{percent > 0 ? `${percent} %` : say('until.none')}</dd>
        </div>
      ))}
      {steps.at(-1)?.percent !== 0 && (
        <div>
          <dt>{say('until.after')}</dt>
          <dd>{say('until.none')}</dd>
        </div>
      )}
    </dl>
  )
}

/** What goes back when a seat is given up, told before anybody pays; nothing is said where there is no rule. */
export const GoesBack = ({ steps }: { steps: readonly Step[] | null }) => {
  const say = useText(policyTexts)
  if (!steps) return null
  return (
    <details class="other-ways">
      <summary>{say('until.title')}</summary>
      <div class="stack stack-s">
        <Steps steps={steps} />
        <p class="soft small">{say('until.approved')}</p>
      </div>
    </details>
  )
}

/** What comes back if the seat is given up today, of what was paid. */
export const BackToday = ({ standing }: { standing: Standing }) => {
  const say = useText(policyTexts)
  const language = useLanguage()
  const { back, currency } = standing
  const paid = back.payments.reduce((sum, { leftMinor }) => sum + leftMinor, 0)
  if (back.percent === null || paid === 0) return null
  const money = (minor: number) => formatMoney(minor, currency, language)
  return (
    <div class="stack stack-s">
      <p class="strong">
        {back.backMinor > 0
          ? say('today', { amount: money(back.backMinor), paid: money(paid) })
          : say('today.none', { paid: money(paid) })}
      </p>
      {back.backMinor > 0 && (
        <p>
          {say('today.percent', { percent: back.percent })} {say('until.approved')}
        </p>
      )}
      {back.steps && <Steps steps={back.steps} />}
    </div>
  )
}
