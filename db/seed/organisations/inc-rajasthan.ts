import { addDays, dayOf } from '../../../worker/platform/calendar.ts'
import { openBook, type Seat } from '../book.ts'
import { openCast, programmeRows } from '../cast.ts'
import { wingsConvention } from '../tables/campaigns.ts'
import { rajasthanLevels, rajasthanUnits } from '../tables/rajasthan.ts'
import type { Founding, Say, Tenant, Unit } from '../tenant.ts'

/** O5: a convention of all wings, then volunteers down to the booth. */
export const founding: Founding = {
  slug: 'inc-rajasthan',
  nameEn: 'Congress Rajasthan (demo)',
  nameHi: 'कांग्रेस राजस्थान (नमूना)',
  aboutEn: 'A demonstration with invented people: the convention of 2023 and the volunteers of the booths.',
  aboutHi: 'काल्पनिक लोगों के साथ नमूना: 2023 का सम्मेलन और बूथ के स्वयंसेवक।',
  kind: 'political_party',
  levels: rajasthanLevels,
  units: rajasthanUnits,
  wings: wingsConvention.wings,
  offices: [{ code: 'district-president', title: { en: 'District president', hi: 'ज़िला अध्यक्ष' } }],
}

/** Constituencies whose booth volunteers have been taught so far. */
const CONSTITUENCIES_DONE = 25

/** Writes the convention in Jaipur, volunteers of some constituencies, and a refresher to come. */
export async function tell(t: Tenant, keys: { SIGNING_KEYS: string }, say: Say) {
  const cast = openCast(t)
  const book = openBook(t, keys)
  const root = t.unit('RJ')
  const admin = cast.logIn('admin', root)
  cast.grant(admin, 'owner', root)
  cast.grant(cast.logIn('treasurer', root), 'treasurer', root)
  const made = programmeRows(
    {
      title: wingsConvention.title,
      about: { en: 'All wings in one hall, then every booth.', hi: 'सब मोर्चे एक सभागार में, फिर हर बूथ।' },
      startsOn: '2023-07-01',
      endsOn: addDays(dayOf(t.now, 'Asia/Kolkata'), 120),
      planPublished: true,
      subjects: [
        { en: 'Social media', hi: 'सोशल मीडिया' },
        { en: 'Web stories and short videos', hi: 'वेब स्टोरी और छोटे वीडियो' },
      ],
      tiers: [
        {
          title: { en: 'State convention', hi: 'प्रदेश सम्मेलन' },
          host: 'state',
          trains: 'constituency',
          taughtBy: 'guest',
          planned: true,
          quota: [1, 3, 7],
          wanted: wingsConvention.wings.map(({ code }) => code),
          batch: 1500,
        },
        {
          title: { en: 'Booth volunteers', hi: 'बूथ स्वयंसेवक' },
          host: 'constituency',
          trains: 'booth',
          taughtBy: 'credential',
          planned: false,
          quota: [1, 2, 4],
          batch: 600,
        },
      ],
    },
    t.now,
  )
  book.add('programmes', made.programme)
  for (const row of made.subjects) book.add('subjects', row)
  for (const row of made.tierRows) book.add('tiers', row)
  const [convention, volunteers] = made.tiers
  if (!convention || !volunteers) return

  const { wings } = wingsConvention
  const seats = t.level('constituency').flatMap((unit, at): Seat[] =>
    Array.from({ length: 3 }, (_, n) => {
      const person = at === CONSTITUENCIES_DONE && n === 0 ? cast.logIn('trainer', unit) : cast.at(unit)
      cast.inWing(person, wings[(at + n) % wings.length]?.code ?? 'party')
      return { person, unit, days: (at + n) % 8 === 7 ? 0 : 1 }
    }),
  )
  for (const unit of t.level('district')) cast.at(unit, 'district-president')
  const holders = book.hold({
    tier: convention,
    host: root,
    title: wingsConvention.title,
    venue: wingsConvention.venue,
    startsOn: wingsConvention.heldOn,
    capacity: 1500,
    include: [root],
    leaders: [{ person: cast.at(root) }],
    seats,
  })
  for (const unit of t.level('constituency').slice(0, CONSTITUENCIES_DONE)) {
    const holder = holders.find((one) => one.unit.id === unit.id)
    const trainees = under(t, unit, 'booth').flatMap((home, n): Seat[] =>
      Array.from({ length: 1 + (n % 3 === 0 ? 1 : 0) }, () => {
        const person = cast.at(home)
        cast.inWing(person, n % 2 === 0 ? 'youth' : 'social-media')
        return { person, unit: home, days: n % 6 === 5 ? 0 : 1 }
      }),
    )
    book.hold({
      tier: volunteers,
      host: unit,
      title: { en: `Booth volunteers, ${unit.nameEn}`, hi: `बूथ स्वयंसेवक, ${unit.nameHi}` },
      venue: null,
      startsOn: '2023-08-20',
      capacity: 600,
      include: [unit],
      leaders: holder ? [{ person: holder.person, holder }] : [],
      seats: trainees,
    })
  }
  const trainers = t.level('constituency')[CONSTITUENCIES_DONE] ?? root
  cast.logIn('participant', under(t, trainers, 'booth')[0] ?? trainers)
  await cast.write()
  await book.write(say)
  // Two hundred seats of the hall for each wing, until three days before.
  const until = addDays(wingsConvention.heldOn, -3)
  const cells = wings.map(({ code }) => ({ wingId: code, seats: 200, releaseOn: until }))
  await t.db.execute({
    sql: 'insert into cell_sheets (workshop_id, cells, at) select id, ?, ? from workshops where tier_id = ?',
    args: [JSON.stringify(cells), t.now, convention.id],
  })
}

const under = (t: Tenant, unit: Unit, level: string) =>
  t.level(level).filter(({ path }) => path.startsWith(unit.path))
