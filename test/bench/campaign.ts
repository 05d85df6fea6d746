import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { buildWorker } from '../../db/local/build.ts'
import { localDatabases, migrateAll } from '../../db/local/databases.ts'
import { newKeys } from '../../db/local/keys.ts'
import { seedAll } from '../../db/seed/index.ts'
import { RECOUNT } from '../support/recounted.ts'
import { startEmbedded } from './stage.ts'

type Say = (line: Record<string, unknown>) => void

const SLUG = 'bjp-mp'
const TOKEN = 'bench'

/** Every booth with how many of a tier's live workshops serve it, by the terms alone: `{ served, booths }`. */
const SERVED = `select n as served, count(*) as booths from (
    select u.id, (select count(*) from (select c.workshop_id from json_each('["' || replace(trim(u.path, '/'), '/', '","') || '"]') a
        cross join catchment_terms c on c.unit_id = a.value join workshops w on w.id = c.workshop_id
      where w.tier_id = ?1 and w.cancelled_at is null group by c.workshop_id having min(c.sign) = 1)) as n
    from units u where u.level_id = (select trainee_level_id from tiers where id = ?1) and u.closed_on is null)
  group by n`

/** The first zonal hall: who was certified there, and on how many subjects. */
const SPEAKERS = `select w.name_en as hall, (select count(*) from credentials c where c.workshop_id = w.id) as speakers,
    (select count(distinct s.subject_id) from sessions s where s.workshop_id = w.id) as subjects
  from workshops w join tiers t on t.id = w.tier_id where t.trainee_level_id = 'district' order by w.starts_on limit 1`

async function check(db: Client, say: Say): Promise<boolean> {
  const [first] = (await db.execute(SPEAKERS)).rows
  say({ check: 'more than 400 speakers on 14 subjects', ...first })
  let right = Number(first?.speakers) > 400 && first?.subjects === 14
  const { rows: tiers } = await db.execute(
    `select t.id, t.name_en, t.planned, (select count(*) from nominations n where n.tier_id = t.id) as nominated,
      (select count(*) from workshops w where w.tier_id = t.id) as workshops,
      (select count(*) from faculty f join workshops w on w.id = f.workshop_id where w.tier_id = t.id) as places
    from tiers t join programmes p on p.id = t.programme_id order by p.starts_on, t.position`,
  )
  for (const tier of tiers) {
    const began = performance.now()
    const { rows } = await db.execute({ sql: RECOUNT, args: [String(tier.id)] })
    const took = Math.round(performance.now() - began)
    const { name_en: hop, nominated, workshops, places } = tier
    say({ check: `coverage of "${hop}" recounted`, nominated, workshops, trainersPlaces: places, ms: took })
    for (const row of rows) {
      say({
        level: row.level,
        units: row.units,
        wrong: row.wrong,
        trained: row.trained,
        at0: row.none,
        at1: row.one,
        at2: row.more,
      })
      right &&= Number(row.wrong) === 0
    }
    if (tier.planned !== 1) continue
    const { rows: served } = await db.execute({ sql: SERVED, args: [String(tier.id)] })
    const once = served.length === 1 && served[0]?.served === 1
    say({ check: `every unit of "${hop}" is in exactly one workshop`, holds: once, units: served[0]?.booths })
    right &&= once
  }
  return right
}

/**
 * O1 and O2 at full size, planned, stamped and gone through by weeks as in the demo; then everything counted anew.
 * @throws Error when a level's coverage is not what was counted, or a booth is not in exactly one workshop
 */
export async function measureCampaign(say: Say) {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-campaign-'))
  await buildWorker()
  const { child, url } = await startEmbedded(join(folder, 'databases'))
  const databases = localDatabases(url, TOKEN)
  const keys = await newKeys()
  const now = Math.floor(Date.now() / 1000)
  for await (const _ of migrateAll(databases, now));
  const bindings = {
    ...keys,
    ...{ ENVIRONMENT: 'production', ORIGIN: 'http://bench.example', DATABASE_URL: `${url}/{database}/` },
    ...{ DATABASE_TOKEN: TOKEN, DATABASE_PROVIDER: 'embedded' },
  }
  const stripe = { url: '', key: '', real: true }
  const began = performance.now()
  const told = (line: string) => say({ seeding: line.trim() })
  await seedAll({ databases, keys, stripe, bindings, now, only: [SLUG], say: told }, () => {})
  say({ check: 'seeded', seconds: Math.round((performance.now() - began) / 1000) })
  const right = await check(databases.open(`o-${SLUG}`), say)
  say({ check: 'all', holds: right })
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
  if (!right) throw new Error('what is told is not what was counted')
}
