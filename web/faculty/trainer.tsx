import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { dutyTexts } from '../text/duties.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { type Duty, facultyApi, keys, type TrainerWeek } from './api.ts'
import { Give } from './give.tsx'
import { whenOf } from './when.ts'

type TrainerProps = { organisation: string; week: TrainerWeek; edits: boolean }

/** A trainer's week: how much it is, and each duty with the ways to exchange him or take him off. */
export const Trainer = ({ organisation, week, edits }: TrainerProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  const reads = useFrame(organisation)?.holds.has('people:read') ?? false
  const { person, unit, duties, sessions, days, cap, over } = week
  const [exchanging, setExchanging] = useState<Duty | undefined>(undefined)
  const [removing, setRemoving] = useState<Duty | undefined>(undefined)
  const who = name(person)
  const load = say('load', { count: sessions, days: say('days', { count: days }) })
  const most = [
    cap?.sessions != null && say('cap.sessions', { count: cap.sessions }),
    cap?.days != null && say('days', { count: cap.days }),
  ].filter(Boolean)
  return (
    <li class="card duty-card">
      <h3>{reads ? <a href={`/o/${organisation}/people/${person.id}`}>{who}</a> : who}</h3>
      <p class="soft">{name(unit)}</p>
      <p class="cluster">
        <Badge tone={over ? 'warn' : 'plain'}>{load}</Badge>
        {over && (
          <Badge tone="warn" icon="warning">
            {say('over')}
          </Badge>
        )}
        {most.length > 0 && <span class="soft small">{say('cap.is', { what: most.join(', ') })}</span>}
      </p>
      {duties.length === 0 ? (
        <p class="soft">{say('unsettled')}</p>
      ) : (
        <ul class="duty-list">
          {duties.map((duty) => (
            <DutyLine
              key={duty.dutyId ?? `${duty.workshop?.id}/${duty.fromOn}/${duty.startsMinute}`}
              organisation={organisation}
              duty={duty}
              who={who}
              edits={edits}
              onExchange={() => setExchanging(duty)}
              onRemove={() => setRemoving(duty)}
            />
          ))}
        </ul>
      )}
      <Dialog
        title={say('exchange.of', { name: who, what: whatOf(exchanging, name, say('whole')) })}
        open={exchanging !== undefined}
        onClose={() => setExchanging(undefined)}
      >
        {exchanging?.workshop && exchanging.dutyId && (
          <Give
            organisation={organisation}
            workshopId={exchanging.workshop.id}
            sessionId={exchanging.session?.id ?? null}
            instead={{ dutyId: exchanging.dutyId, personId: person.id }}
            onDone={() => setExchanging(undefined)}
          />
        )}
      </Dialog>
      {removing?.dutyId && (
        <Removing
          organisation={organisation}
          dutyId={removing.dutyId}
          who={who}
          what={whatOf(removing, name, say('whole'))}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </li>
  )
}

type Name = ReturnType<typeof useName>

const whatOf = (duty: Duty | undefined, name: Name, whole: string): string =>
  [duty?.session ? name(duty.session) : whole, duty?.workshop && name(duty.workshop)]
    .filter(Boolean)
    .join(', ')

type LineProps = {
  organisation: string
  duty: Duty
  who: string
  edits: boolean
  onExchange: () => void
  onRemove: () => void
}

const DutyLine = ({ organisation, duty, who, edits, onExchange, onRemove }: LineProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  const language = useLanguage()
  const { workshop, session, host, clash, hops, dutyId } = duty
  const what = whatOf(duty, name, say('whole'))
  return (
    <li class="duty-line">
      <span class="duty-text">
        <span class="soft small">{whenOf(duty, say('all.day'), language)}</span>
        {workshop && host ? (
          <span>
            <span class="strong">{session ? name(session) : say('whole')}</span>,{' '}
            <a href={`/o/${organisation}/workshops/${workshop.id}`}>{name(workshop)}</a>, {name(host)}
          </span>
        ) : (
          <span class="strong">{say('elsewhere')}</span>
        )}
        {clash && (
          <Badge tone="bad" icon="stop">
            {say('clash')}
          </Badge>
        )}
        {hops > 0 && (
          <Badge tone="warn" icon="place">
            {say('hops', { count: hops })}
          </Badge>
        )}
      </span>
      {edits && dutyId && (
        <span class="cluster">
          <Button kind="quiet" label={say('exchange.of', { name: who, what })} onPress={onExchange}>
            {say('exchange')}
          </Button>
          <Button kind="quiet" label={say('remove.of', { name: who, what })} onPress={onRemove}>
            {say('remove')}
          </Button>
        </span>
      )}
    </li>
  )
}

type RemovingProps = { organisation: string; dutyId: string; who: string; what: string; onClose: () => void }

const Removing = ({ organisation, dutyId, who, what, onClose }: RemovingProps) => {
  const say = useText(dutyTexts)
  const remove = useAction(async () => {
    await json(facultyApi(organisation).duties[':dutyId'].$delete({ param: { dutyId } }))
    reloadQueries(keys.all(organisation))
    toast(say('remove.done', { name: who }))
    onClose()
  })
  return (
    <ConfirmDialog
      title={say('remove.sure', { name: who })}
      open
      onClose={onClose}
      confirm={say('remove')}
      danger
      busy={remove.busy}
      problem={remove.problem}
      onConfirm={remove.run}
    >
      <p>{say('remove.text', { what, name: who })}</p>
    </ConfirmDialog>
  )
}
