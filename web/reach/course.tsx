import { json } from '../api.ts'
import type { Tier } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { coverageText } from '../text/coverage.ts'
import { formatCount, formatDay, formatMonth, formatShare } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Panel, type Tone } from '../ui/card.tsx'
import { Count, DateText } from '../ui/format.tsx'
import { Table } from '../ui/table.tsx'
import { type Course, coverageApi } from './api.ts'
import { Behind } from './behind.tsx'
import { chartOf, weeksOf } from './chart.ts'
import { useWidth } from './width.ts'

const HEIGHT = 300

const BurnUp = ({ course }: { course: Course }) => {
  const say = useText(reachText)
  const language = useLanguage()
  const [frame, width] = useWidth()
  const c = chartOf(course, width, HEIGHT)
  const month = (one: string) => formatMonth(one, language)
  const spoken = say('course.picture', {
    reached: formatCount(course.reached, language),
    asked: formatCount(course.asked, language),
    day: formatDay(course.on, 'medium', language),
  })
  return (
    <div ref={frame} class="burn-up">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={spoken}>
        {c.counts.map((count) => (
          <g key={count} class="axis">
            <path d={`M${c.left} ${c.y(count)}H${c.right}`} />
            <text x={c.left - 8} y={c.y(count) + 5} text-anchor="end">
              {formatCount(count, language)}
            </text>
          </g>
        ))}
        {c.months.map((first) => (
          <text key={first} class="axis-day" x={c.x(first)} y={HEIGHT - 8} text-anchor="middle">
            {month(first)}
          </text>
        ))}
        {c.band && <path class="burn-band" d={c.band} />}
        <path class="burn-done" d={c.filled} />
        {c.likely && <path class="burn-likely" d={c.likely} />}
        <path class="burn-asked" d={`M${c.left} ${c.askedY}H${c.right}`} />
        <text class="burn-word" x={c.left + 6} y={c.askedY - 7}>
          {say('course.asked', { count: formatCount(course.asked, language) })}
        </text>
        {course.finishBy && (
          <g>
            <path class="burn-finish" d={`M${c.x(course.finishBy)} ${c.bottom}V${c.askedY}`} />
            <text class="burn-word" x={c.x(course.finishBy) - 6} y={c.askedY + 20} text-anchor="end">
              {say('course.finish')}
            </text>
          </g>
        )}
        <path class="burn-today" d={`M${c.x(course.on)} ${c.bottom}V${c.y(course.reached)}`} />
      </svg>
    </div>
  )
}

/** Whether the day to finish by will be kept: surely, not, or nobody can tell. */
const inTime = ({ forecast, finishBy }: Course): 'good' | 'late' | 'maybe' | undefined => {
  if (forecast.tells !== 'days' || finishBy === null) return undefined
  if (forecast.latestOn !== null && forecast.latestOn <= finishBy) return 'good'
  return forecast.earliestOn > finishBy ? 'late' : 'maybe'
}

const TONES = { good: 'good', late: 'bad', maybe: 'warn' } as const satisfies Record<string, Tone>

const Forecast = ({ course }: { course: Course }) => {
  const say = useText(reachText)
  const language = useLanguage()
  const day = (one: string) => formatDay(one, 'medium', language)
  const { forecast, finishBy } = course
  const kept = inTime(course)
  if (forecast.tells === 'done')
    return <Banner tone="good" title={say('forecast.done', { day: day(forecast.onDay) })} />
  if (forecast.tells !== 'days')
    return (
      <Banner
        tone={forecast.tells === 'nothing-asked' ? 'note' : 'warn'}
        title={say(`forecast.${forecast.tells}`)}
      />
    )
  const { weeks, perWeek, likelyOn, earliestOn, latestOn } = forecast
  return (
    <Banner
      tone={kept ? TONES[kept] : 'note'}
      title={say('forecast.days', {
        weeks,
        pace: formatCount(perWeek >= 10 ? Math.round(perWeek) : perWeek, language),
        likely: day(likelyOn),
      })}
    >
      <p>
        {latestOn === null
          ? say('forecast.open', { earliest: day(earliestOn) })
          : say('forecast.range', { earliest: day(earliestOn), latest: day(latestOn) })}{' '}
        {kept && finishBy && say(`forecast.${kept}`, { finish: day(finishBy) })}
      </p>
    </Banner>
  )
}

const Weeks = ({ course }: { course: Course }) => {
  const say = useText(reachText)
  const words = useText(coverageText)
  const language = useLanguage()
  type Week = ReturnType<typeof weeksOf>[number]
  const number = (key: string, header: string, value: (week: Week) => number) => ({
    key,
    header,
    numeric: true,
    cell: (week: Week) => <Count value={value(week)} />,
  })
  const columns = [
    { key: 'day', header: say('week'), cell: (week: Week) => <DateText day={week.day} /> },
    number('reached', say('people'), ({ reached }) => reached),
    {
      key: 'share',
      header: say('share'),
      numeric: true,
      cell: ({ reached }: Week) => formatShare(course.asked === 0 ? 0 : reached / course.asked, language),
    },
    number('trained', words('trained'), ({ trained }) => trained),
    number('met', words('met'), ({ unitsMet }) => unitsMet),
  ]
  return (
    <Behind>
      <Table
        caption={say('table.of', { what: say('course') })}
        columns={columns}
        rows={weeksOf(course)}
        keyOf={({ day }) => day}
      />
    </Behind>
  )
}

type CourseProps = { slug: string; tier: Tier; unit: string; on: string | undefined }

/** How a unit has come along day by day, and when it will be done at that pace. */
export const CoursePanel = ({ slug, tier, unit, on }: CourseProps) => {
  const say = useText(reachText)
  const query = useQuery(`${slug}/coverage/${tier.id}/course/${unit}${on ?? ''}`, (signal) =>
    json(
      coverageApi(slug).coverage[':tierId'].course.$get(
        { param: { tierId: tier.id }, query: { unit, ...(on ? { on } : {}) } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Panel title={say('course')} hint={say(tier.minimum === 0 ? 'course.hint.target' : 'course.hint')}>
      <AsyncView query={query}>
        {(course) => (
          <>
            <Forecast course={course} />
            {course.points.length > 0 && <BurnUp course={course} />}
            {course.points.length === 0 && <p class="soft">{say('course.none')}</p>}
            {course.points.length > 0 && <Weeks course={course} />}
            <details class="behind">
              <summary>{say('method')}</summary>
              <p class="prose">{say('method.text')}</p>
            </details>
          </>
        )}
      </AsyncView>
    </Panel>
  )
}
