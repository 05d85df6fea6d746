import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { exportsApi, partOf } from '../exports/api.ts'
import { Export } from '../exports/export.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { exportTexts } from '../text/exports.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { personTexts } from '../text/persons.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SearchBox } from '../ui/search.tsx'
import { type PersonRow, peopleApi } from './api.ts'
import { askedOf, type Filters, filtersOf, Narrowing, type PartProps } from './filters.tsx'
import { NominateList } from './nominate-list.tsx'
import { SavedLists } from './saved-lists.tsx'

/** Everybody within one's powers, narrowed down by unit, wing, office and skill, or found by name, phone or code. */
export const People = ({ params, query }: ScreenProps<'/o/:organisation/people'>) => {
  const { organisation } = params
  const say = useText(peopleTexts)
  const sayPersons = useText(personTexts)
  const frame = useFrame(organisation)
  const { route } = useLocation()
  const filters = filtersOf(query)
  const narrow = (change: Filters) => {
    const next = new URLSearchParams(filtersOf({ ...filters, ...change }))
    route(`/o/${organisation}/people${next.size > 0 ? `?${next}` : ''}`, true)
  }
  const exporting = frame?.holds.has('people:export') && (
    <ExportPeople organisation={organisation} filters={filters} />
  )
  const actions = frame?.holds.has('people:edit') && (
    <>
      <LinkButton icon="people" href={`/o/${organisation}/people/duplicates`}>
        {sayPersons('twice.open')}
      </LinkButton>
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

/** Taking out the list as it is filtered, or what people hold, learned and are registered for. */
const ExportPeople = ({ organisation, filters }: Omit<PartProps, 'onNarrow'>) => {
  const say = useText(exportTexts)
  const { q: _q, ...narrowed } = filters
  const api = exportsApi(organisation)
  const input = (reason: string, after: string | undefined) => ({
    json: { reason, ...(after ? { after } : {}) },
  })
  const table = (name: 'offices' | 'trainings' | 'registrations') => ({
    name: `${organisation}-${name}`,
    label: say(`what.${name}`),
    ask: async (reason: string, after: string | undefined) =>
      partOf(await json(api[name].export.$post(input(reason, after)))),
  })
  const people = {
    name: `${organisation}-people`,
    label: say('what.people'),
    ask: async (reason: string, after: string | undefined) => {
      const asked = { ...askedOf(narrowed), ...input(reason, after).json }
      return partOf(await json(peopleApi(organisation).people.export.$post({ json: asked })))
    },
  }
  return <Export tables={[people, table('offices'), table('trainings'), table('registrations')]} />
}

const Listing = ({
  organisation,
  filters,
  onNarrow,
  actions,
}: PartProps & { actions: ComponentChildren }) => {
  const frame = useFrame(organisation)
  const say = useText(peopleTexts)
  const key = new URLSearchParams(filtersOf(filters)).toString()
  const pages = usePages(`${organisation}/people?${key}`, async (after, signal) => {
    const query = { ...askedOf(filters), ...(after ? { after } : {}) }
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
      <SavedLists organisation={organisation} filters={filters} onNarrow={onNarrow} />
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
          <div class="stack">
            {frame?.holds.has('nominations:edit') && (
              <div>
                <NominateList key={key} organisation={organisation} people={pages.items} />
              </div>
            )}
            <List label={say('title')}>
              {pages.items.map((person) => (
                <PersonLine key={person.id} organisation={organisation} person={person} />
              ))}
            </List>
          </div>
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
