import { useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json, type Problem } from '../api.ts'
import { type Session, type WorkshopPage, workshopsApi } from '../planning/api.ts'
import { daysFrom } from '../planning/days.ts'
import { useAction } from '../query.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { workshopsText } from '../text/workshops.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { Guests } from './guests.tsx'
import type { WorkshopPartProps } from './part.ts'
import { SessionDialog } from './session-form.tsx'
import { SessionLine } from './sessions.tsx'
import { useWorkshopWords } from './workshop-form.tsx'

/** Writes the whole timetable of a workshop as it was seen. */
const useTimetable = ({ slug, workshop, stored }: WorkshopPartProps) => {
  const one = workshopsApi(slug).workshops[':workshopId']
  const param = { workshopId: workshop.id }
  const save = useAction(async (sessions: readonly Session[], at: WorkshopPage) => {
    const next = await json(
      one.timetable.$put({ param, json: { version: at.version, sessions: [...sessions] } }),
    )
    stored(next)
    return next
  })
  const reload = useAction(async () => stored(await json(one.$get({ param }))))
  return { save, reload }
}

type DayProps = {
  slug: string
  workshopId: string
  day: string
  number: number
  next: string | undefined
  sessions: readonly Session[]
  edits: boolean
  onAdd: () => void
  onEdit: (session: Session) => void
  onCopy: () => void
}

const Day = (props: DayProps) => {
  const { slug, workshopId, day, number, next, sessions, edits, onAdd, onEdit, onCopy } = props
  const say = useText(workshopsText)
  const language = useLanguage()
  const name = useName()
  const written = formatDay(day, 'long', language)
  return (
    <section class="day-plan">
      <div class="day-head">
        <h3>
          <span class="soft">{say('timetable.day', { number })}</span> – {written}
        </h3>
        {edits && (
          <div class="cluster no-print">
            {next && sessions.length > 0 && (
              <Button kind="quiet" icon="copy" onPress={onCopy}>
                {say('timetable.copy', { day: formatDay(next, 'short', language) })}
              </Button>
            )}
            <Button icon="plus" label={say('session.add.on', { day: written })} onPress={onAdd}>
              {say('session.add')}
            </Button>
          </div>
        )}
      </div>
      {sessions.length === 0 ? (
        <p class="soft">{say('timetable.empty')}</p>
      ) : (
        <ul class="sessions">
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session}>
              {edits && (
                <span class="cluster no-print">
                  <Guests slug={slug} workshopId={workshopId} session={session} />
                  <IconButton
                    icon="edit"
                    label={say('session.edit', {
                      name: name({ nameEn: session.titleEn, nameHi: session.titleHi }),
                    })}
                    onPress={() => onEdit(session)}
                  />
                </span>
              )}
            </SessionLine>
          ))}
        </ul>
      )}
    </section>
  )
}

const Refused = ({ problem, onReload }: { problem: Problem; onReload: () => void }) => (
  <ProblemView
    problem={problem}
    words={useWorkshopWords()}
    onRetry={problem.slug === 'version-changed' ? onReload : undefined}
  />
)

/** What is taught when: day by day, each session changed at once. */
export const TimetablePanel = (props: WorkshopPartProps) => {
  const { slug, workshop } = props
  const say = useText(workshopsText)
  const shared = useText(planning)
  const [editing, setEditing] = useState<Partial<Session> & { dayOn: string }>()
  const { save, reload } = useTimetable(props)
  const { sessions } = workshop
  const edits = props.edits && workshop.cancelledAt === null
  const days = daysFrom(workshop.startsOn, workshop.endsOn)
  const write = async (next: readonly Session[], at = workshop) => {
    const done = await save.run(next, at)
    if (done) setEditing(undefined)
    return done
  }
  const take = async (session: Session) => {
    const others = sessions.filter(({ id }) => id !== session.id)
    if (await write([...others, session])) toast(say('timetable.saved'))
  }
  const remove = async (id: string) => {
    const done = await write(sessions.filter((session) => session.id !== id))
    if (done) toast(say('session.removed'), () => void write(sessions, done))
  }
  const copy = async (from: string, to: string) => {
    const copied = sessions
      .filter(({ dayOn }) => dayOn === from)
      .map((session) => ({ ...session, id: v7(), dayOn: to }))
    const done = await write([...sessions, ...copied])
    if (done) toast(say('timetable.saved'), () => void write(sessions, done))
  }
  const again = async () => {
    await reload.run()
    save.reset()
    setEditing(undefined)
    toast(shared('reloaded'))
  }
  return (
    <Panel title={say('timetable')}>
      {save.problem && !editing && <Refused problem={save.problem} onReload={again} />}
      {days.map((day, at) => (
        <Day
          key={day}
          slug={slug}
          workshopId={workshop.id}
          day={day}
          number={at + 1}
          next={days[at + 1]}
          sessions={sessions.filter(({ dayOn }) => dayOn === day)}
          edits={edits}
          onAdd={() => setEditing({ dayOn: day })}
          onEdit={setEditing}
          onCopy={() => copy(day, days[at + 1] ?? day)}
        />
      ))}
      {editing && (
        <SessionDialog
          key={editing.id ?? editing.dayOn}
          slug={slug}
          workshop={workshop}
          session={editing}
          busy={save.busy}
          refusal={save.problem && <Refused problem={save.problem} onReload={again} />}
          onClose={() => {
            save.reset()
            setEditing(undefined)
          }}
          onTake={take}
          onRemove={remove}
        />
      )}
    </Panel>
  )
}
