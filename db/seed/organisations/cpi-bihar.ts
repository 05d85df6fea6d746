import { addDays, dayOf } from '../../../worker/platform/calendar.ts'
import { openBook, type Seat } from '../book.ts'
import { openCast, programmeRows } from '../cast.ts'
import { biharLevels, biharUnits } from '../tables/bihar.ts'
import { villageCascade } from '../tables/campaigns.ts'
import type { Founding, Say, Tenant, Unit } from '../tenant.ts'

/** O4: one hall in Patna, then the districts, the blocks and the villages. */
export const founding: Founding = {
  slug: 'cpi-bihar',
  nameEn: 'CPI Bihar (demo)',
  nameHi: 'भाकपा बिहार (नमूना)',
  aboutEn: 'A demonstration with invented people: from Patna to the villages.',
  aboutHi: 'काल्पनिक लोगों के साथ नमूना: पटना से गाँव तक।',
  kind: 'political_party',
  levels: biharLevels,
  units: biharUnits,
  wings: [],
  offices: [
    { code: 'district-secretary', title: { en: 'District secretary', hi: 'ज़िला सचिव' } },
    { code: 'block-secretary', title: { en: 'Block secretary', hi: 'प्रखंड सचिव' } },
  ],
}

/** Blocks of Patna in which villages have been taught so far. */
const BLOCKS_DONE = 6

/** Writes Patna's workshop, the teaching in its first blocks, and the workshops of districts still to come. */
export async function tell(t: Tenant, keys: { SIGNING_KEYS: string }, say: Say) {
  const cast = openCast(t)
  const book = openBook(t, keys)
  const root = t.unit('BR')
  const patna = t.unit(villageCascade.first.unit)
  const admin = cast.logIn('admin', root)
  cast.grant(admin, 'owner', root)
  cast.grant(cast.logIn('treasurer', root), 'treasurer', root)
  const made = programmeRows(
    {
      title: villageCascade.title,
      about: {
        en: 'One or two workers in every village, taught by their own.',
        hi: 'हर गाँव में एक-दो कार्यकर्ता, अपने ही साथियों से सीखे हुए।',
      },
      startsOn: '2026-06-01',
      endsOn: villageCascade.otherDistrictsBy,
      planPublished: false,
      subjects: [{ en: 'Our rights and our work', hi: 'हमारे अधिकार और हमारा काम' }],
      tiers: [
        {
          title: { en: 'District workshop', hi: 'ज़िला कार्यशाला' },
          host: 'district',
          trains: 'block',
          taughtBy: 'office',
          planned: true,
          quota: [1, 2, 4],
          batch: 120,
          finishBy: villageCascade.otherDistrictsBy,
        },
        {
          title: { en: 'Village teaching', hi: 'गाँव में शिक्षण' },
          host: 'block',
          trains: 'village',
          taughtBy: 'credential',
          planned: false,
          quota: [1, 2, 2],
          batch: 120,
        },
      ],
    },
    t.now,
  )
  book.add('programmes', made.programme)
  for (const row of made.subjects) book.add('subjects', row)
  for (const row of made.tierRows) book.add('tiers', row)
  const [district, village] = made.tiers
  if (!district || !village) return

  const blocks = under(t, patna, 'block')
  const seats = blocks.flatMap((unit, at): Seat[] =>
    Array.from({ length: 2 }, (_, n) => ({
      person:
        at === BLOCKS_DONE && n === 0
          ? cast.logIn('trainer', unit)
          : cast.at(unit, n === 0 ? 'block-secretary' : undefined, null),
      unit,
      days: 1,
    })),
  )
  const holders = book.hold({
    tier: district,
    host: patna,
    title: { en: 'District workshop, Patna', hi: 'ज़िला कार्यशाला, पटना' },
    venue: villageCascade.first.venue,
    startsOn: villageCascade.first.heldOn,
    capacity: 120,
    include: [patna],
    leaders: [{ person: cast.at(root) }],
    seats,
  })
  for (const [at, unit] of blocks.slice(0, BLOCKS_DONE).entries()) {
    const holder = holders.find((one) => one.unit.id === unit.id)
    const trainees = under(t, unit, 'village').flatMap((home, n): Seat[] =>
      Array.from({ length: 1 + (n % 2) }, () => ({
        person: cast.at(home, undefined, null),
        unit: home,
        days: (n + at) % 5 === 4 ? 0 : 1,
      })),
    )
    book.hold({
      tier: village,
      host: unit,
      title: { en: `Village teaching, ${unit.nameEn}`, hi: `गाँव में शिक्षण, ${unit.nameHi}` },
      venue: null,
      startsOn: addDays('2026-07-05', at * 7),
      capacity: 400,
      include: [unit],
      leaders: holder ? [{ person: holder.person, holder }] : [],
      seats: trainees,
    })
  }
  const today = dayOf(t.now, 'Asia/Kolkata')
  for (const [at, unit] of t
    .level('district')
    .filter(({ id }) => id !== patna.id)
    .entries()) {
    book.hold({
      tier: district,
      host: unit,
      title: { en: `District workshop, ${unit.nameEn}`, hi: `ज़िला कार्यशाला, ${unit.nameHi}` },
      venue: null,
      startsOn: addDays(today, 1 + (at % 38)),
      capacity: 120,
      include: [unit],
      leaders: [{ person: cast.at(unit, 'district-secretary') }],
      seats: [],
    })
  }
  cast.logIn('participant', under(t, blocks[BLOCKS_DONE] ?? patna, 'village')[0] ?? patna)
  await cast.write()
  await book.write(say)
}

const under = (t: Tenant, unit: Unit, level: string) =>
  t.level(level).filter(({ path }) => path.startsWith(unit.path))
