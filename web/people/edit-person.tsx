import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { putQuery, reloadQueries, useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type PersonPage, peopleApi } from './api.ts'
import { ShowContact, useContact } from './contact.tsx'
import { AbilityFields, type Contact, ContactFields, useContactWords } from './contact-fields.tsx'
import { aboutOf, isNameless, MoreFields, NameFields, typedOf } from './person-fields.tsx'

type EditProps = { organisation: string; person: PersonPage }

/** The button and the dialog that change what is known of a person. */
export const EditPerson = ({ organisation, person }: EditProps) => {
  const say = useText(peopleTexts)
  const name = useName()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="edit" onPress={() => setOpen(true)}>
        {say('edit')}
      </Button>
      <Dialog title={say('edit.title', { name: name(person) })} open={open} onClose={() => setOpen(false)}>
        <EditForm organisation={organisation} person={person} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

const EditForm = ({ organisation, person, onDone }: EditProps & { onDone: () => void }) => {
  const say = useText(peopleTexts)
  const sayCommon = useText(common)
  const [typed, setTyped] = useState(typedOf(person))
  const { contact: reached, show } = useContact(organisation, person)
  const [changed, setContact] = useState<Contact | null>(null)
  const contact = changed ?? { phone: reached?.phone ?? '', email: reached?.email ?? '', code: '' }
  const [unit, setUnit] = useState<Unit>(person.unit)
  const [tried, setTried] = useState(false)
  const key = `${organisation}/people/${person.id}`
  const save = useAction(async () => {
    const contacts = changed
      ? { phone: contact.phone.trim() || null, email: contact.email.trim() || null }
      : {}
    const moved = unit.id === person.unit.id ? {} : { unitId: unit.id }
    const edit = { version: person.version, ...aboutOf(typed), ...contacts, ...moved }
    const saved = await json(
      peopleApi(organisation).people[':personId'].$patch({ param: { personId: person.id }, json: edit }),
    )
    reloadQueries(`${organisation}/people`)
    putQuery(key, saved)
    toast(say('edit.done'))
    onDone()
  })
  const words = useContactWords()
  const fault = useFaults(save.problem, words)
  const fields = { value: typed, onChange: setTyped, fault }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isNameless(typed)) save.run()
      }}
    >
      <NameFields {...fields} tried={tried} />
      <UnitPicker
        organisation={organisation}
        of="mine"
        label={say('unit')}
        error={fault('/unitId')}
        required
        value={unit}
        onChange={setUnit}
      />
      {show && <ShowContact label={say('contact.show.edit')} show={show} />}
      {person.contactShown && !show && <ContactFields value={contact} onChange={setContact} fault={fault} />}
      <MoreFields {...fields} />
      <AbilityFields value={typed} onChange={setTyped} />
      {save.problem && (
        <ProblemView problem={save.problem} words={words} onRetry={() => reloadQueries(key)} />
      )}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy}>
          {sayCommon('save')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
