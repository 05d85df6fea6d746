import './units.css'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { exportsApi, partOf } from '../exports/api.ts'
import { Export } from '../exports/export.tsx'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useLanguage, useText } from '../text/index.ts'
import { nameIn, useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SearchBox } from '../ui/search.tsx'
import { TreeView } from '../ui/tree.tsx'
import { hierarchyApi, type UnitChild } from './api.ts'
import { useFoundNote } from './found.ts'

/** The organisation's tree: going down it, or finding a unit by a part of its name in either script. */
export const Units = ({ params, query }: ScreenProps<'/o/:organisation/units'>) => {
  const { organisation } = params
  const say = useText(hierarchyTexts)
  const frame = useFrame(organisation)
  const { route } = useLocation()
  const typed = query.q ?? ''
  const take = async (reason: string, after: string | undefined) =>
    partOf(
      await json(
        exportsApi(organisation).units.export.$post({ json: { reason, ...(after ? { after } : {}) } }),
      ),
    )
  const imports = frame?.holds.has('units:edit') && (
    <LinkButton icon="upload" href={`/o/${organisation}/import/units`}>
      {say('import')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            {frame?.holds.has('units:read') && (
              <Export tables={[{ name: `${organisation}-units`, ask: take }]} />
            )}
            {imports}
          </>
        }
      />
      <Found
        organisation={organisation}
        typed={typed}
        onSearch={(next) =>
          route(`/o/${organisation}/units${next ? `?q=${encodeURIComponent(next)}` : ''}`, true)
        }
        frame={frame}
      />
      {!typed && <Tree organisation={organisation} imports={imports} />}
    </>
  )
}

type FoundProps = {
  organisation: string
  typed: string
  onSearch: (typed: string) => void
  frame: Frame | undefined
}

const Found = ({ organisation, typed, onSearch, frame }: FoundProps) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  const language = useLanguage()
  const note = useFoundNote()
  const levels = new Map(frame?.organisation.levels.map((level) => [level.id, level.names[language]]))
  const found = useQuery(typed ? `${organisation}/units/search/${typed}` : null, (signal) =>
    json(hierarchyApi(organisation).units.search.$get({ query: { q: typed } }, { init: { signal } })),
  )
  return (
    <div class="stack">
      <SearchBox
        label={say('search')}
        value={typed}
        onSearch={onSearch}
        result={typed && found.data ? say('found', { count: found.data.units.length }) : undefined}
      />
      {typed && (
        <AsyncView
          query={found}
          isEmpty={({ units }) => units.length === 0}
          empty={() => (
            <EmptyState icon="search" title={say('found.none')}>
              {say('found.none.text')}
            </EmptyState>
          )}
        >
          {({ units }) => (
            <>
              {units.some(({ guessed }) => guessed) && <p class="soft">{say('guessed')}</p>}
              <List label={say('found', { count: units.length })}>
                {units.map((unit) => (
                  <Row
                    key={unit.id}
                    title={name(unit)}
                    note={[levels.get(unit.levelId), note(unit)].filter(Boolean).join(' · ')}
                    href={`/o/${organisation}/units/${unit.id}`}
                  />
                ))}
              </List>
            </>
          )}
        </AsyncView>
      )}
    </div>
  )
}

const Tree = ({ organisation, imports }: { organisation: string; imports: ComponentChildren }) => {
  const say = useText(hierarchyTexts)
  const language = useLanguage()
  const { route } = useLocation()
  const top = useQuery(`${organisation}/units/top`, (signal) =>
    json(hierarchyApi(organisation).units.$get({ query: {} }, { init: { signal } })),
  )
  if (top.problem?.status === 404) {
    return (
      <EmptyState icon="lock" title={say('none')}>
        {say('none.text')}
      </EmptyState>
    )
  }
  if (top.problem && !top.data) return <ProblemView problem={top.problem} onRetry={top.reload} />
  const node = (unit: UnitChild) => ({
    id: unit.id,
    label: nameIn(language, unit),
    hasChildren: unit.children > 0,
    children: unit.children,
  })
  return (
    <AsyncView query={top}>
      {({ units }) =>
        units.every(({ children, parentId }) => children === 0 && parentId === null) ? (
          <EmptyState
            title={say('empty')}
            actions={
              <>
                {imports}
                {units.map((unit) => (
                  <LinkButton key={unit.id} icon="plus" href={`/o/${organisation}/units/${unit.id}`}>
                    {nameIn(language, unit)}
                  </LinkButton>
                ))}
              </>
            }
          >
            {say('empty.text')}
          </EmptyState>
        ) : (
          <TreeView
            key={language}
            label={say('tree')}
            roots={units.map(node)}
            opened={units.length === 1 ? units.map(({ id }) => id) : []}
            loadChildren={async (unit, after) => {
              const query = { parent: unit.id, ...(after ? { after } : {}) }
              const page = await json(hierarchyApi(organisation).units.$get({ query }))
              return { nodes: page.units.map(node), after: page.after }
            }}
            onSelect={(unit) => route(`/o/${organisation}/units/${unit.id}`)}
            aside={(unit) => (unit.children > 0 ? say('below', { count: unit.children }) : undefined)}
          />
        )
      }
    </AsyncView>
  )
}
