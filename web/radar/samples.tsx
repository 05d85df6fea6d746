import '../planning/planning.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { peopleApi } from '../planning/api.ts'
import { type TierOf, tiersOf, useTiers } from '../planning/tiers.ts'
import { useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { DateText } from '../ui/format.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { radarApi } from './api.ts'

type DrawProps = {
  slug: string
  unit: { id: string; nameEn: string; nameHi: string }
  all: readonly TierOf[]
}

const Draw = ({ slug, unit, all }: DrawProps) => {
  const say = useText(radarText)
  const name = useName()
  const { route } = useLocation()
  const [tierId, setTierId] = useState(all[0]?.tier.id ?? '')
  const [batches, setBatches] = useState<number | null>(10)
  const [each, setEach] = useState<number | null>(3)
  const [seed, setSeed] = useState<number | null>(() => Math.floor(Math.random() * 1_000_000))
  const draw = useAction(async () => {
    const draft = {
      id: newId(),
      tierId,
      unitId: unit.id,
      batches: batches ?? 0,
      each: each ?? 0,
      seed: seed ?? 0,
    }
    const made = await json(radarApi(slug).samplings.$post({ json: draft }))
    toast(say('samples.drawn', { count: made.people }))
    route(`/o/${slug}/samples/${made.id}`)
  })
  return (
    <Panel title={say('samples.draw')} hint={say('samples.unit', { unit: name(unit) })}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          draw.run()
        }}
      >
        <SelectField
          label={say('samples.tier')}
          required
          value={tierId}
          onChange={setTierId}
          options={all.map(({ programme, tier }) => ({
            value: tier.id,
            label: `${name(tier)} – ${name(programme)}`,
          }))}
        />
        <NumberField label={say('samples.batches')} required value={batches} onChange={setBatches} />
        <NumberField label={say('samples.each')} required value={each} onChange={setEach} />
        <NumberField
          label={say('samples.seed')}
          hint={say('samples.seed.hint')}
          required
          value={seed}
          onChange={setSeed}
        />
        {draw.problem && (
          <ProblemView problem={draw.problem} words={{ 'state-changed': say('samples.refused') }} />
        )}
        <Button kind="main" submit busy={draw.busy}>
          {say('samples.draw')}
        </Button>
      </form>
    </Panel>
  )
}

const Drawn = ({ slug, unit }: { slug: string; unit: string | undefined }) => {
  const say = useText(radarText)
  const name = useName()
  const query = useQuery(`${slug}/samples/${unit ?? ''}`, (signal) =>
    json(radarApi(slug).samplings.$get({ query: unit ? { unit } : {} }, { init: { signal } })),
  )
  return (
    <AsyncView
      query={query}
      isEmpty={({ samplings }) => samplings.length === 0}
      empty={() => (
        <EmptyState icon="people" title={say('samples.none')}>
          {say('samples.none.next')}
        </EmptyState>
      )}
    >
      {({ samplings }) => (
        <ul class="list">
          {samplings.map((one) => (
            <li key={one.id}>
              <a class="row" href={`/o/${slug}/samples/${one.id}`}>
                <span class="row-title">
                  {name(one.tier)}, {name(one.unit)}
                </span>
                <span class="row-note">
                  <DateText day={new Date(one.drawnAt * 1000).toISOString().slice(0, 10)} />
                  {`, ${say('samples.done', { done: one.done, people: one.people })}`}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </AsyncView>
  )
}

/** Samples of trained people: those that were drawn, and drawing another where one's powers begin. */
export const Samples = ({ params, query }: ScreenProps<'/o/:organisation/samples'>) => {
  const slug = params.organisation
  const say = useText(radarText)
  const name = useName()
  const tiers = useTiers(slug)
  const frame = useFrame(slug)
  const me = useQuery(`${slug}/reach`, (signal) => json(peopleApi(slug).me.$get({}, { init: { signal } })))
  const powers = me.data?.powers.filter(({ capabilities }) => capabilities.includes('fidelity:sample')) ?? []
  const unit = powers.find((power) => power.unit.id === query.unit)?.unit ?? powers[0]?.unit
  return (
    <>
      <PageHeader
        title={say('samples.title')}
        lead={say('samples.lead')}
        crumbs={[{ label: say('to.fidelity'), href: `/o/${slug}/fidelity` }]}
      />
      <Drawn slug={slug} unit={unit?.id} />
      <AsyncView query={tiers}>
        {(programmes) => (
          <>
            {unit && <Draw slug={slug} unit={unit} all={tiersOf(programmes)} />}
            {frame?.holds.has('programmes:edit') && (
              <div class="cluster">
                {programmes.map((programme) => (
                  <LinkButton
                    key={programme.id}
                    icon="edit"
                    href={`/o/${slug}/programmes/${programme.id}/questions`}
                  >
                    {say('samples.questions', { programme: name(programme) })}
                  </LinkButton>
                ))}
              </div>
            )}
          </>
        )}
      </AsyncView>
    </>
  )
}
