import './lineage.css'
import { json } from '../api.ts'
import { lineageLink } from '../lineage/api.ts'
import { useQuery } from '../query.ts'
import { credentialTexts } from '../text/credentials.ts'
import { useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { Icon } from '../ui/icon.tsx'
import { List, Row } from '../ui/list.tsx'
import { credentialsApi, type Link } from './api.ts'
import { levelsOf } from './chain.ts'

type LineageProps = { organisation: string; credentialId: string }

/** The line from the first hall to a certificate: who taught whom, from the top down. */
export const Lineage = ({ organisation, credentialId }: LineageProps) => {
  const say = useText(credentialTexts)
  const sayLine = useText(lineageText)
  const route = credentialsApi(organisation).credentials[':credentialId'].lineage
  const query = useQuery(`${organisation}/credentials/${credentialId}/lineage`, (signal) =>
    json(route.$get({ param: { credentialId } }, { init: { signal } })),
  )
  return (
    <Panel
      title={say('lineage')}
      hint={say('lineage.hint')}
      actions={
        <LinkButton icon="units" href={lineageLink(organisation, { of: 'credential', id: credentialId })}>
          {sayLine('go')}
        </LinkButton>
      }
    >
      <AsyncView query={query}>
        {({ chain }) => (
          <ol class="lineage">
            {levelsOf(chain).map(({ step, roots, links }) => (
              <li key={step} class={step === 0 ? 'lineage-step lineage-own' : 'lineage-step'}>
                {roots.map((root) => (
                  <Root key={root.id} {...root} />
                ))}
                {links.map((link) => (
                  <Holder key={link.credentialId} link={link} organisation={organisation} />
                ))}
                {step > 0 && (
                  <p class="lineage-taught">
                    <Icon name="down" size={18} />
                    {say('taught')}
                  </p>
                )}
              </li>
            ))}
          </ol>
        )}
      </AsyncView>
    </Panel>
  )
}

const Root = ({ nameEn, nameHi }: { nameEn: string; nameHi: string }) => {
  const say = useText(credentialTexts)
  const name = useName()
  return (
    <div class="lineage-node">
      <p class="lineage-name">{name({ nameEn, nameHi })}</p>
      <p class="soft">{say('lineage.root')}</p>
    </div>
  )
}

const Holder = ({ link, organisation }: { link: Link; organisation: string }) => {
  const say = useText(credentialTexts)
  const name = useName()
  return (
    <div class="lineage-node">
      <p class="lineage-name">
        <a href={`/v/${organisation}/${link.code}`}>{name(link.person)}</a>
        <Badge>{say('generation', { generation: link.generation })}</Badge>
        {link.revokedAt !== null && (
          <Badge tone="bad" icon="stop">
            {say('revoked')}
          </Badge>
        )}
      </p>
      <p>{name(link.unit)}</p>
      <p class="soft">
        {name(link.tier)}: {name(link.workshop)}, <DateText day={link.workshop.startsOn} />
      </p>
    </div>
  )
}

/** How many learnt from a holder, tier by tier. */
export const Below = ({ organisation, credentialId }: LineageProps) => {
  const say = useText(credentialTexts)
  const name = useName()
  const route = credentialsApi(organisation).credentials[':credentialId'].descendants
  const query = useQuery(`${organisation}/credentials/${credentialId}/descendants`, (signal) =>
    json(route.$get({ param: { credentialId } }, { init: { signal } })),
  )
  return (
    <Panel title={say('below')} hint={say('below.hint')}>
      <AsyncView
        query={query}
        isEmpty={({ tiers }) => tiers.length === 0}
        empty={() => (
          <EmptyState icon="teach" title={say('below.none')}>
            {say('below.none.hint')}
          </EmptyState>
        )}
      >
        {({ tiers }) => (
          <List label={say('below')}>
            {tiers.map(({ tier, step, trained, revoked }) => (
              <Row
                key={tier.id}
                icon="people"
                title={name(tier)}
                note={
                  revoked > 0
                    ? `${say('below.steps', { count: step })}, ${say('below.revoked', { count: revoked })}`
                    : say('below.steps', { count: step })
                }
                aside={say('below.trained', { count: trained })}
              />
            ))}
          </List>
        )}
      </AsyncView>
    </Panel>
  )
}
