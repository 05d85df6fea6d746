import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { UnitPage } from '../hierarchy/api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { changesTexts } from '../text/changes.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { changesApi } from './api.ts'
import { useToday } from './making.ts'

/** The button that opens a closed unit again, empty, where it stood. */
export const Reopen = ({ organisation, unit }: { organisation: string; unit: UnitPage }) => {
  const say = useText(changesTexts)
  const name = useName()
  const on = useToday()
  const [id] = useState(newId)
  const open = useAction(async () => {
    const param = { unitId: unit.id }
    await json(changesApi(organisation).units[':unitId'].opening.$post({ param, json: { id, on } }))
    toast(say('reopen.done', { name: name(unit) }))
    reloadQueries(`${organisation}/`)
    await reloadFrame(organisation)
  })
  return (
    <>
      <Button busy={open.busy} onPress={open.run}>
        {say('reopen')}
      </Button>
      {open.problem && <ProblemView problem={open.problem} />}
    </>
  )
}
