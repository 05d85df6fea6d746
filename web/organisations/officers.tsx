import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { peopleApi } from '../people/api.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { organisationTexts } from '../text/organisations.ts'
import { powerTexts } from '../text/powers.ts'
import { roleTexts } from '../text/roles.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { SearchBox } from '../ui/search.tsx'

const FEW = 8

const officersOf = async (organisation: string, signal: AbortSignal) => {
  const options = { init: { signal } }
  const { units } = await json(hierarchyApi(organisation).units.$get({ query: {} }, options))
  const lists = await Promise.all(
    units.map((unit) => json(peopleApi(organisation).grants.$get({ query: { unit: unit.id } }, options))),
  )
  return lists.flatMap(({ grants }) => grants)
}

/** Everybody who holds a responsibility within one's own units, from the top. */
export const Officers = ({ organisation }: { organisation: string }) => {
  const say = useText(organisationTexts)
  const sayRole = useText(roleTexts)
  const sayPowers = useText(powerTexts)
  const name = useName()
  const [typed, setTyped] = useState('')
  const officers = useQuery(`${organisation}/people/officers`, (signal) => officersOf(organisation, signal))
  const fits = (text: string) => text.toLocaleLowerCase().includes(typed.toLocaleLowerCase())
  return (
    <Panel
      title={say('officers')}
      hint={say('officers.hint')}
      actions={
        <LinkButton icon="eye" href={`/o/${organisation}/access`}>
          {sayPowers('title')}
        </LinkButton>
      }
    >
      <AsyncView query={officers} empty={() => <p class="soft">{say('officers.none')}</p>}>
        {(grants) => (
          <>
            {grants.length > FEW && (
              <SearchBox label={say('officers.search')} value={typed} onSearch={setTyped} />
            )}
            <List label={say('officers')}>
              {grants
                .filter((grant) => fits(`${grant.nameEn} ${grant.nameHi} ${sayRole(`${grant.role}`)}`))
                .map((grant) => (
                  <Row
                    key={grant.id}
                    icon="person"
                    title={name(grant) || say('nameless')}
                    note={`${sayRole(`${grant.role}`)}, ${name(grant.unit)}`}
                    href={`/o/${organisation}/people/${grant.personId}`}
                  />
                ))}
            </List>
          </>
        )}
      </AsyncView>
    </Panel>
  )
}
