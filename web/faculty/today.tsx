import './faculty.css'
import type { ComponentChildren } from 'preact'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { todayTexts } from '../text/today.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { DateText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { type Today as Day, facultyApi, keys } from './api.ts'
import { Decline } from './decline.tsx'
import { todoOf } from './todo.ts'
import { whenOf } from './when.ts'

/** A trainer's day as it is known; asked anew when something about duties changes. */
export const useToday = (organisation: string) =>
  useQuery(keys.today(organisation), (signal) =>
    json(facultyApi(organisation).me.today.$get(undefined, { init: { signal } })),
  )

/** What a trainer sees first: today's batches, what comes, who is missing, and what is left to do. Nothing for others. */
export const Today = ({ organisation }: { organisation: string }) => {
  const day = useToday(organisation).data
  if (!day || !concerns(day)) return null
  return (
    <section class="today">
      <Now organisation={organisation} day={day} />
      <Duties organisation={organisation} day={day} />
      <Missing organisation={organisation} day={day} />
      <Todo organisation={organisation} day={day} />
      <Next organisation={organisation} day={day} />
    </section>
  )
}

/** Whether somebody is a trainer at all, by what he has to do. */
export const concerns = ({ batches, duties, waiting, said }: Day): boolean =>
  batches.length + duties.length + waiting.length + said > 0

type PartProps = { organisation: string; day: Day }

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section class="today-part">
    <h2>{title}</h2>
    {children}
  </section>
)

const Now = ({ organisation, day }: PartProps) => {
  const say = useText(todayTexts)
  const name = useName()
  const language = useLanguage()
  const { today } = day
  const running = day.batches.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
  return (
    <Part title={`${say('title')}, ${formatDay(today, 'long', language)}`}>
      {running.length === 0 && <p class="soft">{say('now.none')}</p>}
      {running.map((batch) => {
        const path = `/o/${organisation}/workshops/${batch.id}`
        const venue = batch.venueEn && batch.venueHi
        return (
          <article key={batch.id} class="today-batch">
            <p class="today-count">
              <span class="numeral">
                {batch.here}/{batch.registered}
              </span>
              <span>{say('here')}</span>
            </p>
            <h3>
              <a href={`/o/${organisation}/teach/batches/${batch.id}`}>{name(batch)}</a>
            </h3>
            <p class="soft">
              <DateText day={batch.startsOn} to={batch.endsOn} />,{' '}
              {venue ? name({ nameEn: batch.venueEn ?? '', nameHi: batch.venueHi ?? '' }) : name(batch.host)}
            </p>
            <div class="today-do">
              <LinkButton kind="main" large wide icon="gate" href={`${path}/desk`}>
                {say('check-in')}
              </LinkButton>
              <LinkButton large wide icon="check" href={`${path}/sheet`}>
                {say('sheet')}
              </LinkButton>
            </div>
          </article>
        )
      })}
    </Part>
  )
}

const Duties = ({ organisation, day }: PartProps) => {
  const say = useText(todayTexts)
  const name = useName()
  const language = useLanguage()
  if (day.duties.length === 0) return null
  return (
    <Part title={say('duties')}>
      <ul class="duty-list">
        {day.duties.map((duty) => {
          const what = duty.session ? name(duty.session) : say('whole')
          const venue = duty.venueEn && duty.venueHi
          return (
            <li key={duty.id} class="duty-line">
              <span class="duty-text">
                <span class="soft">{whenOf(duty, say('all.day'), language)}</span>
                <span class="strong">{what}</span>
                <span>
                  {name(duty.workshop)},{' '}
                  {venue ? name({ nameEn: duty.venueEn ?? '', nameHi: duty.venueHi ?? '' }) : name(duty.host)}
                </span>
              </span>
              {duty.mayDecline && (
                <Decline
                  organisation={organisation}
                  of={{ dutyId: duty.id }}
                  what={`${what}, ${name(duty.workshop)}`}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

const Missing = ({ organisation, day }: PartProps) => {
  const say = useText(todayTexts)
  const name = useName()
  const { missing, units, batches, today } = day
  const [first] = batches.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn)
  if (!first || missing.count + units.count === 0) return null
  return (
    <Part title={say('missing')}>
      {missing.count > 0 && (
        <details class="today-more">
          <summary>{say('missing.count', { count: missing.count })}</summary>
          <ul class="today-names">
            {missing.people.map(({ registrationId, unit, ...person }) => (
              <li key={registrationId}>
                {name(person)}, <span class="soft">{name(unit)}</span>
              </li>
            ))}
          </ul>
          <LinkButton kind="quiet" icon="people" href={`/o/${organisation}/workshops/${first.id}/roster`}>
            {say('missing.more')}
          </LinkButton>
        </details>
      )}
      {units.count > 0 && (
        <details class="today-more">
          <summary>{say('units.count', { count: units.count })}</summary>
          <ul class="today-names">
            {units.units.map((unit) => (
              <li key={unit.id}>{name(unit)}</li>
            ))}
          </ul>
        </details>
      )}
    </Part>
  )
}

const Todo = ({ organisation, day }: PartProps) => {
  const say = useText(todayTexts)
  const name = useName()
  const language = useLanguage()
  const todo = todoOf(day, { organisation, say, name, dayText: (one) => formatDay(one, 'medium', language) })
  return (
    <Part title={say('todo')}>
      {todo.length === 0 ? (
        <Banner tone="good" title={say('todo.none')} />
      ) : (
        <List label={say('todo')}>
          {todo.map(({ icon, text, href }) => (
            <Row key={`${href}${text}`} icon={icon} title={text} href={href} />
          ))}
        </List>
      )}
      {day.said > 0 && (
        <div>
          <LinkButton icon="people" href={`/o/${organisation}/teach/feedback`}>
            {say('said')}
          </LinkButton>
        </div>
      )}
    </Part>
  )
}

const Next = ({ organisation, day }: PartProps) => {
  const say = useText(todayTexts)
  const name = useName()
  const coming = day.batches.filter(({ startsOn }) => startsOn > day.today)
  if (coming.length === 0) return null
  return (
    <Part title={say('next')}>
      <ul class="duty-list">
        {coming.map((batch) => (
          <li key={batch.id} class="duty-line">
            <span class="duty-text">
              <span class="soft">
                <DateText day={batch.startsOn} to={batch.endsOn} />
              </span>
              <a class="strong" href={`/o/${organisation}/teach/batches/${batch.id}`}>
                {name(batch)}
              </a>
              <span>
                {name(batch.host)}, {say('registered', { count: batch.registered })}
              </span>
            </span>
            {batch.mayDecline && (
              <Decline organisation={organisation} of={{ workshopId: batch.id }} what={name(batch)} />
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
