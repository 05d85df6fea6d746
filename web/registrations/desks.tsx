import { json } from '../api.ts'
import { today } from '../planning/days.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { deskTexts } from '../text/desk.ts'
import { formatDays, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { type Power, peopleApi, type StaffWorkshop, workshopsApi } from './api.ts'

const DESK = ['attendance:mark', 'payments:record'] as const

const isDeskOf = (power: Power, workshop: StaffWorkshop): boolean =>
  DESK.some((needed) => power.capabilities.includes(needed)) &&
  (power.workshopId === null || power.workshopId === workshop.id) &&
  (power.tierId === null || power.tierId === workshop.tierId)

/** The workshops of today, and those to come, where somebody marks people present or takes fees. */
export const Desks = ({ params }: ScreenProps<'/o/:organisation/desk'>) => {
  const { organisation } = params
  const say = useText(deskTexts)
  const frame = useFrame(organisation)
  return (
    <>
      <PageHeader
        title={say('desks.title')}
        lead={say('desks.lead')}
        actions={
          frame?.holds.has('payments:record') && (
            <LinkButton href={`/o/${organisation}/cash`} icon="money">
              {say('desks.cash')}
            </LinkButton>
          )
        }
      />
      {frame ? <Listed organisation={organisation} now={today(frame.organisation.timeZone)} /> : <Skeleton />}
    </>
  )
}

const Listed = ({ organisation, now }: { organisation: string; now: string }) => {
  const say = useText(deskTexts)
  const me = useQuery(`${organisation}/me`, (signal) =>
    json(peopleApi(organisation).me.$get(undefined, { init: { signal } })),
  )
  const pages = usePages(`${organisation}/workshops?from=${now}`, async (after, signal) => {
    const query = { from: now, ...(after && { after }) }
    const page = await json(
      workshopsApi(organisation).workshops.$get({ query }, signal && { init: { signal } }),
    )
    return { items: page.workshops, after: page.after }
  })
  const powers = me.data?.powers ?? []
  const mine = pages.items.filter(
    (workshop) =>
      workshop.publishedAt !== null &&
      workshop.cancelledAt === null &&
      powers.some((power) => isDeskOf(power, workshop)),
  )
  const running = mine.filter(({ startsOn }) => startsOn <= now)
  const coming = mine.filter(({ startsOn }) => startsOn > now)
  const none = (
    <EmptyState
      icon="gate"
      title={say('desks.none')}
      actions={<LinkButton href={`/o/${organisation}/workshops`}>{say('desks.all')}</LinkButton>}
    >
      {say('desks.none.text')}
    </EmptyState>
  )
  // Whoever may see no workshop at all has no desk either.
  if (pages.query.problem?.status === 404) return none
  return (
    <AsyncView query={pages.query}>
      {() => (
        <div class="stack stack-l">
          {running.length === 0 ? (
            none
          ) : (
            <Desk title={say('desks.today')} organisation={organisation} workshops={running} />
          )}
          {coming.length > 0 && (
            <Desk title={say('desks.next')} organisation={organisation} workshops={coming} />
          )}
          <More pages={pages} />
        </div>
      )}
    </AsyncView>
  )
}

type DeskProps = { title: string; organisation: string; workshops: readonly StaffWorkshop[] }

const Desk = ({ title, organisation, workshops }: DeskProps) => {
  const say = useText(deskTexts)
  const name = useName()
  const language = useLanguage()
  const now = today(useZone())
  return (
    <section class="stack">
      <h2>{title}</h2>
      <List label={title}>
        {workshops.map((workshop) => (
          <Row
            key={workshop.id}
            icon={workshop.startsOn <= now ? 'gate' : 'calendar'}
            title={name(workshop)}
            note={`${formatDays(workshop.startsOn, workshop.endsOn, language)}, ${name(workshop.host)}`}
            aside={say('desks.registered', { count: workshop.registered })}
            href={`/o/${organisation}/workshops/${workshop.id}/desk${workshop.startsOn > now ? '?tab=fees' : ''}`}
          />
        ))}
      </List>
    </section>
  )
}
