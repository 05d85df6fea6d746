import type { Tier, UnitCoverage } from '../planning/api.ts'
import { useFrame } from '../shell/frame.ts'
import { coverageText } from '../text/coverage.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel, Stat, Stats } from '../ui/card.tsx'
import { CoverageBar } from '../ui/coverage.tsx'
import { Count } from '../ui/format.tsx'
import { Progress } from '../ui/progress.tsx'

type SummaryProps = { slug: string; tier: Tier; coverage: UnitCoverage }

const Links = ({ slug, tier, coverage }: SummaryProps) => {
  const say = useText(coverageText)
  const holds = useFrame(slug)?.holds
  const { id } = coverage.unit
  return (
    <div class="cluster no-print">
      {holds?.has('units:read') && (
        <LinkButton kind="quiet" icon="units" href={`/o/${slug}/units/${id}`}>
          {say('go.unit')}
        </LinkButton>
      )}
      {holds?.has('workshops:read') && (
        <LinkButton kind="quiet" icon="hall" href={`/o/${slug}/workshops?tier=${tier.id}&unit=${id}`}>
          {say('go.workshops')}
        </LinkButton>
      )}
      {holds?.has('workshops:open') && (
        <LinkButton kind="quiet" icon="teach" href={`/o/${slug}/teach`}>
          {say('go.teach')}
        </LinkButton>
      )}
    </div>
  )
}

/** One unit's coverage: its units with nobody, one and more, and its people against minimum and goal. */
export const UnitSummary = (props: SummaryProps) => {
  const { slug, tier, coverage } = props
  const say = useText(coverageText)
  const name = useName()
  const language = useLanguage()
  const levels = useFrame(slug)?.organisation.levels
  const own = levels?.find(({ id }) => id === coverage.unit.levelId)?.names[language]
  const level = name(tier.traineeLevel)
  const { units, minimum, target, nominated, registered, trained, valid, unitsMet } = coverage
  const facts = { trained, minimum }
  const single = coverage.unit.levelId === tier.traineeLevel.id
  return (
    <Panel
      title={name(coverage.unit)}
      hint={[own, say('each', { level, minimum: tier.minimum, target: tier.target })]
        .filter(Boolean)
        .join(' – ')}
    >
      {single ? (
        <Banner
          tone={trained >= minimum ? 'good' : 'bad'}
          title={say(trained >= minimum ? 'leaf.good' : 'leaf.bad', facts)}
        />
      ) : (
        <CoverageBar
          none={coverage.unitsZero}
          one={coverage.unitsOne}
          full={coverage.unitsMore}
          of={`${level}: ${formatCount(units, language)}`}
        />
      )}
      <div class="against">
        <Progress label={say('against.minimum')} done={trained} total={minimum} />
        <Progress label={say('against.target')} done={trained} total={target} />
      </div>
      <Stats>
        <Stat label={say('nominated')} value={<Count value={nominated} />} />
        <Stat label={say('registered')} value={<Count value={registered} />} />
        <Stat label={say('trained')} value={<Count value={trained} />} tone="good" />
        {valid !== trained && (
          <Stat
            label={say('valid')}
            value={<Count value={valid} />}
            note={say('valid.note')}
            tone={valid < minimum ? 'warn' : 'plain'}
          />
        )}
        {!single && (
          <Stat
            label={say('met')}
            value={<Count value={unitsMet} />}
            note={say('met.of', { count: units })}
            tone={unitsMet === units ? 'good' : 'warn'}
          />
        )}
      </Stats>
      <Links {...props} />
    </Panel>
  )
}
