import './messages.css'
import type { InferResponseType } from 'hono/client'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { localOutbox } from '../../worker/messages/index.ts'
import { client, json } from '../api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { messageTexts } from '../text/messages.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { IconButton, LinkButton } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { InstantText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'

const api = client<typeof localOutbox>('/api')
type Message = InferResponseType<typeof api.outbox.$get, 200>['messages'][number]

const POLL_MS = 3_000
const CODES = 'codes'

/** What would have been sent, while everything runs on one machine; codes are shown big. */
export const Outbox = ({ query }: ScreenProps<'/outbox'>) => {
  const say = useText(messageTexts)
  const name = useName()
  const { route } = useLocation()
  const organisation = query.organisation ?? ''
  const outbox = useQuery(`outbox/${organisation}`, (signal) =>
    json(api.outbox.$get({ query: organisation ? { organisation } : {} }, { init: { signal } })),
  )
  const gone = outbox.problem?.status === 404
  useEffect(() => {
    if (gone) return
    const timer = setInterval(outbox.reload, POLL_MS)
    return () => clearInterval(timer)
  }, [outbox.reload, gone])
  if (gone) return <PageHeader title={say('none')} lead={say('none.text')} />
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} />
      <AsyncView
        query={outbox}
        isEmpty={({ messages }) => messages.length === 0}
        empty={() => (
          <EmptyState
            icon="mail"
            title={say('empty')}
            actions={<LinkButton href="/sign-in">{say('empty.go')}</LinkButton>}
          >
            {say('empty.text')}
          </EmptyState>
        )}
      >
        {({ messages, organisations }) => (
          <div class="stack stack-l">
            <div class="form">
              <SelectField
                label={say('organisation')}
                required
                value={organisation || CODES}
                onChange={(chosen) =>
                  route(chosen === CODES ? '/outbox' : `/outbox?organisation=${chosen}`, true)
                }
                options={[
                  { value: CODES, label: say('codes') },
                  ...organisations.map((each) => ({ value: each.slug, label: name(each) })),
                ]}
              />
            </div>
            <ul class="stack">
              {messages.map((message) => (
                <MessageCard key={message.id} message={message} />
              ))}
            </ul>
          </div>
        )}
      </AsyncView>
    </>
  )
}

const codeIn = (body: string): string | undefined => /(?<!\d)\d{6}(?!\d)/.exec(body)?.[0]

const MessageCard = ({ message }: { message: Message }) => {
  const say = useText(messageTexts)
  const code = message.organisation === null ? codeIn(message.body) : undefined
  const link = /https?:\/\/\S+/.exec(message.body)?.[0]
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    toast(say('copied'))
  }
  return (
    <li class="card">
      <p class="message-head">
        <span class="strong">
          {message.address ? say('to', { address: message.address }) : say('to.nobody')}
        </span>
        <span class="soft small">
          <InstantText at={message.createdAt} />
        </span>
        {message.error && <Badge tone="bad">{say('failed', { error: message.error })}</Badge>}
        {!message.sentAt && !message.error && <Badge>{say('waiting')}</Badge>}
      </p>
      {code && (
        <p class="message-code">
          <span>{code}</span>
          <IconButton icon="copy" label={`${say('copy')} ${code}`} onPress={() => copy(code)} />
        </p>
      )}
      <p>{message.body}</p>
      {link && (
        <p>
          <a href={link}>{link}</a>
        </p>
      )}
    </li>
  )
}
