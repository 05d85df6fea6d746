import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { signToken } from '../../worker/platform/keys.ts'
import type { Person, Tenant } from './tenant.ts'

/** What the Worker is configured with, by name. */
export type Bindings = Record<string, string>

/** Asks the product something as one person at one instant; answers the body. */
export type Ask = <T>(method: string, path: string, body?: object) => Promise<T>

type Built = {
  default: { fetch: (request: Request, env: Record<string, unknown>) => Response | Promise<Response> }
}

const [ACCOUNT, SESSION] = ['demo', 'demo']

/**
 * The product itself, in this process: what somebody of the story does there is done by the same code as anywhere, at the
 * instant of the story. @throws Error when it refuses
 */
export async function productOf(t: Tenant, keys: { SIGNING_KEYS: string }, bindings: Bindings) {
  const built: Built = await import(pathToFileURL(resolve('dist/worker/index.js')).href)
  const origin = bindings.ORIGIN ?? 'http://localhost'
  /** Lets somebody in. */
  async function as(person: Person, at: number): Promise<Ask> {
    await t.db.execute({
      sql: 'insert into entries (session_id, person_id, account_id, entered_at) values (?, ?, ?, ?) on conflict do nothing',
      args: [SESSION, person.id, ACCOUNT, at],
    })
    const claims = { sub: ACCOUNT, sid: SESSION, pid: person.id }
    const token = await signToken(keys, claims, { audience: t.slug, now: at, life: 3600 })
    const env = { ...bindings, CLOCK: { fetch: async () => new Response(String(at)) } }
    return async <T>(method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const how = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
      const answer = await built.default.fetch(new Request(`${origin}/api/o/${t.slug}${path}`, how), env)
      const told = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${told.slice(0, 500)}`)
      return JSON.parse(told) as T
    }
  }
  /** Lets nobody in any more. */
  const leave = () =>
    t.db.execute({
      sql: 'delete from entries where session_id = ? and account_id = ?',
      args: [SESSION, ACCOUNT],
    })
  return { as, leave }
}

/** Writes the drafts of a stamping that was drawn up, step by step. */
export async function stamp(ask: Ask, programmeId: string, body: { id: string } & Record<string, unknown>) {
  await ask('POST', `/programmes/${programmeId}/stampings`, body)
  await ask('POST', `/stampings/${body.id}/commitment`)
  for (;;) {
    const { state } = await ask<{ state: string }>('POST', `/stampings/${body.id}/steps`)
    if (state === 'done') return
  }
}

/** A draft that was stamped: where, for which of the host's units (in the order of the tree), when, and by whom. */
export type Draft = {
  workshopId: string
  unitId: string
  first: number
  units: number
  startsOn: string
  people: string[]
}

/** The drafts of a stamping in their order. */
export async function draftsOf(t: Tenant, stampingId: string): Promise<Draft[]> {
  const { rows } = await t.db.execute({
    sql: `select workshop_id, unit_id, first, units, starts_on, people from stamp_drafts where stamping_id = ? order by at`,
    args: [stampingId],
  })
  return rows.map((row) => ({
    workshopId: String(row.workshop_id),
    unitId: String(row.unit_id),
    first: Number(row.first),
    units: Number(row.units),
    startsOn: String(row.starts_on),
    people: JSON.parse(String(row.people)),
  }))
}
