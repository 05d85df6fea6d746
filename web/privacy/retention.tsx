import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { putQuery, useAction, useQuery } from '../query.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { privacyApi, type Rule } from './api.ts'

/** How long things are kept: what the organisation may set, within its bounds, and what the last run took away. */
export const Retention = ({ organisation }: { organisation: string }) => {
  const say = useText(deskTexts)
  const [zone, language] = [useZone(), useLanguage()]
  const retention = useQuery(`${organisation}/privacy/retention`, (signal) =>
    json(privacyApi(organisation).privacy.retention.$get(undefined, { init: { signal } })),
  )
  return (
    <AsyncView query={retention}>
      {({ rules, runs: [last] }) => (
        <div class="stack">
          <p class="soft">{say('retention.lead')}</p>
          {last && (
            <p>
              {say('run.last', {
                at: formatInstant(last.ranAt, zone, language),
                counts: Object.values(last.counts).reduce((sum, count) => sum + count, 0),
              })}
            </p>
          )}
          <div class="grid">
            {rules.map((rule) => (
              <RuleCard key={`${rule.rule} ${rule.days}`} organisation={organisation} rule={rule} />
            ))}
          </div>
        </div>
      )}
    </AsyncView>
  )
}

const RuleCard = ({ organisation, rule }: { organisation: string; rule: Rule }) => {
  const say = useText(deskTexts)
  const [days, setDays] = useState(rule.days)
  const set = useAction(async () => {
    const next = await json(
      privacyApi(organisation).privacy.retention[':rule'].$put({
        param: { rule: rule.rule },
        json: { days },
      }),
    )
    putQuery(`${organisation}/privacy/retention`, next)
    toast(say('set.done'))
  })
  const what = say(`rule.${rule.rule}`)
  const [least = 0, most = 0] = rule.bounds ?? []
  const off = rule.default === null ? `; ${say('days.off')}` : ''
  return (
    <Card title={what}>
      {rule.bounds === null ? (
        <p>{rule.days === null ? say('days.never') : `${rule.days} ${say('days')}`}</p>
      ) : (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            set.run()
          }}
        >
          <NumberField
            label={say('days.of', { what })}
            hint={`${say('days.between', { least, most })}${off}`}
            required={rule.default !== null}
            after={say('days')}
            value={days}
            onChange={setDays}
          />
          {set.problem && <ProblemView problem={set.problem} />}
          <div>
            <Button submit busy={set.busy} disabled={days === rule.days}>
              {say('set')}
            </Button>
          </div>
        </form>
      )}
    </Card>
  )
}
