import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { workshopsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { powerTexts } from '../text/powers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { peopleApi } from './api.ts'
import { PersonFinder } from './person-finder.tsx'
import { PowersView } from './powers-view.tsx'

const ANY = 'any'
const FIELDS = ['person', 'unit', 'wing', 'workshop'] as const
type Asked = Partial<Record<(typeof FIELDS)[number], string>>

const askedOf = (query: Record<string, string>): Asked =>
  Object.fromEntries(FIELDS.flatMap((key) => (query[key] && query[key] !== ANY ? [[key, query[key]]] : [])))

/** What somebody may do at a unit, and why: a person and a unit are picked, and stand in the address. */
export const Access = ({ params, query }: ScreenProps<'/o/:organisation/access'>) => {
  const { organisation } = params
  const say = useText(powerTexts)
  const { route } = useLocation()
  const asked = askedOf(query)
  const go = (change: Asked) =>
    route(`/o/${organisation}/access?${new URLSearchParams(askedOf({ ...asked, ...change }))}`, true)
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} />
      {asked.person ? (
        <OfPerson organisation={organisation} asked={{ ...asked, person: asked.person }} go={go} />
      ) : (
        <Panel title={say('person')}>
          <PersonFinder organisation={organisation} onPick={({ id }) => go({ person: id })} />
        </Panel>
      )}
    </>
  )
}

type OfPersonProps = {
  organisation: string
  asked: Asked & { person: string }
  go: (change: Asked) => void
}

const OfPerson = ({ organisation, asked, go }: OfPersonProps) => {
  const say = useText(powerTexts)
  const name = useName()
  const [chosen, setChosen] = useState<Unit>()
  const page = useQuery(`${organisation}/people/${asked.person}`, (signal) =>
    json(
      peopleApi(organisation).people[':personId'].$get(
        { param: { personId: asked.person } },
        { init: { signal } },
      ),
    ),
  )
  const unitId = asked.unit ?? page.data?.unit.id
  const { wing, workshop } = asked
  const place = { unit: unitId ?? '', ...(wing ? { wing } : {}), ...(workshop ? { workshop } : {}) }
  const key = unitId && `${organisation}/people/${asked.person}/powers?${new URLSearchParams(place)}`
  const powers = useQuery(key ?? null, (signal) =>
    json(
      peopleApi(organisation).people[':personId'].powers.$get(
        { param: { personId: asked.person }, query: place },
        { init: { signal } },
      ),
    ),
  )
  const unit: Unit | null =
    chosen && chosen.id === unitId ? chosen : (powers.data?.unit ?? page.data?.unit ?? null)
  return (
    <AsyncView query={page}>
      {(person) => (
        <div class="stack stack-l">
          <div class="cluster">
            <span class="strong">
              <a href={`/o/${organisation}/people/${person.id}`}>{name(person)}</a>, {name(person.unit)}
            </span>
            <Button icon="search" onPress={() => go({ person: '', unit: '' })}>
              {say('person.change')}
            </Button>
          </div>
          <div class="form">
            <UnitPicker
              organisation={organisation}
              of="mine"
              label={say('unit')}
              required
              value={unit}
              onChange={(next) => {
                setChosen(next)
                go({ unit: next.id })
              }}
            />
            <Limits organisation={organisation} asked={asked} go={go} />
          </div>
          <AsyncView query={powers}>{(answer) => <PowersView powers={answer} />}</AsyncView>
        </div>
      )}
    </AsyncView>
  )
}

const Limits = ({ organisation, asked, go }: OfPersonProps) => {
  const say = useText(powerTexts)
  const name = useName()
  const language = useLanguage()
  const frame = useFrame(organisation)
  const sees = frame?.holds.has('workshops:read') ?? false
  const workshops = useQuery(sees ? `${organisation}/workshops/to-limit` : null, (signal) =>
    json(workshopsApi(organisation).workshops.$get({ query: {} }, { init: { signal } })),
  )
  const any = { value: ANY, label: say('any') }
  const wings = frame?.organisation.wings ?? []
  const listed = workshops.data?.workshops ?? []
  return (
    <>
      {wings.length > 0 && (
        <SelectField
          label={say('wing')}
          value={asked.wing ?? ANY}
          onChange={(wing) => go({ wing })}
          options={[any, ...wings.map((each) => ({ value: each.id, label: each.names[language] }))]}
        />
      )}
      {listed.length > 0 && (
        <SelectField
          label={say('workshop')}
          value={asked.workshop ?? ANY}
          onChange={(workshop) => go({ workshop })}
          options={[any, ...listed.map((each) => ({ value: each.id, label: name(each) }))]}
        />
      )}
    </>
  )
}
