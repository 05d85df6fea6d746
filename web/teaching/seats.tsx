import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import { type GroupOffer, keys, registrationsApi } from '../registrations/api.ts'
import { type Refused, refusedIn } from '../registrations/refused.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { problems } from '../text/problems.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choices } from '../ui/choice.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Nominee, teachingApi, teachingKey } from './api.ts'

type Workshop = { id: string; tierId: string; host: { id: string }; capacity: number; registered: number }
type SeatsProps = { organisation: string; workshop: Workshop }

/** The most that a group may have. */
const GROUP_MAX = 100

/** Who is nominated below a batch's host and has no seat yet; they are registered together. */
export const Seats = ({ organisation, workshop }: SeatsProps) => {
  const say = useText(teachingTexts)
  const { tierId, host, capacity, registered } = workshop
  const pages = usePages<Nominee>(
    `${teachingKey(organisation)}/${tierId}/nominees/${host.id}`,
    async (after, signal) => {
      const route = teachingApi(organisation).teaching[':tierId'].nominees
      const query = { unit: host.id, ...(after && { after }) }
      const page = await json(route.$get({ param: { tierId }, query }, signal && { init: { signal } }))
      return { items: page.people, after: page.after }
    },
  )
  const left = Math.max(0, capacity - registered)
  return (
    <Panel
      title={say('seats.title')}
      hint={`${say('seats.hint')} ${say('seats.left', { count: left })}`}
      actions={
        <LinkButton kind="quiet" icon="plus" href={`/o/${organisation}/w/${workshop.id}/register`}>
          {say('seats.more')}
        </LinkButton>
      }
    >
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState
            icon="people"
            title={say('seats.none')}
            actions={
              <LinkButton icon="coverage" href={`/o/${organisation}/teach`}>
                {say('missing')}
              </LinkButton>
            }
          >
            {say('seats.none.hint')}
          </EmptyState>
        )}
      >
        {() => <Choosing organisation={organisation} workshop={workshop} people={pages.items} left={left} />}
      </AsyncView>
      <More pages={pages} />
    </Panel>
  )
}

type ChoosingProps = SeatsProps & { people: readonly Nominee[]; left: number }

const Choosing = ({ organisation, workshop, people, left }: ChoosingProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [offer, setOffer] = useState<GroupOffer | undefined>(undefined)
  const known = chosen.filter((id) => people.some((person) => person.id === id))
  const ask = useAction(async (personIds: readonly string[]) => {
    const route = registrationsApi(organisation).workshops[':workshopId']['group-offer']
    const input = { param: { workshopId: workshop.id }, json: { personIds: [...personIds] } }
    setOffer(await json(route.$post(input)))
  })
  const take = useAction(async (sealed: string) => {
    const { registrations } = await json(
      registrationsApi(organisation).registrations.groups.$post({ json: { offer: sealed } }),
    )
    setOffer(undefined)
    setChosen([])
    reloadQueries(teachingKey(organisation))
    reloadQueries(`${organisation}/workshops/${workshop.id}`)
    reloadQueries(keys.roster(organisation, workshop.id))
    toast(say('seats.done', { count: registrations.length }))
  })
  const refused = ask.problem ? refusedIn(ask.problem) : []
  const without = () => {
    const still = known.filter((id) => !refused.some(({ personId }) => personId === id))
    setChosen(still)
    ask.reset()
  }
  const most = people.slice(0, Math.min(left, GROUP_MAX)).map(({ id }) => id)
  return (
    <div class="stack">
      <div class="cluster">
        <Button icon="check" disabled={most.length === 0} onPress={() => setChosen(most)}>
          {say('seats.all')}
        </Button>
        {known.length > 0 && <Button onPress={() => setChosen([])}>{say('seats.nobody')}</Button>}
      </div>
      <Choices
        label={say('seats.choose')}
        required
        values={known}
        onChange={setChosen}
        options={people.map((person) => ({
          value: person.id,
          label: name(person),
          hint: name(person.unit),
        }))}
      />
      {ask.problem && refused.length === 0 && <ProblemView problem={ask.problem} />}
      {refused.length > 0 && <RefusedOnes refused={refused} people={people} onWithout={without} />}
      <div>
        <Button
          kind="main"
          icon="plus"
          busy={ask.busy}
          disabled={known.length === 0}
          onPress={() => ask.run(known)}
        >
          {say('seats.go', { count: known.length })}
        </Button>
      </div>
      {offer && (
        <ConfirmDialog
          title={say('seats.go', { count: offer.people.length })}
          open
          onClose={() => {
            take.reset()
            setOffer(undefined)
          }}
          onConfirm={() => take.run(offer.offer)}
          confirm={say('seats.go', { count: offer.people.length })}
          busy={take.busy}
          problem={take.problem}
        >
          <Offered offer={offer} />
        </ConfirmDialog>
      )}
    </div>
  )
}

const Offered = ({ offer: { amountMinor, totalMinor, currency, people } }: { offer: GroupOffer }) => {
  const say = useText(teachingTexts)
  const name = useName()
  const language = useLanguage()
  const money = (minor: number) => formatMoney(minor, currency, language)
  return (
    <>
      <p class="strong">
        {amountMinor > 0
          ? say('seats.sum', { each: money(amountMinor), total: money(totalMinor) })
          : say('seats.free')}
      </p>
      <p>{say('seats.body')}</p>
      <List label={say('seats.choose')}>
        {people.map((person) => (
          <Row key={person.id} icon="person" title={name(person)} note={name(person.unit)} />
        ))}
      </List>
    </>
  )
}

type RefusedProps = { refused: readonly Refused[]; people: readonly Nominee[]; onWithout: () => void }

const RefusedOnes = ({ refused, people, onWithout }: RefusedProps) => {
  const say = useText(teachingTexts)
  const sayProblem = useText(problems)
  const name = useName()
  return (
    <Banner
      tone="warn"
      title={say('seats.refused')}
      urgent
      actions={<Button onPress={onWithout}>{say('seats.without', { count: refused.length })}</Button>}
    >
      <ul class="problem-errors">
        {refused.map(({ personId, reason }) => {
          const person = people.find(({ id }) => id === personId)
          return (
            <li key={personId}>
              <span class="strong">{person && name(person)}</span>: {sayProblem(reason)}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}
