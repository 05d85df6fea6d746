import type { InferResponseType } from 'hono/client'
import { Fragment } from 'preact'
import { json } from '../api.ts'
import { workshopsApi } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import { MetBadge } from '../reach/asked.tsx'
import type { Frame } from '../shell/frame.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { radarText } from '../text/radar.ts'
import { sharesText } from '../text/shares.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { radarApi, radarLink } from './api.ts'

type Asked = InferResponseType<ReturnType<typeof radarApi>['units'][':unitId']['asked']['$get'], 200>
type Tier = Asked['tiers'][number]
type Duty = Asked['duties'][number]
type UnitProps = { organisation: string; unitId: string; frame: Frame }

const AskedTier = ({ organisation, unitId, frame, tier: of }: UnitProps & { tier: Tier }) => {
  const say = useText(radarText)
  const sayShares = useText(sharesText)
  const name = useName()
  const language = useLanguage()
  const wanted = Math.max(0, of.minimum - Math.max(of.nominated, of.trained))
  const facts = [
    say('asked.trained', { trained: of.trained, minimum: of.minimum }),
    of.finishBy && say('asked.by', { day: formatDay(of.finishBy, 'medium', language) }),
    !of.finishBy && of.startBy && say('asked.start', { day: formatDay(of.startBy, 'medium', language) }),
    of.trainers.length > 0 && say('asked.trainers', { names: of.trainers.map(name).join(', ') }),
    of.trainers.length === 0 && of.needsTrainer && say('asked.noTrainer'),
  ]
  const href =
    of.here && frame.holds.has('nominations:edit')
      ? `/o/${organisation}/teach/${of.tier.id}/units/${unitId}`
      : `/o/${organisation}/coverage?tier=${of.tier.id}&unit=${unitId}`
  return (
    <Row
      icon="teach"
      title={`${name(of.tier)} – ${name(of.programme)}`}
      note={
        <>
          {facts.filter(Boolean).join(', ')}{' '}
          {wanted > 0 ? (
            <Badge tone="warn">{say('asked.wanted', { count: wanted })}</Badge>
          ) : (
            <Badge tone="good">{say('asked.met')}</Badge>
          )}
          {of.shares.map((share) => (
            <Fragment key={`${share.kind} ${share.id}`}>
              <br />
              {sayShares('asked.one', { name: name(share), minimum: share.minimum, target: share.target })}{' '}
              <MetBadge share={share} />
            </Fragment>
          ))}
        </>
      }
      href={href}
    />
  )
}

const AskedDuty = ({ organisation, duty }: { organisation: string; duty: Duty }) => {
  const say = useText(radarText)
  const name = useName()
  const language = useLanguage()
  const day = formatDay(duty.startsOn, 'medium', language)
  const who = duty.holders.length > 0 ? duty.holders.map(name).join(', ') : say('asked.nobody')
  return (
    <Row
      icon="calendar"
      title={`${name(duty.office)}: ${name(duty.workshop)}`}
      note={`${say('asked.duty.days', { count: duty.days, day })}, ${who}`}
      href={`/o/${organisation}/workshops/${duty.workshop.id}`}
    />
  )
}

const Serving = ({ organisation, unitId }: Omit<UnitProps, 'frame'>) => {
  const say = useText(radarText)
  const name = useName()
  const language = useLanguage()
  const query = useQuery(`${organisation}/serving/${unitId}`, (signal) =>
    json(workshopsApi(organisation).public.workshops.$get({ query: { unit: unitId } }, { init: { signal } })),
  )
  const day = (on: string) => formatDay(on, 'medium', language)
  if (!query.data?.workshops.length) return null
  return (
    <Panel title={say('asked.workshops')}>
      <List label={say('asked.workshops')}>
        {query.data.workshops.map((one) => {
          const venue = (language === 'hi' ? one.venueHi : one.venueEn) ?? name(one.host)
          const when = `${day(one.startsOn)} – ${day(one.endsOn)}, ${venue}`
          return (
            <Row
              key={one.id}
              icon="hall"
              title={name(one)}
              note={`${when}, ${say('asked.seats', { count: one.seatsLeft })}`}
              href={`/o/${organisation}/workshops/${one.id}`}
            />
          )
        })}
      </List>
    </Panel>
  )
}

/** What is asked of a unit, by when and of whom, and which workshops serve it. */
export const UnitAsked = ({ organisation, unitId, frame }: UnitProps) => {
  const say = useText(radarText)
  const query = useQuery(`${organisation}/units/${unitId}/asked`, (signal) =>
    json(radarApi(organisation).units[':unitId'].asked.$get({ param: { unitId } }, { init: { signal } })),
  )
  return (
    <>
      <Panel
        title={say('asked.title')}
        actions={
          frame.holds.has('coverage:read') && (
            <LinkButton icon="warning" href={radarLink(organisation, { unit: unitId })}>
              {say('asked.radar')}
            </LinkButton>
          )
        }
      >
        <AsyncView query={query}>
          {({ tiers, duties }) =>
            tiers.length + duties.length === 0 ? (
              <p class="soft">{say('asked.none')}</p>
            ) : (
              <List label={say('asked.title')}>
                {tiers.map((tier) => (
                  <AskedTier
                    key={tier.tier.id}
                    organisation={organisation}
                    unitId={unitId}
                    frame={frame}
                    tier={tier}
                  />
                ))}
                {duties.map((duty) => (
                  <AskedDuty key={duty.obligationId} organisation={organisation} duty={duty} />
                ))}
              </List>
            )
          }
        </AsyncView>
      </Panel>
      <Serving organisation={organisation} unitId={unitId} />
    </>
  )
}
