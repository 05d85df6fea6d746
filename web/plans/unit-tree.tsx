import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useFoundNote } from '../hierarchy/found.ts'
import { type UnitRef, unitsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { AsyncView } from '../ui/async.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { SearchBox } from '../ui/search.tsx'
import { TreeView } from '../ui/tree.tsx'
import type { Standing } from './terms.ts'

type Node = { id: string; label: string; hasChildren: boolean; chain: readonly string[]; unit: UnitRef }

const WORDS = {
  included: 'included',
  inside: 'inside',
  excepted: 'excepted',
  cut: 'cut',
  partly: 'partly',
  outside: undefined,
} as const

const StandingMark = ({ standing }: { standing: Standing }) => {
  const say = useText(plansText)
  const word = WORDS[standing]
  if (!word) return null
  const out = standing === 'excepted' || standing === 'cut'
  return (
    <span class={`standing standing-${standing}`}>
      <Icon name={standing === 'partly' ? 'minus' : out ? 'close' : 'check'} size={18} />
      {say(word)}
    </span>
  )
}

/** Every unit right below another, or the top ones. */
const readChildren = async (slug: string, parent: string | undefined, signal?: AbortSignal) => {
  type Child = UnitRef & { children: number }
  const units: Child[] = []
  let after: string | undefined
  do {
    const query = { ...(parent ? { parent } : {}), ...(after ? { after } : {}) }
    const page = await json(unitsApi(slug).units.$get({ query }, { init: { signal: signal ?? null } }))
    units.push(...page.units)
    after = page.after ?? undefined
  } while (after !== undefined && units.length < 2000)
  return units
}

type UnitTreeProps = {
  slug: string
  /** The lowest level that may be chosen. */
  levelId: string
  standing: (chain: readonly string[]) => Standing
  onTap: (unit: UnitRef, chain: readonly string[] | undefined) => void
}

/** The tree of units, each with how it stands; a tap takes it in or out. */
export const UnitTree = ({ slug, levelId, standing, onTap }: UnitTreeProps) => {
  const say = useText(plansText)
  const language = useLanguage()
  const name = useName()
  const levels = useFrame(slug)?.organisation.levels ?? []
  const depthOf = (id: string) => levels.find((level) => level.id === id)?.depth ?? 0
  const node = (unit: UnitRef & { children: number }, above: readonly string[]): Node => ({
    id: unit.id,
    label: name(unit),
    hasChildren: unit.children > 0 && depthOf(unit.levelId) < depthOf(levelId),
    chain: [...above, unit.id],
    unit,
  })
  const top = useQuery(`${slug}/units/top`, (signal) => readChildren(slug, undefined, signal))
  return (
    <AsyncView query={top}>
      {(roots) => (
        <TreeView<Node>
          key={language}
          label={say('tree')}
          roots={roots.map((unit) => node(unit, []))}
          opened={roots.length === 1 ? roots.map(({ id }) => id) : []}
          loadChildren={async (parent) =>
            (await readChildren(slug, parent.id)).map((unit) => node(unit, parent.chain))
          }
          onSelect={({ unit, chain }) => onTap(unit, chain)}
          aside={({ chain }) => <StandingMark standing={standing(chain)} />}
        />
      )}
    </AsyncView>
  )
}

type UnitSearchProps = Pick<UnitTreeProps, 'slug' | 'levelId' | 'onTap'> & {
  /** How a unit stands whose place in the tree is known. */
  standing: (id: string) => Standing
}

const FOUND = 12

/** Finds units by name, down to a level; a tap takes one in or out. */
export const UnitSearch = ({ slug, levelId, standing, onTap }: UnitSearchProps) => {
  const say = useText(plansText)
  const name = useName()
  const levels = useFrame(slug)?.organisation.levels ?? []
  const depthOf = (id: string) => levels.find((level) => level.id === id)?.depth ?? 0
  const note = useFoundNote()
  const [q, setQ] = useState('')
  const found = useQuery(q === '' ? null : `${slug}/units/search/${q}`, async (signal) => {
    const { units } = await json(unitsApi(slug).units.search.$get({ query: { q } }, { init: { signal } }))
    return units
  })
  const usable = found.data?.filter((unit) => depthOf(unit.levelId) <= depthOf(levelId)).slice(0, FOUND)
  return (
    <div class="stack">
      <SearchBox
        label={say('search')}
        value={q}
        onSearch={setQ}
        result={usable && say('found', { count: usable.length })}
      />
      {q !== '' && (
        <AsyncView
          query={found}
          isEmpty={() => usable?.length === 0}
          empty={() => <p class="soft">{say('found.none')}</p>}
        >
          {() => (
            <List label={say('search')}>
              {usable?.map((unit) => (
                <Row
                  key={unit.id}
                  icon="units"
                  title={name(unit)}
                  note={note(unit)}
                  aside={<StandingMark standing={standing(unit.id)} />}
                  onPress={() => onTap(unit, undefined)}
                />
              ))}
            </List>
          )}
        </AsyncView>
      )}
    </div>
  )
}
