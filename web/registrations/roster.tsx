import './registrations.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { exportsApi, partOf } from '../exports/api.ts'
import { Export } from '../exports/export.tsx'
import { More } from '../planning/more.tsx'
import { type Pages, usePages } from '../planning/pages.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDays } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { rosterTexts } from '../text/rosters.ts'
import { AsyncView } from '../ui/async.tsx'
import { Chip } from '../ui/badge.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Stat, Stats } from '../ui/card.tsx'
import { Count, Money } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { SearchBox } from '../ui/search.tsx'
import { keys, type Roster as RosterPage, type RosterRow } from './api.ts'
import { PaperRoster } from './paper-roster.tsx'
import { readRoster } from './read-roster.ts'
import { RosterTable } from './roster-table.tsx'

type Props = ScreenProps<'/o/:organisation/workshops/:workshop/roster'>
type Only = 'all' | 'owing' | 'absent'

const ONLY: readonly Only[] = ['all', 'owing', 'absent']

/** Who is registered for a workshop: found by name or code, with fees and days; or as a list on paper. */
export const Roster = ({ params, query }: Props) => {
  const { organisation, workshop } = params
  return query.paper ? (
    <PaperRoster organisation={organisation} workshopId={workshop} />
  ) : (
    <OnScreen organisation={organisation} workshopId={workshop} />
  )
}

const OnScreen = ({ organisation, workshopId: id }: { organisation: string; workshopId: string }) => {
  const say = useText(rosterTexts)
  const name = useName()
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const [only, setOnly] = useState<Only>('all')
  const [head, setHead] = useState<RosterPage | undefined>(undefined)
  const pages = usePages<RosterRow>(
    `${keys.roster(organisation, id)}?${only}&${typed}`,
    async (after, signal) => {
      const asked = { ...(typed && { q: typed }), ...(only !== 'all' && { only }), ...(after && { after }) }
      const page = await readRoster(organisation, id, asked, signal)
      setHead(page)
      return { items: page.rows, after: page.after }
    },
  )
  const workshop = head?.workshop
  return (
    <>
      <PageHeader
        kind={say('kind')}
        title={workshop ? name(workshop) : say('kind')}
        lead={workshop && formatDays(workshop.startsOn, workshop.endsOn, language)}
        crumbs={[{ label: say('workshop'), href: `/o/${organisation}/workshops/${id}` }]}
        actions={workshop && <Ways organisation={organisation} workshop={id} />}
      />
      {workshop && workshop.cancelledAt !== null && <Banner tone="bad" title={say('called')} />}
      {head && <Sums roster={head} />}
      {head && (
        <div class="stack">
          <SearchBox
            label={say('search')}
            value={typed}
            onSearch={setTyped}
            result={typed ? say('found', { count: pages.items.length }) : undefined}
          />
          <fieldset class="cluster" aria-label={say('show')}>
            {ONLY.map((each) => (
              <Chip key={each} pressed={each === only} onPress={() => setOnly(each)}>
                {say(`only.${each}`)}
              </Chip>
            ))}
          </fieldset>
        </div>
      )}
      <Rows
        organisation={organisation}
        workshopId={id}
        head={head}
        pages={pages}
        narrowed={typed !== '' || only !== 'all'}
      />
    </>
  )
}

type RowsProps = {
  organisation: string
  workshopId: string
  head: RosterPage | undefined
  pages: Pages<RosterRow>
  narrowed: boolean
}

const Rows = ({ organisation, workshopId, head, pages, narrowed }: RowsProps) => {
  const say = useText(rosterTexts)
  const frame = useFrame(organisation)
  const registers = frame?.holds.has('registrations:edit')
  const nobody = (
    <EmptyState
      icon="people"
      title={say('none')}
      actions={
        registers && (
          <LinkButton kind="main" icon="plus" href={`/o/${organisation}/w/${workshopId}/register?for=others`}>
            {say('register')}
          </LinkButton>
        )
      }
    >
      {say('none.text')}
    </EmptyState>
  )
  // Whoever registers only for his own units sees nothing of a workshop until one of his people is in it.
  if (registers && pages.query.problem?.status === 404) return nobody
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() =>
        narrowed ? (
          <EmptyState icon="search" title={say('none.found')}>
            {say('none.found.text')}
          </EmptyState>
        ) : (
          nobody
        )
      }
    >
      {() =>
        head && (
          <div class="stack">
            <RosterTable organisation={organisation} roster={head} rows={pages.items} />
            <More pages={pages} />
          </div>
        )
      }
    </AsyncView>
  )
}

const Ways = ({ organisation, workshop }: { organisation: string; workshop: string }) => {
  const say = useText(rosterTexts)
  const frame = useFrame(organisation)
  const page = `/o/${organisation}/workshops/${workshop}`
  const take = async (reason: string, after: string | undefined) => {
    const input = { reason, workshop, ...(after ? { after } : {}) }
    return partOf(await json(exportsApi(organisation).registrations.export.$post({ json: input })))
  }
  return (
    <>
      {frame?.holds.has('people:export') && (
        <Export tables={[{ name: `${organisation}-roster`, ask: take }]} />
      )}
      {frame?.holds.has('registrations:edit') && (
        <LinkButton icon="plus" href={`/o/${organisation}/w/${workshop}/register?for=others`}>
          {say('register')}
        </LinkButton>
      )}
      {(frame?.holds.has('registrations:edit') || frame?.holds.has('payments:record')) && (
        <LinkButton icon="people" href={`${page}/paying`}>
          {say('paying')}
        </LinkButton>
      )}
      {frame?.holds.has('payments:record') && (
        <LinkButton icon="money" href={`${page}/desk?tab=fees`}>
          {say('fees')}
        </LinkButton>
      )}
      <LinkButton icon="print" href={`${page}/roster?paper=yes`}>
        {say('paper')}
      </LinkButton>
    </>
  )
}

const Sums = ({ roster }: { roster: RosterPage }) => {
  const say = useText(rosterTexts)
  const { counts, currency } = roster
  const { registered, capacity, attended, dueMinor, paidMinor } = counts
  return (
    <Stats>
      <Stat
        label={say('registered')}
        value={<Count value={registered} />}
        note={say('of', { count: capacity })}
      />
      <Stat label={say('came')} value={<Count value={attended} />} />
      {dueMinor > 0 && (
        <>
          <Stat
            label={say('paid')}
            value={<Money amountMinor={paidMinor} currency={currency} />}
            tone="good"
          />
          <Stat
            label={say('owed')}
            value={<Money amountMinor={dueMinor - paidMinor} currency={currency} />}
            tone={dueMinor > paidMinor ? 'warn' : 'plain'}
          />
        </>
      )}
    </Stats>
  )
}
