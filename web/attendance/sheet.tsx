import './sheet.css'
import { useState } from 'preact/hooks'
import { daysFrom, today as todayIn } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDay, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { sheetTexts } from '../text/sheet.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { toast } from '../ui/toast.tsx'
import { readWorkshop } from './api.ts'
import { Grid } from './sheet-grid.tsx'
import { useSheet } from './use-sheet.ts'
import { firstDay } from './verdict.ts'

/** Who sat in which session of a day: everybody in one row, every session in one column, saved at once. */
export const SheetScreen = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/sheet'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(sheetTexts)
  const name = useName()
  const person = useFrame(organisation)?.person
  const path = `/o/${organisation}/workshops/${workshopId}`
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  )
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={workshop.data && [{ label: name(workshop.data), href: path }]}
        lead={<p>{say('lead')}</p>}
        actions={
          <LinkButton kind="quiet" icon="gate" href={`${path}/desk`}>
            {say('desk')}
          </LinkButton>
        }
      />
      <AsyncView query={workshop}>
        {({ startsOn, endsOn }) =>
          person ? (
            <Day
              organisation={organisation}
              workshopId={workshopId}
              personId={person.id}
              days={daysFrom(startsOn, endsOn)}
            />
          ) : (
            <Skeleton />
          )
        }
      </AsyncView>
    </>
  )
}

type DayProps = { organisation: string; workshopId: string; personId: string; days: readonly string[] }

const Day = ({ days, ...place }: DayProps) => {
  const say = useText(sheetTexts)
  const language = useLanguage()
  const today = todayIn(useZone())
  const [dayOn, setDayOn] = useState(() => firstDay(days, today))
  const sheet = useSheet({ ...place, dayOn })
  const path = `/o/${place.organisation}/workshops/${place.workshopId}`
  return (
    <>
      {days.length > 1 && (
        <SelectField
          label={say('day')}
          required
          value={dayOn}
          onChange={setDayOn}
          options={days.map((day) => ({ value: day, label: formatDay(day, 'medium', language) }))}
        />
      )}
      <AsyncView query={sheet.query}>
        {(data) =>
          data.sessions.length === 0 ? (
            <EmptyState
              icon="calendar"
              title={say('none.sessions')}
              actions={<LinkButton href={path}>{say('to.timetable')}</LinkButton>}
            >
              {say('none.sessions.hint')}
            </EmptyState>
          ) : data.rows.length === 0 ? (
            <EmptyState icon="people" title={say('none.people')}>
              {say('none.people.hint')}
            </EmptyState>
          ) : (
            <Grid data={data} isThere={sheet.isThere} onSet={sheet.set} />
          )
        }
      </AsyncView>
      <Unsaved sheet={sheet} />
    </>
  )
}

const Unsaved = ({ sheet: { save, waiting, drop } }: { sheet: ReturnType<typeof useSheet> }) => {
  const say = useText(sheetTexts)
  if (waiting === 0) return null
  const store = async () => {
    const refused = await save.run()
    if (refused !== undefined) toast(refused === 0 ? say('saved') : say('kept', { count: refused }))
  }
  const unreached = save.problem?.status === 0
  return (
    <div class="sheet-save" role="status">
      <p>
        <strong>{say('pending', { count: waiting })}</strong> {say(unreached ? 'offline' : 'pending.hint')}
      </p>
      <Button onPress={drop} disabled={save.busy}>
        {say('drop')}
      </Button>
      <Button kind="main" onPress={store} busy={save.busy}>
        {say('save')}
      </Button>
      {save.problem && !unreached && <ProblemView problem={save.problem} />}
    </div>
  )
}
