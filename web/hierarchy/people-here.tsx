import { json } from '../api.ts'
import { lineageLink } from '../lineage/api.ts'
import { peopleApi } from '../people/api.ts'
import { useQuery } from '../query.ts'
import type { Frame } from '../shell/frame.ts'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import type { UnitPage } from './api.ts'

const FEW = 8

type PeopleProps = { organisation: string; unit: UnitPage; frame: Frame | undefined }

/** The first few of a unit's people, and who trained them. */
export const PeopleHere = ({ organisation, unit, frame }: PeopleProps) => {
  const say = useText(hierarchyTexts)
  const sayLine = useText(lineageText)
  const name = useName()
  const people = useQuery(`${organisation}/people/of/${unit.id}`, (signal) =>
    json(peopleApi(organisation).people.$get({ query: { unit: unit.id } }, { init: { signal } })),
  )
  const adding = frame?.holds.has('people:edit') && unit.closedOn === null && (
    <LinkButton icon="plus" href={`/o/${organisation}/people/new?unit=${unit.id}`}>
      {say('people.add')}
    </LinkButton>
  )
  return (
    <Panel
      title={say('people')}
      actions={
        <>
          {adding}
          {frame?.holds.has('registrations:read') && (
            <LinkButton
              kind="quiet"
              icon="teach"
              href={lineageLink(organisation, { of: 'unit', id: unit.id })}
            >
              {sayLine('go.unit')}
            </LinkButton>
          )}
        </>
      }
    >
      <AsyncView
        query={people}
        isEmpty={(listed) => listed.people.length === 0}
        empty={() => (
          <EmptyState icon="people" title={say('people.none')}>
            {adding && say('people.none.text')}
          </EmptyState>
        )}
      >
        {(listed) => (
          <>
            <List label={say('people')}>
              {listed.people.slice(0, FEW).map((person) => (
                <Row
                  key={person.id}
                  icon="person"
                  title={name(person)}
                  note={[...person.offices.map(name), person.unit.id !== unit.id && name(person.unit)]
                    .filter(Boolean)
                    .join(' · ')}
                  href={`/o/${organisation}/people/${person.id}`}
                />
              ))}
            </List>
            {listed.people.length > FEW && (
              <div>
                <LinkButton kind="quiet" icon="people" href={`/o/${organisation}/people?unit=${unit.id}`}>
                  {say('people.all')}
                </LinkButton>
              </div>
            )}
          </>
        )}
      </AsyncView>
    </Panel>
  )
}
