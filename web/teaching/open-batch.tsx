import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { newId } from '../id.ts'
import { today } from '../planning/days.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { teachingTexts } from '../text/teaching.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { DateField, TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { toast } from '../ui/toast.tsx'
import { type Power, powerOf, teachingApi, teachingKey, useTeaching } from './api.ts'

/** Opens a batch of a tier: where, when, how many. */
export const OpenBatch = ({ params, query }: ScreenProps<'/o/:organisation/teach/:tier/open'>) => {
  const { organisation, tier: tierId } = params
  const say = useText(teachingTexts)
  const frame = useFrame(organisation)
  const teaching = useTeaching(organisation)
  const power = powerOf(teaching.data, tierId, query.unit)
  const name = useName()
  const size = power?.tier.batchSize ?? 0
  const days = power?.tier.days ?? 1
  return (
    <>
      <PageHeader
        kind={power && name(power.tier)}
        title={say('open')}
        crumbs={[{ label: say('title'), href: `/o/${organisation}/teach` }]}
        lead={power && (days === 1 ? say('open.lead.one', { size }) : say('open.lead', { days, size }))}
      />
      <AsyncView query={teaching}>
        {() => {
          if (!power?.opensBatches) return <Nothing organisation={organisation} />
          if (!frame) return <Skeleton />
          return <Form organisation={organisation} power={power} now={today(frame.organisation.timeZone)} />
        }}
      </AsyncView>
    </>
  )
}

const Nothing = ({ organisation }: { organisation: string }) => {
  const say = useText(teachingTexts)
  return (
    <EmptyState
      icon="teach"
      title={say('none')}
      actions={<LinkButton href={`/o/${organisation}/teach`}>{say('title')}</LinkButton>}
    >
      {say('none.hint')}
    </EmptyState>
  )
}

type FormProps = { organisation: string; power: Power; now: string }

/** What is typed of a batch; names that were not touched follow the unit that hosts it. */
const useDraft = ({ tier, unit }: Power, now: string) => {
  const [host, setHost] = useState<Unit | null>(unit.levelId === tier.hostLevelId ? unit : null)
  const [own, setOwn] = useState<{ nameEn?: string; nameHi?: string }>({})
  const [typed, setTyped] = useState({ startsOn: now, venueEn: '', venueHi: '' })
  const [capacity, setCapacity] = useState<number | null>(tier.batchSize)
  const names = {
    nameEn: own.nameEn ?? (host ? `${tier.nameEn}, ${host.nameEn}` : ''),
    nameHi: own.nameHi ?? (host ? `${tier.nameHi}, ${host.nameHi}` : ''),
  }
  return {
    host,
    setHost,
    capacity,
    setCapacity,
    draft: { ...typed, ...names },
    setName: (field: 'nameEn' | 'nameHi') => (value: string) => setOwn({ ...own, [field]: value }),
    set: (field: keyof typeof typed) => (value: string) => setTyped({ ...typed, [field]: value }),
  }
}

const Form = ({ organisation, power, now }: FormProps) => {
  const { tier } = power
  const say = useText(teachingTexts)
  const { route } = useLocation()
  const [id] = useState(newId)
  const { host, setHost, capacity, setCapacity, draft, setName, set } = useDraft(power, now)
  const [tried, setTried] = useState(false)
  const open = useAction(async () => {
    setTried(true)
    if (!host || capacity === null || draft.startsOn === '') return
    const venue = bothNames({ nameEn: draft.venueEn, nameHi: draft.venueHi })
    await json(
      teachingApi(organisation).batches.$post({
        json: {
          id,
          tierId: tier.id,
          unitId: host.id,
          ...bothNames(draft),
          venueEn: venue.nameEn || null,
          venueHi: venue.nameHi || null,
          startsOn: draft.startsOn,
          capacity,
        },
      }),
    )
    reloadQueries(teachingKey(organisation))
    toast(say('open.done'))
    route(`/o/${organisation}/teach/batches/${id}`)
  })
  const fault = useFaults(open.problem, {
    '/capacity': say('open.fault.capacity'),
    '/unitId': say('open.fault.unit'),
  })
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        open.run()
      }}
    >
      <UnitPicker
        organisation={organisation}
        label={say('open.host')}
        of="mine"
        level={tier.hostLevelId}
        value={host}
        onChange={setHost}
        error={fault('/unitId') ?? (tried && !host ? say('open.host.missing') : undefined)}
        required
      />
      <DateField
        label={say('open.day')}
        required
        value={draft.startsOn}
        min={now}
        onChange={set('startsOn')}
        error={fault('/startsOn')}
      />
      <NumberField
        label={say('open.seats')}
        hint={say('open.seats.hint', { size: tier.batchSize })}
        required
        value={capacity}
        onChange={setCapacity}
        error={fault('/capacity')}
      />
      <Names draft={draft} set={set} setName={setName} fault={fault} />
      {open.problem && <ProblemView problem={open.problem} />}
      <div>
        <Button kind="main" large submit busy={open.busy}>
          {say('open.go')}
        </Button>
      </div>
    </form>
  )
}

type Draft = ReturnType<typeof useDraft>
type NamesProps = Pick<Draft, 'draft' | 'set' | 'setName'> & {
  fault: (pointer: string) => string | undefined
}

/** Venue and name in both languages, the interface's own first. */
const Names = ({ draft, set, setName, fault }: NamesProps) => {
  const say = useText(teachingTexts)
  const language = useLanguage()
  const order = language === 'hi' ? (['hi', 'en'] as const) : (['en', 'hi'] as const)
  return (
    <>
      {order.map((each, at) => (
        <TextField
          key={`venue-${each}`}
          label={say(`open.venue.${each}`)}
          hint={at === 0 ? say('open.venue.hint') : undefined}
          lang={each}
          maxLength={120}
          value={each === 'hi' ? draft.venueHi : draft.venueEn}
          onChange={set(each === 'hi' ? 'venueHi' : 'venueEn')}
          error={fault(each === 'hi' ? '/venueHi' : '/venueEn')}
        />
      ))}
      {order.map((each) => (
        <TextField
          key={`name-${each}`}
          label={say(`open.name.${each}`)}
          required
          lang={each}
          maxLength={120}
          value={each === 'hi' ? draft.nameHi : draft.nameEn}
          onChange={setName(each === 'hi' ? 'nameHi' : 'nameEn')}
          error={fault(each === 'hi' ? '/nameHi' : '/nameEn')}
        />
      ))}
    </>
  )
}
