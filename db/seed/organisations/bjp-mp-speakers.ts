import { addDays } from '../../../worker/platform/calendar.ts'
import { type Holder, morning, type openBook, type Seat, type Tier } from '../book.ts'
import { type openCast, programmeRows } from '../cast.ts'
import { type Ask, draftsOf, stamp } from '../product.ts'
import { subjectSpeakers, subjects, zonalWorkshops } from '../tables/campaigns.ts'
import type { Person, Tenant, Unit } from '../tenant.ts'
import { draws } from '../weeks.ts'
import { keep, speakersPlans, template } from './bjp-mp-plans.ts'

const SPEAKERS_PER_DISTRICT = 18
/** Districts in which the second hop has been held, and mandals of each in which the third has. */
const DISTRICTS_DONE = 40
const MANDALS_DONE = 4
/** Of the 14 subjects, how many are left on the timetable of the second hop, and of the third. */
const SUBJECTS_LEFT = [10, 4] as const
/** The weeks over which the third hop has been held so far, and the first of its days. */
const BOOTH_WEEKS = { from: '2026-06-21', weeks: 22 }
/** Where the trainer of the log-ins lives: his mandals are still waiting for him. */
const TRAINERS_DISTRICT = 'MP-D396N'
/** The division whose planner stamped the third hop; elsewhere trainers open their batches themselves. */
const STAMPED_DIVISION = 'MP-BPL'

type Cast = ReturnType<typeof openCast>
type Book = ReturnType<typeof openBook>
type Taught = { title: { en: string; hi: string }; subjectId: string }[]

const below = (t: Tenant, unit: Unit, level: string) =>
  t.level(level).filter(({ path }) => path.startsWith(unit.path))

const hop = (
  at: 0 | 1 | 2,
  host: string,
  taughtBy: 'guest' | 'credential',
  planned: boolean,
  quota: [number, number, number],
  batch: number,
) => {
  const { title, trains, startBy, finishBy } = subjectSpeakers.tiers[at] ?? {
    title: { en: '', hi: '' },
    trains: '',
  }
  return { title, host, trains, taughtBy, planned, quota, batch, ...(startBy ? { startBy, finishBy } : {}) }
}

/** O1: its programme and the three zonal workshops, with all speakers in them. */
export function firstProgramme(t: Tenant, cast: Cast, book: Book) {
  const made = programmeRows(
    {
      title: subjectSpeakers.title,
      about: {
        en: 'From the hall to the last booth: those trained teach the level below.',
        hi: 'सभागार से अंतिम बूथ तक: जो सीखे, वह अगले स्तर को सिखाए।',
      },
      ...{ startsOn: '2026-03-01', endsOn: '2026-12-31', planPublished: false },
      subjects: subjects.map(({ title }) => title),
      tiers: [
        { ...hop(0, 'state', 'guest', true, [2, SPEAKERS_PER_DISTRICT, 28], 500), wanted: 'subjects' },
        hop(1, 'district', 'credential', false, [2, 3, 6], 60),
        hop(2, 'mandal', 'credential', false, [2, 2, 10], 150),
      ],
    },
    t.now,
  )
  book.add('programmes', made.programme)
  for (const row of made.subjects) book.add('subjects', row)
  for (const row of made.tierRows) book.add('tiers', row)
  const taught = (most?: number): Taught =>
    made.subjects
      .slice(0, most)
      .map((row) => ({ title: { en: row.name_en, hi: row.name_hi }, subjectId: row.id }))
  const [zone] = made.tiers
  const speakers = zone ? zonal(t, cast, book, { zone, sessions: taught() }) : []
  return { programmeId: made.programme.id, tiers: made.tiers, taught, speakers }
}

function zonal(t: Tenant, cast: Cast, book: Book, { zone, sessions }: { zone: Tier; sessions: Taught }) {
  const root = t.unit('MP')
  const speaker = cast.at(root, 'state-office-bearer')
  return zonalWorkshops.flatMap(({ title, venue, heldOn, catchment }) => {
    const [include, exclude] = [catchment.include.map(t.unit), catchment.exclude.map(t.unit)]
    const served = t
      .level('district')
      .filter(
        ({ path }) =>
          include.some((u) => path.startsWith(u.path)) && !exclude.some((u) => path.startsWith(u.path)),
      )
    // More than 400 came to the first hall, from its 23 districts.
    const seats = served.flatMap((unit, district): Seat[] =>
      Array.from({ length: SPEAKERS_PER_DISTRICT }, (_, n) => ({
        person:
          unit.code === TRAINERS_DISTRICT && n === 0
            ? cast.logIn('trainer', unit)
            : cast.at(unit, n === 0 ? 'district-president' : undefined),
        unit,
        days: n === SPEAKERS_PER_DISTRICT - 1 && district % 2 === 0 ? 0 : 1,
      })),
    )
    return book.hold({
      ...{ tier: zone, host: root, title, venue, startsOn: heldOn, capacity: 500, include, exclude },
      ...{ leaders: [{ person: speaker }], seats, sessions },
    })
  })
}

type Speakers = ReturnType<typeof firstProgramme>

/** Proves the first hop's plan, keeps both plans, and stamps a draft of the second hop at every district. */
export async function planSpeakers(ask: Ask, { programmeId, tiers }: Speakers) {
  const [zone, mandal] = tiers
  if (!zone || !mandal) return ''
  await ask('POST', `/tiers/${zone.id}/plan/publication`)
  await keep(ask, programmeId, speakersPlans(tiers))
  const drafts = template(mandal.id, 'district', {
    ...{ startsOn: '2026-04-06', weeks: 4, capacity: 120, underId: null },
    ...{ venueEn: 'District office, {unit}', venueHi: 'ज़िला कार्यालय, {unit}' },
  })
  await stamp(ask, programmeId, drafts)
  return drafts.id
}

/** Holds the second hop in most districts, as it was stamped; answers who may teach in the mandals. */
export async function holdMandals(t: Tenant, cast: Cast, book: Book, made: Speakers, stampingId: string) {
  const [, mandal] = made.tiers
  const byPerson = new Map(made.speakers.map((holder) => [holder.person.id, holder]))
  const byDistrict = new Map((await draftsOf(t, stampingId)).map((draft) => [draft.unitId, draft]))
  const done = t
    .level('district')
    .slice(0, DISTRICTS_DONE)
    .filter(({ code }) => code !== TRAINERS_DISTRICT)
  return done.flatMap((district) => {
    const draft = byDistrict.get(district.id)
    if (!mandal || !draft) return []
    const seats = below(t, district, 'mandal').flatMap((unit, at): Seat[] =>
      Array.from({ length: 3 }, (_, n) => ({
        person: cast.at(unit, n === 0 ? 'mandal-president' : undefined),
        unit,
        days: n < 2 || at % 3 === 0 ? 1 : 0,
      })),
    )
    return book.hold({
      ...{ tier: mandal, host: district, stamped: draft.workshopId, startsOn: draft.startsOn, capacity: 120 },
      title: { en: '', hi: '' },
      ...{ venue: null, include: [], seats, sessions: made.taught(SUBJECTS_LEFT[0]) },
      leaders: led(draft.people, byPerson),
    })
  })
}

const led = (people: readonly string[], holders: ReadonlyMap<string, Holder>) =>
  people.flatMap((id) => {
    const holder = holders.get(id)
    return holder ? [{ person: holder.person, holder }] : []
  })

/** Stamps the third hop in one division. */
export async function planBooths(t: Tenant, ask: Ask, { programmeId, tiers }: Speakers) {
  const [, , booth] = tiers
  const drafts = template(booth?.id ?? '', 'mandal', {
    ...{ startsOn: BOOTH_WEEKS.from, weeks: BOOTH_WEEKS.weeks, capacity: 200 },
    ...{ underId: t.unit(STAMPED_DIVISION).id },
    ...{ venueEn: 'Community hall, {unit}', venueHi: 'सामुदायिक भवन, {unit}' },
  })
  await stamp(ask, programmeId, drafts)
  return drafts.id
}

/** Holds the third hop in some mandals of every district: as it was stamped, or opened by their trainers. */
export async function holdBooths(
  t: Tenant,
  cast: Cast,
  book: Book,
  made: Speakers,
  { stampingId, trainers, worker }: { stampingId: string; trainers: readonly Holder[]; worker: Person },
) {
  const [, , booth] = made.tiers
  if (!booth) return
  const draw = draws(2026)
  const byPerson = new Map(trainers.map((holder) => [holder.person.id, holder]))
  const byMandal = Map.groupBy(trainers, ({ unit }) => unit.id)
  const stamped = new Map((await draftsOf(t, stampingId)).map((draft) => [draft.unitId, draft]))
  for (const district of t.level('district').slice(0, DISTRICTS_DONE))
    for (const unit of below(t, district, 'mandal').slice(0, MANDALS_DONE)) {
      const draft = stamped.get(unit.id)
      const [first] = byMandal.get(unit.id) ?? []
      const leaders = draft
        ? led(draft.people, byPerson)
        : first
          ? [{ person: first.person, holder: first }]
          : []
      const drawn = addDays(BOOTH_WEEKS.from, 7 * Math.floor(BOOTH_WEEKS.weeks * draw()))
      if (leaders.length === 0) continue
      book.hold({
        ...{ tier: booth, host: unit, stamped: draft?.workshopId, startsOn: draft?.startsOn ?? drawn },
        title: { en: `Booth training, ${unit.nameEn}`, hi: `बूथ प्रशिक्षण, ${unit.nameHi}` },
        venue: { en: `Community hall, ${unit.nameEn}`, hi: `सामुदायिक भवन, ${unit.nameHi}` },
        ...{ capacity: 200, include: [unit], leaders, seats: workers(t, cast, unit, worker) },
        sessions: made.taught(SUBJECTS_LEFT[1]),
      })
    }
}

/** Workers of a mandal's booths; the first of all is `first`: his line leads up to the first hall. */
const workers = (t: Tenant, cast: Cast, mandal: Unit, first: Person): Seat[] =>
  below(t, mandal, 'booth').flatMap((at, n) =>
    Array.from({ length: n % 4 === 3 ? 1 : 2 }, (_, k) => ({
      person: at.id === first.unit.id && k === 0 ? first : cast.at(at),
      unit: at,
      days: n % 5 === 4 && k === 1 ? 0 : 1,
    })),
  )

/** The days on which the story's planners were at work. */
export const PLANNED_AT = {
  zone: morning('2026-02-20'),
  mandal: morning('2026-03-20'),
  booth: morning('2026-06-01'),
}
