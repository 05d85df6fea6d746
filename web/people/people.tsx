import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { Export } from '../audit/export.tsx'
import { hierarchyApi, type Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SearchBox } from '../ui/search.tsx'
import { type PersonRow, peopleApi } from './api.ts'

const FILTERS = ['q', 'unit', 'wing', 'office', 'skill'] as const
type Filters = Partial<Record<(typeof FILTERS)[number], string>>

/** The filters of an address; empty ones are not there. */
const filtersOf = (query: Record<string, string>): Filters =>
  Object.fromEntries(FILTERS.flatMap((key) => (query[key] ? [[key, query[key]]] : [])))

/** Everybody within one's powers, narrowed down by unit, wing, office and skill, or found by name, phone or code. */
export const People = ({ params, query }: ScreenProps<'/o/:organisation/people'>) => {
  const { organisation } = params
  const say = useText(peopleTexts)
  const frame = useFrame(organisation)
  const { route } = useLocation()
  const filters = filtersOf(query)
  const narrow = (change: Filters) => {
    const next = new URLSearchParams(filtersOf({ ...filters, ...change }))
    route(`/o/${organisation}/people${next.size > 0 ? `?${next}` : ''}`, true)
  }
  const take = async (reason: string, after: string | undefined) => {
    const input = { reason, ...(filters.unit ? { unit: filters.unit } : {}), ...(after ? { after } : {}) }
    const part = await json(peopleApi(organisation).people.export.$post({ json: input }))
    return { csv: part.csv, rows: part.rows, next: part.after }
  }
  const exporting = frame?.holds.has('people:export') && <Export name={`${organisation}-people`} ask={take} />
  const actions = frame?.holds.has('people:edit') && (
    <>
      <LinkButton icon="upload" href={`/o/${organisation}/import/people`}>
        {say('import')}
      </LinkButton>
      <LinkButton
        kind="main"
        icon="plus"
        href={`/o/${organisation}/people/new${filters.unit ? `?unit=${filters.unit}` : ''}`}
      >
        {say('add')}
      </LinkButton>
    </>
  )
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            {exporting}
            {actions}
          </>
        }
      />
      <Listing organisation={organisation} filters={filters} onNarrow={narrow} actions={actions} />
    </>
  )
}

type PartProps = { organisation: string; filters: Filters; onNarrow: (change: Filters) => void }

const Listing = ({
  organisation,
  filters,
  onNarrow,
  actions,
}: PartProps & { actions: ComponentChildren }) => {
  const say = useText(peopleTexts)
  const key = new URLSearchParams(filters).toString()
  const pages = usePages(`${organisation}/people?${key}`, async (after, signal) => {
    const query = { ...filters, ...(after ? { after } : {}) }
    const page = await json(
      peopleApi(organisation).people.$get({ query }, { init: { signal: signal ?? null } }),
    )
    return { items: page.people, after: page.after }
  })
  const { problem, data } = pages.query
  if (problem?.status === 404) {
    return (
      <EmptyState icon="lock" title={say('none')}>
        {say('none.text')}
      </EmptyState>
    )
  }
  const narrowed = key !== ''
  return (
    <div class="stack">
      <SearchBox
        label={say('search')}
        value={filters.q ?? ''}
        onSearch={(q) => onNarrow({ q })}
        result={data && say('found', { count: pages.items.length })}
      />
      <Narrowing organisation={organisation} filters={filters} onNarrow={onNarrow} />
      {problem && !data && <ProblemView problem={problem} onRetry={pages.query.reload} />}
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState
            icon="people"
            title={say(narrowed ? 'empty' : 'empty.all')}
            actions={!narrowed && actions}
          >
            {say(narrowed ? 'empty.text' : 'empty.all.text')}
          </EmptyState>
        )}
      >
        {() => (
          <List label={say('title')}>
            {pages.items.map((person) => (
              <PersonLine key={person.id} organisation={organisation} person={person} />
            ))}
          </List>
        )}
      </AsyncView>
      <More pages={pages} />
    </div>
  )
}

/** A person as one row that leads to his page. */
export const PersonLine = ({ organisation, person }: { organisation: string; person: PersonRow }) => {
  const name = useName()
  const offices = person.offices.map((office) => name(office))
  return (
    <Row
      icon="person"
      title={name(person)}
      note={[...offices, name(person.unit)].join(' · ')}
      aside={person.phone && <span class="nowrap small">{person.phone}</span>}
      href={`/o/${organisation}/people/${person.id}`}
    />
  )
}

const Narrowing = (props: PartProps) => {
  const { filters, onNarrow } = props
  const say = useText(peopleTexts)
  const { q: _q, ...narrowed } = filters
  const some = Object.keys(narrowed).length > 0
  const [open, setOpen] = useState(some)
  return (
    <div class="stack">
      <div class="cluster">
        <Button icon="filter" pressed={open} onPress={() => setOpen(!open)}>
          {say('filters')}
        </Button>
        {some && (
          <Button
            kind="quiet"
            icon="close"
            onPress={() => onNarrow({ unit: '', wing: '', office: '', skill: '' })}
          >
            {say('filter.clear')}
          </Button>
        )}
      </div>
      {open && <FilterFields {...props} />}
    </div>
  )
}

const FilterFields = ({ organisation, filters, onNarrow }: PartProps) => {
  const say = useText(peopleTexts)
  const name = useName()
  const language = useLanguage()
  const frame = useFrame(organisation)
  const unit = useQuery(filters.unit ? `${organisation}/units/${filters.unit}` : null, (signal) =>
    json(
      hierarchyApi(organisation).units[':unitId'].$get(
        { param: { unitId: filters.unit ?? '' }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  const kinds = useQuery(`${organisation}/office-kinds`, (signal) =>
    json(peopleApi(organisation)['office-kinds'].$get(undefined, { init: { signal } })),
  )
  const all = { value: 'all', label: say('filter.all') }
  const chosen: Unit | null = (filters.unit && unit.data) || null
  return (
    <div class="grid">
      <UnitPicker
        organisation={organisation}
        of="mine"
        label={say('filter.unit')}
        required
        value={chosen}
        onChange={({ id }) => onNarrow({ unit: id })}
      />
      {frame && frame.organisation.wings.length > 0 && (
        <SelectField
          label={say('filter.wing')}
          required
          value={filters.wing ?? 'all'}
          onChange={(wing) => onNarrow({ wing: wing === 'all' ? '' : wing })}
          options={[
            all,
            ...frame.organisation.wings.map((wing) => ({ value: wing.id, label: wing.names[language] })),
          ]}
        />
      )}
      {kinds.data && kinds.data.length > 0 && (
        <SelectField
          label={say('filter.office')}
          required
          value={filters.office ?? 'all'}
          onChange={(office) => onNarrow({ office: office === 'all' ? '' : office })}
          options={[all, ...kinds.data.map((kind) => ({ value: kind.id, label: name(kind) }))]}
        />
      )}
      <SkillFilter skill={filters.skill ?? ''} onNarrow={onNarrow} />
    </div>
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
