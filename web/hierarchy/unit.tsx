import './units.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { UnitDays } from '../changes/days.tsx'
import { UnitHistory } from '../changes/history.tsx'
import { Reopen } from '../changes/reopen.tsx'
import { UnitChanges } from '../changes/unit-changes.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useQuery } from '../query.ts'
import { UnitAsked } from '../radar/asked.tsx'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { changesTexts } from '../text/changes.ts'
import { formatDay } from '../text/format.ts'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts, Panel, Stat, Stats } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { hierarchyApi, type UnitPage } from './api.ts'
import { PeopleHere } from './people-here.tsx'
import { UnitStanding } from './standing.tsx'
import { AddUnit, EditUnit } from './unit-dialogs.tsx'
import { Formerly, Past } from './unit-past.tsx'

/** A unit: where it stands, what it contains, what lies right below it, and its people. */
export const UnitScreen = ({ params, query }: ScreenProps<'/o/:organisation/units/:unit'>) => {
  const { organisation, unit: id } = params
  const { on } = query
  const say = useText(hierarchyTexts)
  const frame = useFrame(organisation)
  const shown = useQuery(`${organisation}/units/${id}${on ? `?on=${on}` : ''}`, (signal) =>
    json(
      hierarchyApi(organisation).units[':unitId'].$get(
        { param: { unitId: id }, query: on ? { on } : {} },
        { init: { signal } },
      ),
    ),
  )
  const unit = shown.data
  if (!unit) {
    return (
      <>
        <PageHeader
          title={say('title')}
          crumbs={[{ label: say('title'), href: `/o/${organisation}/units` }]}
        />
        {on && <Past organisation={organisation} unitId={id} on={on} none={shown.problem !== undefined} />}
        {shown.problem ? (
          <ProblemView problem={shown.problem} onRetry={shown.reload} />
        ) : (
          <Skeleton kind="cards" />
        )}
      </>
    )
  }
  return (
    <>
      <Head organisation={organisation} unit={unit} frame={frame} past={on !== undefined} />
      {on && <Past organisation={organisation} unitId={id} on={on} none={false} />}
      <Contained organisation={organisation} unit={unit} frame={frame} />
      <div class="columns">
        <div class="stack stack-l">
          {!on && unit.closedOn === null && frame?.holds.has('people:read') && (
            <UnitAsked organisation={organisation} unitId={id} frame={frame} />
          )}
          {!on && unit.closedOn === null && frame?.holds.has('people:read') && (
            <UnitStanding organisation={organisation} unitId={id} />
          )}
          <Children key={on} organisation={organisation} unit={unit} frame={frame} on={on} />
        </div>
        <div class="stack stack-l">
          {!on && frame?.holds.has('people:read') && (
            <PeopleHere organisation={organisation} unit={unit} frame={frame} />
          )}
          {!on && frame?.holds.has('units:edit') && unit.parentId !== null && unit.closedOn === null && (
            <UnitChanges organisation={organisation} unit={unit} />
          )}
          {!on && (
            <UnitDays
              organisation={organisation}
              unit={unit}
              edits={frame?.holds.has('units:edit') ?? false}
            />
          )}
          <UnitHistory organisation={organisation} unitId={id} on={on} />
        </div>
      </div>
    </>
  )
}

type PartProps = { organisation: string; unit: UnitPage; frame: Frame | undefined }

const useLevelName = (frame: Frame | undefined) => {
  const language = useLanguage()
  return (id: string): string =>
    frame?.organisation.levels.find((level) => level.id === id)?.names[language] ?? ''
}

const Head = ({ organisation, unit, frame, past }: PartProps & { past: boolean }) => {
  const sayChanges = useText(changesTexts)
  const say = useText(hierarchyTexts)
  const name = useName()
  const language = useLanguage()
  const levelName = useLevelName(frame)
  const other = language === 'hi' ? unit.nameEn : unit.nameHi
  return (
    <>
      <PageHeader
        kind={levelName(unit.levelId)}
        title={name(unit)}
        crumbs={[
          { label: say('title'), href: `/o/${organisation}/units` },
          ...unit.ancestors.map((above) => ({
            label: name(above),
            href: `/o/${organisation}/units/${above.id}`,
          })),
        ]}
        actions={
          <>
            {frame?.holds.has('coverage:read') && (
              <LinkButton icon="coverage" href={`/o/${organisation}/coverage?unit=${unit.id}`}>
                {say('coverage')}
              </LinkButton>
            )}
            {!past && frame?.holds.has('units:edit') && <EditUnit organisation={organisation} unit={unit} />}
          </>
        }
      />
      <Facts
        facts={[
          { label: say(language === 'hi' ? 'name.en' : 'name.hi'), value: other },
          { label: say('code'), value: unit.code },
          { label: say('aliases'), value: unit.aliases.join(', ') },
          {
            label: say('opened.since'),
            value: unit.openedOn !== null && formatDay(unit.openedOn, 'medium', language),
          },
          {
            label: say('formerly.label'),
            value: unit.formerly.length > 0 && <Formerly names={unit.formerly} />,
          },
        ]}
      />
      {unit.closedOn !== null && (
        <Banner
          tone="warn"
          title={sayChanges('closed', { day: formatDay(unit.closedOn, 'medium', language) })}
          actions={
            !past && frame?.holds.has('units:edit') && <Reopen organisation={organisation} unit={unit} />
          }
        />
      )}
    </>
  )
}

const Contained = ({ unit, frame }: PartProps) => {
  const say = useText(hierarchyTexts)
  const levelName = useLevelName(frame)
  const depth = new Map(frame?.organisation.levels.map((level) => [level.id, level.depth]))
  const counts = unit.counts
    .filter(({ levelId, units }) => levelId !== unit.levelId && units > 0)
    .sort((a, b) => (depth.get(a.levelId) ?? 0) - (depth.get(b.levelId) ?? 0))
  if (counts.length === 0) return null
  return (
    <Panel title={say('contains')}>
      <Stats>
        {counts.map(({ levelId, units }) => (
          <Stat key={levelId} label={levelName(levelId)} value={<Count value={units} />} />
        ))}
      </Stats>
    </Panel>
  )
}

/** More children than MANY are told a FEW at first, so that what stands below them is found on a phone. */
const [FEW, MANY] = [12, 20]

const Children = ({ organisation, unit, frame, on }: PartProps & { on: string | undefined }) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  const levelName = useLevelName(frame)
  const deepest = frame?.organisation.levels.at(-1)?.id === unit.levelId
  const pages = usePages(`${organisation}/units/${unit.id}/children${on ?? ''}`, async (after, signal) => {
    const query = { parent: unit.id, ...(after ? { after } : {}), ...(on ? { on } : {}) }
    const page = await json(
      hierarchyApi(organisation).units.$get({ query }, { init: { signal: signal ?? null } }),
    )
    return { items: page.units, after: page.after }
  })
  const [all, setAll] = useState(false)
  if (deepest) return null
  const shown = all || pages.items.length <= MANY ? pages.items : pages.items.slice(0, FEW)
  const mixed = new Set(pages.items.map(({ levelId }) => levelId)).size > 1
  const adds = frame?.holds.has('units:edit') && !on && unit.closedOn === null
  return (
    <Panel
      title={say('children')}
      actions={frame && adds && <AddUnit organisation={organisation} parent={unit} frame={frame} />}
    >
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState
            title={say('children.none')}
            actions={
              adds && (
                <LinkButton icon="upload" href={`/o/${organisation}/import/units`}>
                  {say('import')}
                </LinkButton>
              )
            }
          >
            {adds && say('children.none.text')}
          </EmptyState>
        )}
      >
        {() => (
          <List label={say('children')}>
            {shown.map((child) => (
              <Row
                key={child.id}
                title={name(child)}
                note={mixed && levelName(child.levelId)}
                aside={child.children > 0 ? say('below', { count: child.children }) : undefined}
                href={`/o/${organisation}/units/${child.id}${on ? `?on=${on}` : ''}`}
              />
            ))}
          </List>
        )}
      </AsyncView>
      {shown.length < pages.items.length ? (
        <div>
          <Button kind="quiet" icon="down" onPress={() => setAll(true)}>
            {say('children.all')}
          </Button>
        </div>
      ) : (
        <More pages={pages} />
      )}
    </Panel>
  )
}
