import './check-in.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { lazy } from 'preact-iso'
import { Problem } from '../api.ts'
import { daysFrom, today as todayIn } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { attendanceTexts } from '../text/attendance.ts'
import { formatCount, formatDay, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { Skeleton } from '../ui/progress.tsx'
import { toast } from '../ui/toast.tsx'
import { type Attendee, readWorkshop } from './api.ts'
import { CodeBox } from './code-box.tsx'
import { Recent, Result } from './result.tsx'
import { beQuiet, isQuiet } from './signal.ts'
import * as store from './store.ts'
import { Ticks } from './ticks.tsx'
import { type Desk, useDesk } from './use-desk.ts'
import { firstDay } from './verdict.ts'
import { NotAccepted, Waiting } from './waiting.tsx'

const Scanner = lazy(() => import('./scanner.tsx').then((it) => it.Scanner))

type CheckInProps = { organisation: string; workshopId: string }

/** Marks people present at the gate: by camera, by code, by name; it goes on without a network. */
export const CheckIn = ({ organisation, workshopId }: CheckInProps) => {
  const person = useFrame(organisation)?.person
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  )
  if (!person) return <Skeleton />
  return (
    <AsyncView query={workshop}>
      {({ startsOn, endsOn }) => (
        <Gate
          organisation={organisation}
          workshopId={workshopId}
          personId={person.id}
          days={daysFrom(startsOn, endsOn)}
        />
      )}
    </AsyncView>
  )
}

const WAYS = { scan: 'qr', code: 'edit', list: 'people' } as const satisfies Record<string, IconName>
type Way = keyof typeof WAYS
const LAST_WAY = 'desk-way'

type GateProps = CheckInProps & { personId: string; days: readonly string[] }

const Gate = ({ organisation, workshopId, personId, days }: GateProps) => {
  const today = todayIn(useZone())
  const [dayOn, setDayOn] = useState(() => firstDay(days, today))
  const [way, setWay] = useState<Way>(() => store.read<Way>(LAST_WAY) ?? 'code')
  const desk = useDesk(organisation, workshopId, personId, dayOn)
  const unmark = useUnmark(desk)
  const choose = (next: Way) => {
    store.write(LAST_WAY, next)
    setWay(next)
  }
  const [last, ...before] = desk.outcomes
  const gate = useInView(`${way}/${last?.markId ?? ''}`)
  const tick = (row: Attendee, there: boolean) =>
    there ? desk.mark({ row }) : unmark(row.person, row.code, dayOn, () => desk.mark({ row }))
  return (
    <div class={`gate gate-${way}`} ref={gate}>
      <Head desk={desk} days={days} today={today} dayOn={dayOn} onDay={setDayOn} />
      <Waiting desk={desk} />
      <div class="gate-body">
        <div class="gate-way">
          {way === 'code' && <CodeBox onCode={(code) => desk.mark({ code, way: 'code' })} />}
          {way === 'scan' && <Scanner onCode={(code: string) => desk.mark({ code, way: 'qr' })} />}
          {way === 'list' && (
            <AsyncView query={desk.query}>
              {({ currency }) => (
                <Ticks
                  rows={desk.rows}
                  dayOn={dayOn}
                  ofDays={days.length}
                  currency={currency}
                  onTick={tick}
                />
              )}
            </AsyncView>
          )}
        </div>
        {way !== 'list' && (
          <>
            <Result
              outcome={last}
              ofDays={days.length}
              onUndo={({ person, code, dayOn: day }) => unmark(person, code, day)}
            />
            <Recent outcomes={before} />
          </>
        )}
        <NotAccepted desk={desk} />
        <Ways way={way} onWay={choose} />
      </div>
    </div>
  )
}

/** On a phone, brings the desk to the top of the screen whenever something changes, so that the verdict is seen. */
const useInView = (change: string) => {
  const gate = useRef<HTMLDivElement>(null)
  const before = useRef(change)
  useEffect(() => {
    if (before.current === change) return
    before.current = change
    if (matchMedia('(max-width: 63.99rem)').matches) gate.current?.scrollIntoView({ block: 'start' })
  }, [change])
  return gate
}

/** Takes a mark back and tells so, or why it stays. */
const useUnmark = (desk: Desk) => {
  const say = useText(attendanceTexts)
  const name = useName()
  return async (
    person: { nameEn: string; nameHi: string } | undefined,
    code: string,
    dayOn: string,
    again?: () => void,
  ) => {
    try {
      await desk.unmark(code, dayOn)
      toast(say('undone', { name: person ? name(person) : code }), again)
    } catch (thrown) {
      const stays = thrown instanceof Problem && thrown.status === 409
      toast(say(stays ? 'undo.credential' : 'undo.offline'))
    }
  }
}

type HeadProps = {
  desk: Desk
  days: readonly string[]
  today: string
  dayOn: string
  onDay: (day: string) => void
}

const Head = ({ desk, days, today, dayOn, onDay }: HeadProps) => {
  const say = useText(attendanceTexts)
  const language = useLanguage()
  const [quiet, setQuiet] = useState(isQuiet)
  const present = desk.rows.filter((row) => row.days.includes(dayOn)).length
  const registered = desk.rows.length
  const first = days[0] ?? dayOn
  const last = days.at(-1) ?? dayOn
  const label = (day: string) => {
    const written = formatDay(day, 'short', language)
    return day === today ? say('day.today', { day: written }) : written
  }
  return (
    <>
      {today < first && (
        <Banner tone="warn" title={say('day.early', { day: formatDay(first, 'long', language) })} />
      )}
      {today > last && <Banner title={say('day.over')} />}
      <div class="gate-head">
        <p class="gate-count">
          <span class="visually-hidden">{say('present.of', { present, registered })}</span>
          <span class="numeral" aria-hidden="true">
            {formatCount(present, language)}
          </span>
          <span aria-hidden="true">
            <span class="strong">{say('present')}</span>
            <span class="soft">{say('of', { registered })}</span>
          </span>
        </p>
        <IconButton
          icon="speaker"
          label={say(quiet ? 'sound.off' : 'sound.on')}
          pressed={!quiet}
          onPress={() => {
            beQuiet(!quiet)
            setQuiet(!quiet)
          }}
        />
        {days.length > 1 ? (
          <div class="control control-select gate-day">
            <select
              class="input"
              aria-label={say('day')}
              value={dayOn}
              onChange={(event) => onDay(event.currentTarget.value)}
            >
              {days.map((day) => (
                <option key={day} value={day} disabled={day > today} selected={day === dayOn}>
                  {label(day)}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </div>
        ) : (
          <p class="gate-day">{label(dayOn)}</p>
        )}
      </div>
    </>
  )
}

const Ways = ({ way, onWay }: { way: Way; onWay: (way: Way) => void }) => {
  const say = useText(attendanceTexts)
  return (
    <fieldset class="gate-ways" aria-label={say('ways')}>
      {(Object.keys(WAYS) as Way[]).map((one) => (
        <button key={one} type="button" aria-pressed={one === way} onClick={() => onWay(one)}>
          <Icon name={WAYS[one]} size={28} />
          <span>{say(`way.${one}`)}</span>
        </button>
      ))}
    </fieldset>
  )
}
