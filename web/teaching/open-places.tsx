import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { choosingTexts } from '../text/choosing.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { teachingApi } from './api.ts'

type Places = InferResponseType<ReturnType<typeof teachingApi>['tiers'][':tierId']['places']['$get'], 200>

type OpenPlacesProps = { organisation: string; tierId: string; unit: string }

/** Units below that have not nominated for all their places, and whose turn it is to do so. */
export const OpenPlaces = ({ organisation, tierId, unit }: OpenPlacesProps) => {
  const say = useText(choosingTexts)
  const language = useLanguage()
  const name = useName()
  const [head, setHead] = useState<Pick<Places, 'lapsed' | 'nominateBy'> | undefined>(undefined)
  const pages = usePages<Places['units'][number]>(
    `${organisation}/choosing/places/${tierId}/${unit}`,
    async (after, signal) => {
      const query = { unit, ...(after && { after }) }
      const route = teachingApi(organisation).tiers[':tierId'].places
      const page = await json(route.$get({ param: { tierId }, query }, signal && { init: { signal } }))
      setHead(page)
      return { items: page.units, after: page.after }
    },
  )
  const day = head?.nominateBy ? formatDay(head.nominateBy, 'medium', language) : undefined
  return (
    <Panel title={say('places')} hint={day && say(head?.lapsed ? 'places.lapsed' : 'lead.by', { day })}>
      <AsyncView
        query={pages.query}
        isEmpty={({ items }) => items.length === 0}
        empty={() => <p class="soft">{say('places.none')}</p>}
      >
        {() => (
          <List label={say('places')}>
            {pages.items.map((one) => (
              <Row
                key={one.unit.id}
                icon="units"
                title={name(one.unit)}
                note={say('places.left', { count: one.places })}
                href={`/o/${organisation}/teach/${tierId}/units/${one.unit.id}`}
              />
            ))}
          </List>
        )}
      </AsyncView>
      <More pages={pages} />
    </Panel>
  )
}
