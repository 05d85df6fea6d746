import { json } from '../api.ts'
import { coverageApi } from '../planning/api.ts'
import { listed } from '../planning/names.ts'
import { useQuery } from '../query.ts'
import type { Asked } from '../reach/api.ts'
import { changesTexts } from '../text/changes.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'

const NAMED = 8

/** Whether less came of what is asked by wing or subject than the minimum says. */
const isShort = ({ units, unitsMet, trained, minimum }: Asked) =>
  unitsMet === null ? trained < minimum : unitsMet < units

/** Who holds which office in a unit, who is trained, and what is missing. */
export const UnitStanding = ({ organisation, unitId }: { organisation: string; unitId: string }) => {
  const say = useText(changesTexts)
  const name = useName()
  const language = useLanguage()
  const standing = useQuery(`${organisation}/units/${unitId}/standing`, (signal) =>
    json(
      coverageApi(organisation).units[':unitId'].standing.$get({ param: { unitId } }, { init: { signal } }),
    ),
  )
  const count = (n: number) => formatCount(n, language)
  return (
    <AsyncView query={standing}>
      {({ offices, tiers }) => (
        <>
          <Panel title={say('standing')}>
            {offices.length === 0 && <p class="soft">{say('standing.none')}</p>}
            {offices.length > 0 && (
              <List label={say('standing')}>
                {offices.flatMap(({ kind, holders }) =>
                  holders.length === 0
                    ? [
                        <Row
                          key={kind.id}
                          icon="person"
                          title={say('vacant')}
                          note={name(kind)}
                          aside={<Badge tone="warn">{say('gap')}</Badge>}
                        />,
                      ]
                    : holders.map((holder) => (
                        <Row
                          key={`${kind.id} ${holder.id}`}
                          icon="person"
                          title={name(holder)}
                          note={name(kind)}
                          href={`/o/${organisation}/people/${holder.id}`}
                        />
                      )),
                )}
              </List>
            )}
          </Panel>
          {tiers.length > 0 && (
            <Panel title={say('training')}>
              <List label={say('training')}>
                {tiers.map((one) => (
                  <Row
                    key={one.tier.id}
                    icon="teach"
                    title={name(one.tier)}
                    note={
                      <>
                        {one.here
                          ? say('training.here', { trained: count(one.trained), minimum: count(one.minimum) })
                          : say('training.below', { met: count(one.unitsMet), units: count(one.units) })}
                        {one.people.length > 0 && (
                          <>
                            <br />
                            {say('training.people', {
                              what: listed(
                                one.people
                                  .slice(0, NAMED)
                                  .map((person) =>
                                    person.prior
                                      ? say('training.prior', { name: name(person) })
                                      : name(person),
                                  ),
                                language,
                              ),
                            })}
                          </>
                        )}
                      </>
                    }
                    aside={
                      one.unitsMet < one.units || one.shares.some(isShort) ? (
                        <Badge tone="warn">{say('gap')}</Badge>
                      ) : (
                        <Badge tone="good">{say('enough')}</Badge>
                      )
                    }
                  />
                ))}
              </List>
            </Panel>
          )}
        </>
      )}
    </AsyncView>
  )
}
