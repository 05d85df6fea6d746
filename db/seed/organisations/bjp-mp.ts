import { openBook, type Tier } from '../book.ts'
import { openCast } from '../cast.ts'
import type { Ask, productOf } from '../product.ts'
import { ask, type Sample } from '../samples.ts'
import { boothWorkers } from '../tables/campaigns.ts'
import { madhyaPradeshPartyLevels, madhyaPradeshPartyUnits } from '../tables/madhya-pradesh.ts'
import type { Founding, Person, Say, Tenant, Unit } from '../tenant.ts'
import {
  firstProgramme,
  holdBooths,
  holdMandals,
  PLANNED_AT,
  planBooths,
  planSpeakers,
} from './bjp-mp-speakers.ts'
import { heldWorkers, PLANNED_ON, planWorkers, secondProgramme } from './bjp-mp-workers.ts'

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

/** One who passed himself off as somebody else at his district's training. */
const REVOKED = `update credentials set revoked_at = ?1, revoked_by = ?2, revoked_reason = 'Somebody else sat for him'
  where id = (select c.id from credentials c join workshops w on w.id = c.workshop_id
    where w.name_en = 'Mandal training, Morena' and not exists (select 1 from lineage where trainer_credential_id = c.id)
    order by c.id limit 1)`

/** The first mandal of the second district. */
const forgetful = (t: Tenant): Unit => {
  const district = t.level('district')[1]
  const mandal = t.level('mandal').find(({ path }) => district && path.startsWith(district.path))
  return mandal ?? t.unit('MP')
}

/** What was asked of each hop's people: the further from the first hall, the less is left. */
const samplesOf = (tiers: readonly Tier[], root: Unit, forgetful: Unit): Sample[] =>
  [
    { batches: 3, each: 5, seed: 11, right: 0.92 },
    { batches: 3, each: 5, seed: 12, right: 0.92 },
    { batches: 14, each: 5, seed: 21, right: 0.82 },
    { batches: 24, each: 5, seed: 31, right: 0.7 },
    { batches: 24, each: 5, seed: 32, right: 0.7 },
    // Somebody looked closer at one mandal: what its trainer taught is forgotten.
    ...[36, 37, 38].map((seed) => ({ batches: 1, each: 5, seed, right: 0.4, unit: forgetful })),
  ].map((sample) => ({ unit: root, ...sample, tierId: tiers[Math.floor(sample.seed / 10) - 1]?.id ?? '' }))

type Product = Awaited<ReturnType<typeof productOf>>

/** Writes the story of both programmes; what was planned is planned by the product itself. */
export async function tell(
  t: Tenant,
  keys: { SIGNING_KEYS: string },
  say: Say,
  product: () => Promise<Product>,
) {
  const cast = openCast(t)
  const book = openBook(t, keys)
  const write = async () => {
    await cast.write()
    await book.write(say)
  }
  const root = t.unit('MP')
  const admin = cast.logIn('admin', root)
  cast.grant(admin, 'owner', root)
  const treasurer = cast.logIn('treasurer', root)
  cast.grant(treasurer, 'treasurer', root)
  const { as, leave } = await product()
  const worker = cast.logIn('participant', t.level('booth')[0] ?? root)
  const speakers = firstProgramme(t, cast, book)
  await write()
  await tellSpeakers(t, { cast, book, write, say }, { ...speakers, worker }, (at) => as(admin, at))
  await t.db.execute({ sql: REVOKED, args: [t.now - 86_400 * 20, admin.id] })
  await ask(t, speakers.programmeId, admin, samplesOf(speakers.tiers, root, forgetful(t)))
  say(`  ${t.slug}: booth workers …`)
  const second = secondProgramme(t, cast, book, { admin, worker })
  say(`  ${t.slug}: people …`)
  await write()
  if (second) {
    const plan = await planWorkers(await as(admin, PLANNED_ON), second)
    // A division at a time: all of it at once would not fit into memory with ease.
    for (const held of await heldWorkers(t, second, plan)) {
      for (const one of held) book.hold(one)
      await book.write(say)
    }
  }
  await leave()
}

type Desk = {
  cast: ReturnType<typeof openCast>
  book: ReturnType<typeof openBook>
  write: () => Promise<void>
  say: Say
}

async function tellSpeakers(
  t: Tenant,
  { cast, book, write, say }: Desk,
  speakers: ReturnType<typeof firstProgramme> & { worker: Person },
  asAdmin: (at: number) => Promise<Ask>,
) {
  say(`  ${t.slug}: drafts of the second hop …`)
  const second = await planSpeakers(await asAdmin(PLANNED_AT.mandal), speakers)
  const trainers = await holdMandals(t, cast, book, speakers, second)
  await write()
  say(`  ${t.slug}: drafts of the third hop …`)
  const stampingId = await planBooths(t, await asAdmin(PLANNED_AT.booth), speakers)
  await holdBooths(t, cast, book, speakers, { stampingId, trainers, worker: speakers.worker })
  await write()
}
