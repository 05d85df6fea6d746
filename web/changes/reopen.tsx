import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { UnitPage } from '../hierarchy/api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { daysTexts } from '../text/days.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DateField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { changesApi } from './api.ts'
import { usePlanning } from './days.tsx'
import { useToday } from './making.ts'

type ReopenProps = { organisation: string; unit: UnitPage }

/** The button and the dialog that open a closed unit again, empty, where it stood: today or on a day to come. */
export const Reopen = ({ organisation, unit }: ReopenProps) => {
  const say = useText(changesTexts)
  const sayDays = useText(daysTexts)
  const name = useName()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onPress={() => setAsking(true)}>{say('reopen')}</Button>
      <Dialog
        title={sayDays('reopen.title', { name: name(unit) })}
        open={asking}
        onClose={() => setAsking(false)}
      >
        <ReopenForm organisation={organisation} unit={unit} onDone={() => setAsking(false)} />
      </Dialog>
    </>
  )
}

const ReopenForm = ({ organisation, unit, onDone }: ReopenProps & { onDone: () => void }) => {
  const say = useText(changesTexts)
  const sayDays = useText(daysTexts)
  const sayCommon = useText(common)
  const name = useName()
  const present = useToday()
  const plan = usePlanning(organisation)
  const [id] = useState(newId)
  const [on, setOn] = useState(present)
  const open = useAction(async () => {
    if (on > present) await plan(unit.id, { id, on, kind: 'open' })
    else {
      const param = { unitId: unit.id }
      await json(changesApi(organisation).units[':unitId'].opening.$post({ param, json: { id, on } }))
      toast(say('reopen.done', { name: name(unit) }))
      reloadQueries(`${organisation}/`)
      await reloadFrame(organisation)
    }
    onDone()
  })
  return (
    <div class="form">
      <DateField
        label={sayDays('day')}
        hint={sayDays('day.hint')}
        required
        min={present}
        value={on}
        onChange={(day) => setOn(day || present)}
      />
      {open.problem && <ProblemView problem={open.problem} />}
      <div class="cluster">
        <Button kind="main" busy={open.busy} onPress={open.run}>
          {on > present ? sayDays('plan') : say('reopen')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </div>
  )
}
