import { json } from '../api.ts'
import { readWorkshop } from '../attendance/api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { visitTexts } from '../text/visits.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { type StayOfSomebody, visitsApi } from './api.ts'
import { StayCard } from './stay-card.tsx'

/** The field stays of everybody after a workshop. */
export const WorkshopStays = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/stays'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(visitTexts)
  const name = useName()
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  ).data
  const read = (after: string | undefined, signal?: AbortSignal) =>
    json(
      visitsApi(organisation).workshops[':workshopId'].stays.$get(
        { param: { workshopId }, query: after ? { after } : {} },
        signal && { init: { signal } },
      ),
    )
  const sums = useQuery(`${organisation}/stays/sums/${workshopId}`, (signal) => read(undefined, signal)).data
  const pages = usePages<StayOfSomebody>(`${organisation}/stays/of/${workshopId}`, async (after, signal) => {
    const page = await read(after, signal)
    return { items: page.stays, after: page.after }
  })
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={workshop && [{ label: name(workshop), href: `/o/${organisation}/workshops/${workshopId}` }]}
        lead={<p>{say('lead')}</p>}
      />
      {sums && sums.people > 0 && (
        <Stats>
          <Stat label={say('people')} value={sums.people} />
          <Stat label={say('sum')} value={sums.days} />
        </Stats>
      )}
      <Panel title={say('list')}>
        <AsyncView
          query={pages.query}
          isEmpty={({ items }) => items.length === 0}
          empty={() => (
            <EmptyState icon="place" title={say('none')}>
              {say('none.all.hint')}
            </EmptyState>
          )}
        >
          {() => (
            <ul class="stack" aria-label={say('list')}>
              {pages.items.map((stay) => (
                <StayCard key={stay.id} stay={stay}>
                  <LinkButton
                    kind="quiet"
                    icon="person"
                    href={`/o/${organisation}/registrations/${stay.registrationId}/stays`}
                  >
                    {name(stay.attendee.person)}
                  </LinkButton>
                </StayCard>
              ))}
            </ul>
          )}
        </AsyncView>
        <More pages={pages} />
      </Panel>
    </>
  )
}
