import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { hierarchyApi, type Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { tiersOf, useTiers } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { personTexts } from '../text/persons.ts'
import { Chip } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { peopleApi } from './api.ts'

const FILTERS = [
  'q',
  'unit',
  'wing',
  'office',
  'skill',
  'trained',
  'untrained',
  'subject',
  'untaught',
  'consent',
  'duplicates',
] as const

/** How a list of people is narrowed down; absent narrows nothing. */
export type Filters = Partial<Record<(typeof FILTERS)[number], string | undefined>>

/** The filters of an address; empty ones are not there. */
export const filtersOf = (query: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(FILTERS.flatMap((key) => (query[key] ? [[key, query[key]]] : [])))

type Asked = Omit<Filters, 'consent' | 'duplicates'> & {
  consent?: 'given' | 'missing'
  duplicates?: 'likely'
}

/** Filters as the API takes them. */
export const askedOf = ({ consent, duplicates, ...rest }: Filters): Asked => ({
  ...rest,
  ...(consent === 'given' || consent === 'missing' ? { consent } : {}),
  ...(duplicates === 'likely' ? { duplicates } : {}),
})

/** What the parts of the list are given. */
export type PartProps = { organisation: string; filters: Filters; onNarrow: (change: Filters) => void }

/** Narrowing a list down, behind one button. */
export const Narrowing = (props: PartProps) => {
  const { filters, onNarrow } = props
  const say = useText(peopleTexts)
  const { q: _q, ...narrowed } = filters
  const some = Object.keys(narrowed).length > 0
  const [open, setOpen] = useState(some)
  const nothing = Object.fromEntries(Object.keys(narrowed).map((key) => [key, '']))
  return (
    <div class="stack">
      <div class="cluster">
        <Button icon="filter" pressed={open} onPress={() => setOpen(!open)}>
          {say('filters')}
        </Button>
        {some && (
          <Button kind="quiet" icon="close" onPress={() => onNarrow(nothing)}>
            {say('filter.clear')}
          </Button>
        )}
      </div>
      {open && <FilterFields {...props} />}
    </div>
  )
}

const FilterFields = (props: PartProps) => {
  const { organisation, filters, onNarrow } = props
  const say = useText(peopleTexts)
  const sayPersons = useText(personTexts)
  const unit = useQuery(filters.unit ? `${organisation}/units/${filters.unit}` : null, (signal) =>
    json(
      hierarchyApi(organisation).units[':unitId'].$get(
        { param: { unitId: filters.unit ?? '' }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  const chosen: Unit | null = (filters.unit && unit.data) || null
  const twice = filters.duplicates === 'likely'
  return (
    <div class="stack">
      <div class="grid">
        <UnitPicker
          organisation={organisation}
          of="mine"
          label={say('filter.unit')}
          required
          value={chosen}
          onChange={({ id }) => onNarrow({ unit: id })}
        />
        <BelongingFields {...props} />
        <TrainedFields {...props} />
        <OneOf
          label={sayPersons('consent')}
          value={filters.consent}
          onChange={(consent) => onNarrow({ consent })}
          options={[
            { value: 'given', label: sayPersons('consent.given') },
            { value: 'missing', label: sayPersons('consent.missing') },
          ]}
        />
        <SkillFilter skill={filters.skill ?? ''} onNarrow={onNarrow} />
      </div>
      <div class="cluster">
        <Chip pressed={twice} onPress={() => onNarrow({ duplicates: twice ? '' : 'likely' })}>
          {sayPersons('only.duplicates')}
        </Chip>
      </div>
    </div>
  )
}

type OneOfProps = {
  label: string
  value: string | undefined
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

/** One choice or all; nothing where there is nothing to choose. */
const OneOf = ({ label, value, onChange, options }: OneOfProps) => {
  const say = useText(peopleTexts)
  if (options.length === 0) return null
  return (
    <SelectField
      label={label}
      required
      value={value ?? 'all'}
      onChange={(chosen) => onChange(chosen === 'all' ? '' : chosen)}
      options={[{ value: 'all', label: say('filter.all') }, ...options]}
    />
  )
}

const BelongingFields = ({ organisation, filters, onNarrow }: PartProps) => {
  const say = useText(peopleTexts)
  const name = useName()
  const language = useLanguage()
  const frame = useFrame(organisation)
  const kinds = useQuery(`${organisation}/office-kinds`, (signal) =>
    json(peopleApi(organisation)['office-kinds'].$get(undefined, { init: { signal } })),
  )
  return (
    <>
      <OneOf
        label={say('filter.wing')}
        value={filters.wing}
        onChange={(wing) => onNarrow({ wing })}
        options={(frame?.organisation.wings ?? []).map((wing) => ({
          value: wing.id,
          label: wing.names[language],
        }))}
      />
      <OneOf
        label={say('filter.office')}
        value={filters.office}
        onChange={(office) => onNarrow({ office })}
        options={(kinds.data ?? []).map((kind) => ({ value: kind.id, label: name(kind) }))}
      />
    </>
  )
}

const TrainedFields = ({ organisation, filters, onNarrow }: PartProps) => {
  const say = useText(personTexts)
  const name = useName()
  const programmes = useTiers(organisation)
  const options = tiersOf(programmes.data ?? []).map(({ programme, tier }) => ({
    value: tier.id,
    label: `${name(tier)} – ${name(programme)}`,
  }))
  const subjects = (programmes.data ?? []).flatMap((programme) =>
    programme.subjects.map((subject) => ({
      value: subject.id,
      label: `${name(subject)} – ${name(programme)}`,
    })),
  )
  return (
    <>
      <OneOf
        label={say('trained')}
        value={filters.trained}
        onChange={(trained) => onNarrow({ trained })}
        options={options}
      />
      <OneOf
        label={say('untrained')}
        value={filters.untrained}
        onChange={(untrained) => onNarrow({ untrained })}
        options={options}
      />
      <OneOf
        label={say('taught')}
        value={filters.subject}
        onChange={(subject) => onNarrow({ subject })}
        options={subjects}
      />
      <OneOf
        label={say('untaught')}
        value={filters.untaught}
        onChange={(untaught) => onNarrow({ untaught })}
        options={subjects}
      />
    </>
  )
}

const SkillFilter = ({ skill, onNarrow }: { skill: string; onNarrow: PartProps['onNarrow'] }) => {
  const say = useText(peopleTexts)
  const sayCommon = useText(common)
  const [typed, setTyped] = useState(skill)
  useEffect(() => setTyped(skill), [skill])
  return (
    <form
      class="stack stack-s"
      onSubmit={(event) => {
        event.preventDefault()
        onNarrow({ skill: typed.trim().toLowerCase() })
      }}
    >
      <TextField
        label={say('filter.skill')}
        hint={say('filter.skill.hint')}
        maxLength={60}
        value={typed}
        onChange={setTyped}
      />
      {typed.trim().toLowerCase() !== skill && (
        <div>
          <Button icon="search" submit>
            {sayCommon('search')}
          </Button>
        </div>
      )}
    </form>
  )
}
