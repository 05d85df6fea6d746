import '../planning/planning.css'
import './simulation.css'
import { json } from '../api.ts'
import { type ProgrammePage, programmesApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { programmesText } from '../text/programmes.ts'
import { simulationText } from '../text/simulation.ts'
import { stampingText } from '../text/stamping.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Count, InstantText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Table } from '../ui/table.tsx'
import { stampApi } from './stamp-api.ts'
import { TemplateForm } from './template-form.tsx'

const Earlier = ({ slug, programme }: { slug: string; programme: ProgrammePage }) => {
  const say = useText(stampingText)
  const query = useQuery(`${slug}/stampings/${programme.id}`, (signal) =>
    json(
      stampApi(slug).programmes[':programmeId'].stampings.$get(
        { param: { programmeId: programme.id } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <AsyncView
      query={query}
      isEmpty={({ stampings }) => stampings.length === 0}
      empty={() => (
        <EmptyState icon="calendar" title={say('earlier.none')}>
          {say('earlier.next')}
        </EmptyState>
      )}
    >
      {({ stampings }) => (
        <Table
          caption={say('earlier')}
          rows={stampings}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'at',
              header: say('col.at'),
              cell: ({ id, madeAt }) => (
                <a href={`/o/${slug}/stampings/${id}`}>
                  <InstantText at={madeAt} />
                </a>
              ),
            },
            { key: 'from', header: say('col.from'), cell: ({ kind }) => say(`kind.${kind}`) },
            { key: 'state', header: say('col.state'), cell: ({ state }) => say(`state.${state}`) },
            {
              key: 'drafts',
              header: say('col.drafts'),
              numeric: true,
              cell: ({ drafts }) => <Count value={drafts} />,
            },
          ]}
        />
      )}
    </AsyncView>
  )
}

/** Drafts made from plans and templates of a programme, and the template that makes new ones. */
export const Stampings = ({ params }: { params: { organisation: string; programme: string } }) => {
  const slug = params.organisation
  const say = useText(stampingText)
  const sayPlans = useText(simulationText)
  const sayProgrammes = useText(programmesText)
  const name = useName()
  const organisation = useFrame(slug)?.organisation
  const query = useQuery(`${slug}/programmes/${params.programme}`, (signal) =>
    json(
      programmesApi(slug).programmes[':programmeId'].$get(
        { param: { programmeId: params.programme } },
        { init: { signal } },
      ),
    ),
  )
  const here = `/o/${slug}/programmes/${params.programme}`
  return (
    <>
      <PageHeader
        kind={query.data ? name(query.data) : say('kind')}
        title={say('title')}
        lead={say('lead')}
        crumbs={[
          { label: sayProgrammes('title'), href: `/o/${slug}/programmes` },
          ...(query.data ? [{ label: name(query.data), href: here }] : []),
        ]}
        actions={
          <LinkButton icon="check" href={`${here}/simulation`}>
            {sayPlans('open')}
          </LinkButton>
        }
      />
      <AsyncView query={query}>
        {(programme) => (
          <>
            <Panel title={say('earlier')}>
              <Earlier slug={slug} programme={programme} />
            </Panel>
            {organisation && programme.tiers.length > 0 && (
              <Panel title={say('template')} hint={say('template.lead')}>
                <TemplateForm slug={slug} programme={programme} organisation={organisation} />
              </Panel>
            )}
          </>
        )}
      </AsyncView>
    </>
  )
}
