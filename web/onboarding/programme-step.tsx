import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { programmesApi } from '../planning/api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import type { Template } from './api.ts'
import { hopsThatFit, isNamed } from './draft.ts'
import { useTemplates } from './levels-step.tsx'
import type { StartProps } from './start.tsx'

const BLANK = 'blank'

const inMonths = (months: number): string => {
  const day = new Date()
  day.setMonth(day.getMonth() + months)
  return day.toLocaleDateString('sv')
}

type Tier = Template['tiers'][number]
const WITHOUT_DATES = { startBy: null, finishBy: null, feeMinor: 0 }

/** The first programme, with the hops of a shape that fits the organisation's levels. */
export const ProgrammeStep = (props: StartProps) => {
  const { organisation, facts, onGo } = props
  const say = useText(onboardingTexts)
  const name = useName()
  const templates = useTemplates()
  return (
    <Panel title={say('programme.title')} hint={say('programme.text')}>
      {facts.programmes.length > 0 && (
        <>
          <p>{say('programme.there')}</p>
          <List label={say('programme.there')}>
            {facts.programmes.map((programme) => (
              <Row
                key={programme.id}
                icon="programme"
                title={name(programme)}
                href={`/o/${organisation}/programmes/${programme.id}`}
              />
            ))}
          </List>
        </>
      )}
      <div>
        <Button icon="go" onPress={() => onGo('done')}>
          {say(facts.programmes.length > 0 ? 'go' : 'skip')}
        </Button>
      </div>
      <AsyncView query={templates}>{(shapes) => <ProgrammeForm {...props} shapes={shapes} />}</AsyncView>
    </Panel>
  )
}

const useCreate = ({ organisation, onGo }: StartProps) => {
  const [ids] = useState(() => Array.from({ length: 20 }, newId))
  const create = useAction(
    async (
      fields: { nameEn: string; nameHi: string; startsOn: string; endsOn: string },
      tiers: readonly Tier[],
    ) => {
      const api = programmesApi(organisation).programmes
      const id = ids[0] ?? newId()
      await json(api.$post({ json: { id, ...fields, aboutEn: '', aboutHi: '' } }))
      // One after the other: each tier stands below the one before.
      for (const [at, tier] of tiers.entries()) {
        const draft = { id: ids[at + 1] ?? newId(), ...tier, ...WITHOUT_DATES }
        await json(api[':programmeId'].tiers.$post({ param: { programmeId: id }, json: draft }))
      }
      reloadQueries(`${organisation}/programmes`)
      onGo('done')
    },
  )
  return create
}

const ProgrammeForm = (props: StartProps & { shapes: readonly Template[] }) => {
  const { frame, shapes } = props
  const say = useText(onboardingTexts)
  const name = useName()
  const levels = frame?.organisation.levels ?? []
  const fitting = shapes
    .map((each) => ({ ...each, tiers: hopsThatFit(each, levels) }))
    .filter((each) => each.tiers.length > 0)
    .toSorted((a, b) => b.tiers.length - a.tiers.length)
  const [names, setNames] = useState({ nameEn: '', nameHi: '' })
  const [startsOn, setStartsOn] = useState(() => inMonths(0))
  const [endsOn, setEndsOn] = useState(() => inMonths(4))
  const [chosen, setChosen] = useState('')
  const [tried, setTried] = useState(false)
  const create = useCreate(props)
  const shape = chosen || (fitting[0]?.id ?? BLANK)
  const tiers = fitting.find(({ id }) => id === shape)?.tiers ?? []
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isNamed(names) && startsOn && endsOn >= startsOn)
          create.run({ ...bothNames(names), startsOn, endsOn }, tiers)
      }}
    >
      <TextField
        label={say('programme.name.hi')}
        hint={say('name.hint')}
        error={tried && !isNamed(names) ? say('name.missing') : undefined}
        lang="hi"
        maxLength={120}
        required
        value={names.nameHi}
        onChange={(nameHi) => setNames({ ...names, nameHi })}
      />
      <TextField
        label={say('programme.name.en')}
        lang="en"
        maxLength={120}
        value={names.nameEn}
        onChange={(nameEn) => setNames({ ...names, nameEn })}
      />
      <DateField label={say('programme.from')} required value={startsOn} onChange={setStartsOn} />
      <DateField
        label={say('programme.to')}
        error={tried && endsOn < startsOn ? say('programme.to.wrong') : undefined}
        required
        min={startsOn}
        value={endsOn}
        onChange={setEndsOn}
      />
      <Choice
        label={say('programme.template')}
        required
        value={shape}
        onChange={setChosen}
        options={[
          ...fitting.map((each) => ({
            value: each.id,
            label: each.tiers.map(name).join(' › '),
            hint: name(each),
          })),
          { value: BLANK, label: say('programme.blank'), hint: say('programme.blank.hint') },
        ]}
      />
      {tiers.length > 0 && <Tiers tiers={tiers} frame={frame} />}
      <p class="soft">{say('programme.draft')}</p>
      {create.problem && <ProblemView problem={create.problem} />}
      <div>
        <Button kind="main" submit busy={create.busy}>
          {say('programme.create')}
        </Button>
      </div>
    </form>
  )
}

const Tiers = ({ tiers, frame }: { tiers: readonly Tier[]; frame: StartProps['frame'] }) => {
  const say = useText(onboardingTexts)
  const name = useName()
  const language = useLanguage()
  const levels = new Map(frame?.organisation.levels.map((level) => [level.id, level.names[language]]))
  return (
    <List label={say('programme.template')}>
      {tiers.map((tier) => (
        <Row
          key={`${tier.hostLevelId} ${tier.traineeLevelId}`}
          icon="teach"
          title={name(tier)}
          note={
            <>
              {say('programme.tier', {
                host: levels.get(tier.hostLevelId) ?? '',
                trainee: levels.get(tier.traineeLevelId) ?? '',
              })}
              {' · '}
              {say('programme.tier.hint', {
                minimum: tier.minimum,
                maximum: tier.maximum,
                days: tier.days,
              })}
            </>
          }
        />
      ))}
    </List>
  )
}
