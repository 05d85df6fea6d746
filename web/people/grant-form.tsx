import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { workshopsApi } from '../planning/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { roleTexts } from '../text/roles.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, SelectField, Textarea } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Grant, type PersonPage, peopleApi } from './api.ts'
import { GrantSummary } from './grant-summary.tsx'
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
  'privacy_officer',
  'viewer',
  'admin',
  'owner',
] as const satisfies readonly Role[]

const WHOLE = 'whole'
const limitOf = (chosen: string): string | null => (chosen === WHOLE ? null : chosen)

/** The first second of a day, where the person sits; null for none. */
const startOf = (day: string): number | null =>
  day ? Math.floor(new Date(`${day}T00:00:00`).getTime() / 1000) : null

/** The last second of a day, where the person sits; null for none. */
const endOf = (day: string): number | null =>
  day ? Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000) : null

type GrantFormProps = {
  organisation: string
  person: PersonPage
  frame: PartProps['frame']
  onDone: () => void
}

const REASON = { least: 3, most: 500 }

/** Asks for an owner, or gives the role at once. */
const useGive = (organisation: string, personId: string, onDone: () => void) => {
  const say = useText(peopleTexts)
  const [ids] = useState(() => ({ id: newId(), approvalId: newId() }))
  return useAction(async (role: Role, draft: Draft) => {
    const api = peopleApi(organisation)
    const { unitId, fromAt, untilAt, reason } = draft
    if (role === 'owner')
      await json(api.owners.$post({ json: { ...ids, personId, unitId, fromAt, untilAt, reason } }))
    else {
      const { wingId, workshopId } = draft
      const given = { id: ids.id, personId, role, unitId, wingId, workshopId, fromAt, untilAt }
      await json(api.grants.$post({ json: given }))
    }
    reloadQueries(`${organisation}/approvals`)
    toast(say(role === 'owner' ? 'grant.asked' : 'grant.given'))
    onDone()
  })
}

type Draft = {
  unitId: string
  wingId: string | null
  workshopId: string | null
  fromAt: number | null
  untilAt: number | null
  reason: string
}

/** Gives somebody a role over a unit's subtree; nobody gives more than he holds himself, and an owner takes two. */
export const GrantForm = ({ organisation, person, frame, onDone }: GrantFormProps) => {
  const say = useText(peopleTexts)
  const sayCommon = useText(common)
  const [role, setRole] = useState<Role | ''>('')
  const [unit, setUnit] = useState<Unit>(person.unit)
  const [limits, setLimits] = useState({ wing: WHOLE, workshop: WHOLE })
  const [days, setDays] = useState({ from: '', until: '' })
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const give = useGive(organisation, person.id, onDone)
  const owner = role === 'owner'
  const backwards = days.from !== '' && days.until !== '' && days.until < days.from
  const reasonless = owner && reason.trim().length < REASON.least
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!role || backwards || reasonless) return
        give.run(role, {
          unitId: unit.id,
          wingId: limitOf(limits.wing),
          workshopId: limitOf(limits.workshop),
          fromAt: startOf(days.from),
          untilAt: endOf(days.until),
          reason: reason.trim(),
        })
      }}
    >
      <RoleChoice value={role} onChange={setRole} />
      <UnitPicker
        organisation={organisation}
        of="mine"
        label={say('grant.unit')}
        required
        value={unit}
        onChange={setUnit}
      />
      {!owner && <Limits organisation={organisation} frame={frame} limits={limits} onChange={setLimits} />}
      <Days days={days} onChange={setDays} error={backwards ? say('grant.dates.wrong') : undefined} />
      {owner && (
        <Textarea
          label={say('grant.reason')}
          hint={say('grant.reason.hint')}
          required
          rows={2}
          maxLength={REASON.most}
          value={reason}
          onChange={setReason}
          error={tried && reasonless ? say('grant.reason.missing') : undefined}
        />
      )}
      {role && (
        <GrantSummary person={person} role={role} unit={unit} days={days} limits={limits} frame={frame} />
      )}
      {give.problem && <ProblemView problem={give.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={give.busy} disabled={!role}>
          {say(owner ? 'grant.ask' : 'grant.give')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}

const RoleChoice = ({ value, onChange }: { value: Role | ''; onChange: (role: Role) => void }) => {
  const say = useText(peopleTexts)
  const sayRole = useText(roleTexts)
  return (
    <Choice
      label={say('grant.role')}
      required
      value={value}
      onChange={onChange}
      options={ROLES.map((each) => ({
        value: each,
        label: sayRole(`${each}`),
        hint: sayRole(`${each}.hint`),
      }))}
    />
  )
}

type Days = { from: string; until: string }
type DaysProps = { days: Days; onChange: (days: Days) => void; error: string | undefined }

const Days = ({ days, onChange, error }: DaysProps) => {
  const say = useText(peopleTexts)
  const today = new Date().toLocaleDateString('sv')
  return (
    <>
      <DateField
        label={say('grant.from')}
        hint={say('grant.from.hint')}
        value={days.from}
        min={today}
        onChange={(from) => onChange({ ...days, from })}
      />
      <DateField
        label={say('grant.until')}
        hint={say('grant.until.hint')}
        value={days.until}
        min={days.from || today}
        error={error}
        onChange={(until) => onChange({ ...days, until })}
      />
    </>
  )
}

type Chosen = { wing: string; workshop: string }
type LimitsProps = {
  organisation: string
  frame: PartProps['frame']
  limits: Chosen
  onChange: (limits: Chosen) => void
}

const Limits = ({ organisation, frame, limits, onChange }: LimitsProps) => {
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
          value={limits.wing}
          onChange={(wing) => onChange({ ...limits, wing })}
          options={[whole, ...wings.map((each) => ({ value: each.id, label: each.names[language] }))]}
        />
      )}
      {listed.length > 0 && (
        <SelectField
          label={say('grant.workshop')}
          value={limits.workshop}
          onChange={(workshop) => onChange({ ...limits, workshop })}
          options={[whole, ...listed.map((each) => ({ value: each.id, label: name(each) }))]}
        />
      )}
    </>
  )
}
