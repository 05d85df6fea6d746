import { json } from '../api.ts'
import { today } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { obligationTexts } from '../text/obligations.ts'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { keys, type OwnDuty, obligationsApi } from './api.ts'
import { AskExcuse } from './excuse.tsx'
import { excusable, StateOf } from './state.tsx'

/** What one's own office binds one to, until it is over; nothing where nothing does. */
export const OwnDuties = ({ organisation }: { organisation: string }) => {
  const say = useText(obligationTexts)
  const now = today(useZone())
  const mine = useQuery(keys.mine(organisation), (signal) =>
    json(obligationsApi(organisation).me.obligations.$get(undefined, { init: { signal } })),
  )
  const coming = (mine.data?.duties ?? []).filter(({ workshop }) => workshop.endsOn >= now)
  if (coming.length === 0) return null
  return (
    <section class="stack">
      <h2>{say('own')}</h2>
      <p class="soft">{say('own.text')}</p>
      <div class="grid">
        {coming.map((duty) => (
          <Own key={`${duty.obligationId}/${duty.officeId}`} organisation={organisation} duty={duty} />
        ))}
      </div>
    </section>
  )
}

const Own = ({ organisation, duty }: { organisation: string; duty: OwnDuty }) => {
  const say = useText(obligationTexts)
  const name = useName()
  const self = useFrame(organisation)?.person?.id
  const { workshop, kind, unit, days, there, state, registrationId } = duty
  return (
    <Card title={name(workshop)} aside={<StateOf state={state} />}>
      <p class="strong">
        <DateText day={workshop.startsOn} to={workshop.endsOn} />
      </p>
      <p>
        {name(kind)}, {name(unit)} · {say('on.days', { count: days })}
        {there > 0 && ` · ${say('there', { there: String(there), count: days })}`}
      </p>
      <div class="cluster">
        {registrationId ? (
          <LinkButton href={`/o/${organisation}/registrations/${registrationId}`}>{say('card')}</LinkButton>
        ) : (
          state !== 'excused' &&
          state !== 'breached' && (
            <LinkButton kind="main" href={`/o/${organisation}/w/${workshop.id}/register`}>
              {say('register')}
            </LinkButton>
          )
        )}
        {self && excusable(state) && (
          <AskExcuse organisation={organisation} obligationId={duty.obligationId} personId={self} />
        )}
      </div>
    </Card>
  )
}
