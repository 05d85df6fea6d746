import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { today } from '../planning/days.ts'
import { type TierOf, tiersOf, useTiers } from '../planning/tiers.ts'
import { useFrame } from '../shell/frame.ts'
import { coverageText } from '../text/coverage.ts'
import { formatDay, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { DateField, SelectField } from '../ui/field.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { useReadable } from './reach.ts'
import { Trail } from './trail.tsx'

/** A hop of a programme, in a unit or where one's powers begin, as it is or as of the end of a past day. */
export type Chosen = { of: TierOf; unit: string | undefined; on: string | undefined }

type ChooserProps = {
  slug: string
  query: Record<string, string>
  /** The address of the same screen for another choice. */
  link: (tierId: string, unit?: string, on?: string) => string
  children: (chosen: Chosen) => ComponentChildren
}

const Fields = ({
  all,
  link,
  chosen,
}: Pick<ChooserProps, 'link'> & { all: readonly TierOf[]; chosen: Chosen }) => {
  const say = useText(coverageText)
  const name = useName()
  const present = today(useZone())
  const { route } = useLocation()
  const { of, unit, on } = chosen
  return (
    <>
      <div class="form no-print">
        <SelectField
          label={say('tier')}
          required
          value={of.tier.id}
          onChange={(id) => route(link(id, unit, on))}
          options={all.map(({ programme, tier }) => ({
            value: tier.id,
            label: `${name(tier)} – ${name(programme)}`,
          }))}
        />
        <DateField
          label={say('day')}
          hint={say('day.hint')}
          required
          value={on ?? present}
          max={present}
          onChange={(day) => {
            if (day) route(link(of.tier.id, unit, day < present ? day : undefined))
          }}
        />
      </div>
      <p class="strong print-only">
        {name(of.programme)} – {name(of.tier)}
      </p>
    </>
  )
}

const Shown = ({ slug, query, link, children, all }: ChooserProps & { all: readonly TierOf[] }) => {
  const say = useText(coverageText)
  const language = useLanguage()
  const present = today(useZone())
  const of = all.find(({ tier }) => tier.id === query.tier) ?? all[0]
  if (!of) return null
  const on = query.on !== undefined && query.on < present ? query.on : undefined
  const unit = query.unit || undefined
  const chosen = { of, unit, on }
  return (
    <>
      <Fields all={all} link={link} chosen={chosen} />
      {on && (
        <Banner
          title={say('past', { day: formatDay(on, 'medium', language) })}
          actions={
            <LinkButton icon="reload" href={link(of.tier.id, unit)}>
              {say('past.back')}
            </LinkButton>
          }
        />
      )}
      <Trail slug={slug} unit={unit} on={on} to={(id) => link(of.tier.id, id, on)} />
      {children(chosen)}
    </>
  )
}

/** What screens of coverage begin with: which hop, of which unit, on which day; or what to do when there is none. */
export const Chooser = (props: ChooserProps) => {
  const { slug } = props
  const say = useText(coverageText)
  const plans = useFrame(slug)?.holds.has('programmes:read')
  const tiers = useTiers(slug)
  const readable = useReadable(slug)
  const mine = tiers.data && readable(tiersOf(tiers.data))
  return (
    <AsyncView
      query={tiers}
      isEmpty={() => mine?.length === 0}
      empty={() => (
        <EmptyState
          icon="coverage"
          title={say('tiers.none')}
          actions={
            plans && (
              <LinkButton kind="main" href={`/o/${slug}/programmes`}>
                {say('tiers.none.go')}
              </LinkButton>
            )
          }
        >
          {say('tiers.none.next')}
        </EmptyState>
      )}
    >
      {() => (mine ? <Shown {...props} all={mine} /> : <Skeleton />)}
    </AsyncView>
  )
}
