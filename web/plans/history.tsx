import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { useCatchmentText } from '../planning/catchment.ts'
import { useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'

/** What the catchment of a workshop was, since when and by whom. */
export const CatchmentHistory = ({ slug, workshopId }: { slug: string; workshopId: string }) => {
  const say = useText(plansText)
  const name = useName()
  const sentence = useCatchmentText(slug)
  const query = useQuery(`${slug}/catchments/${workshopId}/history`, (signal) =>
    json(
      workshopsApi(slug).workshops[':workshopId'].catchment.$get(
        { param: { workshopId }, query: {} },
        { init: { signal } },
      ),
    ),
  )
  return (
    <AsyncView query={query}>
      {({ versions }) =>
        versions.length > 0 && (
          <Panel title={say('history')} hint={say('history.hint')}>
            <ol class="forms">
              {versions.map((version) => (
                <li key={version.at}>
                  <p class="small soft">
                    <InstantText at={version.at} />
                    {version.by && (
                      <>
                        {', '}
                        {name(version.by)}
                      </>
                    )}
                  </p>
                  <p>{sentence(version)}</p>
                </li>
              ))}
            </ol>
          </Panel>
        )
      }
    </AsyncView>
  )
}
