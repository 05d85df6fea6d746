import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { useAction, useQuery } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { redrawTexts } from '../text/redrawing.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { changesApi, type Preview } from './api.ts'
import { useDone, useToday } from './making.ts'
import { isFine, PreviewView } from './preview.tsx'
import { Redrawing } from './redrawing.tsx'
import type { ChangeProps } from './unit-changes.tsx'

type Way = Preview['redraws'][number]['way']

const catchmentsOf = (redraws: Preview['redraws'], way: Way | undefined) =>
  (redraws.find((one) => one.way === way)?.catchments ?? []).map(
    ({ workshopId, version, include, exclude }) => ({ workshopId, version, include, exclude }),
  )

/** Moves a unit below another; where a published plan would break, redraws it in the same step if that is wanted. */
export const MoveForm = ({ organisation, unit, onDone }: ChangeProps) => {
  const say = useText(changesTexts)
  const sayCommon = useText(common)
  const sayRedraw = useText(redrawTexts)
  const name = useName()
  const on = useToday()
  const done = useDone(organisation)
  const [id] = useState(newId)
  const [to, setTo] = useState<Unit | null>(null)
  const [way, setWay] = useState<Way | undefined>(undefined)
  const route = changesApi(organisation).units[':unitId'].move
  const param = { unitId: unit.id }
  const at = to && `preview/${organisation}/move/${unit.id}/${to.id}`
  const ask = (catchments: ReturnType<typeof catchmentsOf>) =>
    json(route.preview.$post({ param, json: { on, parentId: to?.id ?? '', catchments } }))
  const plain = useQuery(at, () => ask([]))
  const redraws = plain.data?.redraws ?? []
  const catchments = catchmentsOf(redraws, way)
  const redrawn = useQuery(at && way && plain.data ? `${at}/${way}` : null, () => ask(catchments))
  const seen = way ? redrawn : plain
  const move = useAction(async () => {
    if (!to) return
    const change = await json(route.$post({ param, json: { id, on, parentId: to.id, catchments } }))
    onDone()
    await done(say('move.done', { name: name(unit) }), change.id)
  })
  const choose = (next: Unit | null) => {
    setTo(next)
    setWay(undefined)
  }
  return (
    <div class="form">
      <UnitPicker
        organisation={organisation}
        label={say('move.to')}
        of="mine"
        value={to}
        onChange={choose}
        required
      />
      {to && redraws.length > 0 && (
        <Redrawing organisation={organisation} redraws={redraws} way={way} onChange={setWay} />
      )}
      {to && <PreviewView query={seen} mends={redraws.length > 0} />}
      {move.problem && <ProblemView problem={move.problem} />}
      <div class="cluster">
        <Button kind="main" busy={move.busy} disabled={!to || !isFine(seen.data)} onPress={move.run}>
          {way ? sayRedraw('go') : say('move.go')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </div>
  )
}
