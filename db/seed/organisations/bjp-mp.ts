import { addDays } from '../../../worker/platform/calendar.ts'
import { type Holder, openBook, type Seat, type Tier } from '../book.ts'
import { openCast, programmeRows } from '../cast.ts'
import { ask, type Sample } from '../samples.ts'
import { type Both, boothWorkers, subjectSpeakers, subjects, zonalWorkshops } from '../tables/campaigns.ts'
import { madhyaPradeshPartyLevels, madhyaPradeshPartyUnits } from '../tables/madhya-pradesh.ts'
import type { Founding, Person, Say, Tenant, Unit } from '../tenant.ts'
import { draws } from '../weeks.ts'
import { secondProgramme } from './bjp-mp-workers.ts'

/** O1 and O2: the state with all its booths. */
export const founding: Founding = {
  slug: 'bjp-mp',
  nameEn: 'BJP Madhya Pradesh (demo)',
  nameHi: 'भाजपा मध्य प्रदेश (नमूना)',
  aboutEn: 'A demonstration with invented people: subject speakers of 2026 and booth workers of 2022.',
  aboutHi: 'काल्पनिक लोगों के साथ नमूना: विषय वक्ता अभियान 2026 और बूथ कार्यकर्ता अभियान 2022।',
  kind: 'political_party',
  levels: madhyaPradeshPartyLevels,
  units: madhyaPradeshPartyUnits,
  wings: [
    { code: 'youth', title: { en: 'Youth wing', hi: 'युवा मोर्चा' } },
    { code: 'women', title: { en: "Women's wing", hi: 'महिला मोर्चा' } },
  ],
  offices: [
    { code: 'district-president', title: { en: 'District president', hi: 'ज़िला अध्यक्ष' } },
    { code: 'mandal-president', title: { en: 'Mandal president', hi: 'मंडल अध्यक्ष' } },
    ...boothWorkers.creditedOffices,
    ...boothWorkers.teachers,
  ],
}

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
/** One who passed himself off as somebody else at his district's training. */
const REVOKED = `update credentials set revoked_at = ?1, revoked_by = ?2, revoked_reason = 'Somebody else sat for him'
  where id = (select c.id from credentials c join workshops w on w.id = c.workshop_id
    where w.name_en = 'Mandal training, Morena' and not exists (select 1 from lineage where trainer_credential_id = c.id)
    order by c.id limit 1)`

/** What was asked of each hop's people: the further from the first hall, the less is left. */
const samplesOf = (tiers: Tier[], unit: Unit): Sample[] =>
  [
    { batches: 3, each: 5, seed: 11, right: 0.92 },
    { batches: 3, each: 5, seed: 12, right: 0.92 },
    { batches: 14, each: 5, seed: 21, right: 0.82 },
    { batches: 24, each: 5, seed: 31, right: 0.7 },
    { batches: 24, each: 5, seed: 32, right: 0.7 },
  ].map((sample) => ({ ...sample, unit, tierId: tiers[Math.floor(sample.seed / 10) - 1]?.id ?? '' }))

const below = (t: Tenant, unit: Unit, level: string) =>
  t.level(level).filter(({ path }) => path.startsWith(unit.path))

/** Writes the story of both programmes. */
export async function tell(t: Tenant, keys: { SIGNING_KEYS: string }, say: Say) {
  const cast = openCast(t)
  const book = openBook(t, keys)
  const root = t.unit('MP')
  const admin = cast.logIn('admin', root)
  cast.grant(admin, 'owner', root)
  const treasurer = cast.logIn('treasurer', root)
  cast.grant(treasurer, 'treasurer', root)

  const speakers = programme(
    subjectSpeakers.title,
    subjects.map(({ title }) => title),
    t.now,
    [
      hop(0, 'state', 'guest', true, [2, SPEAKERS_PER_DISTRICT, 28], 500),
      hop(1, 'district', 'credential', false, [2, 3, 6], 60),
      hop(2, 'mandal', 'credential', false, [2, 2, 10], 150),
    ],
  )
  for (const [table, rows] of speakers.rows) for (const row of rows) book.add(table, row)
  const worker = cast.logIn('participant', t.level('booth')[0] ?? root)
  await firstProgramme(t, cast, book, speakers, worker)
  say(`  ${t.slug}: booth workers …`)
  const teach = secondProgramme(t, cast, book, admin, worker)
  say(`  ${t.slug}: people …`)
  await cast.write()
  await book.write(say)
  await t.db.execute({ sql: REVOKED, args: [t.now - 86_400 * 20, admin.id] })
  await ask(t, speakers.tiers[0]?.programmeId ?? '', admin, samplesOf(speakers.tiers, root))
  // A division at a time: all of it at once would not fit into memory with ease.
  for (const held of teach) {
    book.hold(held)
    await book.write(say)
  }
}

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

function programme(
  title: Both,
  names: Both[],
  now: number,
  tiers: Parameters<typeof programmeRows>[0]['tiers'],
) {
  const about = {
    en: 'From the hall to the last booth: those trained teach the level below.',
    hi: 'सभागार से अंतिम बूथ तक: जो सीखे, वह अगले स्तर को सिखाए।',
  }
  const made = programmeRows(
    {
      title,
      about,
      startsOn: '2026-03-01',
      endsOn: '2026-12-31',
      subjects: names,
      tiers,
      planPublished: true,
    },
    now,
  )
  const rows = [
    ['programmes', [made.programme]],
    ['subjects', made.subjects],
    ['tiers', made.tierRows],
  ] as const
  return { ...made, rows }
}

type Cast = ReturnType<typeof openCast>
type Book = ReturnType<typeof openBook>

type Speakers = { tiers: Tier[]; subjects: { id: string; name_en: string; name_hi: string }[] }

/** The first of the booth workers is `worker`: his line leads up to the first hall. */
async function firstProgramme(
  t: Tenant,
  cast: Cast,
  book: Book,
  { tiers, subjects: rows }: Speakers,
  worker: Person,
) {
  const [zone, mandal, booth] = tiers
  const taught = (most?: number) =>
    rows.slice(0, most).map((row) => ({ title: { en: row.name_en, hi: row.name_hi }, subjectId: row.id }))
  const draw = draws(2026)
  if (!zone || !mandal || !booth) return
  const root = t.unit('MP')
  const speaker = cast.at(root, 'state-office-bearer')
  const bySpeaker: Holder[] = []
  for (const w of zonalWorkshops) {
    const [include, exclude] = [w.catchment.include.map(t.unit), w.catchment.exclude.map(t.unit)]
    const served = t
      .level('district')
      .filter(
        ({ path }) =>
          include.some((u) => path.startsWith(u.path)) && !exclude.some((u) => path.startsWith(u.path)),
      )
    const seats = served.flatMap((unit): Seat[] =>
      Array.from({ length: SPEAKERS_PER_DISTRICT }, (_, n) => ({
        person:
          unit.code === TRAINERS_DISTRICT && n === 0
            ? cast.logIn('trainer', unit)
            : cast.at(unit, n === 0 ? 'district-president' : undefined),
        unit,
        days: n === 17 ? 0 : 1,
      })),
    )
    const sessions = taught()
    const { title, venue, heldOn } = w
    const holders = book.hold({
      tier: zone,
      host: root,
      title,
      venue,
      startsOn: heldOn,
      capacity: 500,
      include,
      exclude,
      leaders: [{ person: speaker }],
      seats,
      sessions,
    })
    bySpeaker.push(...holders)
  }
  for (const district of t.level('district').slice(0, DISTRICTS_DONE)) {
    const holder = bySpeaker.find(({ unit }) => unit.id === district.id)
    if (holder && district.code !== TRAINERS_DISTRICT)
      secondHop(t, cast, book, { district, holder, mandal, booth, taught, draw, worker })
  }
}

type Taught = { title: Both; subjectId: string }[]
type Second = {
  district: Unit
  holder: Holder
  mandal: Tier
  booth: Tier
  taught: (most?: number) => Taught
  draw: () => number
  worker: Person
}

function secondHop(t: Tenant, cast: Cast, book: Book, second: Second) {
  const { district, holder, mandal, booth, taught, draw, worker } = second
  const mandals = below(t, district, 'mandal')
  const seats = mandals.flatMap((unit, at): Seat[] =>
    Array.from({ length: 3 }, (_, n) => ({
      person: cast.at(unit, n === 0 ? 'mandal-president' : undefined),
      unit,
      days: n < 2 || at % 3 === 0 ? 1 : 0,
    })),
  )
  const venue = { en: `District office, ${district.nameEn}`, hi: `ज़िला कार्यालय, ${district.nameHi}` }
  const title = { en: `Mandal training, ${district.nameEn}`, hi: `मंडल प्रशिक्षण, ${district.nameHi}` }
  const holders = book.hold({
    tier: mandal,
    host: district,
    title,
    venue,
    startsOn: '2026-04-12',
    capacity: 120,
    include: [district],
    leaders: [{ person: holder.person, holder }],
    seats,
    sessions: taught(SUBJECTS_LEFT[0]),
  })
  for (const unit of mandals.slice(0, MANDALS_DONE)) {
    const trainer = holders.find((one) => one.unit.id === unit.id)
    if (!trainer) continue
    const workers = below(t, unit, 'booth').flatMap((at, n): Seat[] =>
      Array.from({ length: n % 4 === 3 ? 1 : 2 }, (_, k) => ({
        person: at.id === worker.unit.id && k === 0 ? worker : cast.at(at),
        unit: at,
        days: n % 5 === 4 && k === 1 ? 0 : 1,
      })),
    )
    book.hold({
      tier: booth,
      host: unit,
      title: { en: `Booth training, ${unit.nameEn}`, hi: `बूथ प्रशिक्षण, ${unit.nameHi}` },
      venue: { en: `Community hall, ${unit.nameEn}`, hi: `सामुदायिक भवन, ${unit.nameHi}` },
      startsOn: addDays(BOOTH_WEEKS.from, 7 * Math.floor(BOOTH_WEEKS.weeks * draw())),
      capacity: 200,
      include: [unit],
      leaders: [{ person: trainer.person, holder: trainer }],
      seats: workers,
      sessions: taught(SUBJECTS_LEFT[1]),
    })
  }
}
