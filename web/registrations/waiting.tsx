import './registrations.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { waitingTexts } from '../text/waiting.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { DateText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { keys, registrationsApi, type Wait } from './api.ts'
import { WhyNoSeat } from './why-no-seat.tsx'

/** The way onto the waiting list of a workshop that is full, for oneself. */
export const JoinWaiting = ({ organisation, workshopId }: { organisation: string; workshopId: string }) => {
  const say = useText(waitingTexts)
  const { route } = useLocation()
  const [id] = useState(newId)
  const mine = useQuery(keys.waiting(organisation), (signal) =>
    json(registrationsApi(organisation).me.waiting.$get(undefined, { init: { signal } })),
  )
  const join = useAction(async () => {
    const one = registrationsApi(organisation).workshops[':workshopId'].waiting
    const wait = await json(one.$post({ param: { workshopId }, json: { id } }))
    reloadQueries(keys.waiting(organisation))
    route(`/o/${organisation}/waiting/${wait.id}`)
  })
  const live = mine.data?.waits.find(
    ({ workshop, state }) => workshop.id === workshopId && (state === 'waiting' || state === 'offered'),
  )
  if (live) {
    return (
      <LinkButton kind="main" large wide icon="clock" href={`/o/${organisation}/waiting/${live.id}`}>
        {say('joined')}
      </LinkButton>
    )
  }
  return (
    <div class="stack stack-s">
      <Button kind="main" large wide icon="clock" busy={join.busy} onPress={join.run}>
        {say('join')}
      </Button>
      <p class="soft small">{say('join.text')}</p>
      {join.problem && <ProblemView problem={join.problem} />}
    </div>
  )
}

type ShownProps = { organisation: string; wait: Wait }

const Offered = ({ organisation, wait }: ShownProps) => {
  const say = useText(waitingTexts)
  const until = formatInstant(wait.offerUntil ?? 0, useZone(), useLanguage())
  const group = wait.people.length > 1
  const to = group ? `workshops/${wait.workshop.id}/group` : `w/${wait.workshop.id}/register`
  return (
    <Banner tone="good" title={say('offered')} urgent>
      <div class="stack">
        <p>{say('offered.text', { until })}</p>
        <LinkButton kind="main" large wide icon="check" href={`/o/${organisation}/${to}`}>
          {say(group ? 'take.group' : 'take')}
        </LinkButton>
      </div>
    </Banner>
  )
}

const Standing = (props: ShownProps) => {
  const { organisation, wait } = props
  const say = useText(waitingTexts)
  const page = `/o/${organisation}/w/${wait.workshop.id}`
  switch (wait.state) {
    case 'offered':
      return <Offered {...props} />
    case 'waiting':
      return (
        <Banner
          tone="note"
          title={
            wait.position === 1
              ? say('position.next')
              : say('position', { place: String(wait.position ?? '') })
          }
        >
          <WhyNoSeat cells={wait.cells} blocked={wait.blocked} />
          <p>{say('waiting.text')}</p>
        </Banner>
      )
    case 'taken':
      return (
        <Banner
          tone="good"
          title={say('taken')}
          actions={<LinkButton href={`/o/${organisation}/me`}>{say('mine')}</LinkButton>}
        />
      )
    default:
      return (
        <Banner
          tone="plain"
          title={say(wait.state)}
          actions={<LinkButton href={page}>{say('again')}</LinkButton>}
        >
          {wait.state === 'lapsed' && <p>{say('lapsed.text')}</p>}
        </Banner>
      )
  }
}

const Leave = ({ organisation, wait }: ShownProps) => {
  const say = useText(waitingTexts)
  const [open, setOpen] = useState(false)
  const leave = useAction(async () => {
    const one = registrationsApi(organisation).waiting[':waitId'].leaving
    putQuery(keys.wait(organisation, wait.id), await json(one.$post({ param: { waitId: wait.id } })))
    reloadQueries(keys.waiting(organisation))
    setOpen(false)
  })
  if (wait.state !== 'waiting' && wait.state !== 'offered') return null
  return (
    <div>
      <Button icon="exit" onPress={() => setOpen(true)}>
        {say('leave')}
      </Button>
      <ConfirmDialog
        title={say('leave.title')}
        open={open}
        onClose={() => setOpen(false)}
        onConfirm={leave.run}
        confirm={say('leave')}
        danger
        busy={leave.busy}
        problem={leave.problem}
      >
        <p>{say('leave.text')}</p>
      </ConfirmDialog>
    </div>
  )
}

/** How one stands on a waiting list: one's place, or what is offered and until when. */
export const WaitingScreen = ({ params }: ScreenProps<'/o/:organisation/waiting/:wait'>) => {
  const { organisation, wait: waitId } = params
  const say = useText(waitingTexts)
  const name = useName()
  const query = useQuery(keys.wait(organisation, waitId), (signal) =>
    json(registrationsApi(organisation).waiting[':waitId'].$get({ param: { waitId } }, { init: { signal } })),
  )
  return (
    <>
      <PageHeader
        kind={say('title')}
        title={query.data ? name(query.data.workshop) : say('title')}
        lead={query.data && <DateText day={query.data.workshop.startsOn} to={query.data.workshop.endsOn} />}
      />
      <AsyncView query={query} words={{ 'not-found': say('gone'), invalid: say('gone') }}>
        {(wait) => (
          <>
            <Standing organisation={organisation} wait={wait} />
            {wait.people.length > 1 && (
              <List label={say('group', { count: wait.people.length })}>
                {wait.people.map((person) => (
                  <Row
                    key={person.id}
                    icon="person"
                    title={name(person)}
                    note={name({ nameEn: person.unitEn, nameHi: person.unitHi })}
                  />
                ))}
              </List>
            )}
            <Leave organisation={organisation} wait={wait} />
          </>
        )}
      </AsyncView>
    </>
  )
}
