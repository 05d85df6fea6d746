import { json } from '../api.ts'
import { putQuery, reloadQueries, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { facultyApi, keys } from './api.ts'
import { Saying } from './saying.tsx'

/** What a participant says of those who taught him. */
export const OwnFeedbackScreen = ({
  params,
}: ScreenProps<'/o/:organisation/registrations/:registration/feedback'>) => {
  const { organisation, registration: registrationId } = params
  const say = useText(feedbackTexts)
  const name = useName()
  const language = useLanguage()
  const key = keys.own(organisation, registrationId)
  const route = facultyApi(organisation).registrations[':registrationId'].feedback
  const param = { registrationId }
  const query = useQuery(key, (signal) => json(route.$get({ param }, { init: { signal } })))
  const page = query.data
  const day = page && formatDay(page.closesOn, 'long', language)
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={
          page && [{ label: name(page.workshop), href: `/o/${organisation}/registrations/${registrationId}` }]
        }
        lead={page && <p>{say(page.open ? 'lead' : 'lead.closed', { day: day ?? '' })}</p>}
      />
      <AsyncView
        query={query}
        isEmpty={({ targets }) => targets.length === 0}
        empty={() => (
          <EmptyState icon="teach" title={say('none')}>
            {say('none.hint')}
          </EmptyState>
        )}
      >
        {({ targets, open }) => (
          <ul class="saying-list" aria-label={say('title')}>
            {targets.map((target) => (
              <Saying
                key={`${target.session?.id}/${target.trainer?.id}`}
                target={target}
                answered={target.said !== null}
                before={target.said ?? undefined}
                open={open}
                begun={targets.length === 1 && target.said === null}
                onSay={async (said) => {
                  putQuery(key, await json(route.$put({ param, json: said })))
                  reloadQueries(keys.today(organisation))
                }}
              />
            ))}
          </ul>
        )}
      </AsyncView>
    </>
  )
}
