import '../radar/radar.css'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { radarApi, radarLink, type TierLeaks } from '../radar/api.ts'
import { useFigures } from '../radar/figures.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { reachText } from '../text/reach.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'

type OfProps = { slug: string; unit: string; of: TierLeaks }

const Figures = ({ slug, unit, of }: OfProps) => {
  const name = useName()
  const language = useLanguage()
  return (
    <li class="stack stack-s">
      <h3>{name(of.tier)}</h3>
      <div class="leak-figures">
        {useFigures(of).map(({ leak, label, value, note }) => (
          <a
            key={leak}
            class={`leak-figure ${value > 0 ? 'leak-some' : ''}`}
            href={radarLink(slug, { unit, tier: of.tier.id, leak })}
          >
            <span class="leak-label">{label}</span>
            <span class="leak-value">{formatCount(value, language)}</span>
            <span class="leak-note">{note}</span>
          </a>
        ))}
      </div>
    </li>
  )
}

type LeaksProps = { slug: string; unit: string; programmeId: string }

/** Where a programme's cascade leaks below a unit, hop by hop; each figure leads to what it counts. */
export const Leaks = ({ slug, unit, programmeId }: LeaksProps) => {
  const say = useText(reachText)
  const query = useQuery(`${slug}/radar/of/${unit}/14`, (signal) =>
    json(radarApi(slug).radar.$get({ query: { unit, days: '14' } }, { init: { signal } })),
  )
  if (query.problem?.status === 404) return null
  return (
    <Panel
      title={say('leaks')}
      hint={say('leaks.hint', { days: 14 })}
      actions={
        <span class="no-print">
          <LinkButton icon="warning" href={radarLink(slug, { unit })}>
            {say('leaks.go')}
          </LinkButton>
        </span>
      }
    >
      <AsyncView query={query}>
        {({ tiers }) => {
          const shown = tiers.filter(({ programme }) => programme.id === programmeId)
          if (shown.length === 0) return <p class="soft">{say('leaks.none')}</p>
          return (
            <ol class="stack" aria-label={say('leaks')}>
              {shown.map((of) => (
                <Figures key={of.tier.id} slug={slug} unit={unit} of={of} />
              ))}
            </ol>
          )
        }}
      </AsyncView>
    </Panel>
  )
}
