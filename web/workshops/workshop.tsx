import '../planning/planning.css'
import './workshops.css'
import { json } from '../api.ts'
import { lineageLink } from '../lineage/api.ts'
import { type WorkshopPage, workshopsApi } from '../planning/api.ts'
import { putQuery, reloadQueries, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { calledOffTexts } from '../text/called-off.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { workshopsText } from '../text/workshops.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Cancellation } from './cancellation.tsx'
import { CatchmentPanel, WorkshopFacts, WorkshopStats } from './facts.tsx'
import { FacultyPanel } from './faculty.tsx'
import type { WorkshopPartProps } from './part.ts'
import { StateOf, useVenue } from './parts.tsx'
import { Publication } from './publication.tsx'
import { Share } from './share.tsx'
import { TimetablePanel } from './timetable.tsx'

const Doors = ({ slug, workshop }: WorkshopPartProps) => {
  const say = useText(workshopsText)
  const holds = useFrame(slug)?.holds
  const here = `/o/${slug}/workshops/${workshop.id}`
  const doors = [
    { to: `${here}/roster`, key: 'go.roster', icon: 'people', needs: 'registrations:read' },
    { to: `${here}/paying`, key: 'go.paying', icon: 'money', needs: 'registrations:read' },
    { to: `${here}/fees`, key: 'go.fees', icon: 'filter', needs: 'workshops:edit' },
    { to: `${here}/obligations`, key: 'go.obligations', icon: 'check', needs: 'registrations:read' },
    { to: `${here}/quotas`, key: 'go.quotas', icon: 'filter', needs: 'workshops:read' },
    { to: `${here}/waiting`, key: 'go.waiting', icon: 'clock', needs: 'registrations:read' },
    { to: `${here}/desk`, key: 'go.desk', icon: 'gate', needs: 'attendance:mark' },
    { to: `${here}/sheet`, key: 'go.sheet', icon: 'check', needs: 'attendance:mark' },
    { to: `${here}/stays`, key: 'go.stays', icon: 'place', needs: 'registrations:read' },
    { to: `${here}/assessment`, key: 'go.ask', icon: 'person', needs: 'attendance:mark' },
    {
      to: lineageLink(slug, { of: 'workshop', id: workshop.id }),
      key: 'go.lineage',
      icon: 'units',
      needs: 'registrations:read',
    },
    { to: `${here}/feedback`, key: 'go.feedback', icon: 'teach', needs: 'workshops:edit' },
    {
      to: `/o/${slug}/duties?week=${workshop.startsOn}`,
      key: 'go.duties',
      icon: 'calendar',
      needs: 'workshops:read',
    },
    { to: `${here}/credentials`, key: 'go.credentials', icon: 'certificate', needs: 'credentials:issue' },
  ] as const
  return (
    <Panel title={say('go')}>
      <List label={say('go')}>
        {doors
          .filter(({ needs }) => holds?.has(needs))
          .map(({ to, key, icon }) => (
            <Row key={key} icon={icon} title={say(key)} note={say(`${key}.note`)} href={to} />
          ))}
        {workshop.publishedAt !== null && workshop.cancelledAt === null && (
          <Row
            icon="eye"
            title={say('go.public')}
            note={say('go.public.note')}
            href={`/o/${slug}/w/${workshop.id}`}
          />
        )}
      </List>
    </Panel>
  )
}

const Shown = (props: WorkshopPartProps) => {
  const { slug, workshop, edits } = props
  const say = useText(workshopsText)
  const name = useName()
  const venue = useVenue()
  const sayBack = useText(calledOffTexts)
  const keepsMoney = useFrame(slug)?.holds.has('payments:read') ?? false
  const live = workshop.cancelledAt === null
  return (
    <>
      <PageHeader
        kind={`${name({ nameEn: workshop.programmeEn, nameHi: workshop.programmeHi })} – ${name({
          nameEn: workshop.tierEn,
          nameHi: workshop.tierHi,
        })}`}
        title={name(workshop)}
        crumbs={[{ label: say('title'), href: `/o/${slug}/workshops` }]}
        lead={
          <div class="stack stack-s">
            <p>
              <StateOf workshop={workshop} />
            </p>
            <p class="strong">
              <DateText day={workshop.startsOn} to={workshop.endsOn} />
            </p>
            <p>{venue(workshop)}</p>
          </div>
        }
        actions={
          edits &&
          live && (
            <LinkButton icon="edit" href={`/o/${slug}/workshops/${workshop.id}/edit`}>
              {say('edit')}
            </LinkButton>
          )
        }
      />
      {!live && (
        <Banner
          tone="bad"
          title={say('cancelled')}
          actions={
            keepsMoney && (
              <LinkButton icon="undo" href={`/o/${slug}/workshops/${workshop.id}/refunds`}>
                {sayBack('go')}
              </LinkButton>
            )
          }
        >
          <p>{say('cancelled.detail')}</p>
        </Banner>
      )}
      {live && workshop.publishedAt === null && edits && <Publication {...props} />}
      <WorkshopStats {...props} />
      <Doors {...props} />
      <CatchmentPanel {...props} />
      <WorkshopFacts {...props} />
      <TimetablePanel {...props} />
      <FacultyPanel {...props} />
      {live && <Share {...props} />}
      {live && edits && <Cancellation {...props} />}
    </>
  )
}

/** One workshop for those who run it: seats, doors of the day, catchment, timetable, faculty, sharing. */
export const WorkshopScreen = ({ params }: { params: { organisation: string; workshop: string } }) => {
  const slug = params.organisation
  const key = `${slug}/workshops/one/${params.workshop}`
  const edits = useFrame(slug)?.holds.has('workshops:edit') ?? false
  const query = useQuery(key, (signal) =>
    json(
      workshopsApi(slug).workshops[':workshopId'].$get(
        { param: { workshopId: params.workshop } },
        { init: { signal } },
      ),
    ),
  )
  const stored = (workshop: WorkshopPage) => {
    for (const begin of ['workshops', 'plans', 'public']) reloadQueries(`${slug}/${begin}`)
    putQuery(key, workshop)
  }
  return (
    <AsyncView query={query}>
      {(workshop) => <Shown slug={slug} workshop={workshop} edits={edits} stored={stored} />}
    </AsyncView>
  )
}
