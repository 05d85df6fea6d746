import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, type Named, useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { teachingApi, teachingKey } from './api.ts'

type AddProps = {
  organisation: string
  tierId: string
  unit: Named & { id: string }
  open: boolean
  onClose: () => void
}

/** Adds somebody of a unit who is not known yet, and nominates him at once unless asked not to. */
export const AddNewcomer = (props: AddProps) => {
  const say = useText(teachingTexts)
  return (
    <Dialog title={say('add')} open={props.open} onClose={props.onClose}>
      <Newcomer {...props} />
    </Dialog>
  )
}

const EMPTY = { nameEn: '', nameHi: '', guardian: '' }

const Newcomer = ({ organisation, tierId, unit, onClose }: AddProps) => {
  const say = useText(teachingTexts)
  const name = useName()
  const [id] = useState(newId)
  const [nominationId] = useState(newId)
  const [typed, setTyped] = useState(EMPTY)
  const [nominates, setNominates] = useState(true)
  const [nameless, setNameless] = useState(false)
  const api = teachingApi(organisation)
  const add = useAction(async () => {
    const names = bothNames(typed)
    setNameless(names.nameEn === '')
    if (names.nameEn === '') return
    const guardianName = typed.guardian.trim() || null
    const json1 = { id, ...names, guardianName, unitId: unit.id }
    await json(api.teaching[':tierId'].people.$post({ param: { tierId }, json: json1 }))
    if (nominates) await json(api.nominations.$post({ json: { id: nominationId, tierId, personId: id } }))
    reloadQueries(teachingKey(organisation))
    toast(say('add.done', { name: name(names) }))
    onClose()
  })
  const set = (field: keyof typeof EMPTY) => (value: string) => setTyped({ ...typed, [field]: value })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        add.run()
      }}
    >
      <p>{say('add.lead', { unit: name(unit) })}</p>
      <NameFields typed={typed} set={set} nameless={nameless} />
      <TextField
        label={say('add.guardian')}
        hint={say('add.guardian.hint')}
        maxLength={120}
        value={typed.guardian}
        onChange={set('guardian')}
      />
      <Checkbox label={say('add.nominate')} checked={nominates} onChange={setNominates} />
      {add.problem && <ProblemView problem={add.problem} />}
      <Button kind="main" wide submit busy={add.busy}>
        {say('add.go')}
      </Button>
    </form>
  )
}

type NameFieldsProps = {
  typed: typeof EMPTY
  set: (field: keyof typeof EMPTY) => (value: string) => void
  nameless: boolean
}

/** Both names, the interface's own language first. */
const NameFields = ({ typed, set, nameless }: NameFieldsProps) => {
  const say = useText(teachingTexts)
  const language = useLanguage()
  const fields = language === 'hi' ? (['nameHi', 'nameEn'] as const) : (['nameEn', 'nameHi'] as const)
  return fields.map((field, at) => (
    <TextField
      key={field}
      label={say(field === 'nameHi' ? 'add.name.hi' : 'add.name.en')}
      hint={at === 0 ? say('add.name.hint') : undefined}
      error={at === 0 && nameless ? say('add.name.missing') : undefined}
      required={at === 0}
      lang={field === 'nameHi' ? 'hi' : 'en'}
      maxLength={120}
      value={typed[field]}
      onChange={set(field)}
    />
  ))
}
