import { type SQL, sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import type { Env, TenantEnv } from './env.ts'
import { gated } from './gate.ts'
import { verifyToken } from './keys.ts'
import { Problem } from './problem.ts'
import { CAPABILITIES, type Capability, rolesWith } from './roles.ts'
import { idsOnPath, q, under } from './sql.ts'

/** Who is asking, inside one organisation. `accountId` is `card:<id>` for somebody with a printed card only. */
export type Actor = { accountId: string; personId: string; sessionId: string }

/** Whose powers are asked about: the actor's own, or, to explain them, anybody's. */
export type Holder = Pick<Actor, 'personId'>

/** Life of an access token, seconds. */
export const ACCESS_LIFE = 15 * 60

/** Audience of a token that is not bound to an organisation. */
export const DIRECTORY = 'directory'

/** Claims of an access token; `aud` binds it to one organisation. */
export const AccessClaims = z.object({
  aud: z.string(),
  sub: z.string(),
  pid: z.string().optional(),
  sid: z.string(),
})

/** Name of the access cookie of an organisation, or of the directory. */
export const accessCookie = (audience: string) =>
  audience === DIRECTORY ? '__Host-access' : `__Host-access-${audience}`

function bearerOf<E extends Env>(c: Context<E>, audience: string): string | undefined {
  const header = c.req.header('authorization')
  if (header?.startsWith('Bearer ')) return header.slice('Bearer '.length)
  return getCookie(c, accessCookie(audience))
}

/** The verified claims of the request's token for an audience; undefined without one, or with a bad one. */
export async function claimsOf<E extends Env>(c: Context<E>, audience: string) {
  const token = bearerOf(c, audience)
  if (!token) return undefined
  const payload = await verifyToken(c.env, token, audience, c.get('now'))
  return AccessClaims.safeParse(payload).data
}

/** The account behind the request, outside any organisation. @throws Problem `not-signed-in` */
export async function accountOf<E extends Env>(
  c: Context<E>,
): Promise<{ accountId: string; sessionId: string }> {
  const claims = await claimsOf(c, DIRECTORY)
  if (!claims) throw new Problem('not-signed-in')
  return { accountId: claims.sub, sessionId: claims.sid }
}

/**
 * Where a capability is asked for: the path of a unit, and the wing, workshop or tier it concerns. `any` says that a
 * power counts here whatever it is limited to.
 */
export type Place = { path: SQL; wing?: Limit; workshop?: Limit; tier?: Limit }
type Limit = SQL | 'any'

/** SQL that is true when the actor holds the route's capability at a place, at the instant of the request. */
export type Holds = (place: Place) => SQL

type Permitted = {
  Variables: {
    actor: Actor
    holds: Holds
    /** Statement: the paths on which the actor holds the route's capability at all (limited powers included). */
    scopes: ReturnType<typeof scopesOf>
    /** Subquery: the paths (column `path`) on which the actor holds the route's capability at all. */
    tops: SQL
  }
}

/** The roles that include each capability, as a list of literals: they are constants of this code. */
const roleLists = new Map(
  CAPABILITIES.map((one) => [
    one,
    sql.raw(
      rolesWith(one)
        .map((role) => `'${role}'`)
        .join(', '),
    ),
  ]),
)
/** The roles that include a capability, to stand in `in (…)`. */
export const rolesFor = (capability: Capability) => roleLists.get(capability) ?? sql.raw('null')

/**
 * The powers that stand on a path (a scalar), whosever they are, as the view `powers` has them: found by the units on it,
 * where the view itself would be read whole.
 */
export const powersOn = (path: SQL) => sql`(
  select g.person_id, g.role, u.path, g.wing_id, g.workshop_id, g.tier_id, g.from_at, g.until_at
    from ${idsOnPath(path)} a cross join units u on u.id = a.value cross join grants g on g.unit_id = u.id
  union all select c.person_id, 'trainer', u.path, null, null, n.id, c.issued_at,
      coalesce(min(c.revoked_at, c.valid_until), c.revoked_at, c.valid_until)
    from ${idsOnPath(path)} a cross join units u on u.id = a.value cross join credentials c on c.unit_id = u.id
    join tiers t on t.id = c.tier_id
    join tiers n on n.programme_id = t.programme_id and n.position = t.position + 1 and n.taught_by = 'credential')`

/** The powers of a person that include one of the roles, now. `powers` is the view of grants and credentials. */
const powersOf = (actor: Holder, capability: Capability, now: number) => sql`
  select p.path, p.wing_id, p.workshop_id, p.tier_id from powers p
  where p.person_id = ${actor.personId} and p.from_at <= ${now} and (p.until_at is null or p.until_at > ${now})
    and p.role in (${rolesFor(capability)})`

/** True while the actor's way in is open: signing out, ending a session and revoking a card shut it. */
const entered = ({ sessionId, personId }: Actor) => sql`exists (select 1 from entries
  where session_id = ${sessionId} and person_id = ${personId} and ended_at is null)`

/** True while an account's session lives, in the directory. */
const alive = (sessionId: string) =>
  sql`exists (select 1 from sessions where id = ${sessionId} and ended_at is null)`

const scopesOf = (actor: Actor, capability: Capability, now: number) =>
  q.all<{ path: string; workshopId: string | null; tierId: string | null; wingId: string | null }>(sql`
    select path, workshop_id as "workshopId", tier_id as "tierId", wing_id as "wingId"
    from (${powersOf(actor, capability, now)})`)

function limited(column: SQL, asked: Limit | undefined): SQL {
  if (asked === 'any') return sql`1`
  return asked ? sql`(${column} is null or ${column} = ${asked})` : sql`${column} is null`
}

/** Whether a power, by the alias of its row, counts at a place: its unit's subtree and every one of its limits. */
export function reaches(power: string, place: Place): SQL {
  const at = (column: string) => sql.raw(`${power}.${column}`)
  return sql`(${under(place.path, at('path'))} and ${limited(at('wing_id'), place.wing)}
    and ${limited(at('workshop_id'), place.workshop)} and ${limited(at('tier_id'), place.tier)})`
}

/** Whether one of some powers counts at a place; `powers` is a table or subquery. */
const heldAmong =
  (powers: SQL): Holds =>
  (place) =>
    // An alias that no statement uses for itself: a place of the same name would be compared with the power.
    sql`exists (select 1 from ${powers} held_power where ${reaches('held_power', place)})`

/**
 * Whether an actor holds a capability at a place. A power limited to a wing, workshop or tier counts only where the
 * place names that one.
 */
export const holding = (actor: Holder, capability: Capability, now: number): Holds =>
  heldAmong(sql`(${powersOf(actor, capability, now)})`)

/** Powers read once for a statement that asks about many rows: a common table, and whether one of them counts. */
export type PowersTable = { table: SQL; holds: Holds; tops: SQL }

/** The powers of an actor that include a capability, as a common table of this name. */
export function powersTable(actor: Actor, capability: Capability, now: number, name: string): PowersTable {
  const table = sql.identifier(name)
  return {
    table: sql`${table} as materialized (${powersOf(actor, capability, now)})`,
    holds: heldAmong(sql`${table}`),
    tops: sql`select path from ${table}`,
  }
}

/**
 * Whether an actor holds a capability anywhere at all, by a power `held_power` whose limits the given SQL accepts. For
 * open routes, which no entry gates: whoever was shut out holds nothing.
 */
export const holdingAnywhere = (actor: Actor, capability: Capability, now: number, accepted: SQL): SQL =>
  sql`(${entered(actor)}
    and exists (select 1 from (${powersOf(actor, capability, now)}) held_power where ${accepted}))`

/**
 * Declares that a route needs a capability. Its statements must carry `holds(place)`: what they then do not find does
 * not exist for the caller. Without a session: `not-signed-in`.
 */
export const may = (capability: Capability) =>
  Object.assign(
    createMiddleware<TenantEnv & Permitted>(async function mayHold(c, next) {
      const actor: Actor | undefined = c.get('actor')
      if (!actor) throw new Problem('not-signed-in')
      c.set('db', gated(c.get('db'), entered(actor)))
      c.set('holds', holding(actor, capability, c.get('now')))
      c.set('scopes', scopesOf(actor, capability, c.get('now')))
      c.set('tops', powersOf(actor, capability, c.get('now')))
      await next()
    }),
    { access: capability },
  )

/** Declares that a route concerns only what belongs to the caller; its statements filter by `actor.personId`. */
export const mine = Object.assign(
  createMiddleware<TenantEnv & { Variables: { actor: Actor } }>(async function mineOnly(c, next) {
    const actor = c.get('actor')
    if (!actor) throw new Problem('not-signed-in')
    c.set('db', gated(c.get('db'), entered(actor)))
    await next()
  }),
  { access: 'mine' as const },
)

/** Declares that anybody may use a route. */
export const open = Object.assign(
  createMiddleware(async function openToAll(_c, next) {
    await next()
  }),
  { access: 'open' as const },
)

/** Declares that a route needs a signed-in account but no organisation. */
export const account = Object.assign(
  createMiddleware<Env & { Variables: { account: { accountId: string; sessionId: string } } }>(
    async function accountOnly(c, next) {
      const session = await accountOf(c)
      const databases = c.get('databases')
      c.set('account', session)
      c.set('databases', { ...databases, directory: gated(databases.directory, alive(session.sessionId)) })
      await next()
    },
  ),
  { access: 'account' as const },
)

/** What every cookie of ours is: `__Host-` names need it, and browsers trust loopback with it. */
export const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const
