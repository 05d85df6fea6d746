import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { useFrame } from '../shell/frame.ts'
import { bankTexts } from '../text/bank.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { MoneyField, NumberField } from '../ui/number-field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import type { MoneyRules } from './api.ts'
import { FeeClasses } from './fee-classes.tsx'

const CLASSES = ['kind', 'contribution', 'fee_for_service'] as const

/** The rules of money: when two people verify, how long a seat waits, and what fees are. */
export const Rules = ({ organisation, sets }: { organisation: string; sets: boolean }) => {
  const say = useText(bankTexts)
  const rules = useQuery(`${organisation}/money/rules`, (signal) =>
    json(paymentsApi(organisation)['money-rules'].$get({}, { init: { signal } })),
  )
  return (
    <Panel title={say('rules')}>
      <AsyncView query={rules}>
        {(shown) => <Form key={shown.version} organisation={organisation} rules={shown} sets={sets} />}
      </AsyncView>
    </Panel>
  )
}

type FormProps = { organisation: string; rules: MoneyRules; sets: boolean }

const Form = ({ organisation, rules, sets }: FormProps) => {
  const say = useText(bankTexts)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  const frame = useFrame(organisation)
  const [twoAboveMinor, setTwo] = useState<number | null>(rules.twoAboveMinor)
  const [claimDays, setDays] = useState<number | null>(rules.claimDays)
  const [classification, setClass] = useState<(typeof CLASSES)[number]>(rules.classification ?? 'kind')
  const [programmes, setProgrammes] = useState(rules.programmes)
  const save = useAction(async (two: number, days: number) => {
    await json(
      paymentsApi(organisation)['money-rules'].$put({
        json: {
          version: rules.version,
          twoAboveMinor: two,
          claimDays: days,
          classification: classification === 'kind' ? null : classification,
          programmes,
        },
      }),
    )
    reloadQueries(`${organisation}/money/rules`)
    toast(say('rules.done'))
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (twoAboveMinor !== null && claimDays !== null) save.run(twoAboveMinor, claimDays)
      }}
    >
      <MoneyField
        label={say('rules.two')}
        hint={say('rules.two.hint')}
        required
        disabled={!sets}
        currency={frame?.organisation.currency ?? 'INR'}
        amountMinor={twoAboveMinor}
        onChange={setTwo}
      />
      <NumberField label={say('rules.days')} required disabled={!sets} value={claimDays} onChange={setDays} />
      <SelectField
        label={say('rules.class')}
        hint={say('rules.class.hint')}
        required
        disabled={!sets}
        value={classification}
        onChange={setClass}
        options={CLASSES.map((value) => ({
          value,
          label:
            value === 'kind'
              ? say('class.kind', { what: say(`class.${rules.byKind}`) })
              : say(`class.${value}`),
        }))}
      />
      <FeeClasses organisation={organisation} classes={programmes} sets={sets} onChange={setProgrammes} />
      {rules.setBy && (
        <p class="soft small">
          {say('rules.by', { name: name(rules.setBy), day: formatInstant(rules.setAt, zone, language) })}
        </p>
      )}
      {save.problem && <ProblemView problem={save.problem} />}
      {sets && (
        <div>
          <Button kind="main" submit icon="check" busy={save.busy}>
            {say('rules.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
