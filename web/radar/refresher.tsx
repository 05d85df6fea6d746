import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { refreshingText } from '../text/refreshing.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { Count, DateText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton } from '../ui/print.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Table } from '../ui/table.tsx'
import { type Called, type Refresher, radarApi } from './api.ts'
import { useConcerned } from './refreshing.tsx'

type Workshop = Refresher['workshops'][number]

const stateOf = ({ cancelled, published }: Workshop) =>
  cancelled ? 'state.off' : published ? 'state.open' : 'state.draft'

/** Pages of those whom a workshop concerns. */
function useCalled(slug: string, workshopId: string) {
  const [page, setPage] = useState<{ people: Called[]; after: string | null } | undefined>(undefined)
  const ask = useAction((after: string | null) =>
    json(
      radarApi(slug).refreshers.workshops[':refreshingId'].$get({
        param: { refreshingId: workshopId },
        query: after ? { after } : {},
      }),
    ),
  )
  const first = async () => setPage(await ask.run(null))
  useEffect(() => {
    first()
  }, [slug, workshopId])
  const more = async () => {
    const next = page?.after ? await ask.run(page.after) : undefined
    if (next && page) setPage({ people: [...page.people, ...next.people], after: next.after })
  }
  return { page, more, busy: ask.busy, problem: ask.problem }
}

const Whom = ({ slug, workshop }: { slug: string; workshop: Workshop }) => {
  const say = useText(refreshingText)
  const name = useName()
  const { page, more, busy, problem } = useCalled(slug, workshop.id)
  const title = say('whom.of', { name: name(workshop) })
  return (
    <Panel title={title}>
      {problem && <ProblemView problem={problem} />}
      {!page && !problem && <Skeleton />}
      {page && (
        <Table
          caption={title}
          rows={page.people}
          keyOf={({ credentialId }) => credentialId}
          columns={[
            {
              key: 'person',
              header: say('person'),
              cell: ({ person }) => <a href={`/o/${slug}/people/${person.id}`}>{name(person)}</a>,
            },
            { key: 'unit', header: say('unit'), cell: ({ unit }) => name(unit) },
            {
              key: 'registered',
              header: say('registered'),
              cell: ({ registered }) => say(registered ? 'yes' : 'no'),
            },
            { key: 'renewed', header: say('renewed'), cell: ({ renewed }) => say(renewed ? 'yes' : 'no') },
          ]}
        />
      )}
      {page?.after && (
        <div class="cluster">
          <Button busy={busy} onPress={more}>
            {say('more')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

const About = ({ slug, told }: { slug: string; told: Refresher }) => {
  const say = useText(refreshingText)
  const name = useName()
  return (
    <Panel
      title={say('said')}
      actions={<LinkButton href={`/o/${slug}/samples/${told.samplingId}`}>{say('sample')}</LinkButton>}
    >
      <Facts
        facts={[
          { label: say('said'), value: say('said.value', { known: told.known, asked: told.asked }) },
          { label: say('where'), value: name(told.unit) },
          { label: say('people'), value: <Count value={told.people} /> },
          { label: say('registered'), value: <Count value={told.registered} /> },
          { label: say('renewed'), value: <Count value={told.renewed} /> },
        ]}
      />
    </Panel>
  )
}

const Shown = ({ slug, told }: { slug: string; told: Refresher }) => {
  const say = useText(refreshingText)
  const name = useName()
  const [first] = told.workshops
  const [chosen, setChosen] = useState(first?.id)
  const workshop = told.workshops.find(({ id }) => id === chosen)
  return (
    <>
      <About slug={slug} told={told} />
      <Panel title={say('workshops')} hint={say('next')}>
        <Table
          caption={say('workshops')}
          rows={told.workshops}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'workshop',
              header: say('workshop'),
              cell: (one) => <a href={`/o/${slug}/workshops/${one.id}`}>{name(one)}</a>,
            },
            { key: 'day', header: say('day'), cell: (one) => <DateText day={one.startsOn} /> },
            { key: 'state', header: say('state'), cell: (one) => <Badge>{say(stateOf(one))}</Badge> },
            {
              key: 'people',
              header: say('people'),
              numeric: true,
              cell: (one) => <Count value={one.people} />,
            },
            {
              key: 'whom',
              header: say('whom'),
              cell: (one) => (
                <Button
                  kind="quiet"
                  label={say('whom.of', { name: name(one) })}
                  onPress={() => setChosen(one.id)}
                >
                  {say('whom')}
                </Button>
              ),
            },
          ]}
        />
      </Panel>
      {workshop && <Whom key={workshop.id} slug={slug} workshop={workshop} />}
    </>
  )
}

/** A refresher: what the sample said, its workshops, and for whom they are. */
export const RefresherScreen = ({ params }: ScreenProps<'/o/:organisation/refreshers/:refresher'>) => {
  const { organisation: slug, refresher: id } = params
  const say = useText(refreshingText)
  const sayRadar = useText(radarText)
  const name = useName()
  const concerned = useConcerned()
  const query = useQuery(`${slug}/refreshers/${id}`, (signal) =>
    json(
      radarApi(slug).refreshers[':refresherId'].$get({ param: { refresherId: id } }, { init: { signal } }),
    ),
  )
  return (
    <>
      <PageHeader
        kind={query.data ? `${say('title')}: ${name(query.data.tier)}` : say('title')}
        title={query.data ? concerned(query.data) : say('title')}
        lead={say('lead')}
        crumbs={[{ label: sayRadar('to.fidelity'), href: `/o/${slug}/fidelity` }]}
        actions={<PrintButton />}
      />
      <AsyncView query={query}>{(told) => <Shown slug={slug} told={told} />}</AsyncView>
    </>
  )
}
