import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { SelectField } from '../ui/field.tsx'
import { hierarchyApi } from './api.ts'

type BelowProps = { organisation: string; children: (unitId: string) => ComponentChildren }

/** What is below the unit where somebody's powers begin; whoever has several chooses one. */
export const BelowTop = ({ organisation, children }: BelowProps) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const top = useQuery(`${organisation}/units/top`, (signal) =>
    json(hierarchyApi(organisation).units.$get({ query: {} }, { init: { signal } })),
  )
  return (
    <AsyncView query={top}>
      {({ units }) => {
        const unitId = chosen ?? units[0]?.id
        return (
          <div class="stack">
            {units.length > 1 && (
              <SelectField
                label={say('top.choose')}
                required
                value={unitId ?? ''}
                onChange={setChosen}
                options={units.map((unit) => ({ value: unit.id, label: name(unit) }))}
              />
            )}
            {unitId && children(unitId)}
          </div>
        )
      }}
    </AsyncView>
  )
}
