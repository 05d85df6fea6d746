import './teaching.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { newId } from '../id.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Icon } from '../ui/icon.tsx'
import { List } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { AddNewcomer } from './add-newcomer.tsx'
import { powerOf, type TierPerson, teachingApi, teachingKey, useTeaching } from './api.ts'

/** The people of a unit: who is nominated, registered and trained for a tier; nominating, and adding somebody. */
export const UnitPeople = ({ params }: ScreenProps<'/o/:organisation/teach/:tier/units/:unit'>) => {
  const { organisation, tier: tierId, unit: unitId } = params
  const say = useText(teachingTexts)
  const name = useName()
  const [adding, setAdding] = useState(false)
  const power = powerOf(useTeaching(organisation).data, tierId)
  const unit = useQuery(`${organisation}/units/${unitId}`, (signal) =>
    json(
      hierarchyApi(organisation).units[':unitId'].$get(
        { param: { unitId }, query: {} },
        { init: { signal } },
      ),
    ),
  ).data
  const pages = usePages<TierPerson>(
    `${teachingKey(organisation)}/${tierId}/people/${unitId}`,
    async (after, signal) => {
      const route = teachingApi(organisation).teaching[':tierId'].people
      const query = { unit: unitId, ...(after && { after }) }
      const page = await json(route.$get({ param: { tierId }, query }, signal && { init: { signal } }))
      return { items: page.people, after: page.after }
    },
  )
  const add = (
    <Button icon="plus" onPress={() => setAdding(true)}>
      {say('add')}
    </Button>
  )
  return (
    <>
      <PageHeader
        kind={power && name(power.tier)}
        title={unit ? name(unit) : say('unit.people')}
        crumbs={[{ label: say('title'), href: `/o/${organisation}/teach` }]}
        lead={power && say('unit.lead', power.tier)}
      />
      <Panel title={say('unit.people')} actions={add}>
        <AsyncView
          query={pages.query}
          isEmpty={({ items }) => items.length === 0}
          empty={() => (
            <EmptyState icon="people" title={say('unit.none')} actions={add}>
              {say('unit.none.hint')}
            </EmptyState>
          )}
        >
          {() => (
            <List label={say('unit.people')}>
              {pages.items.map((person) => (
                <Person key={person.id} organisation={organisation} tierId={tierId} person={person} />
              ))}
            </List>
          )}
        </AsyncView>
        <More pages={pages} />
      </Panel>
      <AddNewcomer
        organisation={organisation}
        tierId={tierId}
        unit={unit ?? { id: unitId, nameEn: '', nameHi: '' }}
        open={adding}
        onClose={() => setAdding(false)}
      />
    </>
  )
}

const standingOf = ({ credentialId, registrationId, nominationId }: TierPerson) => {
  if (credentialId !== null) return 'trained'
  if (registrationId !== null) return 'registered'
  return nominationId === null ? undefined : 'nominated'
}

const TONES = { trained: 'good', registered: 'note', nominated: 'plain' } as const

type PersonProps = { organisation: string; tierId: string; person: TierPerson }

const Person = ({ organisation, tierId, person }: PersonProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  const api = teachingApi(organisation)
  const nominate = useAction(async () => {
    const made = await json(api.nominations.$post({ json: { id: newId(), tierId, personId: person.id } }))
    reloadQueries(teachingKey(organisation))
    toast(say('nominate.done', { name: name(person) }), () => withdraw.run(made.id))
  })
  const withdraw = useAction(async (nominationId: string) => {
    await json(api.nominations[':nominationId'].$delete({ param: { nominationId } }))
    reloadQueries(teachingKey(organisation))
    toast(say('withdraw.done', { name: name(person) }), nominate.run)
  })
  const standing = standingOf(person)
  const problem = nominate.problem ?? withdraw.problem
  return (
    <li>
      <div class="row person-line">
        <Icon name="person" />
        <span class="row-text">
          <span class="row-title">{name(person)}</span>
          {standing && (
            <span>
              <Badge tone={TONES[standing]} icon={standing === 'trained' ? 'certificate' : 'check'}>
                {say(`state.${standing}`)}
              </Badge>
            </span>
          )}
        </span>
        <span class="row-aside">
          {standing === undefined && (
            <Button
              kind="main"
              busy={nominate.busy}
              label={say('nominate.of', { name: name(person) })}
              onPress={nominate.run}
            >
              {say('nominate')}
            </Button>
          )}
          {standing === 'nominated' && (
            <Button
              icon="undo"
              busy={withdraw.busy}
              label={say('withdraw.of', { name: name(person) })}
              onPress={() => person.nominationId !== null && withdraw.run(person.nominationId)}
            >
              {say('withdraw')}
            </Button>
          )}
        </span>
        {problem && <ProblemView problem={problem} />}
      </div>
    </li>
  )
}
