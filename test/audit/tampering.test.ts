import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditKeys, macOf } from '../../worker/platform/audit-chain.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Checked = { checked: number; rows: number; sealed: number; done: boolean; fault: object | null }

/** What the command says of an organisation, and its exit code. */
async function command(slug: string): Promise<[string, number]> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: w.bindings.DATABASE_URL,
    DATABASE_TOKEN: w.bindings.DATABASE_TOKEN,
    SEALING_KEY: w.keys.SEALING_KEY,
  }
  const run = promisify(execFile)(process.execPath, ['db/local/verify.ts', slug], { env })
  const ended = await run.catch((error: { stdout: string; code: number }) => error)
  return [ended.stdout.trim().split(': ')[1] ?? '', 'code' in ended ? ended.code : 0]
}

/** Waits until the cron's job has linked all rows. */
async function seal(o: TestOrganisation) {
  await w.tick()
  const open = 'select (select max(seq) from audit) - coalesce((select max(seq) from audit_chain), 0) as n'
  await expect.poll(async () => (await o.rows(open))[0]?.n, { timeout: 10_000 }).toBe(0)
  const head = async () =>
    (
      await w
        .database('directory')
        .execute({ sql: 'select seq from audit_heads where slug = ?', args: [o.slug] })
    ).rows[0]?.seq
  await expect.poll(head, { timeout: 10_000 }).toBe((await o.rows('select max(seq) as n from audit'))[0]?.n)
}

/** An organisation whose officer has added nine people: nine sealed rows. */
async function busy() {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const work = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      w.clock.now += 10
      const draft = { id: v7(), nameEn: `Person ${i}`, nameHi: 'व्यक्ति', unitId: o.unitId('B1') }
      expect((await owner.post('/people', draft)).status).toBe(201)
    }
  }
  await work(9)
  await seal(o)
  // Whoever has the file is not held by its triggers.
  const attack = (sql: string) =>
    o.db.executeMultiple(`drop trigger audit_stays; drop trigger audit_keeps; drop trigger audit_chain_stays;
      drop trigger audit_chain_keeps; drop trigger audit_chain_follows; drop index audit_by_mac; ${sql}`)
  return { o, owner, work, attack }
}

/** What the page and the command find. */
async function found({ o, owner }: Awaited<ReturnType<typeof busy>>) {
  const { status, body, trips } = await owner.get<Checked>('/audit/verification')
  expect([status, trips]).toEqual([200, 1])
  return [body.fault, ...(await command(o.slug))]
}

test('nine untouched rows are whole, sealed or not', async () => {
  const all = await busy()
  expect(await found(all)).toEqual([null, expect.stringMatching(/^9 rows are whole, 9 of them sealed/), 0])
  await all.work(2)
  expect(await found(all)).toEqual([null, expect.stringMatching(/^11 rows are whole, 9 of them sealed/), 0])
})

const COLUMNS =
  'at, actor_id, account_id, action, subject_id, detail, request_id, id, session_id, on_behalf_of, evidence, source, device, mac'
const copied = COLUMNS.replace('subject_id', "'somebody-else'")
/** Everything from row 5 on moves up by one. */
const SHIFT =
  'update audit set seq = seq + 1000 where seq >= 5; update audit set seq = seq - 999 where seq >= 1000;'

test.each([
  ['another actor', "update audit set actor_id = 'x' where seq = 4", { seq: 4, kind: 'changed' }],
  ['another instant', 'update audit set at = at + 1 where seq = 4', { seq: 4, kind: 'changed' }],
  ['other detail', `update audit set detail = '{"a":1}' where seq = 9`, { seq: 9, kind: 'changed' }],
  ['other evidence', `update audit set evidence = '{"a":1}' where seq = 2`, { seq: 2, kind: 'changed' }],
  ['no code', 'update audit set mac = null where seq = 1', { seq: 1, kind: 'changed' }],
  ['a middle row deleted', 'delete from audit where seq = 5', { seq: 5, kind: 'missing' }],
  [
    'a middle row deleted, the rest moved up',
    'delete from audit where seq = 5; update audit set seq = seq - 1 where seq > 5',
    { seq: 5, kind: 'missing' },
  ],
  [
    'the tail cut off with its links',
    'delete from audit where seq > 7; delete from audit_chain where seq > 7',
    { seq: 8, kind: 'truncated' },
  ],
  ['only the links cut off', 'delete from audit_chain where seq > 7', { seq: 8, kind: 'truncated' }],
  ['a link deleted', 'delete from audit_chain where seq = 3', { seq: 3, kind: 'missing' }],
  [
    'two rows swapped',
    'update audit set seq = 99 where seq = 3; update audit set seq = 3 where seq = 7; update audit set seq = 7 where seq = 99',
    { seq: 3, kind: 'reordered' },
  ],
  [
    'two neighbours swapped',
    'update audit set seq = 99 where seq = 3; update audit set seq = 3 where seq = 4; update audit set seq = 4 where seq = 99',
    { seq: 3, kind: 'reordered' },
  ],
  [
    'a row inserted with a copied code',
    `${SHIFT} insert into audit (seq, ${COLUMNS}) select 5, ${copied} from audit where seq = 2`,
    { seq: 5, kind: 'inserted' },
  ],
  [
    'a true row repeated in the middle',
    `${SHIFT} insert into audit (seq, ${COLUMNS}) select 5, ${COLUMNS} from audit where seq = 2`,
    { seq: 5, kind: 'inserted' },
  ],
  [
    'a row added at the end with a copied code',
    `insert into audit (seq, ${COLUMNS}) select 10, ${copied} from audit where seq = 2`,
    { seq: 10, kind: 'inserted' },
  ],
  [
    'a true row repeated at the end',
    `insert into audit (seq, ${COLUMNS}) select 10, ${COLUMNS} from audit where seq = 2`,
    { seq: 10, kind: 'inserted' },
  ],
  [
    'a row added without a code',
    "insert into audit (seq, at, action, subject_id, detail, request_id) values (10, 1, 'x', 'x', '{}', 'x')",
    { seq: 10, kind: 'inserted' },
  ],
])('%s: page and command name the row', async (_what, sql, fault) => {
  const all = await busy()
  await all.attack(sql)
  expect(await found(all)).toEqual([fault, `row ${fault.seq} is ${fault.kind}`, 1])
})

test('rows that are not sealed yet are held by their own codes', async () => {
  const all = await busy()
  await all.work(3)
  await all.attack('update audit set subject_id = actor_id where seq = 11')
  expect(await found(all)).toEqual([{ seq: 11, kind: 'changed' }, 'row 11 is changed', 1])
})

test('what was cut off stays found: work goes on, and the job does not seal over it', async () => {
  const all = await busy()
  await all.attack('delete from audit where seq > 7; delete from audit_chain where seq > 7')
  await all.work(4)
  // The job that seals this other organisation has dealt with the damaged one before.
  await busy()
  expect(await all.o.rows('select max(seq) as sealed from audit_chain')).toEqual([{ sealed: 7 }])
  expect(await found(all)).toEqual([{ seq: 8, kind: 'truncated' }, 'row 8 is truncated', 1])
})

test('a chain of another organisation is no chain here', async () => {
  const [a, b] = [await busy(), await busy()]
  const rows = await b.o.rows('select seq, hash from audit_chain')
  await a.attack(
    rows.map(({ seq, hash }) => `update audit_chain set hash = '${hash}' where seq = ${seq};`).join(''),
  )
  expect(await found(a)).toEqual([expect.objectContaining({ seq: 1 }), expect.stringMatching(/^row 1 is/), 1])
})

describe('the tables', () => {
  test('refuse to change or delete a row or a link, and the directory refuses an older head', async () => {
    const { o } = await busy()
    const refused = (sql: string, on = o.db) => expect(on.execute(sql)).rejects.toThrow(/audit/)
    await refused("update audit set detail = '{}'")
    await refused('delete from audit')
    await refused("update audit_chain set hash = 'x'")
    await refused('delete from audit_chain')
    await refused("insert into audit_chain values (99, 'x')")
    await refused(`update audit_heads set seq = 1 where slug = '${o.slug}'`, w.database('directory'))
    await refused(`delete from audit_heads where slug = '${o.slug}'`, w.database('directory'))
  })

  test('rows from before codes are valid below the first one with a code', async () => {
    const o = await w.organisation()
    await o.db.execute(
      "insert into audit (at, action, subject_id, detail, request_id) values (1, 'person.added', 'x', '{}', 'r')",
    )
    const owner = await o.person('Owner', { grants: ['owner@ST'] })
    await owner.post('/people', { id: v7(), nameEn: 'A', nameHi: 'अ', unitId: o.unitId('B1') })
    await seal(o)
    expect((await owner.get('/audit/verification')).body).toMatchObject({
      checked: 2,
      done: true,
      fault: null,
    })
  })
})

test('20,000 rows are sealed and verified, by the command and by the page, in seconds', async () => {
  const o = await w.organisation()
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  const [key] = auditKeys(w.keys.SEALING_KEY)
  for (let part = 0; part < 10; part += 1) {
    const rows = Array.from({ length: 2000 }, (_, i) => {
      const row = {
        id: v7(),
        at: w.clock.now + part * 2000 + i,
        actorId: owner.id,
        accountId: 'account',
        sessionId: 'session',
        onBehalfOf: null,
        action: 'person.added',
        subjectId: owner.id,
        detail: JSON.stringify({ unitId: o.unitId('B1') }),
        source: '203.0.113.0/24',
        device: 'Chrome, Android',
        requestId: v7(),
      }
      return { ...row, mac: macOf(key, o.slug, row) }
    })
    await o.db.execute({
      sql: `insert into audit (id, at, actor_id, account_id, session_id, action, subject_id, detail, source, device,
          request_id, mac) select value ->> 'id', value ->> 'at', value ->> 'actorId', value ->> 'accountId',
          value ->> 'sessionId', value ->> 'action', value ->> 'subjectId', value ->> 'detail', value ->> 'source',
          value ->> 'device', value ->> 'requestId', value ->> 'mac' from json_each(?)`,
      args: [JSON.stringify(rows)],
    })
  }
  const begun = performance.now()
  await seal(o)
  const sealed = performance.now()
  expect(await command(o.slug)).toEqual([
    expect.stringMatching(/^20000 rows are whole, 20000 of them sealed/),
    0,
  ])
  const commanded = performance.now()
  let after = 0
  for (let pages = 1; ; pages += 1) {
    const { body, trips } = await owner.get<Checked>(`/audit/verification?after=${after}`)
    expect([body.fault, trips]).toEqual([null, 1])
    after = body.checked
    if (body.done) {
      expect(pages).toBe(11)
      break
    }
  }
  expect(after).toBe(20_000)
  const seconds = [sealed - begun, commanded - sealed, performance.now() - commanded].map((ms) => ms / 1000)
  console.log(JSON.stringify({ rows: 20_000, sealing: seconds[0], command: seconds[1], pages: seconds[2] }))
  expect(Math.max(...seconds)).toBeLessThan(30)
})
