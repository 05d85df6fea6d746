import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { useAction } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { SelectField, Textarea, TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { changesApi, type Level, type LevelDraft, type Preview } from './api.ts'
import { groupsIn, slugOf } from './groups.ts'
import { useDone, useToday } from './making.ts'
import { LoadTold } from './preview.tsx'

type Way = LevelDraft['beginning']['way']
type Seen = {
  units: number
  moves: number
  examples: { code: string; nameEn: string; nameHi: string; children: number }[]
  load: Preview['load']
}

type InsertProps = { organisation: string; levels: readonly Level[]; onDone: () => void }

const LAST = 'last'

/** Inserts a level between two, after showing what would come below it. */
export const InsertLevel = ({ organisation, levels, onDone }: InsertProps) => {
  const say = useText(changesTexts)
  const sayCommon = useText(common)
  const name = useName()
  const language = useLanguage()
  const on = useToday()
  const done = useDone(organisation)
  const [id] = useState(newId)
  const [names, setNames] = useState({ nameEn: '', nameHi: '' })
  const [above, setAbove] = useState<string>(levels.at(-1)?.id ?? LAST)
  const [way, setWay] = useState<Way>('none')
  const [table, setTable] = useState('')
  const [fault, setFault] = useState<string | undefined>(undefined)
  const [seen, setSeen] = useState<Seen | undefined>(undefined)
  const last = above === LAST
  const both = bothNames(names)
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      setSeen(undefined)
      setFault(undefined)
    }
  const draft = async (): Promise<LevelDraft | undefined> => {
    const level = { id: slugOf(both.nameEn, levels), ...both }
    const asked = { level, aboveId: last ? null : above }
    if (last || way === 'none') return { ...asked, beginning: { way: 'none' } }
    if (way === 'each') return { ...asked, beginning: { way, suffix: level.id.slice(0, 3).toUpperCase() } }
    const { units, problem } = await groupsIn(organisation, table)
    setFault(problem && say(problem.text, problem.values))
    return problem ? undefined : { ...asked, beginning: { way: 'table', units } }
  }
  const api = changesApi(organisation).levels
  const look = useAction(async () => {
    const asked = await draft()
    if (asked) setSeen(await json(api.preview.$post({ json: asked })))
  })
  const insert = useAction(async () => {
    const asked = await draft()
    if (!asked) return
    const change = await json(api.$post({ json: { id, on, ...asked } }))
    onDone()
    await done(say('level.insert.done', { name: name(both) }), change.id)
  })
  const problem = insert.problem ?? look.problem
  const [wrong] = problem?.errors ?? []
  const told = (['level-taken', 'units', 'doubled'] as const).find((code) => code === wrong?.code)
  const ready =
    Boolean(names.nameEn.trim() || names.nameHi.trim()) && (way !== 'table' || table.trim() !== '')
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        if (seen) insert.run()
        else look.run()
      }}
    >
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
      <SelectField
        label={say('level.where')}
        required
        value={above}
        onChange={anew(setAbove)}
        options={[
          ...levels
            .filter(({ depth }) => depth > 0)
            .map((level) => ({ value: level.id, label: say('level.where.above', { name: name(level) }) })),
          { value: LAST, label: say('level.where.last') },
        ]}
      />
      {!last && (
        <Choice
          label={say('level.way')}
          required
          value={way}
          onChange={anew((next: Way) => setWay(next))}
          options={(['none', 'each', 'table'] as const).map((value) => ({
            value,
            label: say(`level.way.${value}`),
            hint: say(`level.way.${value}.hint`),
          }))}
        />
      )}
      {way === 'table' && !last && (
        <Textarea
          label={say('level.table')}
          hint={say('level.way.table.hint')}
          error={fault}
          required
          rows={6}
          value={table}
          onChange={anew(setTable)}
        />
      )}
      {seen && (
        <div class="change-preview stack" role="status">
          <p class="strong">
            {say('level.preview.text', {
              units: formatCount(seen.units, language),
              moves: formatCount(seen.moves, language),
            })}
          </p>
          <ul class="change-shifts">
            {seen.examples.slice(0, 8).map((one) => (
              <li key={one.code}>
                {name(one)} <span class="soft">({say('units', { count: one.children })})</span>
              </li>
            ))}
          </ul>
          <LoadTold load={seen.load} />
        </div>
      )}
      {problem &&
        (told ? <p class="field-error">{say(`fault.${told}`)}</p> : <ProblemView problem={problem} />)}
      <div class="cluster">
        <Button kind="main" submit busy={look.busy || insert.busy} disabled={!ready}>
          {say(seen ? 'level.insert.go' : 'level.preview')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
