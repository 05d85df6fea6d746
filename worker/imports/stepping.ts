import type { SQL } from 'drizzle-orm'
import * as z from 'zod'
import { nameQuery, sameName } from '../hierarchy/index.ts'
import { type Asking, record } from '../platform/audit.ts'
import { type Actor, holding, powersTable } from '../platform/auth.ts'
import { dayOf } from '../platform/calendar.ts'
import { newId } from '../platform/id.ts'
import { Problem } from '../platform/problem.ts'
import type { TenantDb } from '../platform/sql.ts'
import { moved, NEEDS, shown } from './queries.ts'
import { batchOf, type Candidate, candidates, found, PASSES, type Standing, unsought } from './steps.ts'

type Stepping = Asking & { var: { db: TenantDb; actor: Actor; now: number } }

const Aliases = z.array(z.string())
const CHOICES = 20

/** The units that a text names; one that only sounds partly alike is none. By code there is only one. */
function meant(all: readonly Candidate[]) {
  const coded = all.filter(({ byCode }) => byCode === 1)
  if (coded.length > 0) return coded
  return all.filter(({ text, nameEn, nameHi, aliases }) =>
    [nameEn, nameHi, ...Aliases.parse(JSON.parse(aliases))].some((name) => sameName(name, text)),
  )
}

/** Looks up the next texts that name units; after the last one the rows are judged. */
async function lookUp(c: Stepping, importId: string, kind: Standing['kind'], seen: SQL) {
  const { db, actor, now } = c.var
  const [texts] = await db.read([unsought(importId)])
  if (texts.length === 0)
    return (await db.write([moved(importId, ['naming'], 'checking'), shown(importId, seen)])).at(-1)
  const asked = texts.map(({ place }) => {
    const [text = '', level = ''] = place.split('\n')
    return { place, text, level, match: nameQuery(text) }
  })
  const [all] = await db.read([candidates(asked, holding(actor, NEEDS[kind], now))])
  const byPlace = Map.groupBy(all, ({ place }) => place)
  const answers = texts.map(({ place }) => {
    const units = meant(byPlace.get(place) ?? [])
    const [only] = units
    const choices = units
      .slice(0, CHOICES)
      .map(({ id, code, levelId, nameEn, nameHi, trail }) => ({ id, code, levelId, nameEn, nameHi, trail }))
    return {
      place,
      unitId: units.length === 1 && only ? only.id : null,
      choices: units.length > 1 ? choices : null,
    }
  })
  return (await db.write([found(importId, answers), shown(importId, seen)])).at(-1)
}

const isPass = (state: string): state is keyof typeof PASSES => Object.hasOwn(PASSES, state)

/**
 * Goes on with an import by one step and answers how it stands then. Whoever else goes on at the same time takes another
 * step, or none. @throws Problem `state-changed` while rows are still to come
 */
export async function goOn(c: Stepping, importId: string, at: Standing, seen: SQL): Promise<unknown> {
  const { db, actor, now } = c.var
  if (at.state === 'open') {
    if (at.received < at.rows) throw new Problem('state-changed', { received: at.received, rows: at.rows })
    const next = at.kind === 'units' ? 'checking' : 'naming'
    return (await db.write([moved(importId, ['open'], next), shown(importId, seen)])).at(-1)
  }
  if (at.state === 'naming') return lookUp(c, importId, at.kind, seen)
  if (!isPass(at.state)) return (await db.read([shown(importId, seen)])).at(-1)
  const { depth, from, to } = at
  if (depth === null || from === null || to === null)
    throw new Problem('state-changed', { passed: at.passed })
  const batch = { importId, depth, from, to, step: newId() }
  const writing = {
    holds: holding(actor, NEEDS[at.kind], now),
    powers: powersTable(actor, NEEDS[at.kind], now, 'held'),
    now,
    today: dayOf(now, at.timeZone),
    by: actor.personId,
  }
  const results = await db.write([
    ...batchOf(at.state, at.kind, batch, at, writing),
    record(c, 'import.went-on', importId, { state: at.state, rows: at.count }),
    shown(importId, seen),
  ])
  return results.at(-1)
}
