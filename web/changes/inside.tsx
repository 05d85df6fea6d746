import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { peopleApi } from '../people/api.ts'
import { More } from '../planning/more.tsx'
import { type Pages, usePages } from '../planning/pages.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { splitTexts } from '../text/split.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choice.tsx'
import { TextField } from '../ui/field.tsx'
import type { ChangeProps } from './unit-changes.tsx'

type One = { id: string; code?: string; nameEn: string; nameHi: string }

/** Children right in a unit, page by page. */
export const useChildren = ({ organisation, unit }: ChangeProps): Pages<One> =>
  usePages(`${organisation}/units/${unit.id}/inside/units`, async (after, signal) => {
    const query = { parent: unit.id, ...(after ? { after } : {}) }
    const options = { init: { signal: signal ?? null } }
    const page = await json(hierarchyApi(organisation).units.$get({ query }, options))
    return { items: page.units, after: page.after }
  })

/** People right in a unit, page by page: they come before those further down. */
export const useResidents = ({ organisation, unit }: ChangeProps): Pages<One> =>
  usePages(`${organisation}/units/${unit.id}/inside/people`, async (after, signal) => {
    const query = { unit: unit.id, ...(after ? { after } : {}) }
    const options = { init: { signal: signal ?? null } }
    const { people, after: next } = await json(peopleApi(organisation).people.$get({ query }, options))
    const items = people.filter((person) => person.unit.id === unit.id)
    return { items, after: items.length < people.length ? null : next }
  })

type TakesProps = {
  label: string
  pages: Pages<One>
  values: readonly string[]
  onChange: (values: string[]) => void
}

/** From how many on a list can be narrowed down by typing. */
const MANY = 12

/** Any number out of a long list: narrowed down by typing, taken all at once, read on page by page. */
export const Takes = ({ label, pages, values, onChange }: TakesProps) => {
  const say = useText(splitTexts)
  const name = useName()
  const [typed, setTyped] = useState('')
  const sought = typed.trim().toLowerCase()
  const shown = pages.items.filter(
    (one) =>
      !sought || [one.nameEn, one.nameHi, one.code].some((word) => word?.toLowerCase().includes(sought)),
  )
  if (pages.items.length === 0) return null
  const here = new Set(shown.map(({ id }) => id))
  const elsewhere = values.filter((id) => !here.has(id))
  const every = shown.length > 0 && shown.every(({ id }) => values.includes(id))
  return (
    <div class="stack">
      {pages.items.length > MANY && (
        <TextField label={say('narrow', { what: label })} value={typed} onChange={setTyped} />
      )}
      <Choices
        label={label}
        values={[...values]}
        onChange={(next) => onChange([...elsewhere, ...next])}
        options={shown.map((one) => ({
          value: one.id,
          label: name(one),
          ...(one.code ? { hint: one.code } : {}),
        }))}
      />
      <div class="cluster">
        <span class="soft" role="status">
          {say('taken', { count: values.length })}
        </span>
        {pages.items.length > MANY && (
          <Button
            kind="quiet"
            disabled={shown.length === 0}
            onPress={() => onChange(every ? elsewhere : [...elsewhere, ...here])}
          >
            {say(every ? 'none' : 'all', { count: shown.length })}
          </Button>
        )}
      </div>
      <More pages={pages} />
    </div>
  )
}
