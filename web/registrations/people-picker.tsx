import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { groupTexts } from '../text/groups.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Choices } from '../ui/choice.tsx'
import { SearchBox } from '../ui/search.tsx'
import { peopleApi } from './api.ts'

type Names = { nameEn: string; nameHi: string }

/** Somebody who was picked. */
export type Picked = Names & { id: string; unit: Names }

type PeoplePickerProps = {
  organisation: string
  picked: readonly Picked[]
  onPick: (picked: Picked[]) => void
}

const MOST = 100

/** Picks people of the units that one may see, by name, phone number or code. */
export const PeoplePicker = ({ organisation, picked, onPick }: PeoplePickerProps) => {
  const say = useText(groupTexts)
  const name = useName()
  const [typed, setTyped] = useState('')
  const found = useQuery(`${organisation}/pick-people?q=${typed}`, (signal) =>
    json(peopleApi(organisation).people.$get({ query: typed ? { q: typed } : {} }, { init: { signal } })),
  )
  const choose = (people: readonly Picked[], ids: readonly string[]) => {
    const elsewhere = picked.filter(({ id }) => !people.some((person) => person.id === id))
    onPick([...elsewhere, ...people.filter(({ id }) => ids.includes(id))].slice(0, MOST))
  }
  return (
    <div class="stack">
      <SearchBox
        label={say('search')}
        value={typed}
        onSearch={setTyped}
        result={typed && found.data ? say('found', { count: found.data.people.length }) : undefined}
      />
      {picked.length > 0 && (
        <div class="cluster">
          <span class="strong">{say('chosen', { count: picked.length })}</span>
          {picked.map((person) => (
            <Chip
              key={person.id}
              remove={{
                label: say('take.away', { name: name(person) }),
                onPress: () => onPick(picked.filter(({ id }) => id !== person.id)),
              }}
            >
              {name(person)}
            </Chip>
          ))}
        </div>
      )}
      <AsyncView
        query={found}
        isEmpty={({ people }) => people.length === 0}
        empty={() => (
          <EmptyState
            icon="search"
            title={say('none')}
            actions={<LinkButton href={`/o/${organisation}/people`}>{say('none.add')}</LinkButton>}
          >
            {say('none.text')}
          </EmptyState>
        )}
      >
        {({ people, after }) => (
          <div class="stack people-picker">
            <Choices
              label={say('list')}
              required
              values={picked.map(({ id }) => id)}
              onChange={(ids) => choose(people, ids)}
              options={people.map((person) => ({
                value: person.id,
                label: name(person),
                hint: name(person.unit),
              }))}
            />
            {after !== null && <p class="soft">{say('more')}</p>}
          </div>
        )}
      </AsyncView>
    </div>
  )
}
