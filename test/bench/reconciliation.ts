import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import { Miniflare } from 'miniflare'
import { v7 } from 'uuid'
import { buildWorker } from '../../db/local/build.ts'
import { localDatabases, migrate } from '../../db/local/databases.ts'
import { newKeys } from '../../db/local/keys.ts'
import { workerOptions } from '../../db/local/worker.ts'
import { DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { foundTenant } from '../../db/seed/tenant.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { startEmbedded } from './stage.ts'

type Say = (line: Record<string, unknown>) => void

const TOKEN = 'bench'
const PAYMENTS = 100_000
const PAGE = 100
const ACCOUNT = 'acct_bench'
const [AMOUNT, FEE] = [150_000, 3540]

/** A line of Stripe's book about the payment `n`, with the charge in it, as it stands on the wire. */
const line = (n: number, at: number) => ({
  ...{ id: `txn_${n}`, object: 'balance_transaction', amount: AMOUNT, fee: FEE, net: AMOUNT - FEE },
  ...{ currency: 'inr', created: at, available_on: at, type: 'charge', reporting_category: 'charge' },
  ...{
    status: 'available',
    exchange_rate: null,
    description: null,
    fee_details: [],
    balance_type: 'payments',
  },
  source: {
    id: `ch_${n}`,
    object: 'charge',
    payment_intent: `pi_${n}`,
    metadata: { app: 'prashikshan', organisation: 'night' },
  },
})

/** Stripe's book of so many charges, page by page, and its balance; nothing else of Stripe. */
async function serveBook(at: number) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://book')
    response.setHeader('content-type', 'application/json')
    if (pathname === '/v1/balance') {
      const money = (amount: number) => [{ amount, currency: 'inr', source_types: {} }]
      const available = money(PAYMENTS * (AMOUNT - FEE))
      return void response.end(
        JSON.stringify({ object: 'balance', available, pending: money(0), livemode: false }),
      )
    }
    const after = Number(searchParams.get('starting_after')?.slice(4) ?? PAYMENTS)
    const data = Array.from({ length: Math.min(PAGE, after) }, (_, n) => line(after - 1 - n, at))
    const page = { object: 'list', data, has_more: after > PAGE, url: '/v1/balance_transactions' }
    response.end(JSON.stringify(page))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { server, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` }
}

/** An organisation with so many payments by card, decided and booked; what Stripe kept of them is not known yet. */
async function fill(db: Client, now: number) {
  await migrate(db, TENANT_MIGRATIONS, now)
  const level = (code: string) => ({ code, nameEn: code, nameHi: code })
  const about = { slug: 'night', nameEn: 'Night', nameHi: 'रात', aboutEn: '', aboutHi: '', kind: 'society' }
  function* units() {
    yield { code: 'ST', parentCode: null, level: 'state', nameEn: 'ST', nameHi: 'ST' }
    yield { code: 'B1', parentCode: 'ST', level: 'booth', nameEn: 'B1', nameHi: 'B1' }
  }
  const tenant = await foundTenant(
    db,
    { ...about, levels: [level('state'), level('booth')], units, wings: [], offices: [] },
    now,
  )
  const [admin, payer] = [tenant.invent(tenant.unit('ST')), tenant.invent(tenant.unit('B1'))]
  await tenant.insert('people', [admin.row, payer.row] as never)
  const names = { name_en: 'Bench', name_hi: 'माप' }
  const [programmeId, tierId, workshopId, registrationId] = [v7(), v7(), v7(), v7()]
  const span = { starts_on: '2026-01-01', ends_on: '2030-01-01', created_at: now }
  await tenant.insert('programmes', [{ id: programmeId, ...names, ...span }])
  await tenant.insert('tiers', [
    {
      ...{ id: tierId, programme_id: programmeId, position: 1, ...names, host_level_id: 'state' },
      ...{ trainee_level_id: 'booth', taught_by: 'guest', planned: 0, minimum: 1, target: 1, maximum: 9 },
      ...{ batch_size: 40, days: 1, hours_per_day: 6, pass_days: 1 },
    },
  ])
  await tenant.insert('workshops', [
    {
      ...{ id: workshopId, tier_id: tierId, unit_id: tenant.unit('ST').id, ...names, ...span, capacity: 9 },
      ...{ fee_minor: AMOUNT, currency: 'INR', opens_at: now, closes_at: now },
    },
  ])
  await tenant.insert('registrations', [
    {
      ...{ id: registrationId, workshop_id: workshopId, tier_id: tierId, person_id: payer.id },
      ...{ unit_id: tenant.unit('B1').id, code: 'BENCH', registered_by: payer.id, registered_at: now },
    },
  ])
  await tenant.insert('grants', [
    {
      ...{ id: v7(), person_id: admin.id, role: 'owner', unit_id: tenant.unit('ST').id },
      ...{ from_at: now - 60, given_at: now - 60 },
    },
  ])
  const many = `with recursive n (i) as (select 0 union all select i + 1 from n where i < ${PAYMENTS - 1})`
  await db.executeMultiple(`
    update organisation set stripe_account_id = '${ACCOUNT}', stripe_ready = 1;
    insert into entries values ('session', '${admin.id}', 'account', null, ${now}, null);
    ${many} insert into attempts (id, registration_id, amount_minor, currency, stripe_account_id, title, created_at,
        expires_at, decision, decided_at, intent_id, paid_minor, paid_currency)
      select 'a' || i, '${registrationId}', ${AMOUNT}, 'INR', '${ACCOUNT}', 'Camp', ${now - 60}, ${now}, 'allocated',
        ${now - 60}, 'pi_' || i, ${AMOUNT}, 'INR' from n;
    ${many} insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
      select 'payment:a' || i, 1, 'stripe_balance', ${AMOUNT}, 'INR', ${now - 60} from n;
    ${many} insert into ledger_entries (posting_key, line, account, amount_minor, currency, at)
      select 'payment:a' || i, 2, 'receivable:x', ${-AMOUNT}, 'INR', ${now - 60} from n;
    create table bare (id text primary key, kind text, source_id text, attempt_id text, amount integer, fee integer, at integer);
    create index bare_by_source on bare (source_id);`)
  return admin.id
}

/** The floor: the same pages fetched, and the same rows written in as many statements, with nothing thought about them. */
async function floorOf(db: Client, book: string): Promise<number> {
  const began = performance.now()
  for (let after = PAYMENTS; after > 0; after -= PAGE) {
    const answer = await fetch(`${book}/v1/balance_transactions?limit=100&starting_after=txn_${after}`)
    const { data } = (await answer.json()) as { data: ReturnType<typeof line>[] }
    const rows = data.map(({ id, source, amount, fee, created }) => [id, source.id, amount, fee, created])
    await db.execute({
      sql: `insert into bare select value ->> 0, 'charge', value ->> 1, null, value ->> 2, value ->> 3, value ->> 4
        from json_each(?)`,
      args: [JSON.stringify(rows)],
    })
  }
  return (performance.now() - began) / 1000
}

async function finished(db: Client, runs: number): Promise<Record<string, unknown>> {
  for (;;) {
    const sql = 'select * from recon_runs where finished_at is not null order by started_at desc, id desc'
    const { rows } = await db.execute(sql)
    if (rows.length >= runs && rows[0]) return { ...rows[0] }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A night's comparison of 100,000 payments: the first, in which every line is new, and the next, in which all are known. */
export async function measureReconciliation(say: Say): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'prashikshan-night-'))
  const script = join(folder, 'worker.js')
  await buildWorker(script)
  const { child, url } = await startEmbedded(join(folder, 'databases'))
  const now = Math.floor(Date.now() / 1000)
  const book = await serveBook(now - 60)
  const keys = await newKeys()
  const databases = localDatabases(url, TOKEN)
  await databases.create('directory')
  await databases.open('directory').executeMultiple('select 1')
  await migrate(databases.open('directory'), DIRECTORY_MIGRATIONS, now)
  await databases.create('o-night')
  const db = databases.open('o-night')
  const adminId = await fill(db, now)
  const bindings = {
    ...{ ...keys, ENVIRONMENT: 'production', ORIGIN: 'http://bench.example' },
    ...{ DATABASE_URL: `${url}/{database}/`, DATABASE_TOKEN: TOKEN, DATABASE_PROVIDER: 'embedded' },
    ...{ DATABASE_ADMIN_URL: url, DATABASE_ADMIN_TOKEN: TOKEN },
    ...{ STRIPE_SECRET_KEY: 'sk_test_bench', STRIPE_BASE_URL: book.url },
  }
  const product = new Miniflare(workerOptions({ bindings, script }))
  const address = await product.ready
  const claims = { sub: 'account', sid: 'session', pid: adminId }
  const token = await signToken(keys, claims, { audience: 'night', now, life: 86_400 })
  try {
    const floor = await floorOf(db, book.url)
    for (const [at, night] of ['first', 'next'].entries()) {
      const began = performance.now()
      const answer = await fetch(new URL('/api/o/night/reconciliation/runs', address), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
      })
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
      const run = await finished(db, at + 1)
      const seconds = (performance.now() - began) / 1000
      const { seen, matched, unmatched } = run
      say({
        ...{ bench: 'reconciliation', night, payments: PAYMENTS, seen, matched, unmatched },
        ...{ seconds: Math.round(seconds * 10) / 10, perSecond: Math.round(PAYMENTS / seconds) },
        ...{
          floorSeconds: Math.round(floor * 10) / 10,
          timesFloor: Math.round((seconds / floor) * 100) / 100,
        },
        differenceMinor: Number(run.stripe_minor) - Number(run.ledger_minor),
      })
    }
  } finally {
    await product.dispose()
    book.server.close()
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
