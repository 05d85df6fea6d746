import { readWorkshop } from '../attendance/api.ts'
import { AskFeedback } from '../faculty/ask.tsx'
import { today } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { BatchReport, Invitation } from './report.tsx'
import { Seats } from './seats.tsx'

/** One batch of a trainer: registering who is nominated, the desk, the certificates, the report. */
export const BatchScreen = ({ params }: ScreenProps<'/o/:organisation/teach/batches/:workshop'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(teachingTexts)
  const name = useName()
  const query = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  )
  const batch = query.data
  const now = today(useZone())
  const path = `/o/${organisation}/workshops/${workshopId}`
  return (
    <>
      <PageHeader
        title={batch ? name(batch) : say('batches')}
        crumbs={[{ label: say('title'), href: `/o/${organisation}/teach` }]}
        lead={
          batch && (
            <p>
              <DateText day={batch.startsOn} to={batch.endsOn} />
              {batch.venueEn && batch.venueHi && (
                <>, {name({ nameEn: batch.venueEn, nameHi: batch.venueHi })}</>
              )}{' '}
              <Badge>{say('batch.seats', { registered: batch.registered, capacity: batch.capacity })}</Badge>
            </p>
          )
        }
      />
      <AsyncView query={query}>
        {(workshop) => (
          <div class="stack stack-l">
            <div class="cluster">
              <LinkButton kind="main" icon="gate" href={`${path}/desk`}>
                {say('check-in')}
              </LinkButton>
              <LinkButton icon="people" href={`${path}/roster`}>
                {say('roster')}
              </LinkButton>
              <LinkButton icon="certificate" href={`${path}/credentials`}>
                {say('credentials')}
              </LinkButton>
              <LinkButton kind="quiet" icon="hall" href={path}>
                {say('page')}
              </LinkButton>
            </div>
            <Seats organisation={organisation} workshop={workshop} />
            <BatchReport organisation={organisation} workshop={workshop} />
            {workshop.startsOn <= now && <AskPanel organisation={organisation} workshopId={workshopId} />}
            <Invitation organisation={organisation} workshop={workshop} />
          </div>
        )}
      </AsyncView>
    </>
  )
}

/** Asking those who came how it was. */
const AskPanel = ({ organisation, workshopId }: { organisation: string; workshopId: string }) => {
  const say = useText(feedbackTexts)
  return (
    <Panel title={say('title')}>
      <AskFeedback organisation={organisation} workshopId={workshopId} />
    </Panel>
  )
}
