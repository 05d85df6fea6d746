import './faculty.css'
import { json } from '../api.ts'
import { BelowTop } from '../hierarchy/top.tsx'
import { dayAfter, today } from '../planning/days.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { dutyTexts } from '../text/duties.ts'
import { formatDays, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { facultyApi, keys, type TrainerWeek } from './api.ts'
import { Caps } from './caps.tsx'
import { GuestList } from './guest-list.tsx'
import { OpenList } from './open-list.tsx'
import { Trainer } from './trainer.tsx'

/** The Monday of a day's week. */
const mondayOf = (day: string): string => dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** Who teaches below a unit in a week, how much, and what nobody teaches yet. */
export const DutyRoster = ({ params, query }: ScreenProps<'/o/:organisation/duties'>) => {
  const { organisation } = params
  const say = useText(dutyTexts)
  const language = useLanguage()
  const now = mondayOf(today(useZone()))
  const asked = query.week ?? ''
  const monday = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? mondayOf(asked) : now
  const at = (day: string) => `/o/${organisation}/duties?week=${day}`
  return (
    <>
      <PageHeader title={say('title')} lead={<p>{say('lead')}</p>} />
      <nav class="week-bar" aria-label={say('week')}>
        <LinkButton kind="quiet" icon="left" href={at(dayAfter(monday, -7))}>
          {say('before')}
        </LinkButton>
        <span class="strong">{formatDays(monday, dayAfter(monday, 6), language)}</span>
        <LinkButton kind="quiet" icon="right" href={at(dayAfter(monday, 7))}>
          {say('next')}
        </LinkButton>
        {monday !== now && (
          <LinkButton kind="quiet" icon="calendar" href={at(now)}>
            {say('now')}
          </LinkButton>
        )}
      </nav>
      <BelowTop organisation={organisation}>
        {(unit) => <Week key={`${unit}/${monday}`} organisation={organisation} unit={unit} monday={monday} />}
      </BelowTop>
    </>
  )
}

type WeekProps = { organisation: string; unit: string; monday: string }

const Week = ({ organisation, unit, monday }: WeekProps) => {
  const say = useText(dutyTexts)
  const holds = useFrame(organisation)?.holds
  const edits = holds?.has('workshops:edit') ?? false
  const key = keys.roster(organisation, unit, monday)
  const read = (after: string | undefined, signal?: AbortSignal) =>
    json(
      facultyApi(organisation)['duty-roster'].$get(
        { query: { unit, week: monday, ...(after && { after }) } },
        signal && { init: { signal } },
      ),
    )
  const first = useQuery(key, (signal) => read(undefined, signal))
  const pages = usePages<TrainerWeek>(first.data ? `${key}/trainers` : null, async (after, signal) => {
    const page = after === undefined && first.data ? first.data : await read(after, signal)
    return { items: page.trainers, after: page.after }
  })
  return (
    <AsyncView query={first}>
      {({ open, moreOpen, trainers, guests, after, tiers }) => (
        <div class="stack stack-l">
          <Panel
            title={say('open')}
            actions={edits && tiers.length > 0 && <Caps organisation={organisation} tiers={tiers} />}
          >
            {open.length === 0 ? (
              <Banner tone="good" title={say('open.none')} />
            ) : (
              <OpenList organisation={organisation} open={open} edits={edits} />
            )}
            {moreOpen && <p class="soft">{say('open.more')}</p>}
          </Panel>
          <Panel title={say('trainers')}>
            {trainers.length === 0 ? (
              <EmptyState
                icon="teach"
                title={say('trainers.none')}
                actions={
                  <LinkButton icon="hall" href={`/o/${organisation}/workshops`}>
                    {say('to.workshops')}
                  </LinkButton>
                }
              >
                {say('trainers.none.hint')}
              </EmptyState>
            ) : (
              <ul class="grid" aria-label={say('trainers')}>
                {(pages.items.length > trainers.length ? pages.items : trainers).map((week) => (
                  <Trainer key={week.person.id} organisation={organisation} week={week} edits={edits} />
                ))}
              </ul>
            )}
            {after !== null && <More pages={pages} />}
          </Panel>
          {guests.length > 0 && (
            <Panel title={say('guests')}>
              <GuestList organisation={organisation} guests={guests} edits={edits} />
            </Panel>
          )}
        </div>
      )}
    </AsyncView>
  )
}
