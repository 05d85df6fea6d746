import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { facultyApi, type Result } from '../faculty/api.ts'
import { ResultList } from '../faculty/results.tsx'
import { type GuestSession, workshopsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { guestTexts } from '../text/guests.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Facts } from '../ui/card.tsx'
import { Count, DateText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { useVenue } from './parts.tsx'
import { formatMinute } from './sessions.tsx'

const SHORTEST = 20

/** A guest expert's own session, opened by the secret behind the `#` of his link, which is sent in the body only. */
export const GuestPage = ({ params }: ScreenProps<'/g/:organisation'>) => {
  const { organisation } = params
  const say = useText(guestTexts)
  const [secret] = useState(() => location.hash.slice(1))
  const whole = secret.length >= SHORTEST
  const query = useQuery(whole ? `${organisation}/guest` : null, (signal) =>
    json(workshopsApi(organisation).guest.$post({ json: { secret } }, { init: { signal } })),
  )
  const session = query.data
  const said = useQuery(whole ? `${organisation}/guest/feedback` : null, (signal) =>
    json(facultyApi(organisation).guest.feedback.$post({ json: { secret } }, { init: { signal } })),
  ).data?.results
  const voices = said && said.length > 0 && <Voices results={said} />
  if (session)
    return (
      <>
        <Shown session={session} />
        {voices}
      </>
    )
  if (voices)
    return (
      <>
        <PageHeader title={say('page.title')} />
        {voices}
      </>
    )
  return (
    <>
      <PageHeader title={say('page.title')} />
      {!whole || query.problem?.status === 404 || query.problem?.status === 422 ? (
        <EmptyState icon="link" title={say('page.gone')}>
          {say('page.gone.text')}
        </EmptyState>
      ) : query.problem ? (
        <ProblemView problem={query.problem} onRetry={query.reload} />
      ) : (
        <Skeleton />
      )}
    </>
  )
}

/** What those who sat there say of the guest. */
const Voices = ({ results }: { results: readonly Result[] }) => {
  const say = useText(feedbackTexts)
  return (
    <section class="stack">
      <h2>{say('results')}</h2>
      <p class="soft">{say('results.lead')}</p>
      <ResultList results={results} />
    </section>
  )
}

const Shown = ({ session }: { session: GuestSession }) => {
  const say = useText(guestTexts)
  const name = useName()
  const venue = useVenue()
  const language = useLanguage()
  const { titleEn, titleHi, dayOn, startsMinute, endsMinute, subject, workshop, host, expected, note } =
    session
  return (
    <>
      <PageHeader
        kind={`${say('page.title')} – ${name(session.organisation)}`}
        title={name({ nameEn: titleEn, nameHi: titleHi })}
      />
      {session.cancelled && (
        <Banner tone="bad" title={say('page.cancelled')}>
          <p>{say('page.cancelled.text')}</p>
        </Banner>
      )}
      <Facts
        facts={[
          {
            label: say('page.when'),
            value: (
              <>
                <DateText day={dayOn} style="long" />, {formatMinute(startsMinute, language)} –{' '}
                {formatMinute(endsMinute, language)}
              </>
            ),
          },
          {
            label: say('page.where'),
            value: session.venueEn || session.venueHi ? venue(session) : say('page.where.none'),
          },
          { label: say('page.workshop'), value: name(workshop) },
          { label: say('page.subject'), value: subject && name(subject) },
          { label: say('page.host'), value: name(host) },
          { label: say('page.expected'), value: <Count value={expected} /> },
          { label: say('page.note'), value: note },
        ]}
      />
      <p class="soft small">{say('page.only')}</p>
    </>
  )
}
