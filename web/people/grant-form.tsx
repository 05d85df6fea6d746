import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { workshopsApi } from '../planning/api.ts'
import { useAction, useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { roleTexts } from '../text/roles.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, SelectField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Grant, type PersonPage, peopleApi } from './api.ts'
import type { PartProps } from './person.tsx'

type Role = Grant['role']

/** The roles that one person gives another, the everyday ones first. */
const ROLES = [
  'registrar',
  'planner',
  'trainer',
  'steward',
  'supervisor',
  'cashier',
  'treasurer',
  'approver',
  'viewer',
  'admin',
  'owner',
] as const satisfies readonly Role[]

const WHOLE = 'whole'
const limitOf = (chosen: string): string | null => (chosen === WHOLE ? null : chosen)

/** The last second of a day, where the person sits; null for none. */
const endOf = (day: string): number | null =>
  day ? Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000) : null

type GrantFormProps = {
  organisation: string
  person: PersonPage
  frame: PartProps['frame']
  onDone: () => void
}

/** Gives somebody a role over a unit's subtree; nobody gives more than he holds himself. */
export const GrantForm = ({ organisation, person, frame, onDone }: GrantFormProps) => {
  const say = useText(peopleTexts)
  const sayRole = useText(roleTexts)
  const sayCommon = useText(common)
  const [id] = useState(newId)
  const [role, setRole] = useState<Role | ''>('')
  const [unit, setUnit] = useState<Unit>(person.unit)
  const [wing, setWing] = useState(WHOLE)
  const [workshop, setWorkshop] = useState(WHOLE)
  const [until, setUntil] = useState('')
  const give = useAction(async (chosen: Role) => {
    await json(
      peopleApi(organisation).grants.$post({
        json: {
          id,
          personId: person.id,
          role: chosen,
          unitId: unit.id,
          wingId: limitOf(wing),
          workshopId: limitOf(workshop),
          untilAt: endOf(until),
        },
      }),
    )
    toast(say('grant.given'))
    onDone()
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (role) give.run(role)
      }}
    >
      <Choice
        label={say('grant.role')}
        required
        value={role}
        onChange={setRole}
        options={ROLES.map((value) => ({
          value,
          label: sayRole(`${value}`),
          hint: sayRole(`${value}.hint`),
        }))}
      />
      <UnitPicker
        organisation={organisation}
        of="mine"
        label={say('grant.unit')}
        required
        value={unit}
        onChange={setUnit}
      />
      <Limits
        organisation={organisation}
        frame={frame}
        wing={wing}
        onWing={setWing}
        workshop={workshop}
        onWorkshop={setWorkshop}
      />
      <DateField
        label={say('grant.until')}
        hint={say('grant.until.hint')}
        value={until}
        min={new Date().toLocaleDateString('sv')}
        onChange={setUntil}
      />
      {give.problem && <ProblemView problem={give.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={give.busy} disabled={!role}>
          {say('grant.give')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}

type LimitsProps = {
  organisation: string
  frame: PartProps['frame']
  wing: string
  onWing: (wing: string) => void
  workshop: string
  onWorkshop: (workshop: string) => void
}

const Limits = ({ organisation, frame, wing, onWing, workshop, onWorkshop }: LimitsProps) => {
  const say = useText(peopleTexts)
  const name = useName()
  const language = useLanguage()
  const sees = frame?.holds.has('workshops:read') ?? false
  const workshops = useQuery(sees ? `${organisation}/workshops/to-limit` : null, (signal) =>
    json(workshopsApi(organisation).workshops.$get({ query: {} }, { init: { signal } })),
  )
  const wings = frame?.organisation.wings ?? []
  const whole = { value: WHOLE, label: say('grant.whole') }
  const listed = workshops.data?.workshops ?? []
  return (
    <>
      {wings.length > 0 && (
        <SelectField
          label={say('grant.wing')}
          value={wing}
          onChange={onWing}
          options={[whole, ...wings.map((each) => ({ value: each.id, label: each.names[language] }))]}
        />
      )}
      {listed.length > 0 && (
        <SelectField
          label={say('grant.workshop')}
          value={workshop}
          onChange={onWorkshop}
          options={[whole, ...listed.map((each) => ({ value: each.id, label: name(each) }))]}
        />
      )}
    </>
  )
}
