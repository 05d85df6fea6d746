import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { hierarchyApi, type Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { entryTexts } from '../text/entry.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { peopleApi } from './api.ts'
import { AbilityFields, ContactFields, useContactWords } from './contact-fields.tsx'
import { aboutOf, isNameless, MoreFields, NameFields, typedOf } from './person-fields.tsx'

/** Adds one person at a unit; a name is enough. */
export const AddPerson = ({ params, query }: ScreenProps<'/o/:organisation/people/new'>) => {
  const { organisation } = params
  const say = useText(peopleTexts)
  const sayEntry = useText(entryTexts)
  const name = useName()
  const { route } = useLocation()
  const [id] = useState(newId)
  const [typed, setTyped] = useState(typedOf(null))
  const [contact, setContact] = useState({ phone: '', email: '', code: '' })
  const [unit, setUnit] = useUnit(organisation, query.unit)
  const [tried, setTried] = useState(false)
  const add = useAction(async (unitId: string) => {
    const draft = {
      id,
      ...aboutOf(typed),
      unitId,
      phone: contact.phone.trim() || null,
      email: contact.email.trim() || null,
      code: contact.code.trim() || null,
    }
    const person = await json(peopleApi(organisation).people.$post({ json: draft }))
    reloadQueries(`${organisation}/people`)
    toast(say('add.done', { name: name(person) }))
    route(`/o/${organisation}/people/${person.id}`, true)
  })
  const words = useContactWords()
  const fault = useFaults(add.problem, words)
  const fields = { value: typed, onChange: setTyped, fault }
  return (
    <>
      <PageHeader
        title={say('add.title')}
        lead={say('add.lead')}
        crumbs={[{ label: say('title'), href: `/o/${organisation}/people` }]}
      />
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!isNameless(typed) && unit) add.run(unit.id)
        }}
      >
        <NameFields {...fields} tried={tried} />
        <UnitPicker
          organisation={organisation}
          of="mine"
          label={say('unit')}
          error={tried && !unit ? say('unit.missing') : fault('/unitId')}
          required
          value={unit}
          onChange={setUnit}
        />
        <ContactFields value={contact} onChange={setContact} fault={fault} withCode />
        <Panel title={sayEntry('more')}>
          <MoreFields {...fields} />
          <AbilityFields value={typed} onChange={setTyped} />
        </Panel>
        {add.problem && <ProblemView problem={add.problem} words={words} />}
        <div>
          <Button kind="main" submit busy={add.busy}>
            {say('add.go')}
          </Button>
        </div>
      </form>
    </>
  )
}

/** The unit that the address names, until another is chosen. */
const useUnit = (organisation: string, id: string | undefined) => {
  const [unit, setUnit] = useState<Unit | null>(null)
  const asked = useQuery(id ? `${organisation}/units/${id}` : null, (signal) =>
    json(
      hierarchyApi(organisation).units[':unitId'].$get(
        { param: { unitId: id ?? '' }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  useEffect(() => {
    if (asked.data) setUnit((chosen) => chosen ?? asked.data ?? null)
  }, [asked.data])
  return [unit, setUnit] as const
}
