import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { listed } from '../planning/names.ts'
import { useAction } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { daysTexts } from '../text/days.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { DateField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { changesApi } from './api.ts'
import { usePlanning } from './days.tsx'
import { useDone, useToday } from './making.ts'
import type { ChangeProps } from './unit-changes.tsx'

const USES = ['children', 'people', 'offices', 'grants', 'workshops', 'seats'] as const

/** Closes a unit today or on a day to come; where something stands in it today, offers to merge it instead. */
export const CloseForm = ({ organisation, unit, onDone, onMerge }: ChangeProps & { onMerge: () => void }) => {
  const say = useText(changesTexts)
  const sayCommon = useText(common)
  const name = useName()
  const language = useLanguage()
  const sayDays = useText(daysTexts)
  const present = useToday()
  const [on, setOn] = useState(present)
  const done = useDone(organisation)
  const plan = usePlanning(organisation)
  const [id] = useState(newId)
  const ahead = on > present
  const close = useAction(async () => {
    if (ahead) {
      await plan(unit.id, { id, on, kind: 'close' })
      onDone()
      return
    }
    const param = { unitId: unit.id }
    const change = await json(
      changesApi(organisation).units[':unitId'].closing.$post({ param, json: { id, on } }),
    )
    onDone()
    await done(say('close.done', { name: name(unit) }), change.id)
  })
  const uses = close.problem?.extra.uses as Partial<Record<(typeof USES)[number], number>> | undefined
  const what = USES.filter((use) => (uses?.[use] ?? 0) > 0).map((use) =>
    say(use, { count: uses?.[use] ?? 0 }),
  )
  return (
    <div class="form">
      <p>{say('close.text')}</p>
      <DateField
        label={sayDays('day')}
        hint={sayDays(ahead ? 'close.hint' : 'day.hint')}
        required
        min={present}
        value={on}
        onChange={(day) => setOn(day || present)}
      />
      {close.problem && <ProblemView problem={close.problem} />}
      {what.length > 0 && <p class="strong">{say('close.uses', { what: listed(what, language) })}</p>}
      <div class="cluster">
        {what.length > 0 && !ahead ? (
          <Button kind="main" onPress={onMerge}>
            {say('close.merge')}
          </Button>
        ) : (
          <Button kind="danger" busy={close.busy} onPress={close.run}>
            {ahead ? sayDays('plan') : say('close.go')}
          </Button>
        )}
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </div>
  )
}
