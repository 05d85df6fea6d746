import type { Plan } from '../planning/api.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { type Named, useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { Icon } from '../ui/icon.tsx'

/** From so many workshops on the sum is written without its parts. */
const PARTS = 14

/** The sum over the workshops of a plan against the units that there are: 23 + 20 + 19 = 62. */
export const Proof = ({ plan, level }: { plan: Plan; level: Named }) => {
  const say = useText(plansText)
  const language = useLanguage()
  const name = useName()
  const numeral = (value: number) => formatCount(value, language)
  const total = plan.workshops.reduce((sum, { units }) => sum + units, 0)
  const facts = { count: numeral(plan.universe), level: name(level) }
  const parts = plan.workshops.length <= PARTS ? plan.workshops : []
  const sum = parts.map(({ units }) => numeral(units)).join(' + ')
  return (
    <section class={plan.publishable ? 'proof proof-good' : 'proof proof-bad'} aria-label={say('proof')}>
      <p class="visually-hidden">{say('proof.spoken', { sum, total: numeral(total), count: facts.count })}</p>
      <div class="proof-sum" aria-hidden="true">
        {parts.map((workshop, at) => (
          <div key={workshop.id} class="proof-part">
            {at > 0 && <span class="proof-sign">+</span>}
            <span class="proof-term">
              <span class="numeral">{numeral(workshop.units)}</span>
              <span class="proof-name">{name(workshop)}</span>
            </span>
          </div>
        ))}
        <div class="proof-part proof-total">
          {parts.length > 0 && <span class="proof-sign">=</span>}
          <span class="proof-term">
            <span class="numeral">{numeral(total)}</span>
            <span class="proof-name">{say('proof.of', { count: facts.count })}</span>
          </span>
          <span class="proof-mark">
            <Icon name={plan.publishable ? 'check' : 'close'} size={40} />
          </span>
        </div>
      </div>
      <p class="proof-words">{say(plan.publishable ? 'proof.good' : 'proof.bad', facts)}</p>
    </section>
  )
}
