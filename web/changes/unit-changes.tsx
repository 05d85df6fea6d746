import './changes.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit, UnitPage } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { useAction, useQuery } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { changesApi } from './api.ts'
import { CloseForm } from './close.tsx'
import { useDone, useToday } from './making.ts'
import { MoveForm } from './move.tsx'
import { isFine, PreviewView } from './preview.tsx'
import { SplitForm } from './split.tsx'

/** What every form of a change is given. */
export type ChangeProps = { organisation: string; unit: UnitPage; onDone: () => void }

type Which = 'move' | 'merge' | 'split' | 'close'

/** Moving, merging, splitting and closing a unit. */
export const UnitChanges = ({ organisation, unit }: { organisation: string; unit: UnitPage }) => {
  const say = useText(changesTexts)
  const name = useName()
  const [which, setWhich] = useState<Which | undefined>(undefined)
  const props = { organisation, unit, onDone: () => setWhich(undefined) }
  const titled = which ?? 'move'
  return (
    <Panel title={say('shape')} hint={say('shape.hint')}>
      <div class="cluster">
        {(['move', 'merge', 'split', 'close'] as const).map((one) => (
          <Button key={one} onPress={() => setWhich(one)}>
            {say(one)}
          </Button>
        ))}
      </div>
      <Dialog
        title={say(`${titled}.title`, { name: name(unit) })}
        open={which !== undefined}
        onClose={props.onDone}
      >
        {which === 'move' && <MoveForm {...props} />}
        {which === 'merge' && <MergeForm {...props} />}
        {which === 'split' && <SplitForm {...props} />}
        {which === 'close' && <CloseForm {...props} onMerge={() => setWhich('merge')} />}
      </Dialog>
    </Panel>
  )
}

const MergeForm = ({ organisation, unit, onDone }: ChangeProps) => {
  const say = useText(changesTexts)
  const sayCommon = useText(common)
  const name = useName()
  const on = useToday()
  const done = useDone(organisation)
  const [id] = useState(newId)
  const [into, setInto] = useState<Unit | null>(null)
  const route = changesApi(organisation).units[':unitId'].merger
  const param = { unitId: unit.id }
  const seen = useQuery(into && `preview/${organisation}/merge/${unit.id}/${into.id}`, () =>
    json(route.preview.$post({ param, json: { on, intoId: into?.id ?? '' } })),
  )
  const merge = useAction(async () => {
    if (!into) return
    const change = await json(route.$post({ param, json: { id, on, intoId: into.id } }))
    onDone()
    await done(say('merge.done', { name: name(unit) }), change.id)
  })
  return (
    <div class="form">
      <p>{say('merge.hint', { name: name(unit) })}</p>
      <UnitPicker
        organisation={organisation}
        label={say('merge.to')}
        of="mine"
        level={unit.levelId}
        value={into}
        onChange={setInto}
        required
      />
      {into && <PreviewView query={seen} inside />}
      {merge.problem && <ProblemView problem={merge.problem} />}
      <div class="cluster">
        <Button kind="main" busy={merge.busy} disabled={!into || !isFine(seen.data)} onPress={merge.run}>
          {say('merge.go')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </div>
  )
}
