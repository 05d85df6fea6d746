import { useState } from 'preact/hooks'
import type { Problem } from '../api.ts'
import type { Plan, PlanWorkshop, UnitRef } from '../planning/api.ts'
import { listed } from '../planning/names.ts'
import type { Action } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useLanguage, useText } from '../text/index.ts'
import { type Named, useName } from '../text/names.ts'
import { plansText } from '../text/plans.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { ProblemView } from '../ui/problem.tsx'

/** Units that a plan leaves out, and units that it serves more than once. */
export type Faults = Pick<Plan, 'gaps' | 'overlaps'>

/** The faults that a refusal names; undefined for any other refusal. */
export const faultsOf = (problem: Problem | undefined): Faults | undefined =>
  problem?.slug === 'not-a-partition'
    ? {
        gaps: (problem.extra.gaps as Plan['gaps'] | undefined) ?? [],
        overlaps: (problem.extra.overlaps as Plan['overlaps'] | undefined) ?? [],
      }
    : undefined

/** So many units are named in one phrase; of the others only the number is told. */
const NAMED = 24

/** Names units in one phrase, in the language shown. */
export const useUnitNames = () => {
  const name = useName()
  const say = useText(plansText)
  const language = useLanguage()
  return (units: readonly Named[]): string => {
    if (units.length <= NAMED) return listed(units.map(name), language)
    const more = say('names.more', { count: units.length - NAMED })
    return listed([...units.slice(0, NAMED).map(name), more], language)
  }
}

type GiveProps = {
  units: readonly UnitRef[]
  workshops: readonly PlanWorkshop[]
  give: Action<[workshop: PlanWorkshop, units: readonly UnitRef[]], unknown>
}

const Give = ({ units, workshops, give }: GiveProps) => {
  const say = useText(plansText)
  const name = useName()
  const [to, setTo] = useState('')
  const workshop = workshops.find(({ id }) => id === to)
  return (
    <div class="stack">
      <SelectField
        label={say('give.to')}
        required
        value={to}
        onChange={setTo}
        options={workshops.map((one) => ({ value: one.id, label: name(one) }))}
      />
      {give.problem && <ProblemView problem={give.problem} />}
      <div class="cluster">
        <Button
          kind="main"
          busy={give.busy}
          disabled={!workshop}
          onPress={() => workshop && give.run(workshop, units)}
        >
          {say('give.go')}
        </Button>
      </div>
    </div>
  )
}

/** Units with the wings of which something is so, where it is not so of everybody. */
const useWingNames = (slug: string) => {
  const say = useText(plansText)
  const language = useLanguage()
  const wings = useFrame(slug)?.organisation.wings ?? []
  return (units: string, ids: readonly string[]): string => {
    if (ids.length === 0) return units
    const names = ids.map((id) => wings.find((wing) => wing.id === id)?.names[language] ?? say('wing.others'))
    return say('gap.wings', { units, wings: listed(names, language) })
  }
}

type PlanFaultsProps = { slug: string; plan: Plan; give: GiveProps['give'] | undefined }

/** What keeps a plan from being published, unit by unit, and the quickest way out. */
export const PlanFaults = ({ slug, plan, give }: PlanFaultsProps) => {
  const withWings = useWingNames(slug)
  const say = useText(plansText)
  const names = useUnitNames()
  const name = useName()
  const { gaps, gapUnits, overlaps, overlapUnits, workshops } = plan
  return (
    <>
      {gapUnits > 0 && (
        <Banner tone="bad" title={say('gaps', { count: gapUnits })}>
          {gapUnits > gaps.length && <p>{say('faults.first', { count: gaps.length })}</p>}
          {[...Map.groupBy(gaps, ({ wings }) => wings.join()).values()].map((some) => (
            <p key={some[0]?.id} class="strong">
              {withWings(names(some), some[0]?.wings ?? [])}
            </p>
          ))}
          {give && workshops.length > 0 && <Give units={gaps} workshops={workshops} give={give} />}
        </Banner>
      )}
      {overlapUnits > 0 && (
        <Banner tone="bad" title={say('overlaps', { count: overlapUnits })}>
          {overlapUnits > overlaps.length && <p>{say('faults.first', { count: overlaps.length })}</p>}
          <ul class="problem-errors">
            {overlaps.map(({ unit, workshops: both, wings }) => (
              <li key={`${unit.id} ${wings.join()}`}>
                {say('overlap.in', { unit: withWings(name(unit), wings), workshops: names(both) })}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  )
}
