import { type Held, morning, type openBook, type Seat, type Tier } from '../book.ts'
import { type openCast, programmeRows } from '../cast.ts'
import { boothWorkers } from '../tables/campaigns.ts'
import type { Person, Tenant } from '../tenant.ts'
import { draws, simulated } from '../weeks.ts'

/** How the booth workers' training went from week to week; nothing was held in the weeks of the harvest. */
const WORKERS_PACE = { from: boothWorkers.startBy, weeks: 26, rest: [6, 7, 17, 18], comes: 0.87, again: 0.6 }

/** O2: everybody nominated for his booth, and trained at his division's headquarters in weeks; answers a hall per division. */
export function secondProgramme(
  t: Tenant,
  cast: ReturnType<typeof openCast>,
  book: ReturnType<typeof openBook>,
  admin: Person,
  worker: Person,
): Held[] {
  const made = programmeRows(
    {
      title: boothWorkers.title,
      about: {
        en: 'At least two workers at every booth who know information technology.',
        hi: 'हर बूथ पर सूचना प्रौद्योगिकी जानने वाले कम से कम दो कार्यकर्ता।',
      },
      startsOn: '2022-10-01',
      endsOn: '2023-11-15',
      planPublished: true,
      subjects: [boothWorkers.skill.title],
      tiers: [
        {
          title: { en: 'Booth workers', hi: 'बूथ कार्यकर्ता' },
          host: 'division',
          trains: 'booth',
          taughtBy: 'office',
          planned: true,
          quota: [2, 3, 3],
          batch: 20_000,
          startBy: boothWorkers.startBy,
        },
      ],
    },
    t.now,
  )
  book.add('programmes', made.programme)
  for (const row of made.subjects) book.add('subjects', row)
  for (const row of made.tierRows) book.add('tiers', row)
  const [tier] = made.tiers
  if (!tier) return []
  const seatsByDivision = nominateWorkers(t, cast, book, tier, { admin, worker })
  const draw = draws(65_400)
  return t.level('division').map((division) => {
    const lead = cast.at(division, 'division-office-bearer')
    const booths = seatsByDivision.get(division.id) ?? []
    const days = simulated(
      booths.map((seats) => seats.length),
      WORKERS_PACE,
      draw,
    )
    const seats = booths.flatMap((own, at) =>
      own.map((seat, n) => {
        const from = days[at]?.[n]
        return { ...seat, days: from ? 1 : 0, from }
      }),
    )
    const last = seats.reduce((latest, { from = '' }) => (from > latest ? from : latest), WORKERS_PACE.from)
    return {
      tier,
      host: division,
      title: { en: `Booth workers, ${division.nameEn}`, hi: `बूथ कार्यकर्ता, ${division.nameHi}` },
      venue: { en: 'Division headquarters', hi: 'संभाग मुख्यालय' },
      startsOn: WORKERS_PACE.from,
      endsOn: last,
      capacity: 20_000,
      include: [division],
      leaders: [{ person: lead }],
      seats,
    }
  })
}

/** The first worker of a booth presides over it, the second is its secretary. */
const OFFICES = ['booth-president', 'booth-secretary']

/** Two or three people for every booth, nominated; by the id of their division and by mandal, whose people come together. */
function nominateWorkers(
  t: Tenant,
  cast: ReturnType<typeof openCast>,
  book: ReturnType<typeof openBook>,
  tier: Tier,
  { admin, worker }: { admin: Person; worker: Person },
) {
  const byDivision = new Map<string, Map<string, Seat[]>>()
  const thirds = boothWorkers.targetWorkers - boothWorkers.minWorkers
  for (const [at, unit] of t.level('booth').entries()) {
    const path = unit.path.split('/')
    const [division = '', mandal = ''] = [path[2], path.at(-3)]
    const mandals = byDivision.get(division) ?? new Map<string, Seat[]>()
    byDivision.set(division, mandals)
    const seats = mandals.get(mandal) ?? []
    mandals.set(mandal, seats)
    for (let n = 0; n < (at < thirds ? 3 : 2); n++) {
      const person = at + n === 0 ? worker : cast.at(unit, OFFICES[n])
      book.nominate(tier, person, unit, admin.id, morning('2022-10-20'))
      seats.push({ person, unit, days: 0 })
    }
  }
  return new Map([...byDivision].map(([division, mandals]) => [division, [...mandals.values()]]))
}
