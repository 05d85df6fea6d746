import { createClient } from '@libsql/client'
import { scriptFrom } from '../../db/migrate.ts'
import { TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { at, type Say, timed } from './figures.ts'

const NOW = 1_800_000_000
const [DISTRICTS, PEOPLE, ROUNDS] = [1_000, 2_000, 400]

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`)

/** A state of a thousand units right below it with two people each, and a workshop of as many seats. */
async function ground() {
  const db = createClient({ url: ':memory:' })
  await db.executeMultiple(scriptFrom(0, TENANT_MIGRATIONS, NOW))
  await db.executeMultiple(`
    insert into organisation (id, slug, name_en, name_hi, kind, language, time_zone, currency, created_at)
      values (1, 'o', 'o', 'o', 'society', 'hi', 'Asia/Kolkata', 'INR', ${NOW});
    insert into levels values ('state', 0, 's', 's'), ('district', 1, 'd', 'd');
    insert into programmes (id, name_en, name_hi, starts_on, ends_on, created_at) values ('p', 'p', 'p', '2026-01-01', '2030-01-01', 0);
    insert into tiers (id, programme_id, position, name_en, name_hi, host_level_id, trainee_level_id, taught_by, planned,
      minimum, target, maximum, batch_size, days, hours_per_day, pass_days)
      values ('t', 'p', 1, 't', 't', 'state', 'district', 'guest', 0, 1, 2, 9999, 40, 1, 6, 1);
    insert into units (id, code, level_id, path, name_en, name_hi, search_text, created_at)
      values ('st', 'st', 'state', '/st/', '', '', '', 0);`)
  await db.batch(
    ids('u', DISTRICTS).map((id) => ({
      sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, search_text, created_at)
        values (?, ?, 'st', 'district', ?, '', '', '', 0)`,
      args: [id, id, `/st/${id}/`],
    })),
  )
  await db.batch(
    ids('e', PEOPLE).map((id, n) => ({
      sql: `insert into people (id, unit_id, name_en, name_hi, search_text, created_at) values (?, ?, 'x', 'x', '', 0)`,
      args: [id, `u${n % DISTRICTS}`],
    })),
  )
  return db
}

/** Registering with the seat guard of the schema, at a workshop that keeps seats for none, some and very many units. */
export async function measureQuotas(print: Say): Promise<void> {
  for (const cells of [0, 62, DISTRICTS]) {
    const db = await ground()
    await db.execute(`insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor,
      currency, opens_at, closes_at, published_at, created_at)
      values ('w', 't', 'st', 'w', 'w', '2029-12-01', '2029-12-01', ${PEOPLE}, 0, 'INR', 0, ${NOW * 2}, 0, 0)`)
    const sheet = ids('u', cells).map((unitId) => ({ unitId, seats: 2, releaseOn: '2029-11-01' }))
    const set = await timed(
      () =>
        db.execute({
          sql: 'insert into cell_sheets values (?, ?, ?)',
          args: ['w', JSON.stringify(sheet), NOW],
        }),
      1,
      0,
    )
    const times = await timed(
      (n) =>
        db.execute({
          sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
            values (?, 'w', 't', ?, ?, ?, 'x', ?)`,
          args: [`r${n}`, `e${n}`, `u${n % DISTRICTS}`, `r${n}`, NOW],
        }),
      ROUNDS,
    )
    print({ bench: `registering with ${cells} cells`, p50Ms: at(times, 0.5), p99Ms: at(times, 0.99) })
    const release = await timed(
      () => db.execute({ sql: 'insert into cell_releases values (?, null, ?)', args: ['w', NOW * 2] }),
      1,
      0,
    )
    print({ bench: `${cells} cells set and released`, setMs: at(set, 0.5), releaseMs: at(release, 0.5) })
    db.close()
  }
}
