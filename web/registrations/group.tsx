import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { groupTexts } from '../text/groups.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { problems } from '../text/problems.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { Count, Money } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type GroupOffer, type GroupSeats, keys, type PublicWorkshop, registrationsApi } from './api.ts'
import { GroupDone } from './group-done.tsx'
import { PeoplePicker, type Picked } from './people-picker.tsx'
import { type Refused, refusedIn } from './refused.ts'

type GroupProps = { organisation: string; workshop: PublicWorkshop }

/** Registers several people of the units one registers for: choose, see the sum, take all seats or none. */
export const Group = ({ organisation, workshop }: GroupProps) => {
  const say = useText(groupTexts)
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const [offer, setOffer] = useState<GroupOffer | undefined>(undefined)
  const [seats, setSeats] = useState<GroupSeats['registrations']>([])
  const ask = useAction(async (people: readonly Picked[]) => {
    const offers = registrationsApi(organisation).workshops[':workshopId']['group-offer']
    const personIds = people.map(({ id }) => id)
    setOffer(await json(offers.$post({ param: { workshopId: workshop.id }, json: { personIds } })))
  })
  const again = () => {
    setPicked([])
    setOffer(undefined)
    setSeats([])
  }
  if (offer && seats.length > 0)
    return (
      <GroupDone
        organisation={organisation}
        workshop={workshop}
        people={offer.people}
        seats={seats}
        again={again}
      />
    )
  if (offer) {
    return (
      <Offered
        organisation={organisation}
        workshop={workshop}
        offer={offer}
        onBack={() => setOffer(undefined)}
        onDone={setSeats}
      />
    )
  }
  const without = (refused: readonly Refused[]) => {
    const left = picked.filter(({ id }) => !refused.some(({ personId }) => personId === id))
    setPicked(left)
    ask.reset()
    if (left.length > 0) ask.run(left)
  }
  const refused = ask.problem ? refusedIn(ask.problem) : []
  return (
    <Panel title={say('title')} hint={say('hint')}>
      <PeoplePicker organisation={organisation} picked={picked} onPick={setPicked} />
      {ask.problem && refused.length === 0 && <ProblemView problem={ask.problem} />}
      {refused.length > 0 && <RefusedList refused={refused} picked={picked} onRemove={without} />}
      <div>
        <Button
          kind="main"
          wide
          busy={ask.busy}
          disabled={picked.length === 0}
          onPress={() => ask.run(picked)}
        >
          {picked.length === 0 ? say('chosen.none') : say('price')}
        </Button>
      </div>
    </Panel>
  )
}

type RefusedListProps = {
  refused: readonly Refused[]
  picked: readonly Picked[]
  onRemove: (refused: readonly Refused[]) => void
}

const RefusedList = ({ refused, picked, onRemove }: RefusedListProps) => {
  const say = useText(groupTexts)
  const sayProblem = useText(problems)
  const name = useName()
  return (
    <Banner
      tone="warn"
      title={say('refused')}
      urgent
      actions={
        <Button onPress={() => onRemove(refused)}>{say('refused.remove', { count: refused.length })}</Button>
      }
    >
      <ul class="problem-errors">
        {refused.map(({ personId, reason }) => {
          const person = picked.find(({ id }) => id === personId)
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

type OfferedProps = GroupProps & {
  offer: GroupOffer
  onBack: () => void
  onDone: (seats: GroupSeats['registrations']) => void
}

const Offered = ({ organisation, workshop, offer, onBack, onDone }: OfferedProps) => {
  const say = useText(groupTexts)
  const name = useName()
  const take = useAction(async () => {
    const made = await json(
      registrationsApi(organisation).registrations.groups.$post({ json: { offer: offer.offer } }),
    )
    reloadQueries(keys.all(organisation))
    reloadQueries(keys.roster(organisation, workshop.id))
    reloadQueries(keys.workshops(organisation))
    onDone(made.registrations)
  })
  const { amountMinor, totalMinor, currency, people, seatsLeft } = offer
  const money = (minor: number) =>
    minor > 0 ? <Money amountMinor={minor} currency={currency} /> : say('free')
  return (
    <Panel title={say('offer.title', { count: people.length })}>
      <Facts
        facts={[
          { label: say('offer.each'), value: money(amountMinor) },
          { label: say('offer.sum'), value: money(totalMinor) },
          { label: say('offer.left'), value: <Count value={seatsLeft} /> },
        ]}
      />
      <List label={say('offer.unit')}>
        {people.map((person) => (
          <Row
            key={person.id}
            icon="person"
            title={name(person)}
            note={person.why ? `${name(person.unit)}, ${name(person.why)}` : name(person.unit)}
            aside={money(person.amountMinor)}
          />
        ))}
      </List>
      {take.problem && <ProblemView problem={take.problem} />}
      <Button kind="main" large wide icon="check" busy={take.busy} onPress={take.run}>
        {say('go', { count: people.length })}
      </Button>
      <div>
        <Button kind="quiet" icon="left" onPress={onBack}>
          {say('back')}
        </Button>
      </div>
    </Panel>
  )
}
