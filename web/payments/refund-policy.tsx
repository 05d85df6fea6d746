import './refund-policy.css'
import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { moneyTexts } from '../text/money.ts'
import { useName } from '../text/names.ts'
import { policyTexts } from '../text/refund-policy.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { SelectField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { Steps } from './goes-back.tsx'

type Api = ReturnType<typeof paymentsApi>['refund-policies']
type Page = InferResponseType<Api['$get'], 200>
type Policy = Page['policies'][number]
type Typed = { days: number | null; percent: number | null }

const STEPS_MAX = 8
const FIRST: readonly Typed[] = [
  { days: 14, percent: 100 },
  { days: 7, percent: 50 },
]

/** How much goes back when somebody gives his seat up: of the organisation, a programme or a workshop. */
export const RefundPolicy = ({ params, query }: ScreenProps<'/o/:organisation/money/refund-policy'>) => {
  const { organisation } = params
  const workshop = query.workshop || undefined
  const say = useText(policyTexts)
  const sayMoney = useText(moneyTexts)
  const key = `${organisation}/money/refund-policies/${workshop ?? ''}`
  const page = useQuery(key, (signal) =>
    json(
      paymentsApi(organisation)['refund-policies'].$get(
        { query: workshop ? { workshop } : {} },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        crumbs={[{ label: sayMoney('title'), href: `/o/${organisation}/money?tab=refunds` }]}
      />
      <AsyncView query={page}>
        {(shown) => <Chosen organisation={organisation} page={shown} first={workshop} stash={key} />}
      </AsyncView>
    </>
  )
}

type ChosenProps = { organisation: string; page: Page; first: string | undefined; stash: string }

const Chosen = ({ organisation, page, first, stash }: ChosenProps) => {
  const say = useText(policyTexts)
  const name = useName()
  const [id, choose] = useState(first ?? 'organisation')
  const chosen = page.policies.find((each) => each.id === id) ?? page.policies[0]
  return (
    <div class="stack stack-l">
      <SelectField
        label={say('of')}
        hint={say('of.hint')}
        required
        value={chosen?.id ?? 'organisation'}
        onChange={choose}
        options={page.policies.map((each) => ({
          value: each.id,
          label: say(`of.${each.kind}`, { name: name(each) }),
        }))}
      />
      {chosen && (
        <Editor
          key={`${chosen.id}/${chosen.version}`}
          organisation={organisation}
          policy={chosen}
          sets={page.sets}
          stash={stash}
        />
      )}
    </div>
  )
}

/** What is wrong with each step, seen from the one before it. */
function faultsOf(steps: readonly Typed[]) {
  return steps.map(({ days, percent }, at) => {
    const before = steps[at - 1]
    return {
      days: days === null || days > 365 || (before?.days != null && days >= before.days),
      percent: percent === null || percent > 100 || (before?.percent != null && percent >= before.percent),
    }
  })
}

const whole = (steps: readonly Typed[]): { days: number; percent: number }[] =>
  steps.flatMap(({ days, percent }) => (days === null || percent === null ? [] : [{ days, percent }]))

const inMonths = (months: number, before = 0): string => {
  const day = new Date()
  day.setUTCMonth(day.getUTCMonth() + months)
  day.setUTCDate(day.getUTCDate() - before)
  return day.toISOString().slice(0, 10)
}

type EditorProps = { organisation: string; policy: Policy; sets: boolean; stash: string }

const Editor = ({ organisation, policy, sets, stash }: EditorProps) => {
  const say = useText(policyTexts)
  const language = useLanguage()
  const [own, setOwn] = useState(policy.steps !== null)
  const [steps, setSteps] = useState<readonly Typed[]>(policy.steps ?? FIRST)
  const [tried, setTried] = useState(false)
  const faults = faultsOf(steps)
  const sound = faults.every(({ days, percent }) => !days && !percent)
  const save = useAction(async () => {
    const { kind, id, version } = policy
    const body = { kind, id, version, steps: own ? whole(steps) : null }
    putQuery(stash, await json(paymentsApi(organisation)['refund-policies'].$put({ json: body })))
    reloadQueries(`${organisation}/registrations/`)
    toast(say('saved'))
  })
  const submit = () => {
    setTried(true)
    if (!own || sound) save.run()
  }
  const change = (at: number, next: Typed) => setSteps(steps.map((one, index) => (index === at ? next : one)))
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {!sets && <Banner tone="plain" title={say('reads')} />}
      <Choice
        label={say('kind')}
        required
        disabled={!sets}
        value={own ? 'own' : 'above'}
        onChange={(value) => setOwn(value === 'own')}
        options={[
          {
            value: 'above',
            label: say(policy.kind === 'organisation' ? 'kind.above.organisation' : 'kind.above'),
          },
          { value: 'own', label: say('kind.own') },
        ]}
      />
      {own && (
        <>
          {steps.map((step, at) => (
            <StepFields
              // A step is known by its place only.
              key={`${at}/${steps.length}`}
              number={at + 1}
              step={step}
              faults={tried ? faults[at] : undefined}
              disabled={!sets}
              onChange={(next) => change(at, next)}
              onRemove={() => setSteps(steps.filter((_, index) => index !== at))}
            />
          ))}
          {sets && steps.length < STEPS_MAX && (
            <div>
              <Button icon="plus" onPress={() => setSteps([...steps, { days: null, percent: null }])}>
                {say('add')}
              </Button>
            </div>
          )}
          {sound && (
            <Panel title={say('example', { day: formatDay(inMonths(2), 'medium', language) })}>
              <Steps
                steps={whole(steps).map(({ days, percent }) => ({ until: inMonths(2, days), percent }))}
              />
            </Panel>
          )}
        </>
      )}
      {save.problem?.slug === 'version-changed' ? (
        <Banner
          tone="warn"
          urgent
          title={say('changed')}
          actions={<Button onPress={() => reloadQueries(stash)}>{say('reload')}</Button>}
        />
      ) : (
        save.problem && <ProblemView problem={save.problem} />
      )}
      {sets && (
        <>
          <p class="soft">{say('keeps')}</p>
          <Button kind="main" large wide submit icon="check" busy={save.busy}>
            {say('save')}
          </Button>
        </>
      )}
    </form>
  )
}

type StepProps = {
  number: number
  step: Typed
  faults: { days: boolean; percent: boolean } | undefined
  disabled: boolean
  onChange: (step: Typed) => void
  onRemove: () => void
}

const StepFields = ({ number, step, faults, disabled, onChange, onRemove }: StepProps) => {
  const say = useText(policyTexts)
  return (
    <fieldset class="policy-step">
      <legend class="strong">{say('step', { number })}</legend>
      <NumberField
        label={say('days')}
        required
        disabled={disabled}
        error={faults?.days ? say('days.wrong') : undefined}
        value={step.days}
        onChange={(days) => onChange({ ...step, days })}
      />
      <NumberField
        label={say('percent')}
        required
        disabled={disabled}
        after="%"
        error={faults?.percent ? say('percent.wrong') : undefined}
        value={step.percent}
        onChange={(percent) => onChange({ ...step, percent })}
      />
      {!disabled && (
        <IconButton icon="trash" label={`${say('remove')}: ${say('step', { number })}`} onPress={onRemove} />
      )}
    </fieldset>
  )
}
