import './privacy.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { consentTexts } from '../text/consent.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { privacyTexts } from '../text/privacy.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { toast } from '../ui/toast.tsx'
import { type OwnPrivacy, privacyApi } from './api.ts'
import { Asking } from './asking.tsx'
import { ConsentFields, consentOf, noConsent } from './consent-fields.tsx'
import { RequestList } from './request-list.tsx'

/** A person's own data and rights: consent, copy, requests; in plain words, also read aloud. */
export const Privacy = ({ params }: ScreenProps<'/o/:organisation/privacy'>) => {
  const { organisation } = params
  const say = useText(privacyTexts)
  const sayConsent = useText(consentTexts)
  const own = useQuery(`${organisation}/me/privacy`, (signal) =>
    json(privacyApi(organisation).me.privacy.$get(undefined, { init: { signal } })),
  )
  const reload = () => reloadQueries(`${organisation}/me/privacy`)
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <SpeakButton text={say('lead.spoken')} />
            <LinkButton icon="file" href={`/o/${organisation}/privacy-notice`}>
              {sayConsent('notice.title')}
            </LinkButton>
          </>
        }
      />
      <AsyncView query={own}>
        {(data) => (
          <div class="columns">
            <div class="stack stack-l">
              <OwnConsent organisation={organisation} own={data} onDone={reload} />
              <Panel title={say('copy')} hint={say('copy.hint')}>
                <div>
                  <LinkButton icon="eye" href={`/o/${organisation}/privacy/copy`}>
                    {say('copy.open')}
                  </LinkButton>
                </div>
              </Panel>
            </div>
            <div class="stack stack-l">
              <Asking organisation={organisation} requests={data.requests} onDone={reload} />
              <Panel title={say('requests')}>
                <RequestList organisation={organisation} requests={data.requests} onDone={reload} />
              </Panel>
            </div>
          </div>
        )}
      </AsyncView>
    </>
  )
}

type Props = { organisation: string; own: OwnPrivacy; onDone: () => void }

const OwnConsent = ({ organisation, own, onDone }: Props) => {
  const say = useText(privacyTexts)
  const { notice, given, consents } = own
  if (!notice) {
    return (
      <Panel title={say('consent')}>
        <p class="soft">{say('consent.none')}</p>
      </Panel>
    )
  }
  const title = say(given === null ? 'consent.never' : given ? 'consent.given' : 'consent.taken')
  return (
    <Panel title={say('consent')}>
      <Banner tone={given ? 'good' : 'warn'} title={title} />
      {consents.length > 0 && <Said consents={consents} />}
      {given ? (
        <TakingBack organisation={organisation} onDone={onDone} />
      ) : (
        <Agreeing organisation={organisation} own={own} onDone={onDone} />
      )}
    </Panel>
  )
}

const Said = ({ consents }: { consents: OwnPrivacy['consents'] }) => {
  const say = useText(privacyTexts)
  const [zone, language] = [useZone(), useLanguage()]
  return (
    <List label={say('consent')}>
      {consents.map(({ id, given, version, recordedAt }) => (
        <Row
          key={id}
          icon={given ? 'check' : 'undo'}
          title={say('consent.line', {
            what: say(given ? 'consent.gave' : 'consent.took'),
            version,
            day: formatInstant(recordedAt, zone, language),
          })}
        />
      ))}
    </List>
  )
}

const TakingBack = ({ organisation, onDone }: Omit<Props, 'own'>) => {
  const say = useText(privacyTexts)
  const language = useLanguage()
  const [asking, setAsking] = useState(false)
  const [id] = useState(newId)
  const take = useAction(async () => {
    await json(privacyApi(organisation).me.consents.$post({ json: { given: false, id, language } }))
    setAsking(false)
    onDone()
    toast(say('consent.took.done'))
  })
  return (
    <div>
      <Button icon="undo" onPress={() => setAsking(true)}>
        {say('consent.take')}
      </Button>
      <ConfirmDialog
        title={say('consent.take.title')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={take.run}
        confirm={say('consent.take')}
        danger
        busy={take.busy}
        problem={take.problem}
      >
        <p>{say('consent.take.text')}</p>
      </ConfirmDialog>
    </div>
  )
}

const Agreeing = ({ organisation, own, onDone }: Props) => {
  const say = useText(privacyTexts)
  const [typed, setTyped] = useState(noConsent)
  const [tried, setTried] = useState(false)
  const needs = { minor: own.minor, unread: own.canRead === false }
  const said = own.notice ? consentOf(typed, own.notice, needs) : undefined
  const give = useAction(async (consent: NonNullable<typeof said>) => {
    await json(privacyApi(organisation).me.consents.$post({ json: { ...consent, given: true } }))
    onDone()
    toast(say('consent.gave.done'))
  })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (said) give.run(said)
      }}
    >
      <ConsentFields
        organisation={organisation}
        needs={needs}
        value={typed}
        onChange={setTyped}
        tried={tried}
      />
      {give.problem && <ProblemView problem={give.problem} />}
      <div>
        <Button kind="main" submit busy={give.busy}>
          {say('consent.give')}
        </Button>
      </div>
    </form>
  )
}
