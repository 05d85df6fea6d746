import '../planning/planning.css'
import './workshops.css'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { type UnitRef, unitsApi, type Workshop, workshopsApi } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { tiersOf, useTiers } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { workshopsText } from '../text/workshops.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { DateText } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { StateOf, useVenue } from './parts.tsx'

type Filter = { tier?: string | undefined; unit?: string | undefined }
type Time = 'now' | 'past'

const WorkshopRow = ({ slug, workshop }: { slug: string; workshop: Workshop }) => {
  const say = useText(workshopsText)
  const name = useName()
  const venue = useVenue()
  return (
    <Row
      href={`/o/${slug}/workshops/${workshop.id}`}
      title={name(workshop)}
      note={
        <>
          <span class="strong">
            <DateText day={workshop.startsOn} to={workshop.endsOn} />
          </span>
          <br />
          {venue(workshop)}
          <br />
          {name({ nameEn: workshop.tierEn, nameHi: workshop.tierHi })}
        </>
      }
      aside={
        <span class="workshop-aside">
          <StateOf workshop={workshop} />
          <span>{say('row.seats', { taken: workshop.registered, seats: workshop.capacity })}</span>
        </span>
      }
    />
  )
}

type ListedProps = { slug: string; title: string; workshops: readonly Workshop[] }

const Listed = ({ slug, title, workshops }: ListedProps) =>
  workshops.length === 0 ? null : (
    <Panel title={title}>
      <List label={title}>
        {workshops.map((workshop) => (
          <WorkshopRow key={workshop.id} slug={slug} workshop={workshop} />
        ))}
      </List>
    </Panel>
  )

const Sittings = ({ slug, filter, time }: { slug: string; filter: Filter; time: Time }) => {
  const say = useText(workshopsText)
  const edits = useFrame(slug)?.holds.has('workshops:edit') ?? false
  const day = today(useZone())
  const { tier, unit } = filter
  const pages = usePages(`${slug}/workshops/${time}/${tier ?? ''}/${unit ?? ''}`, async (after, signal) => {
    const query = {
      ...(tier ? { tier } : {}),
      ...(unit ? { unit } : {}),
      ...(after ? { after } : {}),
      ...(time === 'past' ? { before: day } : { from: day }),
    }
    const page = await json(
      workshopsApi(slug).workshops.$get({ query }, { init: { signal: signal ?? null } }),
    )
    return { items: page.workshops, after: page.after }
  })
  const running = pages.items.filter(({ startsOn }) => startsOn <= day)
  const coming = pages.items.filter(({ startsOn }) => startsOn > day)
  return (
    <AsyncView
      query={pages.query}
      isEmpty={({ items }) => items.length === 0}
      empty={() => (
        <EmptyState icon="hall" title={say(time === 'past' ? 'empty.past' : 'empty')}>
          {time === 'now' && say(edits ? 'empty.next' : 'empty.wait')}
        </EmptyState>
      )}
    >
      {() => (
        <>
          {time === 'past' ? (
            <Listed slug={slug} title={say('past')} workshops={pages.items} />
          ) : (
            <>
              <Listed slug={slug} title={say('today')} workshops={running} />
              <Listed slug={slug} title={say('upcoming')} workshops={coming} />
            </>
          )}
          <More pages={pages} />
        </>
      )}
    </AsyncView>
  )
}

type FiltersProps = { slug: string; filter: Filter; onFilter: (filter: Filter) => void }

const Filters = ({ slug, filter, onFilter }: FiltersProps) => {
  const say = useText(workshopsText)
  const shared = useText(planning)
  const name = useName()
  const tiers = tiersOf(useTiers(slug).data ?? [])
  const { unit } = filter
  const chosen = useQuery<UnitRef>(unit ? `${slug}/unit/${unit}` : null, (signal) =>
    json(
      unitsApi(slug).units[':unitId'].$get(
        { param: { unitId: unit ?? '' }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  return (
    <details class="filters" open={Boolean(filter.tier || unit)}>
      <summary>
        <Icon name="filter" />
        {say('filter')}
      </summary>
      <div class="pair">
        <SelectField
          label={say('filter.tier')}
          value={filter.tier ?? 'all'}
          onChange={(tier) => onFilter({ ...filter, tier: tier === 'all' ? undefined : tier })}
          options={[
            { value: 'all', label: say('filter.all') },
            ...tiers.map(({ programme, tier }) => ({
              value: tier.id,
              label: `${name(tier)} – ${name(programme)}`,
            })),
          ]}
        />
        <div class="stack stack-s">
          <UnitPicker
            organisation={slug}
            label={say('filter.unit')}
            of="mine"
            value={chosen.data ?? null}
            onChange={({ id }) => onFilter({ ...filter, unit: id })}
          />
          {unit && chosen.data && (
            <div>
              <Button kind="quiet" icon="close" onPress={() => onFilter({ ...filter, unit: undefined })}>
                {shared('unit.clear', { name: name(chosen.data) })}
              </Button>
            </div>
          )}
        </div>
      </div>
    </details>
  )
}

type WorkshopsProps = { params: { organisation: string }; query: Record<string, string> }

/** Workshops by time: today's and the coming ones, or those that are over. */
export const Workshops = ({ params, query }: WorkshopsProps) => {
  const slug = params.organisation
  const say = useText(workshopsText)
  const { route } = useLocation()
  const edits = useFrame(slug)?.holds.has('workshops:edit') ?? false
  const filter: Filter = { tier: query.tier || undefined, unit: query.unit || undefined }
  const time: Time = query.time === 'past' ? 'past' : 'now'
  const go = (next: Filter & { time: Time }) => {
    const entries = Object.entries(next).filter(
      ([key, value]) => value && !(key === 'time' && value === 'now'),
    )
    const search = new URLSearchParams(entries as [string, string][]).toString()
    route(`/o/${slug}/workshops${search && `?${search}`}`, true)
  }
  const create = `/o/${slug}/workshops/new${filter.tier ? `?tier=${filter.tier}` : ''}`
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <LinkButton icon="calendar" href={`/o/${slug}/duties`}>
              {say('to.duties')}
            </LinkButton>
            {edits && (
              <LinkButton kind="main" icon="plus" href={create}>
                {say('new')}
              </LinkButton>
            )}
          </>
        }
      />
      <Filters slug={slug} filter={filter} onFilter={(next) => go({ ...next, time })} />
      <Tabs
        label={say('time.label')}
        shown={time}
        onShow={(next) => go({ ...filter, time: next })}
        tabs={[
          { key: 'now', label: say('time.now') },
          { key: 'past', label: say('time.past') },
        ]}
      >
        <Sittings slug={slug} filter={filter} time={time} />
      </Tabs>
    </>
  )
}
