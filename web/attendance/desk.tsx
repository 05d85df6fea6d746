import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { attendanceTexts } from '../text/attendance.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { readWorkshop } from './api.ts'
import { CheckIn } from './check-in.tsx'

/** The desk of a workshop: marking people present. */
export const Desk = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/desk'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(attendanceTexts)
  const name = useName()
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  ).data
  const path = `/o/${organisation}/workshops/${workshopId}`
  return (
    <>
      <PageHeader title={say('desk')} crumbs={workshop && [{ label: name(workshop), href: path }]} />
      <Tabs
        label={say('desk.tabs')}
        tabs={[{ key: 'check-in', label: say('tab.check-in') }]}
        shown="check-in"
        onShow={() => {}}
      >
        <CheckIn organisation={organisation} workshopId={workshopId} />
      </Tabs>
      <div class="cluster">
        <LinkButton kind="quiet" icon="certificate" href={`${path}/credentials`}>
          {say('to.credentials')}
        </LinkButton>
      </div>
    </>
  )
}
