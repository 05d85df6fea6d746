import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { feedbackTexts } from '../text/feedback.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { type AskedByLink, facultyApi } from './api.ts'
import { Saying } from './saying.tsx'

type Secret = { code: string; proof: string }

/** A participant's own link: he says how it was without signing in. The secret stands behind the `#`, and is sent in bodies only. */
export const LinkFeedback = ({ params }: ScreenProps<'/f/:organisation'>) => {
  const { organisation } = params
  const say = useText(feedbackTexts)
  const [secret] = useState(() => {
    const [code = '', proof = ''] = location.hash.slice(1).split('.')
    return code && proof.length === 22 ? { code, proof } : undefined
  })
  const query = useQuery(secret ? `${organisation}/feedback-link` : null, (signal) =>
    json(
      facultyApi(organisation)['feedback-links'].asked.$post(
        { json: secret ?? { code: '', proof: '' } },
        { init: { signal } },
      ),
    ),
  )
  if (!secret || query.problem?.status === 404 || query.problem?.status === 422)
    return (
      <>
        <PageHeader title={say('title')} />
        <EmptyState icon="link" title={say('gone')}>
          {say('gone.text')}
        </EmptyState>
      </>
    )
  return query.data ? (
    <Asked organisation={organisation} secret={secret} asked={query.data} reload={query.reload} />
  ) : (
    <>
      <PageHeader title={say('title')} />
      <AsyncView query={query}>{() => null}</AsyncView>
    </>
  )
}

type AskedProps = { organisation: string; secret: Secret; asked: AskedByLink; reload: () => void }

const Asked = ({ organisation, secret, asked, reload }: AskedProps) => {
  const say = useText(feedbackTexts)
  const name = useName()
  const language = useLanguage()
  const { open, closesOn, targets } = asked
  const day = formatDay(closesOn, 'long', language)
  return (
    <>
      <PageHeader
        kind={name(asked.organisation)}
        title={say('asked.me', { workshop: name(asked.workshop) })}
        lead={<p>{say(open ? 'lead.link' : 'lead.closed', { day })}</p>}
      />
      {targets.length === 0 ? (
        <EmptyState icon="teach" title={say('none')}>
          {say('none.hint')}
        </EmptyState>
      ) : (
        <ul class="saying-list" aria-label={say('title')}>
          {targets.map((target) => (
            <Saying
              key={`${target.session?.id}/${target.trainer?.id}`}
              target={target}
              answered={target.answered}
              open={open}
              begun={targets.length === 1 && !target.answered}
              onSay={async (said) => {
                await json(
                  facultyApi(organisation)['feedback-links'].said.$post({ json: { ...secret, ...said } }),
                )
                reload()
              }}
            />
          ))}
        </ul>
      )}
    </>
  )
}
