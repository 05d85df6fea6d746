import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { peopleTexts } from '../text/people.ts'
import { personTexts } from '../text/persons.ts'
import { Chip } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { peopleApi } from './api.ts'
import { askedOf, type Filters, filtersOf, type PartProps } from './filters.tsx'

const sameFilters = (one: Filters, other: Filters) =>
  new URLSearchParams(filtersOf(one)).toString() === new URLSearchParams(filtersOf(other)).toString()

/** How many people the list has, and the lists that were saved under a name. */
export const SavedLists = ({ organisation, filters, onNarrow }: PartProps) => {
  const say = useText(personTexts)
  const sayPeople = useText(peopleTexts)
  const [saving, setSaving] = useState(false)
  const key = `${organisation}/people-lists`
  const saved = useQuery(key, (signal) =>
    json(peopleApi(organisation)['people-lists'].$get(undefined, { init: { signal } })),
  )
  const drop = useAction(async (listId: string) => {
    await json(peopleApi(organisation)['people-lists'][':listId'].$delete({ param: { listId } }))
    reloadQueries(key)
    toast(say('lists.dropped'))
  })
  const { q: _q, ...narrowed } = filters
  const lists = saved.data?.lists ?? []
  const known = lists.find((list) => sameFilters(list.filters, narrowed))
  const open = (list: Filters) => {
    const cleared = Object.fromEntries(Object.keys(narrowed).map((name) => [name, '']))
    onNarrow({ ...cleared, ...filtersOf(list) })
  }
  return (
    <div class="stack stack-s">
      {lists.length > 0 && (
        <fieldset class="cluster plain-group">
          <legend class="visually-hidden">{say('lists')}</legend>
          {lists.map((list) => (
            <Chip key={list.id} pressed={list === known} onPress={() => open(list.filters)}>
              {list.name}
            </Chip>
          ))}
        </fieldset>
      )}
      <div class="cluster">
        <Counted organisation={organisation} filters={filters} />
        {Object.keys(narrowed).length > 0 && !known && (
          <Button kind="quiet" icon="plus" onPress={() => setSaving(true)}>
            {say('lists.save')}
          </Button>
        )}
        {known?.own && (
          <Button
            kind="quiet"
            icon="trash"
            busy={drop.busy}
            label={say('lists.drop', { name: known.name })}
            onPress={() => drop.run(known.id)}
          >
            {sayPeople('filter.remove', { what: known.name })}
          </Button>
        )}
      </div>
      {drop.problem && <ProblemView problem={drop.problem} />}
      <Dialog title={say('lists.save')} open={saving} onClose={() => setSaving(false)}>
        <SaveForm organisation={organisation} filters={narrowed} onDone={() => setSaving(false)} />
      </Dialog>
    </div>
  )
}

const Counted = ({ organisation, filters }: Omit<PartProps, 'onNarrow'>) => {
  const say = useText(personTexts)
  const language = useLanguage()
  const { q, ...narrowed } = filters
  const asked = new URLSearchParams(filtersOf(narrowed)).toString()
  const counted = useQuery(q ? null : `${organisation}/people-count?${asked}`, (signal) =>
    json(peopleApi(organisation).people.count.$get({ query: askedOf(narrowed) }, { init: { signal } })),
  )
  if (q || !counted.data) return null
  const { people, more } = counted.data
  return (
    <p class="soft" role="status">
      {more ? say('count.more', { count: formatCount(people, language) }) : say('count', { count: people })}
    </p>
  )
}

const SaveForm = ({
  organisation,
  filters,
  onDone,
}: Omit<PartProps, 'onNarrow'> & { onDone: () => void }) => {
  const say = useText(personTexts)
  const sayCommon = useText(common)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useAction(async () => {
    const saved = await json(
      peopleApi(organisation)['people-lists'][':listId'].$put({
        param: { listId: newId() },
        json: { name: name.trim(), filters: askedOf(filters), shared },
      }),
    )
    putQuery(`${organisation}/people-lists`, saved)
    toast(say('lists.saved'))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) save.run()
      }}
    >
      <TextField
        label={say('lists.name')}
        hint={say('lists.name.hint')}
        required
        maxLength={80}
        value={name}
        onChange={setName}
      />
      <Checkbox label={say('lists.share')} checked={shared} onChange={setShared} />
      {save.problem && <ProblemView problem={save.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy} disabled={!name.trim()}>
          {sayCommon('save')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
