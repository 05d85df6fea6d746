import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { Form } from '../planning/form.tsx'
import { useQuery } from '../query.ts'
import { type Frame, useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { quotasText } from '../text/quotas.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { DateField, SelectField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { type CellDraft, type Sharing, shareOut } from './quota-rules.ts'
import type { Quotas } from './quotas.tsx'

/** The wings of an organisation, named in both languages. */
export const useWings = (slug: string) =>
  (useFrame(slug)?.organisation.wings ?? []).map(({ id, names }) => ({
    id,
    nameEn: names.en,
    nameHi: names.hi,
  }))

type StampProps = {
  slug: string
  workshop: Quotas['workshop']
  organisation: Frame['organisation']
  onStamp: (cells: CellDraft[]) => void
}

/** Seats for all units of a level at once: the same for each, or a sum by what stands below them. */
export const QuotaStamp = ({ slug, workshop, organisation, onStamp }: StampProps) => {
  const say = useText(quotasText)
  const language = useLanguage()
  const wings = useWings(slug)
  const trainee = organisation.levels.find(({ id }) => id === workshop.traineeLevelId)
  const levels = organisation.levels.filter(({ depth }) => depth > 0 && depth <= (trainee?.depth ?? 0))
  const [levelId, setLevelId] = useState(trainee?.id ?? '')
  const [wingId, setWingId] = useState('all')
  const [way, setWay] = useState<Sharing['way']>('each')
  const [seats, setSeats] = useState<number | null>(2)
  const [until, setUntil] = useState('')
  const units = useQuery(levelId && `${slug}/quota-units/${workshop.id}/${levelId}`, (signal) =>
    json(
      workshopsApi(slug).workshops[':workshopId'].quotas.units.$get(
        { param: { workshopId: workshop.id }, query: { levelId } },
        { init: { signal } },
      ),
    ),
  )
  const found = units.data?.units ?? []
  const wing = wings.find(({ id }) => id === wingId) ?? null
  const stamp = () => {
    if (seats === null) return
    const shares = shareOut(
      found.map(({ below }) => below),
      way === 'each' ? { way, seats } : { way, sum: seats },
    )
    onStamp(found.map(({ unit }, at) => ({ unit, wing, seats: shares[at] ?? 0, releaseOn: until })))
  }
  if (levels.length === 0) return null
  return (
    <Panel title={say('stamp')}>
      <Form onSubmit={stamp}>
        <SelectField
          label={say('stamp.level')}
          required
          value={levelId}
          onChange={setLevelId}
          error={units.data && found.length === 0 ? say('stamp.nothing') : undefined}
          options={levels.map(({ id, names }) => ({ value: id, label: names[language] }))}
        />
        {wings.length > 0 && (
          <SelectField
            label={say('stamp.wing')}
            required
            value={wingId}
            onChange={setWingId}
            options={[
              { value: 'all', label: say('stamp.wing.all') },
              ...organisation.wings.map(({ id, names }) => ({ value: id, label: names[language] })),
            ]}
          />
        )}
        <Choice<Sharing['way']>
          label={say('stamp.way')}
          required
          inline
          value={way}
          onChange={setWay}
          options={[
            { value: 'each', label: say('stamp.each') },
            { value: 'below', label: say('stamp.below') },
          ]}
        />
        <NumberField
          label={say(way === 'each' ? 'stamp.seats' : 'stamp.sum')}
          required
          value={seats}
          onChange={setSeats}
          error={seats === null ? say('stamp.unasked') : undefined}
        />
        <DateField
          label={say('stamp.until')}
          hint={say('stamp.until.hint')}
          max={workshop.startsOn}
          value={until}
          onChange={setUntil}
        />
        <div class="cluster">
          <Button submit disabled={seats === null || found.length === 0}>
            {say('stamp.go', { count: found.length })}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
