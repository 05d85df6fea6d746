import type { ComponentChildren } from 'preact'
import { json, type Problem } from '../api.ts'
import { listed } from '../planning/names.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { formatDay, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { personTexts } from '../text/persons.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'
import type { IconName } from '../ui/icons.ts'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type PersonStory, peopleApi } from './api.ts'
import type { PartProps } from './person.tsx'

/** What happened at one time; `at` is in Unix seconds and sorts. */
type Event = {
  key: string
  at: number
  /** When it was, where that is not an instant. */
  when?: string | undefined
  icon: IconName
  title: string
  note?: ComponentChildren
  href?: string
  aside?: ComponentChildren
}

const dayAt = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000

/** Everything that became of a person, the newest first: where he was, what he held, learned, taught and paid. */
export const Story = ({ organisation, person, edits }: PartProps) => {
  const say = useText(personTexts)
  const told = useQuery(`${organisation}/people/${person.id}/story`, (signal) =>
    json(
      peopleApi(organisation).people[':personId'].story.$get(
        { param: { personId: person.id } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Panel title={say('story')}>
      <AsyncView query={told}>
        {(story) => <Events organisation={organisation} story={story} personId={person.id} edits={edits} />}
      </AsyncView>
    </Panel>
  )
}

type EventsProps = { organisation: string; story: PersonStory; personId: string; edits: boolean }

const Events = ({ organisation, story, personId, edits }: EventsProps) => {
  const say = useText(personTexts)
  const learned = useLearned(organisation, story)
  const held = useHeld(story)
  const joined = useJoined(organisation, story, personId, edits)
  const events = [...learned, ...held, ...joined].sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1))
  if (events.length === 0) return <p class="soft">{say('story.none')}</p>
  return (
    <List label={say('story')}>
      {events.map(({ key, at, when, icon, title, note, href, aside }) => (
        <Row
          key={key}
          icon={icon}
          title={title}
          href={href}
          aside={aside}
          note={
            <>
              {when ?? <InstantText at={at} />}
              {note && <> · {note}</>}
            </>
          }
        />
      ))}
    </List>
  )
}

function useLearned(organisation: string, story: PersonStory): Event[] {
  const say = useText(personTexts)
  const name = useName()
  const language = useLanguage()
  const paid = (seat: PersonStory['seats'][number]) =>
    seat.dueMinor === null || seat.paidMinor === null || seat.dueMinor === 0
      ? []
      : [
          say('story.paid', {
            paid: formatMoney(seat.paidMinor, seat.currency, language),
            due: formatMoney(seat.dueMinor, seat.currency, language),
          }),
        ]
  const above = (training: PersonStory['trainings'][number]) => {
    const names = training.above.map(({ person }) => name(person))
    return names.length > 0 ? say('story.lineage', { names: names.join(' ← ') }) : undefined
  }
  /** A day, or as much of it as is known. */
  const dayOf = (on: string | null) =>
    on === null ? say('story.prior.undated') : on.length < 10 ? on : formatDay(on, 'medium', language)
  return [
    ...story.seats.map((seat) => ({
      key: seat.id,
      at: seat.registeredAt,
      icon: 'hall' as const,
      title: say(seat.cancelledAt === null ? 'story.seat' : 'story.seat.cancelled', { workshop: name(seat) }),
      note: [name(seat.unit), say('story.days', { count: seat.days }), ...paid(seat)].join(' · '),
      href: `/o/${organisation}/registrations/${seat.id}`,
    })),
    ...story.trainings.map((training) => ({
      key: training.credentialId,
      at: training.issuedAt,
      icon: 'certificate' as const,
      title: say('story.training', { workshop: name(training) }),
      note: above(training),
      href: `/o/${organisation}/credentials/${training.credentialId}`,
    })),
    ...story.prior.map((had) => ({
      key: had.id,
      at: had.on ? dayAt(`${had.on}-01-01`.slice(0, 10)) : had.recordedAt,
      when: dayOf(had.on),
      icon: 'certificate' as const,
      title: say('story.prior', {
        what: [had.tier, had.subject].flatMap((one) => (one ? [name(one)] : [])).join(', '),
      }),
      note: [
        had.taughtBy && say('story.lineage', { names: had.taughtBy }),
        had.place,
        had.certificate && say('story.prior.certificate', { number: had.certificate }),
        had.by && say('story.prior.by', { name: name(had.by) }),
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    ...story.teaching.map((taught) => ({
      key: `teach${taught.workshopId}`,
      at: dayAt(taught.startsOn),
      icon: 'teach' as const,
      title: say('story.teaching', { workshop: name(taught), count: taught.trained }),
      href: `/o/${organisation}/workshops/${taught.workshopId}`,
    })),
  ]
}

function useHeld(story: PersonStory): Event[] {
  const say = useText(personTexts)
  const name = useName()
  const language = useLanguage()
  return [
    ...story.offices.map((office) => ({
      key: office.id,
      at: dayAt(office.fromOn),
      icon: 'person' as const,
      title: say(office.untilOn === null ? 'story.office' : 'story.office.ended', {
        office: name(office),
        unit: name(office.unit),
        day: office.untilOn === null ? '' : formatDay(office.untilOn, 'medium', language),
      }),
    })),
    ...story.transfers.map((moved) => ({
      key: `move${moved.at}${moved.unit.id}`,
      at: moved.at,
      icon: 'go' as const,
      title: say('story.transfer', { from: name(moved.from), to: name(moved.unit) }),
      note: moved.by ? say('story.by', { name: name(moved.by) }) : undefined,
    })),
    ...story.consents.map((said) => ({
      key: `consent${said.at}${said.version}`,
      at: said.at,
      icon: 'check' as const,
      title: say(said.given ? 'story.consent' : 'story.withdrawn'),
    })),
  ]
}

function useJoined(organisation: string, story: PersonStory, personId: string, edits: boolean): Event[] {
  const say = useText(personTexts)
  const name = useName()
  return story.merges
    .filter(({ undoneAt }) => undoneAt === null)
    .map((merge) => ({
      key: merge.id,
      at: merge.mergedAt,
      icon: 'people' as const,
      title: say('story.merge', { name: name(merge) }),
      note: merge.by ? say('story.by', { name: name(merge.by) }) : undefined,
      aside: edits && <Part organisation={organisation} personId={personId} mergeId={merge.id} />,
    }))
}

type SinceText = Extract<keyof typeof personTexts.en, `since.${string}`>

const Part = ({
  organisation,
  personId,
  mergeId,
}: {
  organisation: string
  personId: string
  mergeId: string
}) => {
  const say = useText(personTexts)
  const language = useLanguage()
  /** What stands against it, told kind by kind. */
  const sinceWords = ({ extra }: Problem) => {
    const since = Array.isArray(extra.since) ? (extra.since as { kind: string }[]) : []
    const kinds = [...new Set(since.map(({ kind }) => `since.${kind}`))].filter(
      (kind): kind is SinceText => kind in personTexts.en,
    )
    if (kinds.length === 0) return {}
    const what = listed(
      kinds.map((kind) => say(kind)),
      language,
    )
    return { 'merge-built-on': say('story.part.since', { what }) }
  }
  const part = useAction(async () => {
    await json(peopleApi(organisation).merges[':mergeId'].undoing.$post({ param: { mergeId } }))
    reloadQueries(`${organisation}/people/${personId}`)
    toast(say('merge.undone'))
  })
  return (
    <span class="stack stack-s">
      <Button kind="quiet" busy={part.busy} onPress={part.run}>
        {say('story.part')}
      </Button>
      {part.problem && <ProblemView problem={part.problem} words={sinceWords(part.problem)} />}
    </span>
  )
}
