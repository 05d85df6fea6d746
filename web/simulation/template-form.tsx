import { useState } from 'preact/hooks'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import type { ProgrammePage } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { Form } from '../planning/form.tsx'
import type { Frame } from '../shell/frame.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { stampingText } from '../text/stamping.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, SelectField, TextField } from '../ui/field.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { Slider } from '../ui/slider.tsx'
import { CAPS, CapsForm } from './caps-form.tsx'
import { useDrawing, useStampWords } from './draw.ts'
import { BatchSize, DaysOfWeek, HeldAt, TrainersInBatch } from './hop-fields.tsx'
import { Quota } from './quota-fields.tsx'
import type { Template } from './stamp-api.ts'

type TemplateFormProps = { slug: string; programme: ProgrammePage; organisation: Frame['organisation'] }
type Way = Template['spread']['way']

const SPREADS: Record<Way, Template['spread']> = {
  same: { way: 'same' },
  daily: { way: 'daily', perDay: 4 },
  weekly: { way: 'weekly', weeks: 4 },
}
const WAYS = ['same', 'daily', 'weekly'] as const

/** The template that a tier's own rules make; its first day is not over yet. */
const templateOf = (tier: ProgrammePage['tiers'][number], programmeOn: string, now: string): Template => ({
  kind: 'template',
  tierId: tier.id,
  hostLevelId: tier.hostLevel.id,
  underId: null,
  startsOn: [tier.startBy ?? programmeOn, now].toSorted().at(-1) ?? now,
  daysPerWeek: 6,
  spread: SPREADS.daily,
  capacity: tier.batchSize,
  trainersPerBatch: 2,
  venueEn: null,
  venueHi: null,
  quota: null,
})

type PartProps = {
  template: Template
  set: (change: Partial<Template>) => void
  fault: (at: string) => string | undefined
}

const Days = ({ template, set, fault }: PartProps) => {
  const say = useText(stampingText)
  const { spread } = template
  return (
    <>
      <DateField
        label={say('template.first')}
        required
        value={template.startsOn}
        error={fault('/by/startsOn')}
        onChange={(startsOn) => startsOn && set({ startsOn })}
      />
      <Choice<Way>
        label={say('template.spread')}
        value={spread.way}
        onChange={(way) => set({ spread: SPREADS[way] })}
        options={WAYS.map((way) => ({ value: way, label: say(`spread.${way}`) }))}
      />
      {spread.way === 'daily' && (
        <Slider
          label={say('spread.per-day')}
          value={spread.perDay}
          min={1}
          max={50}
          onChange={(perDay) => set({ spread: { way: 'daily', perDay } })}
        />
      )}
      {spread.way === 'weekly' && (
        <Slider
          label={say('spread.weeks')}
          value={spread.weeks}
          min={1}
          max={52}
          onChange={(weeks) => set({ spread: { way: 'weekly', weeks } })}
        />
      )}
      <DaysOfWeek value={template.daysPerWeek} onChange={(daysPerWeek) => set({ daysPerWeek })} />
    </>
  )
}

const Hall = ({ template, set, fault }: PartProps) => {
  const say = useText(stampingText)
  return (
    <>
      <BatchSize value={template.capacity} onChange={(capacity) => set({ capacity })} />
      <TrainersInBatch
        value={template.trainersPerBatch}
        onChange={(trainersPerBatch) => set({ trainersPerBatch })}
      />
      <TextField
        label={say('template.venue.hi')}
        hint={say('template.venue.hint')}
        lang="hi"
        maxLength={200}
        value={template.venueHi ?? ''}
        error={fault('/by/venueHi')}
        onChange={(venueHi) => set({ venueHi })}
      />
      <TextField
        label={say('template.venue.en')}
        lang="en"
        maxLength={200}
        value={template.venueEn ?? ''}
        error={fault('/by/venueEn')}
        onChange={(venueEn) => set({ venueEn })}
      />
    </>
  )
}

/** A template as it is sent: a language that was left empty takes the other's words. */
const sent = (template: Template, under: Unit | null): Template => {
  const [en, hi] = [template.venueEn?.trim() || null, template.venueHi?.trim() || null]
  return { ...template, underId: under?.id ?? null, venueEn: en ?? hi, venueHi: hi ?? en }
}

/** One template for all units of a level: hop, place, days, hall and trainers. */
export const TemplateForm = ({ slug, programme, organisation }: TemplateFormProps) => {
  const say = useText(stampingText)
  const name = useName()
  const now = today(useZone())
  const [first] = programme.tiers
  const [template, setTemplate] = useState(() => first && templateOf(first, programme.startsOn, now))
  const [narrow, setNarrow] = useState(false)
  const [under, setUnder] = useState<Unit | null>(null)
  const [caps, setCaps] = useState(CAPS)
  const { draw, busy, problem } = useDrawing(slug, programme.id)
  const words = useStampWords()
  const fault = useFaults(problem, words)
  const tier = programme.tiers.find(({ id }) => id === template?.tierId)
  if (!template || !tier) return null
  const set = (change: Partial<Template>) => setTemplate({ ...template, ...change })
  return (
    <Form onSubmit={() => draw({ caps, by: sent(template, narrow ? under : null) })}>
      <SelectField
        label={say('template.hop')}
        required
        value={template.tierId}
        onChange={(id) => {
          const next = programme.tiers.find((one) => one.id === id)
          if (next) setTemplate(templateOf(next, programme.startsOn, now))
        }}
        options={programme.tiers.map((one) => ({ value: one.id, label: name(one) }))}
      />
      <HeldAt
        tier={tier}
        levels={organisation.levels}
        label={say('template.level')}
        value={template.hostLevelId}
        error={fault('/by/hostLevelId')}
        onChange={(hostLevelId) => set({ hostLevelId })}
      />
      <Choice<'all' | 'one'>
        label={say('template.under')}
        inline
        value={narrow ? 'one' : 'all'}
        onChange={(which) => setNarrow(which === 'one')}
        options={(['all', 'one'] as const).map((value) => ({ value, label: say(`template.under.${value}`) }))}
      />
      {narrow && (
        <UnitPicker
          organisation={slug}
          label={say('template.under.one')}
          error={fault('/by/underId')}
          value={under}
          onChange={setUnder}
        />
      )}
      <Days template={template} set={set} fault={fault} />
      <Hall template={template} set={set} fault={fault} />
      <Quota
        quota={template.quota ?? null}
        onChange={(quota) => set({ quota })}
        levels={organisation.levels}
        above={template.hostLevelId}
        lowest={tier.traineeLevel.depth}
      />
      <CapsForm caps={caps} onChange={setCaps} />
      {problem && <ProblemView problem={problem} words={words} />}
      <div class="cluster">
        <Button kind="main" submit busy={busy} disabled={narrow && !under}>
          {say('stamp.see')}
        </Button>
      </div>
    </Form>
  )
}
