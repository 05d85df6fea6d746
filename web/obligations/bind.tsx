import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { peopleApi } from '../people/api.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { obligationTexts } from '../text/obligations.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { keys, obligationsApi } from './api.ts'

type BindProps = { organisation: string; workshopId: string; lasts: number }

/** The way to bind an office to a workshop. */
export const BindOffice = (props: BindProps) => {
  const say = useText(obligationTexts)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="main" icon="plus" onPress={() => setOpen(true)}>
        {say('add')}
      </Button>
      <Dialog title={say('add.title')} open={open} onClose={() => setOpen(false)}>
        <BindForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const BindForm = ({ organisation, workshopId, lasts, onDone }: BindProps & { onDone: () => void }) => {
  const say = useText(obligationTexts)
  const name = useName()
  const [id] = useState(newId)
  const [kindId, setKindId] = useState('')
  const [unit, setUnit] = useState<Unit | null>(null)
  const [days, setDays] = useState<number | null>(lasts)
  const kinds = useQuery(`${organisation}/office-kinds`, (signal) =>
    json(peopleApi(organisation)['office-kinds'].$get(undefined, { init: { signal } })),
  )
  const bind = useAction(async () => {
    const at = obligationsApi(organisation).workshops[':workshopId'].obligations
    const draft = { id, kindId, unitId: unit?.id ?? '', days: days ?? 0 }
    const told = await json(at.$post({ param: { workshopId }, json: draft }))
    reloadQueries(keys.all(organisation))
    putQuery(keys.workshop(organisation, workshopId), told)
    toast(say('add.done'))
    onDone()
  })
  const fault = useFaults(bind.problem)
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        bind.run()
      }}
    >
      <SelectField
        label={say('kind')}
        required
        value={kindId}
        onChange={setKindId}
        error={fault('/kindId')}
        options={(kinds.data ?? []).map((kind) => ({ value: kind.id, label: name(kind) }))}
      />
      <UnitPicker
        label={say('unit')}
        organisation={organisation}
        required
        value={unit}
        onChange={setUnit}
        error={fault('/unitId')}
      />
      <NumberField
        label={say('days')}
        hint={say('days.hint', { count: lasts })}
        required
        value={days}
        onChange={setDays}
        error={fault('/days')}
      />
      {bind.problem && <ProblemView problem={bind.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={bind.busy} disabled={!kindId || !unit || !days}>
          {say('add.go')}
        </Button>
      </div>
    </form>
  )
}
