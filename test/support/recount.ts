import { sql } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { v7 } from 'uuid'
import { type Built, builders, everywhere } from '../changes/in-process.ts'
import type { TestOrganisation } from './organisation.ts'
import type { Answer } from './world.ts'

type Told = {
  stage: string
  units: number
  wrongPeople: number
  wrongUnits: number
  firstUnit: { code: string } | null
}
type Caller = { post: <T>(path: string, body?: unknown) => Promise<Answer<T>> }

/** Counts a tier anew through the API, to the end, and puts right what differs unless it is told not to. */
export async function recount(caller: Caller, tierId: string, mend = true): Promise<Told> {
  const id = v7()
  const begun = await caller.post<Told>('/coverage/recounts', { id, tierId, mend })
  if (begun.status !== 201) throw new Error(begun.text)
  let told = begun.body
  while (told.stage !== 'done') told = (await caller.post<Told>(`/coverage/recounts/${id}/steps`)).body
  return told
}

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })
/** More steps than a small organisation has levels. */
const STEPS = 8

/** Checks tiers of small organisations in one round trip each, for tests that do it often: how many units or people differ. */
export async function checking() {
  const { recounting, recounts } = await builders()
  return async ({ db }: TestOrganisation, tierId: string): Promise<number> => {
    const [id, guard] = [v7(), everywhere({ path: sql`1` })]
    const steps = Array.from({ length: STEPS }, () => recounting.step({ id, guard }, recounting.CHUNK, 1))
    const begun = recounts.begin({ id, tierId, mend: false }, { personId: null, now: 1 }, guard)
    const all = [begun, ...steps.flat(), recounts.recountOf(id, guard)] as unknown as Built[]
    const built = all.map((one) => dialect.sqlToQuery(one.getSQL()))
    const results = await db.batch(
      built.map((one) => ({ sql: one.sql, args: one.params as (string | number | null)[] })),
      'write',
    )
    const told = results.at(-1)?.rows[0]
    if (told?.stage !== 'done') throw new Error('a small organisation is counted in so many steps')
    return Number(told.wrongUnits) + Number(told.wrongPeople)
  }
}
