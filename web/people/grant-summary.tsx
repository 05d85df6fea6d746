import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { type Named, useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { roleTexts } from '../text/roles.ts'
import { Banner } from '../ui/banner.tsx'
import type { Grant } from './api.ts'
import type { PartProps } from './person.tsx'

type GrantSummaryProps = {
  person: PartProps['person']
  role: Grant['role']
  unit: Named
  days: { from: string; until: string }
  limits: { wing: string; workshop: string }
  frame: PartProps['frame']
}

/** What is about to be given, in one plain sentence and what the role means, before it is given. */
export const GrantSummary = ({ person, role, unit, days, limits, frame }: GrantSummaryProps) => {
  const say = useText(peopleTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  const language = useLanguage()
  const slug = frame?.organisation.slug ?? ''
  const sees = frame?.holds.has('workshops:read') ?? false
  const workshops = useQuery(sees ? `${slug}/workshops/to-limit` : null, (signal) =>
    json(workshopsApi(slug).workshops.$get({ query: {} }, { init: { signal } })),
  )
  const wing = frame?.organisation.wings.find(({ id }) => id === limits.wing)?.names[language]
  const found = workshops.data?.workshops.find(({ id }) => id === limits.workshop)
  const only = role === 'owner' ? [] : [wing, found && name(found)].filter((each) => each !== undefined)
  const day = (of: string) => formatDay(of, 'medium', language)
  return (
    <Banner tone={role === 'owner' ? 'warn' : 'note'} title={say('grant.summary')}>
      <p>
        {say('grant.summary.text', {
          name: name(person),
          role: sayRole(`${role}`),
          unit: name(unit),
          limits: only.map((each) => say('grant.summary.only', { name: each })).join(''),
          from: days.from ? say('grant.summary.from', { day: day(days.from) }) : say('grant.summary.now'),
          until: days.until
            ? say('grant.summary.until', { day: day(days.until) })
            : say('grant.summary.open'),
        })}
      </p>
      <p>{sayRole(`${role}.hint`)}</p>
      {role === 'owner' && <p>{say('grant.owner.two')}</p>}
    </Banner>
  )
}
