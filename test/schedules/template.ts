import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client/node'
import { newKeys } from '../../db/local/keys.ts'
import { scriptFrom } from '../../db/migrate.ts'
import { DIRECTORY_MIGRATIONS, TENANT_MIGRATIONS } from '../../db/migrations.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { hall } from '../support/hall.ts'
import { found } from '../support/organisation.ts'
import { changed, type Mutant } from './mutants.ts'

/** The instant at which every template is made. */
export const SINCE = Math.floor(Date.parse('2026-11-22T06:00:00Z') / 1000)

/** Everybody who may come: payers, and those who work at a desk. */
export const PAYERS = 6

const DESK = {
  cashier: ['cashier@ST'],
  treasurer: ['treasurer@ST'],
  approver: ['approver@ST'],
  registrar: ['registrar@ST'],
} as const

/** Who works at a desk. */
export type DeskName = keyof typeof DESK

async function organisationIn(folder: string, keys: Awaited<ReturnType<typeof newKeys>>, slug: string) {
  const db = createClient({ url: `file:${join(folder, `o-${slug}.db`)}`, intMode: 'number' })
  const token = async (_slug: string, personId: string) => {
    const sub = `account-${personId}`
    await db.execute({
      sql: "insert into entries values ('session', ?, ?, null, ?, null)",
      args: [personId, sub, SINCE],
    })
    return signToken(keys, { sub, sid: 'session', pid: personId }, { audience: slug, now: SINCE, life: 0 })
  }
  const call = () => Promise.reject(new Error('nobody listens yet'))
  await db.executeMultiple(scriptFrom(0, TENANT_MIGRATIONS, SINCE))
  const o = await found({ slug, shape: { kind: 'society' }, db, call, token, now: SINCE })
  const workshop = await hall(o, { feeMinor: 150_000, capacity: 3, maximum: 50 })
  const payers: { id: string; token: string }[] = []
  for (let i = 0; i < PAYERS; i += 1) payers.push(await o.person(`Payer ${i}`, { unit: i % 2 ? 'B1' : 'B3' }))
  const desk = {} as Record<DeskName, { id: string; token: string }>
  for (const [name, grants] of Object.entries(DESK))
    desk[name as DeskName] = await o.person(name, { grants: [...grants] })
  const account = `acct_${slug}schedules`
  await db.execute({
    sql: 'update organisation set stripe_account_id = ?, stripe_ready = 1',
    args: [account],
  })
  db.close()
  return { slug, account, workshopId: workshop.id, payers, desk }
}

const fileOf = (step: { version: number; name: string }) =>
  `${String(step.version).padStart(4, '0')}_${step.name}.sql`

/**
 * What every world begins with: the directory and two organisations as files, each with a workshop for a fee, payers, a
 * desk, and an account of its own. `mutant` is a mistake in the schema.
 */
export async function template(folder: string, mutant?: Mutant) {
  mkdirSync(folder, { recursive: true })
  const keys = await newKeys()
  if (mutant)
    for (const step of TENANT_MIGRATIONS) step.sql = changed(mutant, fileOf(step), step.sql) ?? step.sql
  const directory = createClient({ url: `file:${join(folder, 'directory.db')}`, intMode: 'number' })
  await directory.executeMultiple(scriptFrom(0, DIRECTORY_MIGRATIONS, SINCE))
  const [own, rival] = [
    await organisationIn(folder, keys, 'camp'),
    await organisationIn(folder, keys, 'rival'),
  ]
  for (const { slug, account } of [own, rival]) {
    await directory.execute({
      sql: "insert into organisations (slug, name_en, name_hi, kind, created_at) values (?, ?, ?, 'society', ?)",
      args: [slug, slug, slug, SINCE],
    })
    await directory.execute({
      sql: `insert into connected_accounts (id, slug, livemode, charges_enabled, details_submitted, connected_at, checked_at)
        values (?, ?, 0, 1, 1, ?, ?)`,
      args: [account, slug, SINCE, SINCE],
    })
  }
  directory.close()
  return { folder, keys, own, rival }
}

/** What every world begins with. */
export type Template = Awaited<ReturnType<typeof template>>
