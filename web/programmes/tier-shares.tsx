import type { ProgrammePage, Tier } from '../planning/api.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { sharesText } from '../text/shares.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { FieldError, SelectField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { type ShareDraft, sharesFrom, sharesWritten } from './shares.ts'

const NUMBERS = ['minimum', 'target', 'maximum'] as const

type LineProps = { share: ShareDraft; name: string; set: (share: ShareDraft) => void; drop: () => void }

const Line = ({ share, name, set, drop }: LineProps) => {
  const say = useText(sharesText)
  const numbers = share.kind === 'wing' ? NUMBERS : NUMBERS.slice(0, 2)
  return (
    <fieldset class="share-line">
      <legend class="strong">{name}</legend>
      <div class="triple">
        {numbers.map((which) => (
          <NumberField
            key={which}
            label={say(which)}
            required={which !== 'maximum'}
            value={share[which]}
            onChange={(value) => set({ ...share, [which]: value })}
          />
        ))}
      </div>
      <IconButton icon="close" label={say('drop', { name })} onPress={drop} />
    </fieldset>
  )
}

type SharesProps = {
  slug: string
  subjects: ProgrammePage['subjects']
  /** The shares as the form holds them. */
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** What a hop asks of every unit by wing and by subject. */
export const TierShares = ({ slug, subjects, value, onChange, error }: SharesProps) => {
  const say = useText(sharesText)
  const called = useName()
  const shares = sharesFrom(value)
  const wings = useFrame(slug)?.organisation.wings ?? []
  const known: Record<
    Tier['shares'][number]['kind'],
    readonly { id: string; nameEn: string; nameHi: string }[]
  > = {
    wing: wings.map(({ id, names }) => ({ id, nameEn: names.en, nameHi: names.hi })),
    subject: subjects,
  }
  const write = (next: readonly ShareDraft[]) => onChange(sharesWritten(next))
  const add = (kind: ShareDraft['kind'], id: string) =>
    write([...shares, { kind, id, minimum: kind === 'wing' ? 1 : 0, target: 1, maximum: null }])
  const left = (kind: ShareDraft['kind']) =>
    known[kind].filter(({ id }) => !shares.some((share) => share.kind === kind && share.id === id))
  if (known.wing.length + known.subject.length === 0) return null
  return (
    <section class="form-part">
      <h3>{say('title')}</h3>
      <p class="soft">{say('hint')}</p>
      {shares.map((share) => {
        const of = known[share.kind].find(({ id }) => id === share.id)
        return (
          <Line
            key={`${share.kind} ${share.id}`}
            share={share}
            name={of ? called(of) : say('gone')}
            set={(next) => write(shares.map((one) => (one === share ? next : one)))}
            drop={() => write(shares.filter((one) => one !== share))}
          />
        )
      })}
      {error && <FieldError id="shares-error">{error}</FieldError>}
      <div class="cluster">
        {left('wing').map((wing) => (
          <Button key={wing.id} icon="plus" onPress={() => add('wing', wing.id)}>
            {called(wing)}
          </Button>
        ))}
      </div>
      {left('subject').length > 0 && (
        <SelectField
          label={say('subject')}
          value=""
          onChange={(id) => add('subject', id)}
          options={left('subject').map((subject) => ({ value: subject.id, label: called(subject) }))}
        />
      )}
    </section>
  )
}
