import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { changesApi, type Preview } from './api.ts'
import { Takes, useChildren, useResidents } from './inside.tsx'
import { useDone, useToday } from './making.ts'
import { isFine, PreviewView } from './preview.tsx'
import type { ChangeProps } from './unit-changes.tsx'

/** Makes a new unit out of chosen children and people of one. */
export const SplitForm = (props: ChangeProps) => {
  const { organisation, unit, onDone } = props
  const say = useText(changesTexts)
  const sayCommon = useText(common)
  const name = useName()
  const on = useToday()
  const done = useDone(organisation)
  const children = useChildren(props)
  const residents = useResidents(props)
  const inside = children.query.data ? residents.query : children.query
  const [ids] = useState(() => ({ change: newId(), unit: newId() }))
  const [names, setNames] = useState({ nameEn: '', nameHi: '' })
  const [code, setCode] = useState(`${unit.code}-A`)
  const [childIds, setChildren] = useState<string[]>([])
  const [personIds, setPeople] = useState<string[]>([])
  const [seen, setSeen] = useState<Preview | undefined>(undefined)
  const asked = { unit: { id: ids.unit, code: code.trim(), ...bothNames(names) }, childIds, personIds }
  const ready = Boolean(names.nameEn.trim() || names.nameHi.trim()) && childIds.length + personIds.length > 0
  const route = changesApi(organisation).units[':unitId'].split
  const param = { unitId: unit.id }
  const look = useAction(async () =>
    setSeen(await json(route.preview.$post({ param, json: { on, ...asked } }))),
  )
  const split = useAction(async () => {
    const change = await json(route.$post({ param, json: { id: ids.change, on, ...asked } }))
    onDone()
    await done(say('split.done', { name: name(asked.unit) }), change.id)
  })
  const problem = split.problem ?? look.problem
  const fault = useFaults(problem)
  // What was seen is of what was chosen then.
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      setSeen(undefined)
    }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        if (seen) split.run()
        else look.run()
      }}
    >
      <p>{say('split.hint', { name: name(unit) })}</p>
      <TextField
        label={say('name.hi')}
        lang="hi"
        maxLength={120}
        required
        value={names.nameHi}
        onChange={anew((nameHi: string) => setNames({ ...names, nameHi }))}
      />
      <TextField
        label={say('name.en')}
        lang="en"
        maxLength={120}
        value={names.nameEn}
        onChange={anew((nameEn: string) => setNames({ ...names, nameEn }))}
      />
      <TextField
        label={say('code')}
        error={fault('/unit/code')}
        maxLength={64}
        required
        value={code}
        onChange={anew(setCode)}
      />
      <AsyncView query={inside}>
        {() => (
          <>
            {children.items.length + residents.items.length === 0 && (
              <p class="soft">{say('split.nothing')}</p>
            )}
            <Takes
              label={say('split.children')}
              pages={children}
              values={childIds}
              onChange={anew(setChildren)}
            />
            <Takes
              label={say('split.people')}
              pages={residents}
              values={personIds}
              onChange={anew(setPeople)}
            />
          </>
        )}
      </AsyncView>
      {seen && (
        <PreviewView query={{ data: seen, problem: undefined, loading: false, reload: look.run }} inside />
      )}
      {problem && <ProblemView problem={problem} />}
      <div class="cluster">
        <Button
          kind="main"
          submit
          busy={look.busy || split.busy}
          disabled={!ready || (seen && !isFine(seen))}
        >
          {say(seen ? 'split.go' : 'split.look')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
