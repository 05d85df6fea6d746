import '../planning/planning.css'
import '../coverage/coverage.css'
import './radar.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { Trail } from '../coverage/trail.tsx'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { refreshingText } from '../text/refreshing.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { type FidelityPage, type Generation, radarApi, radarLink, type TrainerLeft } from './api.ts'
import { Curve, usePercent } from './curve.tsx'
import { CalledRefreshers, CallRefresher } from './refreshing.tsx'

type Left = Pick<Generation, 'asked' | 'known' | 'average' | 'interval' | 'refresher'>

type Call<Row> = (row: Row) => ComponentChildren

/** What is left, as columns; where a refresher is due, it can be called. */
const useLeftColumns = <Row extends Left>(call?: Call<Row>): Column<Row>[] => {
  const say = useText(radarText)
  const percent = usePercent()
  return [
    {
      key: 'asked',
      header: say('fidelity.asked'),
      numeric: true,
      cell: (row) => <Count value={row.asked} />,
    },
    {
      key: 'known',
      header: say('fidelity.known'),
      numeric: true,
      cell: (row) => (row.interval ? percent(row.interval.share) : say('fidelity.few')),
    },
    {
      key: 'between',
      header: say('fidelity.between'),
      numeric: true,
      cell: (row) => (row.interval ? `${percent(row.interval.lower)} – ${percent(row.interval.upper)}` : '–'),
    },
    {
      key: 'average',
      header: say('fidelity.average'),
      numeric: true,
      cell: (row) => (row.average === null ? '–' : row.average.toFixed(1)),
    },
    {
      key: 'refresher',
      header: say('fidelity.refresher'),
      cell: (row) =>
        row.refresher ? (
          <span class="cluster">
            <Badge tone="bad">{say('fidelity.refresher')}</Badge>
            {call?.(row)}
          </span>
        ) : (
          '–'
        ),
    },
  ]
}

type StepsProps = { slug: string; page: FidelityPage; calls: boolean }

const Steps = ({ slug, page, calls }: StepsProps) => {
  const say = useText(radarText)
  const sayCall = useText(refreshingText)
  const name = useName()
  const percent = usePercent()
  const { unit } = page
  const left = useLeftColumns<Generation>(
    calls && unit
      ? ({ tier, generation }) => (
          <CallRefresher
            slug={slug}
            of={{ tierId: tier.id, unitId: unit.id, trainerId: null, generation }}
            label={sayCall('call.step', { tier: name(tier), count: generation })}
          />
        )
      : undefined,
  )
  const columns: Column<Generation>[] = [
    {
      key: 'tier',
      header: say('fidelity.step'),
      cell: (row) => `${name(row.tier)}, ${say('fidelity.generation', { count: row.generation })}`,
    },
    ...left,
  ]
  return (
    <Panel title={say('fidelity.chart')} hint={say('fidelity.about', { share: percent(page.threshold) })}>
      <Curve generations={page.generations} threshold={page.threshold} />
      <Table
        caption={say('fidelity.chart')}
        columns={columns}
        rows={page.generations}
        keyOf={(row) => `${row.tier.id}/${row.generation}`}
      />
    </Panel>
  )
}

type WhomProps = { slug: string; tierId: string; unit: string | undefined; of: TrainerLeft }

const Whom = ({ slug, tierId, unit, of }: WhomProps) => {
  const say = useText(radarText)
  const name = useName()
  const query = useQuery(`${slug}/fidelity/${tierId}/${of.trainer.id}/${unit ?? ''}`, (signal) =>
    json(
      radarApi(slug).tiers[':tierId'].fidelity[':trainerId'].trainees.$get(
        { param: { tierId, trainerId: of.trainer.id }, query: unit ? { unit } : {} },
        { init: { signal } },
      ),
    ),
  )
  return (
    <Panel title={say('fidelity.whom.title', { name: name(of.trainer) })}>
      <AsyncView query={query}>
        {({ trainees }) => (
          <ul class="list">
            {trainees.map(({ credentialId, person, unit: home }) => (
              <li key={credentialId}>
                <a class="row" href={`/o/${slug}/people/${person.id}`}>
                  <span class="row-title">{name(person)}</span>
                  <span class="row-note">{name(home)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </AsyncView>
    </Panel>
  )
}

/** Whose people need a refresher comes first, then whose people know least. */
const byNeed = (a: TrainerLeft, b: TrainerLeft) =>
  Number(b.refresher) - Number(a.refresher) || (a.interval?.share ?? 2) - (b.interval?.share ?? 2)

type TrainersProps = {
  slug: string
  tier: Generation['tier']
  unit: string | undefined
  /** Below which unit refreshers may be called. */
  calls: string | undefined
}

const Trainers = ({ slug, tier, unit, calls }: TrainersProps) => {
  const say = useText(radarText)
  const sayCall = useText(refreshingText)
  const name = useName()
  const [whom, setWhom] = useState<TrainerLeft | undefined>(undefined)
  const left = useLeftColumns<TrainerLeft>(
    calls
      ? ({ trainer }) => (
          <CallRefresher
            slug={slug}
            of={{ tierId: tier.id, unitId: calls, trainerId: trainer.id, generation: null }}
            label={sayCall('call.of', { name: name(trainer) })}
          />
        )
      : undefined,
  )
  const query = useQuery(`${slug}/fidelity/${tier.id}/${unit ?? ''}`, (signal) =>
    json(
      radarApi(slug).tiers[':tierId'].fidelity.$get(
        { param: { tierId: tier.id }, query: unit ? { unit } : {} },
        { init: { signal } },
      ),
    ),
  )
  const columns: Column<TrainerLeft>[] = [
    { key: 'trainer', header: say('fidelity.trainer'), cell: (row) => name(row.trainer) },
    ...left,
    {
      key: 'whom',
      header: say('fidelity.whom', { count: '' }).replace('()', '').trim(),
      cell: (row) =>
        row.refresher ? (
          <Button kind="quiet" onPress={() => setWhom(row)}>
            {say('fidelity.whom', { count: row.trainees })}
          </Button>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <>
      <Panel title={`${say('fidelity.trainers')}: ${name(tier)}`} hint={say('fidelity.trainers.hint')}>
        <AsyncView query={query}>
          {({ trainers }) => (
            <Table
              caption={say('fidelity.trainers')}
              columns={columns}
              rows={trainers.toSorted(byNeed)}
              keyOf={(row) => row.trainer.id}
            />
          )}
        </AsyncView>
      </Panel>
      {whom && <Whom key={whom.trainer.id} slug={slug} tierId={tier.id} unit={unit} of={whom} />}
    </>
  )
}

/** What is left of the training, at each remove from the first hall and, for whoever may sample, trainer by trainer. */
export const Fidelity = ({ params, query }: ScreenProps<'/o/:organisation/fidelity'>) => {
  const slug = params.organisation
  const say = useText(radarText)
  const unit = query.unit || undefined
  const frame = useFrame(slug)
  const samples = frame?.holds.has('fidelity:sample') ?? false
  const calls = frame?.holds.has('workshops:edit') ?? false
  const page = useQuery(`${slug}/fidelity/of/${unit ?? ''}`, (signal) =>
    json(radarApi(slug).fidelity.$get({ query: unit ? { unit } : {} }, { init: { signal } })),
  )
  const ask = (
    <LinkButton kind="main" icon="plus" href={`/o/${slug}/samples`}>
      {say('to.samples')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={say('fidelity.title')}
        lead={say('fidelity.lead')}
        actions={
          <>
            {samples && ask}
            <LinkButton icon="coverage" href={radarLink(slug, { unit })}>
              {say('to.radar')}
            </LinkButton>
            <PrintButton />
          </>
        }
      />
      <Trail slug={slug} unit={unit} to={(to) => `/o/${slug}/fidelity${to ? `?unit=${to}` : ''}`} />
      <AsyncView
        query={page}
        isEmpty={({ generations }) => generations.length === 0}
        empty={() => (
          <EmptyState icon="report" title={say('fidelity.none')} actions={samples && ask}>
            {say('fidelity.none.next')}
          </EmptyState>
        )}
      >
        {(told) => (
          <>
            <Steps slug={slug} page={told} calls={calls} />
            {calls && <CalledRefreshers slug={slug} unit={unit} />}
            {samples &&
              [...new Map(told.generations.map(({ tier }) => [tier.id, tier])).values()].map((tier) => (
                <Trainers
                  key={tier.id}
                  slug={slug}
                  tier={tier}
                  unit={unit}
                  calls={calls ? told.unit?.id : undefined}
                />
              ))}
          </>
        )}
      </AsyncView>
    </>
  )
}
