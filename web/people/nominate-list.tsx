import { useState } from 'preact/hooks'
import { json, Problem } from '../api.ts'
import { newId } from '../id.ts'
import { tiersOf, useTiers } from '../planning/tiers.ts'
import { reloadQueries, useAction } from '../query.ts'
import { teachingApi } from '../teaching/api.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { personTexts } from '../text/persons.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import { toast } from '../ui/toast.tsx'
import type { PersonRow } from './api.ts'

type NominateProps = { organisation: string; people: readonly PersonRow[] }

/** Somebody who could not be nominated, and the refusal. */
type Refused = { person: PersonRow; problem: Problem }

/** Proposes the people of a list for a tier, each by himself: whom that cannot be, is told with the reason. */
export const NominateList = (props: NominateProps) => {
  const say = useText(personTexts)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="teach" onPress={() => setOpen(true)}>
        {say('nominate.open')}
      </Button>
      <Dialog title={say('nominate.title')} open={open} onClose={() => setOpen(false)}>
        <NominateForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const NominateForm = ({ organisation, people, onDone }: NominateProps & { onDone: () => void }) => {
  const say = useText(personTexts)
  const sayCommon = useText(common)
  const name = useName()
  const programmes = useTiers(organisation)
  const [tierId, setTierId] = useState('')
  const [chosen, setChosen] = useState(people.map(({ id }) => id))
  const [done, setDone] = useState(0)
  const [refused, setRefused] = useState<readonly Refused[] | null>(null)
  const run = useAction(async () => {
    const left: Refused[] = []
    setDone(0)
    for (const person of people.filter(({ id }) => chosen.includes(id))) {
      const draft = { id: newId(), tierId, personId: person.id }
      await json(teachingApi(organisation).nominations.$post({ json: draft })).catch((problem: unknown) => {
        // One who has no place stops nobody else; without an answer the rest cannot go on either.
        if (!(problem instanceof Problem) || problem.status >= 500) throw problem
        left.push({ person, problem })
      })
      setDone((before) => before + 1)
    }
    reloadQueries(`${organisation}/`)
    toast(say('nominate.done', { count: chosen.length - left.length }))
    setRefused(left)
    if (left.length === 0) onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (tierId && chosen.length > 0) run.run()
      }}
    >
      {refused === null && (
        <SelectField
          label={say('nominate.tier')}
          required
          value={tierId}
          onChange={setTierId}
          options={tiersOf(programmes.data ?? []).map(({ programme, tier }) => ({
            value: tier.id,
            label: `${name(tier)} – ${name(programme)}`,
          }))}
        />
      )}
      {refused === null ? (
        <Choices
          label={say('nominate.who')}
          required
          values={chosen}
          onChange={setChosen}
          options={people.map((person) => ({
            value: person.id,
            label: name(person),
            hint: name(person.unit),
          }))}
        />
      ) : (
        <div class="stack">
          <p class="strong" role="status">
            {say('nominate.refused')}
          </p>
          <List label={say('nominate.refused')}>
            {refused.map(({ person, problem }) => (
              <Row
                key={person.id}
                icon="person"
                title={name(person)}
                note={<ProblemView problem={problem} />}
              />
            ))}
          </List>
        </div>
      )}
      {run.busy && <Progress label={say('nominate.title')} done={done} total={chosen.length} />}
      {run.problem && <ProblemView problem={run.problem} />}
      <div class="cluster">
        {refused === null && (
          <Button kind="main" submit busy={run.busy} disabled={!tierId || chosen.length === 0}>
            {say('nominate.go', { count: chosen.length })}
          </Button>
        )}
        <Button onPress={onDone}>{sayCommon(refused === null ? 'cancel' : 'close')}</Button>
      </div>
    </form>
  )
}
