import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { putQuery, reloadQueries, useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { personTexts } from '../text/persons.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type PersonPage, peopleApi } from './api.ts'

type Props = { organisation: string; person: PersonPage }

/** The button and the dialog that move a person to another unit. */
export const Transfer = (props: Props) => {
  const say = useText(personTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="go" onPress={() => setOpen(true)}>
        {say('move')}
      </Button>
      <Dialog
        title={say('move.title', { name: name(props.person) })}
        open={open}
        onClose={() => setOpen(false)}
      >
        {open && <TransferForm {...props} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}

const TransferForm = ({ organisation, person, onDone }: Props & { onDone: () => void }) => {
  const say = useText(personTexts)
  const sayPeople = useText(peopleTexts)
  const sayCommon = useText(common)
  const name = useName()
  const here = person.offices.filter(({ unit }) => unit.id === person.unit.id)
  const [unit, setUnit] = useState<Unit | null>(null)
  const [ending, setEnding] = useState(here.map(({ id }) => id))
  const [tried, setTried] = useState(false)
  const [id] = useState(newId)
  const move = useAction(async (unitId: string) => {
    const moved = await json(
      peopleApi(organisation).people[':personId'].transfers.$post({
        param: { personId: person.id },
        json: { id, unitId, version: person.version, endOfficeIds: ending },
      }),
    )
    reloadQueries(`${organisation}/people`)
    putQuery(`${organisation}/people/${person.id}`, moved)
    toast(say('move.done', { name: name(person) }))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (unit) move.run(unit.id)
      }}
    >
      <p class="soft">{say('move.lead')}</p>
      <UnitPicker
        organisation={organisation}
        of="mine"
        label={say('move.to')}
        error={tried && !unit ? sayPeople('unit.missing') : undefined}
        required
        value={unit}
        onChange={setUnit}
      />
      {here.length > 0 && (
        <Choices
          label={say('move.offices')}
          values={ending}
          onChange={setEnding}
          options={here.map((office) => ({ value: office.id, label: name(office) }))}
        />
      )}
      {move.problem && <ProblemView problem={move.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={move.busy}>
          {say('move.go')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
