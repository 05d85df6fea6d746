import type { Capability } from '../../worker/platform/roles.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { powerTexts } from '../text/powers.ts'
import { roleTexts } from '../text/roles.ts'
import { Banner } from '../ui/banner.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import type { Powers } from './api.ts'

const AREAS = {
  people: [
    'people:read',
    'people:contact',
    'people:edit',
    'people:export',
    'nominations:edit',
    'privacy:manage',
  ],
  workshops: [
    'programmes:read',
    'programmes:edit',
    'workshops:read',
    'workshops:edit',
    'workshops:open',
    'registrations:read',
    'registrations:edit',
    'coverage:read',
    'coverage:sign',
  ],
  gate: ['attendance:mark', 'credentials:issue'],
  money: [
    'dues:read',
    'payments:record',
    'payments:read',
    'payments:connect',
    'waivers:request',
    'waivers:approve',
    'refunds:request',
    'refunds:approve',
    'cash:confirm',
  ],
  organisation: [
    'units:read',
    'units:edit',
    'organisation:edit',
    'grants:edit',
    'approvals:decide',
    'owners:approve',
    'audit:read',
  ],
} as const satisfies Record<string, readonly Capability[]>

type Area = keyof typeof AREAS
const AREA_NAMES = Object.keys(AREAS) as readonly Area[]

type Source = Powers['sources'][number]

const dayOf = (at: number): string => new Date(at * 1000).toLocaleDateString('sv')

/** Why: the responsibility with its unit, its limits, its days and who gave it. */
export const useReason = () => {
  const say = useText(powerTexts)
  const sayRole = useText(roleTexts)
  const name = useName()
  const language = useLanguage()
  const day = (at: number) => formatDay(dayOf(at), 'medium', language)
  return ({ role, unit, fromAt, untilAt, wing, workshop, tier, ...source }: Source): string =>
    [
      say('source', { role: sayRole(`${role}`), unit: name(unit), day: day(fromAt) }),
      untilAt !== null && say('source.until', { day: day(untilAt) }),
      ...[wing, workshop, tier].map((limit) => limit && say('source.only', { name: name(limit) })),
      source.credentialCode && say('source.credential', { code: source.credentialCode }),
      source.givenBy && say('source.given', { name: name(source.givenBy) }),
      source.approvedBy && say('source.approved', { name: name(source.approvedBy) }),
    ]
      .filter(Boolean)
      .join(', ')
}

/** What a person may do at a place, by area, each with why; then what he may not, and what does not reach here. */
export const PowersView = ({ powers }: { powers: Powers }) => {
  const say = useText(powerTexts)
  const name = useName()
  const reason = useReason()
  const held = powers.capabilities.filter((each) => each.held)
  const not = powers.capabilities.filter((each) => !each.held)
  const who = { name: name(powers.person), unit: name(powers.unit) }
  const because = (each: (typeof held)[number]) => {
    const reasons = each.because.flatMap((at) => powers.sources[at] ?? []).map(reason)
    return `${say('because')} ${reasons.join(say('source.and'))}`
  }
  return (
    <div class="stack stack-l">
      {held.length > 0 ? (
        <Banner tone="good" title={say('may', { count: held.length, ...who })} />
      ) : (
        <Banner title={say('may.nothing', who)}>
          <p>{say('may.nothing.text')}</p>
        </Banner>
      )}
      {AREA_NAMES.map((area) => {
        const here = held.filter(({ capability }) => (AREAS[area] as readonly string[]).includes(capability))
        if (here.length === 0) return null
        return (
          <Panel key={area} title={say(`area.${area}`)}>
            <List label={say(`area.${area}`)}>
              {here.map((each) => (
                <Row
                  key={each.capability}
                  icon="check"
                  title={say(`can.${each.capability}`)}
                  note={because(each)}
                />
              ))}
            </List>
          </Panel>
        )
      })}
      {powers.elsewhere.length > 0 && (
        <Panel title={say('elsewhere')} hint={say('elsewhere.hint')}>
          <ul>
            {powers.elsewhere.map((source) => (
              <li key={source.grantId ?? source.credentialId}>{reason(source)}</li>
            ))}
          </ul>
        </Panel>
      )}
      {held.length > 0 && not.length > 0 && (
        <details>
          <summary>{say('may.not')}</summary>
          <ul>
            {not.map(({ capability }) => (
              <li key={capability}>{say(`can.${capability}`)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
