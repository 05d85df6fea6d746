import { v7 } from 'uuid'
import { type Held, morning, type openBook, type Seat, type Tier } from '../book.ts'
import { type openCast, programmeRows } from '../cast.ts'
import { type Ask, type Draft, draftsOf, stamp } from '../product.ts'
import { boothWorkers } from '../tables/campaigns.ts'
import type { Person, Tenant, Unit } from '../tenant.ts'
import { draws, simulated } from '../weeks.ts'
import { CAPS, keep, workersPlans } from './bjp-mp-plans.ts'

/** How the booth workers' training went from week to week; nothing was held in the weeks of the harvest. */
const WORKERS_PACE = { from: boothWorkers.startBy, weeks: 26, rest: [6, 7, 17, 18], comes: 0.87, again: 0.6 }
/** Office-bearers of a division who teach. */
const TEACHERS = 20
/** The instant at which the plan was chosen. */
export const PLANNED_ON = morning('2022-10-25')

/** O2: everybody nominated for his booth, and the office-bearers who are to teach them. */
export function secondProgramme(
  t: Tenant,
  cast: ReturnType<typeof openCast>,
  book: ReturnType<typeof openBook>,
  by: { admin: Person; worker: Person },
) {
  const made = programmeRows(
    {
      title: boothWorkers.title,
      about: {
        en: 'At least two workers at every booth who know information technology.',
        hi: 'हर बूथ पर सूचना प्रौद्योगिकी जानने वाले कम से कम दो कार्यकर्ता।',
      },
      ...{ startsOn: '2022-10-01', endsOn: '2023-11-15', planPublished: false },
      subjects: [boothWorkers.skill.title],
      tiers: [
        {
          title: { en: 'Booth workers', hi: 'बूथ कार्यकर्ता' },
          ...{ host: 'division', trains: 'booth', taughtBy: 'office', planned: true },
          ...{ quota: [2, 3, 3], batch: 500, startBy: boothWorkers.startBy },
        },
      ],
    },
    t.now,
  )
  book.add('programmes', made.programme)
  for (const row of made.subjects) book.add('subjects', row)
  for (const row of made.tierRows) book.add('tiers', row)
  const [tier] = made.tiers
  if (!tier) return undefined
  const teachers = new Map<string, Person>()
  for (const division of t.level('division'))
    for (let n = 0; n < TEACHERS; n++) {
      const person = cast.at(division, 'division-office-bearer')
      teachers.set(person.id, person)
    }
  return { tier, teachers, seats: nominateWorkers(t, cast, book, tier, by) }
}

type Workers = NonNullable<ReturnType<typeof secondProgramme>>

/** Keeps both plans, stamps the one that was chosen with its trainers, and publishes its catchments, proved. */
export async function planWorkers(ask: Ask, { tier }: Workers) {
  const plans = workersPlans(tier)
  await keep(ask, tier.programmeId, plans)
  const [chosen] = plans
  const body = {
    ...{ id: v7(), caps: CAPS },
    by: { kind: 'plan', planId: chosen?.id, plan: chosen?.plan, tierIds: [tier.id] },
  }
  await stamp(ask, tier.programmeId, body)
  await ask('POST', `/tiers/${tier.id}/plan/publication`)
  return body.id
}

/** What was held, division by division: its stamped workshops, whose people came week by week. */
export async function heldWorkers(t: Tenant, workers: Workers, stampingId: string): Promise<Held[][]> {
  const draw = draws(65_400)
  const byDivision = Map.groupBy(await draftsOf(t, stampingId), ({ unitId }) => unitId)
  return t.level('division').map((division) => {
    const booths = t
      .level('booth')
      .filter(({ path }) => path.startsWith(division.path))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
    const drafts = byDivision.get(division.id) ?? []
    const groups = drafts.map(({ first, units }) =>
      booths.slice(first, first + units).flatMap(({ id }) => workers.seats.get(id) ?? []),
    )
    const days = simulated(
      groups.map(({ length }) => length),
      WORKERS_PACE,
      draw,
    )
    return drafts.map((draft, at) => {
      const seats = (groups[at] ?? []).map((seat, n) => {
        const from = days[at]?.[n]
        return { ...seat, days: from ? 1 : 0, from }
      })
      return sitting(workers, division, draft, seats)
    })
  })
}

/** A stamped workshop as it was held. */
function sitting({ tier, teachers }: Workers, host: Unit, draft: Draft, seats: Seat[]): Held {
  const came = seats.flatMap(({ from }) => from ?? []).sort()
  return {
    ...{ tier, host, stamped: draft.workshopId, title: { en: '', hi: '' }, parted: true, include: [], seats },
    venue: { en: 'Division headquarters', hi: 'संभाग मुख्यालय' },
    startsOn: came[0] ?? draft.startsOn,
    endsOn: came.at(-1) ?? draft.startsOn,
    // A third worker of some booths came too.
    capacity: Math.max(500, seats.length),
    leaders: draft.people.flatMap((id) => {
      const person = teachers.get(id)
      return person ? [{ person }] : []
    }),
  }
}

/** The first worker of a booth presides over it, the second is its secretary. */
const OFFICES = ['booth-president', 'booth-secretary']

/** Two or three people for every booth, nominated; by the id of their booth. */
function nominateWorkers(
  t: Tenant,
  cast: ReturnType<typeof openCast>,
  book: ReturnType<typeof openBook>,
  tier: Tier,
  { admin, worker }: { admin: Person; worker: Person },
) {
  const thirds = boothWorkers.targetWorkers - boothWorkers.minWorkers
  const byBooth = new Map<string, Seat[]>()
  for (const [at, unit] of t.level('booth').entries())
    byBooth.set(
      unit.id,
      Array.from({ length: at < thirds ? 3 : 2 }, (_, n) => {
        const person = at + n === 0 ? worker : cast.at(unit, OFFICES[n])
        book.nominate(tier, person, unit, admin.id, morning('2022-10-20'))
        return { person, unit, days: 0 }
      }),
    )
  return byBooth
}
