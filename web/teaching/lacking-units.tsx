import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { List } from '../ui/list.tsx'
import { type LackingUnit, type Power, teachingApi, teachingKey } from './api.ts'
import { Need } from './need.tsx'

const AT_FIRST = 8

type LackingProps = { organisation: string; power: Power }

/** The units below that lack people, the neediest first; each leads to its people. */
export const LackingUnits = ({ organisation, power }: LackingProps) => {
  const { tier, unit, lacking } = power
  const say = useText(teachingTexts)
  const [all, setAll] = useState(false)
  const pages = usePages<LackingUnit>(
    lacking > 0 ? `${teachingKey(organisation)}/${tier.id}/lacking/${unit.id}` : null,
    async (after, signal) => {
      const route = teachingApi(organisation).teaching[':tierId'].lacking
      const query = { unit: unit.id, ...(after && { after }) }
      const page = await json(
        route.$get({ param: { tierId: tier.id }, query }, signal && { init: { signal } }),
      )
      return { items: page.units, after: page.after }
    },
  )
  const shown = all ? pages.items : pages.items.slice(0, AT_FIRST)
  const path = `/o/${organisation}/teach/${tier.id}/units`
  return (
    <section class="stack">
      <h3>{lacking > 0 ? say('units.lacking', { count: lacking }) : say('units.done')}</h3>
      {lacking === 0 ? (
        <EmptyState icon="check" title={say('units.done')}>
          {say('units.done.hint')}
        </EmptyState>
      ) : (
        <>
          <p class="soft">{say('missing.lead', { minimum: tier.minimum, target: tier.target })}</p>
          <AsyncView query={pages.query}>
            {() => (
              <List label={say('missing')}>
                {shown.map((one) => (
                  <Unit key={one.unit.id} one={one} href={`${path}/${one.unit.id}`} minimum={tier.minimum} />
                ))}
              </List>
            )}
          </AsyncView>
          {!all && pages.items.length > AT_FIRST && (
            <div>
              <Button icon="down" onPress={() => setAll(true)}>
                {say('missing.all')}
              </Button>
            </div>
          )}
          {all && <More pages={pages} />}
        </>
      )}
      <Another organisation={organisation} level={tier.traineeLevelId} path={path} />
    </section>
  )
}

const Unit = ({ one, href, minimum }: { one: LackingUnit; href: string; minimum: number }) => {
  const name = useName()
  return (
    <li>
      <a class="row" href={href}>
        <span class="row-text">
          <span class="row-title">{name(one.unit)}</span>
          <Need
            trained={one.trained}
            registered={one.registered}
            nominated={one.nominated}
            minimum={minimum}
          />
        </span>
        <Icon name="right" size={20} />
      </a>
    </li>
  )
}

const Another = ({ organisation, level, path }: { organisation: string; level: string; path: string }) => {
  const say = useText(teachingTexts)
  const { route } = useLocation()
  return (
    <div class="form">
      <UnitPicker
        organisation={organisation}
        label={say('missing.other')}
        hint={say('missing.other.hint')}
        of="mine"
        level={level}
        value={null}
        onChange={({ id }) => route(`${path}/${id}`)}
      />
    </div>
  )
}
