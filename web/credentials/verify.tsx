import './verify.css'
import { json } from '../api.ts'
import { type Query, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { verificationTexts } from '../text/verification.ts'
import { Button } from '../ui/button.tsx'
import { Facts, Panel } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { PageHeader } from '../ui/page.tsx'
import { credentialsApi, type Verified } from './api.ts'
import { CodeForm } from './code-form.tsx'

type State = Verified['state'] | 'checking' | 'unchecked' | 'no-organisation'

const LOOKS: Record<State, { tone: 'good' | 'bad' | 'warn' | 'ready'; icon: IconName }> = {
  checking: { tone: 'ready', icon: 'search' },
  valid: { tone: 'good', icon: 'certificate' },
  expired: { tone: 'warn', icon: 'clock' },
  revoked: { tone: 'bad', icon: 'stop' },
  altered: { tone: 'bad', icon: 'warning' },
  erased: { tone: 'warn', icon: 'lock' },
  unknown: { tone: 'warn', icon: 'search' },
  unchecked: { tone: 'ready', icon: 'offline' },
  'no-organisation': { tone: 'warn', icon: 'search' },
}

const stateOf = ({ data, problem }: Query<Verified>): State => {
  if (problem) return problem.status === 404 ? 'no-organisation' : 'unchecked'
  return data?.state ?? 'checking'
}

/** Tells anybody whether a certificate counts: valid, revoked, altered, unknown, or not checked. */
export const Verify = ({ params }: ScreenProps<'/v/:organisation/:code'>) => {
  const { organisation, code } = params
  const say = useText(verificationTexts)
  const query = useQuery<Verified>(`${organisation}/public/credentials/${code}`, (signal) =>
    json(
      credentialsApi(organisation).public.credentials[':code'].$get(
        { param: { code } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader title={say('title')} />
      <Verdict
        state={stateOf(query)}
        verified={query.data}
        code={code.toUpperCase()}
        onRetry={query.reload}
      />
      {query.data?.credential && <Shown {...query.data.credential} code={query.data.code} />}
      <Panel title={say('another')}>
        <CodeForm organisation={organisation} />
      </Panel>
    </>
  )
}

/** The same page without a code yet. */
export const VerifyNone = ({ params }: ScreenProps<'/v/:organisation'>) => {
  const say = useText(verificationTexts)
  return (
    <>
      <PageHeader title={say('title')} />
      <CodeForm organisation={params.organisation} />
    </>
  )
}

type VerdictProps = { state: State; verified: Verified | undefined; code: string; onRetry: () => void }

const Verdict = ({ state, verified, code, onRetry }: VerdictProps) => {
  const say = useText(verificationTexts)
  const language = useLanguage()
  const { tone, icon } = LOOKS[state]
  const revokedOn = verified?.credential?.revokedOn
  const hint = () => {
    if (state === 'checking') return undefined
    if (state === 'unknown') return say('unknown.hint', { code })
    if (state === 'revoked')
      return say('revoked.hint', { day: revokedOn ? formatDay(revokedOn, 'medium', language) : '' })
    return say(`${state}.hint`)
  }
  return (
    <div class={`verified verified-${tone}`} role="status" aria-live="polite">
      <Icon name={icon} size={72} />
      <div>
        <p class="verified-title">{say(state)}</p>
        <p>{hint()}</p>
        {state === 'unchecked' && (
          <Button icon="reload" onPress={onRetry}>
            {say('check')}
          </Button>
        )}
      </div>
    </div>
  )
}

const Shown = (props: NonNullable<Verified['credential']> & { code: string }) => {
  const { programme, tier, workshop, unit, generation, issuedOn, validUntilOn } = props
  const { organisation, signature, code } = props
  const say = useText(verificationTexts)
  const name = useName()
  return (
    <section class="stack" aria-label={say('name')}>
      <h2 class="verified-name">{name(props)}</h2>
      <Facts
        facts={[
          { label: say('organisation'), value: name(organisation) },
          { label: say('training'), value: `${name(tier)}, ${name(programme)}` },
          { label: say('unit'), value: name(unit) },
          { label: say('workshop'), value: name(workshop) },
          { label: say('dates'), value: <DateText day={workshop.startsOn} to={workshop.endsOn} /> },
          { label: say('issued'), value: <DateText day={issuedOn} /> },
          { label: say('until'), value: validUntilOn && <DateText day={validUntilOn} /> },
          { label: say('generation'), value: say('generation.text', { generation }) },
          { label: say('code'), value: <span class="nowrap">{code}</span> },
        ]}
      />
      <details class="verified-signature">
        <summary>{say('signature.title')}</summary>
        <p>{say('signature.hint')}</p>
        <p>
          <a href="/api/.well-known/jwks.json">{say('signature.keys')}</a>
        </p>
        <code>{signature}</code>
      </details>
    </section>
  )
}
