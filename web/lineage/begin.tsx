import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { PersonFinder } from '../people/person-finder.tsx'
import { workshopsApi } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { useTiers } from '../planning/tiers.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatDay, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { lineageLink } from './api.ts'

const FEW = 13

type FirstProps = { slug: string; programme: { nameEn: string; nameHi: string }; tierId: string }

/** The halls of a programme's first hop: its lines begin there. */
const FirstHalls = ({ slug, programme, tierId }: FirstProps) => {
  const say = useText(lineageText)
  const name = useName()
  const language = useLanguage()
  const before = today(useZone())
  const query = useQuery(`${slug}/lineage/halls/${tierId}`, (signal) =>
    json(workshopsApi(slug).workshops.$get({ query: { tier: tierId, before } }, { init: { signal } })),
  )
  return (
    <Panel title={say('halls.of', { name: name(programme) })}>
      <AsyncView
        query={query}
        isEmpty={({ workshops }) => workshops.length === 0}
        empty={() => <p class="soft">{say('halls.none')}</p>}
      >
        {({ workshops }) => (
          <>
            <List label={say('halls')}>
              {workshops.slice(0, FEW).map((workshop) => (
                <Row
                  key={workshop.id}
                  icon="hall"
                  title={name(workshop)}
                  note={formatDay(workshop.startsOn, 'medium', language)}
                  href={lineageLink(slug, { of: 'workshop', id: workshop.id })}
                />
              ))}
            </List>
            {workshops.length > FEW && (
              <p>
                <LinkButton kind="quiet" icon="hall" href={`/o/${slug}/workshops?tier=${tierId}&time=past`}>
                  {say('halls.all')}
                </LinkButton>
              </p>
            )}
          </>
        )}
      </AsyncView>
    </Panel>
  )
}

/** Where one may begin to look: oneself, somebody found by name, a first hall. */
export const Begin = ({ slug }: { slug: string }) => {
  const say = useText(lineageText)
  const { route } = useLocation()
  const frame = useFrame(slug)
  const tiers = useTiers(slug)
  return (
    <>
      {frame?.person && (
        <p>
          <LinkButton icon="person" href={lineageLink(slug, { of: 'person', id: frame.person.id })}>
            {say('go.mine')}
          </LinkButton>
        </p>
      )}
      <AsyncView query={tiers}>
        {(programmes) =>
          frame?.holds.has('workshops:read') &&
          programmes.map(
            ({ tiers: [first], ...programme }) =>
              first && <FirstHalls key={first.id} slug={slug} programme={programme} tierId={first.id} />,
          )
        }
      </AsyncView>
      {frame?.holds.has('people:read') && (
        <Panel title={say('find')} hint={say('find.hint')}>
          <PersonFinder
            organisation={slug}
            onPick={({ id }) => route(lineageLink(slug, { of: 'person', id }))}
          />
        </Panel>
      )}
    </>
  )
}
