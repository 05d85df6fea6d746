import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, serveEmbedded } from '../../db/embedded/server.ts'
import { type LocalDatabases, localDatabases, migrateAll } from '../../db/local/databases.ts'
import { newKeys } from '../../db/local/keys.ts'
import { logIns, seedAll } from '../../db/seed/index.ts'
import { verifyToken } from '../../worker/platform/keys.ts'

const SMALL = ['inc-mp', 'cpi-bihar']
const now = Date.parse('2026-11-22T06:00:00Z') / 1000

let folder: string
let server: Embedded
let databases: LocalDatabases
let keys: { SIGNING_KEYS: string; SEALING_KEY: string }

const seed = (said: string[] = [], only = SMALL) =>
  seedAll(
    {
      databases,
      keys,
      stripe: { url: '', key: '', real: true },
      bindings: {},
      now,
      only,
      say: (line) => said.push(line),
    },
    () => {},
  )

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'prashikshan-seed-'))
  server = await serveEmbedded({ folder, token: 't', adminToken: 't' })
  databases = localDatabases(server.url, 't')
  keys = await newKeys()
  for await (const _ of migrateAll(databases, now));
  await seed()
}, 180_000)
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const one = async (slug: string, sql: string) =>
  Number((await databases.open(`o-${slug}`).execute(sql)).rows[0]?.n)

test('only the organisations that are asked for are written; asked for none, none', async () => {
  const slugs = async () =>
    (await databases.open('directory').execute('select slug from organisations order by slug')).rows.map(
      ({ slug }) => slug,
    )
  expect(await slugs()).toEqual([...SMALL].sort())
  const said: string[] = []
  await databases.open('directory').execute("delete from organisations where slug = 'cpi-bihar'")
  await seed(said, ''.split(','))
  expect([await slugs(), said]).toEqual([['inc-mp'], []])
  await seed()
  expect(await slugs()).toEqual([...SMALL].sort())
}, 120_000)

test('seeding again writes nothing', async () => {
  const before = await one('inc-mp', 'select count(*) as n from people')
  await seed()
  expect(await one('inc-mp', 'select count(*) as n from people')).toBe(before)
})

test('an organisation whose seeding broke off is written anew', async () => {
  await databases.open('directory').execute("delete from organisations where slug = 'cpi-bihar'")
  await databases.open('o-cpi-bihar').execute('delete from lineage')
  await seed()
  expect(await one('cpi-bihar', 'select count(*) as n from lineage')).toBeGreaterThan(400)
})

test.each(SMALL)('%s: every role can sign in with a phone that nobody shares', async (slug) => {
  for (const { phone } of logIns().filter((one) => one.organisation === slug)) {
    expect([phone, await one(slug, `select count(*) as n from people where phone = '${phone}'`)]).toEqual([
      phone,
      1,
    ])
  }
})

test.each(SMALL)('%s: coverage is what counting credentials says', async (slug) => {
  const wrong = await one(
    slug,
    `select count(*) as n from coverage c join units u on u.id = c.unit_id
      where c.trained <> (select count(*) from credentials k join units s on s.id = k.unit_id
        where k.tier_id = c.tier_id and k.revoked_at is null and s.path >= u.path and s.path < u.path || '~')`,
  )
  expect(wrong).toBe(0)
})

test('the camp has people who paid and who owe, its ledger balances, and receipts have no gap', async () => {
  const slug = 'inc-mp'
  expect(
    await one(
      slug,
      'select count(*) as n from dues where registration_id in (select registration_id from payments)',
    ),
  ).toBeGreaterThan(100)
  expect(
    await one(
      slug,
      'select count(*) as n from dues where registration_id not in (select registration_id from payments)',
    ),
  ).toBeGreaterThan(10)
  expect(await one(slug, 'select sum(amount_minor) as n from ledger_entries')).toBe(0)
  expect(
    await one(
      slug,
      'select count(*) as n from (select year from receipts group by year having max(seq) <> count(*))',
    ),
  ).toBe(0)
})

test('a seeded credential is signed like any other', async () => {
  const { rows } = await databases
    .open('o-cpi-bihar')
    .execute('select id, signature from credentials limit 1')
  const claims = await verifyToken(keys, String(rows[0]?.signature), 'cpi-bihar/credentials', now)
  expect(claims?.jti).toBe(rows[0]?.id)
})

test('villages stand at 0, 1 and 2, and the chain from a village leads to Patna', async () => {
  const root = (what: string) =>
    one(
      'cpi-bihar',
      `select c.${what} as n from coverage c join tiers t on t.id = c.tier_id join units u on u.id = c.unit_id
      where u.parent_id is null and t.position = 2`,
    )
  expect([(await root('units_one')) > 50, (await root('units_more')) > 50]).toEqual([true, true])
  expect(await one('cpi-bihar', 'select max(generation) as n from credentials')).toBe(2)
})
