import { useState } from 'preact/hooks'
import { json, type Problem } from '../api.ts'
import { newId } from '../id.ts'
import { peopleApi } from '../planning/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { dutyTexts } from '../text/duties.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SearchBox } from '../ui/search.tsx'
import { toast } from '../ui/toast.tsx'
import { type Candidate, facultyApi, keys } from './api.ts'
import { type Stretch, whenOf } from './when.ts'

type GiveProps = {
  organisation: string
  workshopId: string
  sessionId: string | null
  /** The duty that is exchanged, and whose it is. */
  instead?: { dutyId: string; personId: string } | undefined
  onDone: () => void
}

const useGiving = ({ organisation, workshopId, sessionId, instead, onDone }: GiveProps) => {
  const say = useText(dutyTexts)
  const name = useName()
  return useAction(async (personId: string) => {
    const api = facultyApi(organisation).duties
    const id = newId()
    const given = instead
      ? await json(
          api[':dutyId'].exchange.$post({ param: { dutyId: instead.dutyId }, json: { id, personId } }),
        )
      : await json(api.$post({ json: { id, workshopId, sessionId, personId } }))
    reloadQueries(keys.all(organisation))
    const who = name(given.person)
    const [over] = given.loads
    toast(
      over
        ? say('give.over', { name: who, count: over.sessions })
        : say(instead ? 'exchange.done' : 'give.done', { name: who }),
    )
    onDone()
  })
}

/** Finds somebody for a session or a whole workshop: who is qualified and near, anybody by name, or a guest. */
export const Give = (props: GiveProps) => {
  const { organisation, workshopId, sessionId, instead } = props
  const say = useText(dutyTexts)
  const give = useGiving(props)
  const near = useQuery(keys.candidates(organisation, workshopId, sessionId ?? ''), (signal) =>
    json(
      facultyApi(organisation).workshops[':workshopId'].candidates.$get(
        { param: { workshopId }, query: sessionId ? { session: sessionId } : {} },
        { init: { signal } },
      ),
    ),
  )
  return (
    <div class="stack">
      {give.problem && <Refused problem={give.problem} />}
      <h3>{say('near')}</h3>
      <AsyncView query={near}>
        {({ candidates }) => {
          const others = candidates.filter(({ person }) => person.id !== instead?.personId)
          if (others.length === 0) return <p class="soft">{say('near.none')}</p>
          return (
            <List label={say('near')}>
              {others.map((one) => (
                <Near key={one.person.id} one={one} onPick={() => give.run(one.person.id)} />
              ))}
            </List>
          )
        }}
      </AsyncView>
      <Finding organisation={organisation} onPick={give.run} />
      {sessionId && !instead && (
        <Guest organisation={organisation} sessionId={sessionId} onDone={props.onDone} />
      )}
    </div>
  )
}

const Near = ({ one, onPick }: { one: Candidate; onPick: () => void }) => {
  const say = useText(dutyTexts)
  const name = useName()
  const { person, unit, member, hops, sessions, over, busy } = one
  const facts = [
    name(unit),
    member && say('near.member'),
    hops > 0 && say('near.hops', { count: hops }),
    say('near.with', { count: sessions }),
  ]
  return (
    <Row
      icon="person"
      title={name(person)}
      note={facts.filter(Boolean).join(', ')}
      aside={
        <Badge tone={busy ? 'bad' : over ? 'warn' : 'good'}>
          {say(busy ? 'near.busy' : over ? 'over' : 'near.free')}
        </Badge>
      }
      onPress={onPick}
    />
  )
}

type Clash = Stretch & {
  session: { nameEn: string; nameHi: string } | null
  workshop: { nameEn: string; nameHi: string } | null
}

/** Why somebody was not given a duty; of a clash, with what. */
const Refused = ({ problem }: { problem: Problem }) => {
  const say = useText(dutyTexts)
  const name = useName()
  const language = useLanguage()
  // The API tells the clashes of a refusal in this shape.
  const clashes = (problem.slug === 'duty-clash' ? (problem.extra.clashes ?? []) : []) as Clash[]
  return (
    <>
      <ProblemView problem={problem} />
      {clashes.map((clash) => {
        const what = [clash.session, clash.workshop].flatMap((one) => (one ? [name(one)] : [])).join(', ')
        const when = whenOf(clash, say('all.day'), language)
        return (
          <p key={`${clash.fromOn}/${clash.startsMinute}`}>
            {say('clash.with', { what: what || say('elsewhere'), when })}
          </p>
        )
      })}
    </>
  )
}

const Finding = ({ organisation, onPick }: { organisation: string; onPick: (id: string) => void }) => {
  const say = useText(dutyTexts)
  const name = useName()
  const [q, setQ] = useState('')
  const found = useQuery(q === '' ? null : `${organisation}/people/find/${q}`, async (signal) => {
    const { people } = await json(peopleApi(organisation).people.$get({ query: { q } }, { init: { signal } }))
    return people
  })
  return (
    <>
      <SearchBox
        label={say('find')}
        value={q}
        onSearch={setQ}
        result={found.data && say('find.found', { count: found.data.length })}
      />
      {q !== '' && (
        <AsyncView query={found} empty={() => <p class="soft">{say('find.none')}</p>}>
          {(people) => (
            <List label={say('find')}>
              {people.slice(0, 20).map((person) => (
                <Row
                  key={person.id}
                  icon="person"
                  title={name(person)}
                  note={[name(person.unit), ...person.offices.map(name)].join(', ')}
                  onPress={() => onPick(person.id)}
                />
              ))}
            </List>
          )}
        </AsyncView>
      )}
    </>
  )
}

type GuestProps = { organisation: string; sessionId: string; onDone: () => void }

const Guest = ({ organisation, sessionId, onDone }: GuestProps) => {
  const say = useText(dutyTexts)
  const [speaker, setSpeaker] = useState('')
  const invite = useAction(async () => {
    const edit = { speaker: speaker.trim(), was: null }
    await json(
      facultyApi(organisation).sessions[':sessionId'].speaker.$put({ param: { sessionId }, json: edit }),
    )
    reloadQueries(keys.all(organisation))
    reloadQueries(`${organisation}/workshops`)
    toast(say('guest.done'))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (speaker.trim().length > 1) invite.run()
      }}
    >
      <TextField
        label={say('guest')}
        hint={say('guest.hint')}
        maxLength={160}
        value={speaker}
        onChange={setSpeaker}
      />
      {invite.problem && <ProblemView problem={invite.problem} />}
      <Button submit busy={invite.busy}>
        {say('guest.go')}
      </Button>
    </form>
  )
}
