import { json } from '../api.ts'
import { credentialsApi } from '../credentials/api.ts'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { lineageText } from '../text/lineage.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Panel } from '../ui/card.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { belowOf, type Knot } from './graph.ts'

type ChosenProps = { slug: string; knot: Knot }

/** Where one goes on from the chosen knot. */
export const Links = ({ slug, knot }: ChosenProps) => {
  const say = useText(lineageText)
  const holds = useFrame(slug)?.holds
  const link = (icon: IconName, text: string, href: string) => (
    <a href={href}>
      <Icon name={icon} size={18} />
      {text}
    </a>
  )
  if (knot.kind === 'hall')
    return (
      <span class="knot-links no-print">
        {knot.hall.seen &&
          holds?.has('workshops:read') &&
          link('hall', say('go.workshop'), `/o/${slug}/workshops/${knot.hall.workshop.id}`)}
      </span>
    )
  if (knot.kind !== 'person') return null
  const { seen, credentialId, code, person } = knot.link
  return (
    <span class="knot-links no-print">
      {seen
        ? link('certificate', say('go.credential'), `/o/${slug}/credentials/${credentialId}`)
        : link('certificate', say('go.check'), `/v/${slug}/${code}`)}
      {seen &&
        holds?.has('people:read') &&
        link('person', say('go.person'), `/o/${slug}/people/${person.id}`)}
    </span>
  )
}

type Place = { credentialId: string } | { workshopId: string }

const placeOf = (knot: Knot): Place | undefined => {
  if (belowOf(knot) === 0) return undefined
  if (knot.kind === 'person') return { credentialId: knot.link.credentialId }
  return knot.kind === 'hall' ? { workshopId: knot.hall.workshop.id } : undefined
}

const readBelow = (slug: string, at: Place, signal: AbortSignal) => {
  const api = credentialsApi(slug)
  const init = { init: { signal } }
  return 'workshopId' in at
    ? json(api.workshops[':workshopId'].descendants.$get({ param: at }, init))
    : json(api.credentials[':credentialId'].descendants.$get({ param: at }, init))
}

/** How many were trained below the chosen knot, generation by generation. */
export const Generations = ({ slug, knot }: ChosenProps) => {
  const say = useText(lineageText)
  const name = useName()
  const language = useLanguage()
  const at = placeOf(knot)
  const query = useQuery(at ? `${slug}/descendants/${knot.key}` : null, (signal) =>
    readBelow(slug, at ?? { credentialId: '' }, signal),
  )
  if (!at) return null
  const of =
    knot.kind === 'person' ? name(knot.link.person) : knot.kind === 'hall' ? name(knot.hall.workshop) : ''
  return (
    <Panel title={say('below', { name: of })} hint={say('below.hint')}>
      <AsyncView query={query}>
        {({ tiers }) => {
          const most = Math.max(1, ...tiers.map(({ trained }) => trained))
          return (
            <ol class="generations" aria-label={say('below', { name: of })}>
              {tiers.map(({ tier, step, trained, revoked }) => (
                <li key={tier.id}>
                  <span class="generation-name">
                    {name(tier)}
                    <span class="soft small">{say('below.steps', { count: step })}</span>
                  </span>
                  <span class="generation-track" aria-hidden="true">
                    <span style={{ width: `${(trained / most) * 100}%` }} />
                  </span>
                  <span class="generation-count">
                    {formatCount(trained, language)}
                    {revoked > 0 && (
                      <span class="soft small">{say('below.revoked', { count: revoked })}</span>
                    )}
                  </span>
                </li>
              ))}
            </ol>
          )
        }}
      </AsyncView>
    </Panel>
  )
}
