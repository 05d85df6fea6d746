import '../planning/planning.css'
import './plans.css'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { workshopsText } from '../text/workshops.ts'
import { AsyncView } from '../ui/async.tsx'
import { PageHeader } from '../ui/page.tsx'
import { CatchmentEditor } from './catchment-editor.tsx'
import { CatchmentHistory } from './history.tsx'
import { lookUpAll } from './known.ts'

/** Which units a workshop serves, taken in and excepted with a tap. */
export const CatchmentScreen = ({ params }: { params: { organisation: string; workshop: string } }) => {
  const slug = params.organisation
  const say = useText(plansText)
  const sayWorkshops = useText(workshopsText)
  const name = useName()
  const query = useQuery(`${slug}/catchments/${params.workshop}`, async (signal) => {
    const workshop = await json(
      workshopsApi(slug).workshops[':workshopId'].$get(
        { param: { workshopId: params.workshop } },
        { init: { signal } },
      ),
    )
    const named = [...workshop.catchment.include, ...workshop.catchment.exclude]
    return { workshop, begun: await lookUpAll(slug, named, workshop.traineeLevelId) }
  })
  const workshop = query.data?.workshop
  return (
    <>
      <PageHeader
        kind={workshop && name(workshop)}
        title={say('catchment.title')}
        lead={say('catchment.hint')}
        crumbs={[
          { label: sayWorkshops('title'), href: `/o/${slug}/workshops` },
          ...(workshop ? [{ label: name(workshop), href: `/o/${slug}/workshops/${workshop.id}` }] : []),
        ]}
      />
      <AsyncView query={query}>
        {(loaded) => <CatchmentEditor key={loaded.workshop.id} slug={slug} {...loaded} />}
      </AsyncView>
      {workshop && <CatchmentHistory slug={slug} workshopId={workshop.id} />}
    </>
  )
}
