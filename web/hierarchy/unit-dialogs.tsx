import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { usePlanning } from '../changes/days.tsx'
import { newId } from '../id.ts'
import { today } from '../planning/days.ts'
import { reloadQueries, useAction } from '../query.ts'
import type { Frame } from '../shell/frame.ts'
import { common } from '../text/common.ts'
import { daysTexts } from '../text/days.ts'
import { useZone } from '../text/format.ts'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DateField, SelectField, TextField } from '../ui/field.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { hierarchyApi, type UnitChild, type UnitPage } from './api.ts'

type Names = { nameEn: string; nameHi: string; aliases: string }

const aliasesIn = (typed: string): string[] =>
  typed
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter(Boolean)

const isNameless = ({ nameEn, nameHi }: Names): boolean => !nameEn.trim() && !nameHi.trim()

type NameFieldsProps = {
  value: Names
  onChange: (value: Names) => void
  tried: boolean
  fault: (pointer: string) => string | undefined
}

const NameFields = ({ value, onChange, tried, fault }: NameFieldsProps) => {
  const say = useText(hierarchyTexts)
  return (
    <>
      <TextField
        label={say('name.hi')}
        hint={say('name.hint')}
        error={tried && isNameless(value) ? say('name.missing') : fault('/nameHi')}
        lang="hi"
        maxLength={120}
        required
        value={value.nameHi}
        onChange={(nameHi) => onChange({ ...value, nameHi })}
      />
      <TextField
        label={say('name.en')}
        error={fault('/nameEn')}
        lang="en"
        maxLength={120}
        value={value.nameEn}
        onChange={(nameEn) => onChange({ ...value, nameEn })}
      />
      <TextField
        label={say('aliases')}
        hint={say('aliases.hint')}
        error={fault('/aliases')}
        value={value.aliases}
        onChange={(aliases) => onChange({ ...value, aliases })}
      />
    </>
  )
}

/** The button and the dialog that change a unit's names. */
export const EditUnit = ({ organisation, unit }: { organisation: string; unit: UnitPage }) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="edit" onPress={() => setOpen(true)}>
        {say('edit')}
      </Button>
      <Dialog title={say('edit.title', { name: name(unit) })} open={open} onClose={() => setOpen(false)}>
        <EditForm organisation={organisation} unit={unit} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

type EditFormProps = { organisation: string; unit: UnitPage; onDone: () => void }

const EditForm = ({ organisation, unit, onDone }: EditFormProps) => {
  const say = useText(hierarchyTexts)
  const sayCommon = useText(common)
  const [names, setNames] = useState<Names>({ ...unit, aliases: unit.aliases.join(', ') })
  const [tried, setTried] = useState(false)
  const save = useAction(async () => {
    await json(
      hierarchyApi(organisation).units[':unitId'].$patch({
        param: { unitId: unit.id },
        json: { ...bothNames(names), aliases: aliasesIn(names.aliases) },
      }),
    )
    reloadQueries(`${organisation}/units`)
    toast(say('edit.done'))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isNameless(names)) save.run()
      }}
    >
      <NameFields value={names} onChange={setNames} tried={tried} fault={useFaults(save.problem)} />
      {save.problem && <ProblemView problem={save.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy}>
          {sayCommon('save')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}

type AddUnitProps = { organisation: string; parent: UnitChild; frame: Frame }

/** The button and the dialog that add one unit below another. */
export const AddUnit = ({ organisation, parent, frame }: AddUnitProps) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="plus" onPress={() => setOpen(true)}>
        {say('add')}
      </Button>
      <Dialog title={say('add.title', { name: name(parent) })} open={open} onClose={() => setOpen(false)}>
        <AddForm organisation={organisation} parent={parent} frame={frame} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const AddForm = ({ organisation, parent, frame, onDone }: AddUnitProps & { onDone: () => void }) => {
  const say = useText(hierarchyTexts)
  const sayDays = useText(daysTexts)
  const sayCommon = useText(common)
  const name = useName()
  const language = useLanguage()
  const { levels } = frame.organisation
  const depth = levels.find(({ id }) => id === parent.levelId)?.depth ?? 0
  const lower = levels.filter((level) => level.depth > depth)
  const [id] = useState(newId)
  const [names, setNames] = useState<Names>({ nameEn: '', nameHi: '', aliases: '' })
  const [code, setCode] = useState(`${parent.code}-${parent.children + 1}`)
  const [levelId, setLevelId] = useState(lower[0]?.id ?? '')
  const present = today(useZone())
  const plan = usePlanning(organisation)
  const [planId] = useState(newId)
  const [openedOn, setOpenedOn] = useState(present)
  const [tried, setTried] = useState(false)
  const add = useAction(async () => {
    const { aliases, ...both } = names
    const unit = { id, code: code.trim(), levelId, ...bothNames(both), aliases: aliasesIn(aliases) }
    if (openedOn > present) await plan(parent.id, { id: planId, on: openedOn, kind: 'new', unit })
    else {
      const draft = { ...unit, parentId: parent.id, openedOn: openedOn || null }
      const added = await json(hierarchyApi(organisation).units.$post({ json: draft }))
      reloadQueries(`${organisation}/units`)
      toast(say('add.done', { name: name(added) }))
    }
    onDone()
  })
  const words = {
    'code-taken': say('code.taken'),
    '/code': say('fault.code'),
    '/levelId': say('fault.level'),
    '/unit/code': say('fault.code'),
    '/unit/levelId': say('fault.level'),
  }
  const fault = useFaults(add.problem, words)
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isNameless(names)) add.run()
      }}
    >
      {lower.length > 1 && (
        <SelectField
          label={say('level')}
          error={fault('/levelId') ?? fault('/unit/levelId')}
          required
          value={levelId}
          onChange={setLevelId}
          options={lower.map((level) => ({ value: level.id, label: level.names[language] }))}
        />
      )}
      <NameFields value={names} onChange={setNames} tried={tried} fault={fault} />
      <TextField
        label={say('code')}
        hint={say('add.code.hint')}
        error={fault('/code') ?? fault('/unit/code')}
        maxLength={64}
        required
        value={code}
        onChange={setCode}
      />
      <DateField label={say('opened')} hint={say('opened.hint')} value={openedOn} onChange={setOpenedOn} />
      {add.problem && <ProblemView problem={add.problem} words={words} />}
      <div class="cluster">
        <Button kind="main" submit busy={add.busy}>
          {openedOn > present ? sayDays('plan') : say('add.go')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
