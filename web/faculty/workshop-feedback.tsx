import { json } from '../api.ts'
import { readWorkshop } from '../attendance/api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { facultyApi, keys } from './api.ts'
import { AskFeedback } from './ask.tsx'
import { ResultList } from './results.tsx'

/** What participants say of a workshop's trainers, for those who run it; asking them, by message or on paper. */
export const WorkshopFeedback = ({
  params,
}: ScreenProps<'/o/:organisation/workshops/:workshop/feedback'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(feedbackTexts)
  const name = useName()
  const language = useLanguage()
  const marks = useFrame(organisation)?.holds.has('attendance:mark') ?? false
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  ).data
  const param = { workshopId }
  const one = facultyApi(organisation).workshops[':workshopId']
  const query = useQuery(keys.results(organisation, workshopId), (signal) =>
    json(one.feedback.$get({ param }, { init: { signal } })),
  )
  const here = `/o/${organisation}/workshops/${workshopId}`
  const closesOn = query.data?.closesOn
  return (
    <>
      <PageHeader
        title={say('results')}
        crumbs={workshop && [{ label: name(workshop), href: here }]}
        lead={
          <>
            <p>{say('results.lead')}</p>
            {closesOn && <p class="strong">{say('until', { day: formatDay(closesOn, 'long', language) })}</p>}
          </>
        }
      />
      <div class="cluster">
        <LinkButton icon="print" href={`${here}/feedback/slips`}>
          {say('slips')}
        </LinkButton>
      </div>
      {marks && <AskFeedback organisation={organisation} workshopId={workshopId} />}
      <AsyncView
        query={query}
        isEmpty={({ results }) => results.length === 0}
        empty={() => (
          <EmptyState icon="teach" title={say('results.none')}>
            {say('results.none.hint')}
          </EmptyState>
        )}
      >
        {({ results }) => <ResultList results={results} />}
      </AsyncView>
    </>
  )
}
