import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { facultyApi, keys } from './api.ts'
import { ResultList } from './results.tsx'

/** What participants say of oneself as a trainer. */
export const MyResults = ({ params }: ScreenProps<'/o/:organisation/teach/feedback'>) => {
  const { organisation } = params
  const say = useText(feedbackTexts)
  const query = useQuery(keys.mine(organisation), (signal) =>
    json(facultyApi(organisation).me.feedback.$get(undefined, { init: { signal } })),
  )
  return (
    <>
      <PageHeader
        title={say('mine')}
        crumbs={[{ label: say('mine.back'), href: `/o/${organisation}/teach` }]}
        lead={<p>{say('results.lead')}</p>}
      />
      <AsyncView
        query={query}
        isEmpty={({ results }) => results.length === 0}
        empty={() => (
          <EmptyState icon="teach" title={say('results.none')}>
            {say('results.mine.none.hint')}
          </EmptyState>
        )}
      >
        {({ results }) => <ResultList results={results} workshops />}
      </AsyncView>
    </>
  )
}
