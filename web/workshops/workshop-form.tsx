import { NamesField } from '../planning/names-field.tsx'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { planning } from '../text/planning.ts'
import { workshopsText } from '../text/workshops.ts'
import { Choice } from '../ui/choice.tsx'
import { DateField, TextField } from '../ui/field.tsx'
import { MoneyField, NumberField } from '../ui/number-field.tsx'
import type { WorkshopFields } from './workshop-fields.ts'

type PartProps = {
  slug: string
  draft: WorkshopFields
  set: <K extends keyof WorkshopFields>(name: K, value: WorkshopFields[K]) => void
  fault: (pointer: string) => string | undefined
}

/** The words for what the server finds wrong with a workshop's fields. */
export const useWorkshopWords = () => {
  const say = useText(workshopsText)
  return {
    'host-level': say('fault.host-level'),
    'too-few-days': say('fault.too-few-days'),
    'seats-taken': say('fault.seats-taken'),
    'timetable-outside': say('fault.timetable-outside'),
    'state-changed': say('fault.state'),
    custom: say('fault.end'),
    '/closesAt': say('fault.closes'),
  }
}

const Where = ({ draft, set, fault }: PartProps) => {
  const say = useText(workshopsText)
  const language = useLanguage()
  const fields = [
    { key: 'venueHi', label: say('form.venue.hi'), lang: 'hi' },
    { key: 'venueEn', label: say('form.venue.en'), lang: 'en' },
  ] as const
  return (
    <section class="form-part">
      <Choice
        label={say('form.where')}
        required
        value={draft.decided ? 'decided' : 'undecided'}
        onChange={(value) => set('decided', value === 'decided')}
        options={[
          { value: 'undecided', label: say('form.undecided'), hint: say('form.undecided.hint') },
          { value: 'decided', label: say('form.decided') },
        ]}
      />
      {draft.decided &&
        (language === 'hi' ? fields : fields.toReversed()).map(({ key, label, lang }) => (
          <TextField
            key={key}
            label={label}
            hint={lang === language ? say('form.venue.hint') : undefined}
            required={lang === language}
            lang={lang}
            maxLength={160}
            error={fault(`/${key}`)}
            value={draft[key]}
            onChange={(value) => set(key, value)}
          />
        ))}
    </section>
  )
}

const Registration = ({ draft, set, fault }: PartProps) => {
  const say = useText(workshopsText)
  const ends = [
    { day: 'opensOn', clock: 'opensClock', label: say('form.opens'), pointer: '/opensAt' },
    { day: 'closesOn', clock: 'closesClock', label: say('form.closes'), pointer: '/closesAt' },
  ] as const
  return (
    <section class="form-part">
      <h2>{say('form.registration')}</h2>
      {ends.map(({ day, clock, label, pointer }) => (
        <div key={day} class="pair">
          <DateField
            label={label}
            required
            error={fault(pointer)}
            value={draft[day]}
            onChange={(value) => set(day, value)}
          />
          <TextField
            label={`${label}: ${say('form.clock')}`}
            type="time"
            required
            value={draft[clock]}
            onChange={(value) => set(clock, value)}
          />
        </div>
      ))}
    </section>
  )
}

const HOLDS = { '60': 'form.hold.hour', '1440': 'form.hold.day', '4320': 'form.hold.days' } as const

const Hold = ({ draft, set }: PartProps) => {
  const say = useText(workshopsText)
  const value = draft.holdMinutes === null ? 'always' : String(draft.holdMinutes)
  const known = value === 'always' || value in HOLDS
  return (
    <Choice
      label={say('form.hold')}
      value={value}
      onChange={(chosen) => set('holdMinutes', chosen === 'always' ? null : Number(chosen))}
      options={[
        { value: 'always', label: say('form.hold.always') },
        ...Object.entries(HOLDS).map(([minutes, key]) => ({ value: minutes, label: say(key) })),
        ...(known ? [] : [{ value, label: say('form.hold.other', { count: draft.holdMinutes ?? 0 }) }]),
      ]}
    />
  )
}

/** The fields that a new and a changed workshop have in common. */
export const WorkshopFormParts = (props: PartProps) => {
  const { slug, draft, set, fault } = props
  const say = useText(workshopsText)
  const shared = useText(planning)
  const currency = useFrame(slug)?.organisation.currency ?? 'INR'
  return (
    <>
      <section class="form-part">
        <NamesField
          nameEn={draft.nameEn}
          nameHi={draft.nameHi}
          maxLength={160}
          hint={shared('name.hint')}
          errors={{ en: fault('/nameEn'), hi: fault('/nameHi') }}
          onChange={set}
        />
      </section>
      <section class="form-part">
        <h2>{say('form.when')}</h2>
        <div class="pair">
          <DateField
            label={say('form.first')}
            required
            value={draft.startsOn}
            error={fault('/startsOn')}
            onChange={(value) => set('startsOn', value)}
          />
          <DateField
            label={say('form.last')}
            required
            min={draft.startsOn}
            value={draft.endsOn}
            error={fault('/endsOn')}
            onChange={(value) => set('endsOn', value)}
          />
        </div>
      </section>
      <Where {...props} />
      <section class="form-part">
        <h2>{say('form.seats')}</h2>
        <div class="pair">
          <NumberField
            label={say('form.capacity')}
            required
            error={fault('/capacity')}
            value={draft.capacity}
            onChange={(value) => set('capacity', value)}
          />
          <MoneyField
            label={say('form.fee')}
            required
            currency={currency}
            amountMinor={draft.feeMinor}
            error={fault('/feeMinor')}
            onChange={(value) => set('feeMinor', value)}
          />
        </div>
        {(draft.feeMinor ?? 0) > 0 && <Hold {...props} />}
      </section>
      <Registration {...props} />
    </>
  )
}
