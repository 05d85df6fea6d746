import './changes.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { faceKey } from '../organisations/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { changesTexts } from '../text/changes.ts'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { organisationTexts } from '../text/organisations.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice, Choices } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { changesApi, type Level } from './api.ts'
import { InsertLevel } from './insert-level.tsx'
import { useDone, useToday } from './making.ts'

/** The levels of an organisation: their names, what may stand above them, inserting one between two. */
export const Levels = ({ organisation, edits }: { organisation: string; edits: boolean }) => {
  const say = useText(organisationTexts)
  const sayHere = useText(changesTexts)
  const known = useQuery(`${organisation}/levels`, (signal) =>
    json(changesApi(organisation).levels.$get(undefined, { init: { signal } })),
  )
  const [inserting, setInserting] = useState(false)
  return (
    <Panel
      title={say('levels')}
      hint={say('levels.hint')}
      actions={
        edits && (
          <Button icon="plus" onPress={() => setInserting(true)}>
            {sayHere('level.insert')}
          </Button>
        )
      }
    >
      <AsyncView query={known}>
        {({ levels }) => (
          <>
            <ol class="rungs">
              {levels.map((level) => (
                <Rung
                  key={level.id}
                  organisation={organisation}
                  level={level}
                  levels={levels}
                  edits={edits}
                />
              ))}
            </ol>
            <Dialog title={sayHere('level.insert')} open={inserting} onClose={() => setInserting(false)}>
              <InsertLevel organisation={organisation} levels={levels} onDone={() => setInserting(false)} />
            </Dialog>
          </>
        )}
      </AsyncView>
    </Panel>
  )
}

type RungProps = { organisation: string; level: Level; levels: readonly Level[]; edits: boolean }

const Rung = (props: RungProps) => {
  const { level, edits } = props
  const say = useText(changesTexts)
  const name = useName()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const title = say('level.edit', { name: name(level) })
  return (
    <li>
      <span class="numeral" aria-hidden="true">
        {level.depth + 1}
      </span>
      <span class="levels-line">
        <span>
          <span class="strong">{name(level)}</span>{' '}
          <span class="soft">
            {language === 'hi' ? level.nameEn : level.nameHi} · {say('level.units', { count: level.units })}
          </span>
        </span>
        {edits && <IconButton icon="edit" label={title} onPress={() => setOpen(true)} />}
      </span>
      <Dialog title={title} open={open} onClose={() => setOpen(false)}>
        <EditLevel {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </li>
  )
}

const EditLevel = ({ organisation, level, levels, onDone }: RungProps & { onDone: () => void }) => {
  const say = useText(changesTexts)
  const sayCommon = useText(common)
  const name = useName()
  const on = useToday()
  const done = useDone(organisation)
  const [id] = useState(newId)
  const [names, setNames] = useState({ nameEn: level.nameEn, nameHi: level.nameHi })
  const [parentIds, setParents] = useState(level.parentIds)
  const higher = levels.filter(({ depth }) => depth < level.depth)
  const param = { levelId: level.id }
  const route = changesApi(organisation).levels[':levelId']
  const save = useAction(async () => {
    await json(route.$patch({ param, json: { ...bothNames(names), parentIds } }))
    for (const key of [`${organisation}/levels`, faceKey(organisation)]) reloadQueries(key)
    await reloadFrame(organisation)
    toast(say('level.edit.done'))
    onDone()
  })
  const remove = useAction(async () => {
    const change = await json(route.removal.$post({ param, json: { id, on } }))
    onDone()
    await done(say('level.remove.done', { name: name(level) }), change.id)
  })
  const words = { '/parentIds': say('fault.in-use') }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.run()
      }}
    >
      <TextField
        label={say('name.hi')}
        lang="hi"
        maxLength={120}
        required
        value={names.nameHi}
        onChange={(nameHi) => setNames({ ...names, nameHi })}
      />
      <TextField
        label={say('name.en')}
        lang="en"
        maxLength={120}
        value={names.nameEn}
        onChange={(nameEn) => setNames({ ...names, nameEn })}
      />
      {higher.length > 1 && (
        <Choice
          label={say('level.above')}
          required
          value={parentIds === null ? 'any' : 'some'}
          onChange={(which) => setParents(which === 'any' ? null : higher.slice(-1).map((one) => one.id))}
          options={[
            { value: 'any', label: say('level.above.any') },
            { value: 'some', label: say('level.above.some') },
          ]}
        />
      )}
      {parentIds !== null && (
        <Choices
          label={say('level.above.some')}
          required
          values={parentIds}
          onChange={setParents}
          options={higher.map((one) => ({ value: one.id, label: name(one) }))}
        />
      )}
      {save.problem && <ProblemView problem={save.problem} words={words} />}
      {remove.problem && <ProblemView problem={remove.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy} disabled={parentIds?.length === 0}>
          {sayCommon('save')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
        {level.units === 0 && level.depth > 0 && (
          <Button kind="danger" busy={remove.busy} onPress={remove.run}>
            {say('level.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
