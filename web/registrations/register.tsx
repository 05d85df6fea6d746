import './registrations.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { registrationTexts } from '../text/registrations.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { keys, type PublicWorkshop, workshopsApi } from './api.ts'
import { WhenWhere, WorkshopFacts } from './facts.tsx'
import { Group } from './group.tsx'
import { OwnSeat } from './own-seat.tsx'

type Props = ScreenProps<'/o/:organisation/w/:workshop/register'>

/** Registering for a workshop: oneself with one button, or several people of one's units at once. */
export const Register = ({ params, query }: Props) => {
  const { organisation, workshop: id } = params
  const say = useText(registrationTexts)
  const name = useName()
  const frame = useFrame(organisation)
  const workshop = useQuery(`${keys.workshops(organisation)}/${id}`, (signal) =>
    json(
      workshopsApi(organisation).public.workshops[':workshopId'].$get(
        { param: { workshopId: id } },
        { init: { signal } },
      ),
    ),
  )
  const page = `/o/${organisation}/w/${id}`
  return (
    <>
      <PageHeader
        kind={say('kind')}
        title={workshop.data ? name(workshop.data) : say('kind')}
        lead={workshop.data && <WhenWhere workshop={workshop.data} />}
        crumbs={[{ label: say('workshop'), href: page }]}
      />
      <AsyncView query={workshop}>
        {(shown) => (
          <div class="stack stack-l">
            {frame === undefined && <Skeleton rows={2} />}
            {frame && <Ways frame={frame} workshop={shown} others={query.for === 'others'} />}
            <WorkshopFacts workshop={shown} />
          </div>
        )}
      </AsyncView>
    </>
  )
}

type WaysProps = { frame: Frame; workshop: PublicWorkshop; others: boolean }

const Ways = ({ frame, workshop, others }: WaysProps) => {
  const say = useText(registrationTexts)
  const [whom, setWhom] = useState<'me' | 'others'>(others ? 'others' : 'me')
  const organisation = frame.organisation.slug
  if (!frame.person) return <SignInFirst workshop={workshop.id} organisation={organisation} />
  const own = <OwnSeat organisation={organisation} workshop={workshop} />
  if (!frame.holds.has('registrations:edit')) return own
  return (
    <Tabs
      label={say('who.ways')}
      tabs={[
        { key: 'me', label: say('for.me') },
        { key: 'others', label: say('for.others') },
      ]}
      shown={whom}
      onShow={setWhom}
    >
      {whom === 'me' ? own : <Group organisation={organisation} workshop={workshop} />}
    </Tabs>
  )
}

const SignInFirst = ({ organisation, workshop }: { organisation: string; workshop: string }) => {
  const say = useText(registrationTexts)
  const back = encodeURIComponent(`/o/${organisation}/w/${workshop}/register`)
  return (
    <EmptyState
      icon="person"
      title={say('sign-in.text')}
      actions={
        <LinkButton kind="main" large href={`/sign-in?return=${back}`}>
          {say('sign-in')}
        </LinkButton>
      }
    />
  )
}
