import { json } from '../api.ts'
import { BelowTop } from '../hierarchy/top.tsx'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { refresherTexts } from '../text/refreshers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { credentialsApi } from './api.ts'

/** Whose certificates of a hop ran out, soon will, or stand for an older syllabus. */
export const Refreshers = ({ params }: ScreenProps<'/o/:organisation/tiers/:tier/renewals'>) => {
  const { organisation, tier: tierId } = params
  const say = useText(refresherTexts)
  const holds = useFrame(organisation)?.holds
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={<p>{say('lead')}</p>}
        actions={
          holds?.has('workshops:edit') && (
            <LinkButton icon="plus" href={`/o/${organisation}/workshops/new`}>
              {say('plan')}
            </LinkButton>
          )
        }
      />
      <BelowTop organisation={organisation}>
        {(unit) => <Below key={unit} organisation={organisation} tierId={tierId} unit={unit} />}
      </BelowTop>
    </>
  )
}

type BelowProps = { organisation: string; tierId: string; unit: string }

const Below = ({ organisation, tierId, unit }: BelowProps) => {
  const say = useText(refresherTexts)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  const query = useQuery(`${organisation}/renewals/${tierId}/${unit}`, (signal) =>
    json(
      credentialsApi(organisation).tiers[':tierId'].renewals.$get(
        { param: { tierId }, query: { unit } },
        { init: { signal } },
      ),
    ),
  )
  const day = (at: number) => formatInstant(at, zone, language)
  return (
    <AsyncView query={query}>
      {({ people, more }) =>
        people.length === 0 ? (
          <EmptyState icon="check" title={say('none')}>
            {say('none.hint')}
          </EmptyState>
        ) : (
          <div class="stack">
            {more && <Banner title={say('more')} />}
            <List label={say('people')}>
              {people.map((one) => (
                <Row
                  key={one.id}
                  title={name(one.person)}
                  note={name(one.unit)}
                  aside={
                    <>
                      {one.validUntil !== null && (
                        <Badge tone={one.expired ? 'bad' : 'warn'}>
                          {say(one.expired ? 'expired' : 'soon', { day: day(one.validUntil) })}
                        </Badge>
                      )}
                      {one.outdated && <Badge tone="warn">{say('outdated')}</Badge>}
                    </>
                  }
                  href={`/o/${organisation}/credentials/${one.id}`}
                />
              ))}
            </List>
          </div>
        )
      }
    </AsyncView>
  )
}
