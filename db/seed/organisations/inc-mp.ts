import { addDays, dayOf } from '../../../worker/platform/calendar.ts'
import { type Lesson, morning, type Opinion, openBook, type Seat } from '../book.ts'
import { openCast, programmeRows } from '../cast.ts'
import { residentialCamp } from '../tables/campaigns.ts'
import { madhyaPradeshGovernmentLevels, madhyaPradeshGovernmentUnits } from '../tables/madhya-pradesh.ts'
import type { Founding, Say, Tenant } from '../tenant.ts'

/** O3: a residential camp with a fee, and the hops below it. */
export const founding: Founding = {
  slug: 'inc-mp',
  nameEn: 'Congress Madhya Pradesh (demo)',
  nameHi: 'कांग्रेस मध्य प्रदेश (नमूना)',
  aboutEn: 'A demonstration with invented people: the residential camp of June 2025 and the next one.',
  aboutHi: 'काल्पनिक लोगों के साथ नमूना: जून 2025 का आवासीय शिविर और अगला शिविर।',
  kind: 'political_party',
  levels: madhyaPradeshGovernmentLevels,
  units: madhyaPradeshGovernmentUnits,
  wings: [],
  offices: residentialCamp.compulsoryFor,
}

const VOICES = [
  'उदाहरण बहुत काम के थे',
  'थोड़ा धीरे बोलें तो और अच्छा',
  'पहली बार माइक पर बोला, डर निकल गया',
  'अभ्यास के लिए और समय चाहिए',
] as const

/** What the demo's participants think, each a little otherwise. */
const opinionOf = (at: number, of: Opinion['of']): Opinion => ({
  of,
  grades: [4 + (at % 2), 5 - (at % 3), 3 + (at % 3), 4 - (at % 2)] as Opinion['grades'],
  words: at % 3 === 0 ? (VOICES[(at / 3) % VOICES.length] ?? '') : '',
})

const PAID = ['upi', 'cash', 'bank'] as const

/** Writes the camp of 2025, the next camp, and a block training that is held today. */
export async function tell(t: Tenant, keys: { SIGNING_KEYS: string }, say: Say) {
  const cast = openCast(t)
  const book = openBook(t, keys)
  const root = t.unit('MP')
  const today = dayOf(t.now, 'Asia/Kolkata')
  const admin = cast.logIn('admin', root)
  cast.grant(admin, 'owner', root)
  cast.grant(cast.logIn('treasurer', root), 'treasurer', root)
  const made = programmeRows(
    {
      title: residentialCamp.title,
      about: { en: 'Seven days together, then the blocks.', hi: 'सात दिन साथ, फिर ब्लॉक-ब्लॉक प्रशिक्षण।' },
      startsOn: '2025-06-01',
      endsOn: addDays(today, 200),
      planPublished: false,
      subjects: [
        { en: 'Organisation and discipline', hi: 'संगठन और अनुशासन' },
        { en: 'Speaking and media', hi: 'वक्तृत्व और मीडिया' },
      ],
      tiers: [
        {
          title: { en: 'Residential camp', hi: 'आवासीय शिविर' },
          host: 'state',
          trains: 'district',
          taughtBy: 'guest',
          planned: true,
          quota: [2, 4, 40],
          batch: 300,
          days: residentialCamp.days,
          passDays: 6,
          feeMinor: residentialCamp.fee.amountMinor,
        },
        {
          title: { en: 'Block training', hi: 'ब्लॉक प्रशिक्षण' },
          host: 'district',
          trains: 'block',
          taughtBy: 'credential',
          planned: false,
          quota: [1, 3, 20],
          batch: 60,
        },
      ],
    },
    t.now,
  )
  book.add('programmes', made.programme)
  for (const row of made.subjects) book.add('subjects', row)
  for (const row of made.tierRows) book.add('tiers', row)
  const [camp, block] = made.tiers
  if (!camp || !block) return

  const faculty = { person: cast.at(root) }
  const seats = t.level('district').flatMap((unit, at): Seat[] =>
    Array.from({ length: 2 + (at % 2) }, (_, n) => ({
      person:
        unit.code === 'MP-D396' && n === 0
          ? cast.logIn('trainer', unit)
          : cast.at(unit, n === 0 ? 'district-president' : 'mla'),
      unit,
      // The trainer who signs in has passed, whatever the others did.
      days: (at + n) % 9 === 8 && !(unit.code === 'MP-D396' && n === 0) ? 3 : 6 + ((at + n) % 2),
      paid: (at + n) % 10 === 9 ? undefined : PAID[(at + n) % 3],
    })),
  )
  const fee = residentialCamp.fee.amountMinor
  const held = {
    tier: camp,
    host: root,
    venue: { en: 'Camp ground, Pachmarhi', hi: 'शिविर स्थल, पचमढ़ी' },
    capacity: 300,
    feeMinor: fee,
    include: [root],
    leaders: [faculty],
    compulsoryFor: residentialCamp.compulsoryFor.map(({ code }) => code),
  }
  const sessions = [
    { title: { en: 'Opening', hi: 'उद्घाटन' }, subjectId: null },
    { title: { en: 'Organisation', hi: 'संगठन' }, subjectId: String(made.subjects[0]?.id) },
    {
      title: { en: 'Media', hi: 'मीडिया' },
      subjectId: String(made.subjects[1]?.id),
      guest: 'प्रो. सुधीर नामदेव',
    },
  ]
  const holders = book.hold({
    ...held,
    title: residentialCamp.title,
    startsOn: residentialCamp.startsOn,
    seats,
    sessions,
    said: (at) => (at % 3 === 0 ? [opinionOf(at, at % 2 === 0 ? 'leader' : 2)] : []),
  })

  const waiting = t
    .level('district')
    .slice(0, 30)
    .flatMap((unit, at): Seat[] => [
      {
        person: cast.at(unit, 'district-president'),
        unit,
        days: 0,
        paid: at % 3 === 0 ? undefined : PAID[at % 3],
      },
    ])
  const next = addDays(today, 21)
  book.hold({
    ...held,
    venue: null,
    startsOn: next,
    seats: waiting,
    sessions,
    closesAt: morning(next),
    title: { en: 'Residential camp, next edition', hi: 'आवासीय शिविर, अगला संस्करण' },
  })
  const bhopal = t.unit('MP-D396')
  const trainer = holders.find(({ unit }) => unit.id === bhopal.id)
  if (trainer) {
    const blocks = t.level('block').filter(({ path }) => path.startsWith(bhopal.path))
    const trainees = blocks.flatMap((unit): Seat[] =>
      Array.from({ length: 2 }, () => ({ person: cast.at(unit), unit, days: 0 })),
    )
    const half = {
      tier: block,
      host: bhopal,
      capacity: 60,
      leaders: [{ person: trainer.person, holder: trainer }],
    }
    book.hold({
      ...half,
      include: [bhopal],
      startsOn: addDays(today, -4),
      seats: blocks.flatMap((unit): Seat[] =>
        Array.from({ length: 4 }, () => ({ person: cast.at(unit), unit, days: 1 })),
      ),
      title: { en: 'Block training, Bhopal, first batch', hi: 'ब्लॉक प्रशिक्षण, भोपाल, पहला बैच' },
      venue: { en: 'Ravindra Bhavan, Bhopal', hi: 'रवींद्र भवन, भोपाल' },
      said: (at) => [opinionOf(at, 'leader')],
    })
    const lesson = (at: number, more: Partial<Lesson> = {}): Lesson => {
      const subject = made.subjects[at]
      const title = { en: String(subject?.name_en), hi: String(subject?.name_hi) }
      return { title, subjectId: String(subject?.id), ...more }
    }
    book.hold({
      ...half,
      include: [bhopal],
      startsOn: today,
      sessions: [lesson(0, { teacher: trainer.person }), lesson(1)],
      seats: trainees,
      title: { en: 'Block training, Bhopal', hi: 'ब्लॉक प्रशिक्षण, भोपाल' },
      venue: { en: 'District office, Bhopal', hi: 'ज़िला कार्यालय, भोपाल' },
    })
    // Tomorrow the same trainer is needed in another district; one session was declined there, one is open.
    const away = holders.filter(({ unit }) => unit.id !== bhopal.id)
    const [other, third] = away
    if (other && third)
      book.hold({
        tier: block,
        host: other.unit,
        capacity: 60,
        include: [other.unit],
        startsOn: addDays(today, 1),
        seats: [],
        sessions: [
          lesson(0, { teacher: trainer.person }),
          lesson(1, { declined: { by: third.person, reason: 'उस दिन घर में शादी है' } }),
          { title: { en: 'Questions', hi: 'सवाल-जवाब' }, subjectId: null },
        ],
        title: {
          en: `Block training, ${other.unit.nameEn}`,
          hi: `ब्लॉक प्रशिक्षण, ${other.unit.nameHi}`,
        },
        venue: { en: 'Town hall', hi: 'टाउन हॉल' },
        leaders: [{ person: other.person, holder: other }],
      })
    book.add('load_caps', {
      tier_id: block.id,
      sessions: 2,
      days: 3,
      refused: 0,
      hops: 1,
      set_by: admin.id,
      set_at: t.now,
    })
    cast.logIn('participant', blocks[0] ?? bhopal)
  }
  await cast.write()
  await book.write(say)
}
