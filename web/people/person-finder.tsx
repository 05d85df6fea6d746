import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { powerTexts } from '../text/powers.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { List, Row } from '../ui/list.tsx'
import { SearchBox } from '../ui/search.tsx'
import { type PersonRow, peopleApi } from './api.ts'

type PersonFinderProps = { organisation: string; onPick: (person: PersonRow) => void }

/** Finds one person within one's powers by name, phone or code. */
export const PersonFinder = ({ organisation, onPick }: PersonFinderProps) => {
  const say = useText(powerTexts)
  const name = useName()
  const [typed, setTyped] = useState('')
  const found = useQuery(`${organisation}/people/find?q=${typed}`, (signal) =>
    json(peopleApi(organisation).people.$get({ query: typed ? { q: typed } : {} }, { init: { signal } })),
  )
  return (
    <div class="stack">
      <SearchBox
        label={say('person.search')}
        value={typed}
        onSearch={setTyped}
        result={typed && found.data ? say('person.found', { count: found.data.people.length }) : undefined}
      />
      <AsyncView
        query={found}
        isEmpty={({ people }) => people.length === 0}
        empty={() => (
          <EmptyState icon="search" title={say('person.none')}>
            {say('person.none.text')}
          </EmptyState>
        )}
      >
        {({ people }) => (
          <List label={say('person')}>
            {people.slice(0, 20).map((person) => (
              <Row
                key={person.id}
                icon="person"
                title={name(person)}
                note={name(person.unit)}
                onPress={() => onPick(person)}
              />
            ))}
          </List>
        )}
      </AsyncView>
    </div>
  )
}
