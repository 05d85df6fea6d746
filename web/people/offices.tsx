import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { peopleTexts } from '../text/people.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { DateField, SelectField, TextField } from '../ui/field.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type PersonPage, peopleApi } from './api.ts'
import type { PartProps } from './person.tsx'

const today = (): string => new Date().toLocaleDateString('sv')

/** The offices of a person, with giving and ending them. */
export const Offices = ({ organisation, person, edits, frame }: PartProps) => {
  const say = useText(peopleTexts)
  const name = useName()
  const language = useLanguage()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<PersonPage['offices'][number] | null>(null)
  return (
    <Panel
      title={say('offices')}
      actions={
        edits && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {say('office.add')}
          </Button>
        )
      }
    >
      {person.offices.length === 0 ? (
        <p class="soft">{say('offices.none')}</p>
      ) : (
        <List label={say('offices')}>
          {person.offices.map((office) => (
            <Row
              key={office.id}
              title={name(office)}
              note={`${name(office.unit)} · ${say('office.since', { day: formatDay(office.fromOn, 'medium', language) })}`}
              aside={
                edits && (
                  <Button
                    kind="quiet"
                    label={`${say('office.end')}: ${name(office)}`}
                    onPress={() => setEnding(office)}
                  >
                    {say('office.end')}
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
      <Dialog title={say('office.add')} open={adding} onClose={() => setAdding(false)}>
        <OfficeForm
          organisation={organisation}
          person={person}
          invents={frame?.holds.has('organisation:edit') ?? false}
          onDone={() => setAdding(false)}
        />
      </Dialog>
      {ending && (
        <EndOffice
          organisation={organisation}
          person={person}
          office={ending}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

type EndOfficeProps = {
  organisation: string
  person: PersonPage
  office: PersonPage['offices'][number]
  onClose: () => void
}

const EndOffice = ({ organisation, person, office, onClose }: EndOfficeProps) => {
  const say = useText(peopleTexts)
  const name = useName()
  const [on, setOn] = useState(today)
  const end = useAction(async () => {
    await json(
      peopleApi(organisation).offices[':officeId'].$delete({ param: { officeId: office.id }, query: { on } }),
    )
    reloadQueries(`${organisation}/people/${person.id}`)
    toast(say('office.ended'))
    onClose()
  })
  const fault = useFaults(end.problem, { '/on': say('office.end.wrong') })
  return (
    <ConfirmDialog
      title={say('office.end.title', { name: name(office) })}
      open
      onClose={onClose}
      onConfirm={end.run}
      confirm={say('office.end')}
      danger
      busy={end.busy}
      problem={fault('/on') ? undefined : end.problem}
    >
      <p>{name(office.unit)}</p>
      <DateField
        label={say('office.end.on')}
        error={fault('/on')}
        required
        min={office.fromOn}
        max={today()}
        value={on}
        onChange={setOn}
      />
    </ConfirmDialog>
  )
}

const ANOTHER = 'another'

type OfficeFormProps = {
  organisation: string
  person: PersonPage
  /** Whether the reader may also name a kind of office that the organisation does not know yet. */
  invents: boolean
  onDone: () => void
}

const OfficeForm = ({ organisation, person, invents, onDone }: OfficeFormProps) => {
  const say = useText(peopleTexts)
  const sayCommon = useText(common)
  const name = useName()
  const kinds = useQuery(`${organisation}/office-kinds`, (signal) =>
    json(peopleApi(organisation)['office-kinds'].$get(undefined, { init: { signal } })),
  )
  const [[id, newKindId]] = useState(() => [newId(), newId()])
  const [kind, setKind] = useState('')
  const [names, setNames] = useState({ nameEn: '', nameHi: '' })
  const [unit, setUnit] = useState<Unit>(person.unit)
  const [fromOn, setFromOn] = useState(today)
  const api = peopleApi(organisation)
  const give = useAction(async () => {
    if (kind === ANOTHER)
      await json(api['office-kinds'].$post({ json: { id: newKindId ?? '', ...bothNames(names) } }))
    const office = {
      id: id ?? '',
      unitId: unit.id,
      kindId: kind === ANOTHER ? (newKindId ?? '') : kind,
      fromOn,
    }
    const saved = await json(
      api.people[':personId'].offices.$post({ param: { personId: person.id }, json: office }),
    )
    reloadQueries(`${organisation}/office-kinds`)
    putQuery(`${organisation}/people/${person.id}`, saved)
    onDone()
  })
  const fault = useFaults(give.problem)
  const options = (kinds.data ?? []).map((each) => ({ value: each.id, label: name(each) }))
  const ready = kind === ANOTHER ? Boolean(names.nameEn.trim() || names.nameHi.trim()) : kind !== ''
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) give.run()
      }}
    >
      {kinds.problem && <ProblemView problem={kinds.problem} onRetry={kinds.reload} />}
      <SelectField
        label={say('office.kind')}
        error={fault('/kindId')}
        required
        value={kind}
        onChange={setKind}
        options={invents ? [...options, { value: ANOTHER, label: say('office.new') }] : options}
      />
      {kind === ANOTHER && (
        <>
          <TextField
            label={say('office.new.hi')}
            lang="hi"
            required
            maxLength={120}
            value={names.nameHi}
            onChange={(nameHi) => setNames({ ...names, nameHi })}
          />
          <TextField
            label={say('office.new.en')}
            lang="en"
            maxLength={120}
            value={names.nameEn}
            onChange={(nameEn) => setNames({ ...names, nameEn })}
          />
        </>
      )}
      <UnitPicker
        organisation={organisation}
        of="mine"
        label={say('office.unit')}
        required
        value={unit}
        onChange={setUnit}
      />
      <DateField
        label={say('office.from')}
        error={fault('/fromOn')}
        required
        value={fromOn}
        onChange={setFromOn}
      />
      {give.problem && <ProblemView problem={give.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={give.busy} disabled={!ready}>
          {say('office.give')}
        </Button>
        <Button onPress={onDone}>{sayCommon('cancel')}</Button>
      </div>
    </form>
  )
}
