import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { credentialTexts } from '../text/credentials.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { versionText } from '../text/versions.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { toast } from '../ui/toast.tsx'
import { type Credential, credentialsApi } from './api.ts'
import { Certificate } from './certificate.tsx'
import { Below, Lineage } from './lineage.tsx'

/** One certificate: to show, share and print, with who taught whom. */
export const CredentialScreen = ({ params }: ScreenProps<'/o/:organisation/credentials/:credential'>) => {
  const { organisation, credential: credentialId } = params
  const say = useText(credentialTexts)
  const frame = useFrame(organisation)
  const query = useQuery(`${organisation}/credentials/${credentialId}`, (signal) =>
    json(
      credentialsApi(organisation).credentials[':credentialId'].$get(
        { param: { credentialId } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <Head credential={query.data} />
      <AsyncView query={query}>
        {(credential) => (
          <div class="stack stack-l">
            {credential.revokedAt !== null ? (
              <Revoked credential={credential} />
            ) : (
              <Refresher credential={credential} />
            )}
            {frame && (
              <PrintSheet label={say('certificate')}>
                <Certificate credential={credential} organisation={frame.organisation.names} />
              </PrintSheet>
            )}
            <div class="cluster">
              <PrintButton />
              <Share credential={credential} />
              <LinkButton icon="eye" href={`/v/${organisation}/${credential.code}`}>
                {say('verify')}
              </LinkButton>
              {frame?.holds.has('credentials:issue') && (
                <LinkButton
                  kind="quiet"
                  icon="certificate"
                  href={`/o/${organisation}/workshops/${credential.workshop.id}/credentials`}
                >
                  {say('back')}
                </LinkButton>
              )}
            </div>
            {credential.subjects.length > 0 && <Taught credential={credential} />}
            <Lineage organisation={organisation} credentialId={credentialId} />
            <Below organisation={organisation} credentialId={credentialId} />
          </div>
        )}
      </AsyncView>
    </>
  )
}

/** What the holder was taught, and where a newer version is taught by now. */
const Taught = ({ credential: { subjects } }: { credential: Credential }) => {
  const say = useText(versionText)
  const name = useName()
  return (
    <Panel title={say('subjects')}>
      <ul>
        {subjects.map(({ id, version, current, ...names }) => (
          <li key={id}>
            {name(names)}:{' '}
            {version < current ? say('taught.old', { version, current }) : say('taught.now', { version })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const Head = ({ credential }: { credential: Credential | undefined }) => {
  const say = useText(credentialTexts)
  const name = useName()
  return (
    <PageHeader
      kind={credential ? say('certificate') : undefined}
      title={credential ? name(credential.person) : say('certificate')}
      lead={credential && `${name(credential.tier)}, ${name(credential.unit)}`}
    />
  )
}

const Revoked = ({ credential: { revokedAt, revokedReason } }: { credential: Credential }) => {
  const say = useText(credentialTexts)
  const language = useLanguage()
  const zone = useZone()
  if (revokedAt === null) return null
  const day = formatInstant(revokedAt, zone, language)
  return <Banner tone="bad" title={say('revoked.on', { day, reason: revokedReason ?? '' })} />
}

const Refresher = ({ credential: { validUntil, outdated } }: { credential: Credential }) => {
  const say = useText(credentialTexts)
  const language = useLanguage()
  const zone = useZone()
  if (validUntil !== null && validUntil * 1000 <= Date.now())
    return (
      <Banner tone="warn" title={say('expired', { day: formatInstant(validUntil, zone, language) })}>
        <p>{say('expired.hint')}</p>
      </Banner>
    )
  return outdated ? (
    <Banner tone="note" title={say('outdated')}>
      <p>{say('outdated.hint')}</p>
    </Banner>
  ) : null
}

/** Hands the public address on: by the phone's own sharing where there is one, else by copying it. */
const Share = ({ credential: { person, tier, link } }: { credential: Credential }) => {
  const say = useText(credentialTexts)
  const name = useName()
  const share = async () => {
    const text = say('share.text', { name: name(person), tier: name(tier), link })
    if (typeof navigator.share === 'function') return navigator.share({ text }).catch(() => undefined)
    await navigator.clipboard.writeText(link)
    toast(say('copied'))
  }
  return (
    <Button icon="share" onPress={share}>
      {say('share')}
    </Button>
  )
}
