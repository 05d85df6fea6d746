import './onboarding.css'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { ImportTable } from '../imports/import-table.tsx'
import { WhichColumns } from '../imports/which-columns.tsx'
import { peopleApi } from '../people/api.ts'
import { programmesApi } from '../planning/api.ts'
import { reloadQueries, useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { importTexts } from '../text/imports.ts'
import { useLanguage, useText } from '../text/index.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { Steps } from './new.tsx'
import { NextSteps } from './next-steps.tsx'
import { ProgrammeStep } from './programme-step.tsx'

const STEPS = ['units', 'people', 'programme', 'done'] as const
type Step = (typeof STEPS)[number]

/** How many steps come before these, on the page that founds. */
const BEFORE = 3

/** What the server has of the set-up. */
export type Facts = { units: number; people: boolean; programmes: readonly ProgrammeRef[] }
type ProgrammeRef = { id: string; nameEn: string; nameHi: string }

const factsOf = async (organisation: string, signal: AbortSignal): Promise<Facts> => {
  const options = { init: { signal } }
  const [top, people, programmes] = await Promise.all([
    json(hierarchyApi(organisation).units.$get({ query: {} }, options)),
    json(peopleApi(organisation).people.$get({ query: {} }, options)),
    json(programmesApi(organisation).programmes.$get({ query: {} }, options)),
  ])
  const root = top.units[0]
  const counted =
    root &&
    (await json(
      hierarchyApi(organisation).units[':unitId'].$get({ param: { unitId: root.id }, query: {} }, options),
    ))
  const units = (counted?.counts ?? []).reduce((sum, each) => sum + each.units, 0)
  return {
    units: Math.max(units - 1, 0),
    people: people.people.length > 1,
    programmes: programmes.programmes,
  }
}

const firstOpen = ({ units, people, programmes }: Facts): Step => {
  if (units === 0) return 'units'
  if (programmes.length > 0) return 'done'
  return people ? 'programme' : 'people'
}

const isStep = (text: string | undefined): text is Step => STEPS.some((step) => step === text)

/** Sets a new organisation up: units, people, the first programme. Where one is follows from what is there already. */
export const Start = ({ params, query }: ScreenProps<'/o/:organisation/start'>) => {
  const { organisation } = params
  const say = useText(onboardingTexts)
  const language = useLanguage()
  const frame = useFrame(organisation)
  const { route } = useLocation()
  const facts = useQuery(`${organisation}/start`, (signal) => factsOf(organisation, signal))
  const name = frame?.organisation.names[language] ?? organisation
  const go = (step: Step) => {
    reloadQueries(`${organisation}/start`)
    route(`/o/${organisation}/start?step=${step}`)
    scrollTo({ top: 0 })
  }
  return (
    <>
      <PageHeader title={say('start.title', { name })} lead={say('start.again')} />
      <AsyncView query={facts}>
        {(known) => {
          const step = isStep(query.step) ? query.step : firstOpen(known)
          const part = { organisation, facts: known, frame, name, onGo: go }
          const jump = (index: number) => {
            const to = STEPS[index - BEFORE]
            if (to) go(to)
            else route(`/o/${organisation}/settings`)
          }
          return (
            <div class="stack stack-l">
              <Steps now={BEFORE + STEPS.indexOf(step)} onGo={jump} />
              {step === 'units' && <TableStep {...part} kind="units" next="people" />}
              {step === 'people' && <TableStep {...part} kind="people" next="programme" />}
              {step === 'programme' && <ProgrammeStep {...part} />}
              {step === 'done' && <NextSteps {...part} />}
            </div>
          )
        }}
      </AsyncView>
    </>
  )
}

/** What every step is given. */
export type StartProps = {
  organisation: string
  facts: Facts
  frame: Frame | undefined
  name: string
  onGo: (step: Step) => void
}

const TableStep = (props: StartProps & { kind: 'units' | 'people'; next: Step }) => {
  const { organisation, facts, kind, next, onGo } = props
  const say = useText(onboardingTexts)
  const sayImport = useText(importTexts)
  const some = kind === 'units' ? facts.units > 0 : facts.people
  const written = (count: number) => {
    toast(sayImport(`done.${kind}`, { count }))
    onGo(next)
  }
  return (
    <Panel title={say(`${kind}.title`)} hint={say(`${kind}.text`)}>
      {some && (
        <Banner
          tone="good"
          title={kind === 'units' ? say('units.there', { count: facts.units }) : say('people.there')}
        />
      )}
      <div>
        <Button kind={some ? 'main' : 'plain'} icon="go" onPress={() => onGo(next)}>
          {say(some ? 'go' : 'skip')}
        </Button>
      </div>
      <div class="columns">
        <ImportTable organisation={organisation} kind={kind} onDone={written} />
        <WhichColumns organisation={organisation} kind={kind} />
      </div>
    </Panel>
  )
}
