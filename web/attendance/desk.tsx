import { useState } from 'preact/hooks'
import { FeesDesk } from '../payments/fees-desk.tsx'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { attendanceTexts } from '../text/attendance.ts'
import { deskTexts } from '../text/desk.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { readWorkshop } from './api.ts'
import { CheckIn } from './check-in.tsx'

const NEEDS = { 'check-in': 'attendance:mark', fees: 'payments:record' } as const

/** The desk of a workshop: marking people present and taking fees, as far as somebody may. */
export const Desk = ({ params, query }: ScreenProps<'/o/:organisation/workshops/:workshop/desk'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(attendanceTexts)
  const name = useName()
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  ).data
  const sayFees = useText(deskTexts)
  const frame = useFrame(organisation)
  const [asked, setAsked] = useState<'check-in' | 'fees'>(query.tab === 'fees' ? 'fees' : 'check-in')
  const labels = { 'check-in': say('tab.check-in'), fees: sayFees('tab.fees') }
  const tabs = (['check-in', 'fees'] as const).filter((key) => frame?.holds.has(NEEDS[key]))
  const shown = tabs.includes(asked) ? asked : (tabs[0] ?? 'check-in')
  const path = `/o/${organisation}/workshops/${workshopId}`
  return (
    <>
      <PageHeader title={say('desk')} crumbs={workshop && [{ label: name(workshop), href: path }]} />
      {frame === undefined ? (
        <Skeleton />
      ) : (
        <Tabs
          label={say('desk.tabs')}
          tabs={tabs.map((key) => ({ key, label: labels[key] }))}
          shown={shown}
          onShow={setAsked}
        >
          {shown === 'fees' ? (
            <FeesDesk organisation={organisation} workshopId={workshopId} begin={query.q} />
          ) : (
            <CheckIn organisation={organisation} workshopId={workshopId} />
          )}
        </Tabs>
      )}
      <div class="cluster">
        {frame?.holds.has('attendance:mark') && (
          <LinkButton kind="quiet" icon="check" href={`${path}/sheet`}>
            {say('to.sheet')}
          </LinkButton>
        )}
        <LinkButton kind="quiet" icon="certificate" href={`${path}/credentials`}>
          {say('to.credentials')}
        </LinkButton>
      </div>
    </>
  )
}
