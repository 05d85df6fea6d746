import { v7 } from 'uuid'
import type { Bindings } from '../../worker/platform/env.ts'
import { signToken } from '../../worker/platform/keys.ts'
import { ROLE_NAMES, type Role, rolesWith } from '../../worker/platform/roles.ts'
import type { RouteFace } from '../../worker/platform/routes.ts'
import { seal } from '../../worker/platform/seal.ts'
import { forgeries } from './forgeries.ts'
import { SECRET, seedHidden } from './hidden.ts'
import { HINTS, PUBLIC } from './hints.ts'
import type { TestOrganisation } from './organisation.ts'
import { type Ids, idsOfNothing, requestTo, withoutIds } from './requests.ts'
import { watch } from './unchanged.ts'
import { seedVictim } from './victim.ts'
import { type Answer, world } from './world.ts'

/** A token by the name of who sends it; undefined sends none. */
export type Attackers = Record<string, string | undefined>

/** A victim with one of everything, a rival, and everybody who wrongly wants something of the victim. */
export type Siege = Awaited<ReturnType<typeof siege>>

type Limits = {
  wing?: string | undefined
  workshop?: string | undefined
  tier?: string | undefined
  from?: number
  until?: number
}

/** Gives somebody a power as a row, limited as told. */
async function empower(
  org: TestOrganisation,
  personId: string,
  role: Role,
  unit: string,
  now: number,
  limits: Limits = {},
) {
  const { wing = null, workshop = null, tier = null, from = now - 60, until = null } = limits
  await org.db.execute({
    sql: `insert into grants (id, person_id, role, unit_id, wing_id, workshop_id, tier_id, from_at, until_at, given_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [v7(), personId, role, org.unitId(unit), wing, workshop, tier, from, until, now],
  })
}

/** Roles that one person may hold together and that leave little out; an owner's power cannot be limited. */
const ALL_BUT_OWNER: readonly Role[] = ['admin', 'treasurer', 'privacy_officer', 'trainer', 'supervisor']

/** Members of the victim who lack the power, each in another way; all live in its district D2. */
async function powerless(org: TestOrganisation, ids: Ids, now: number): Promise<Attackers> {
  const attackers: Attackers = {}
  const join = async (name: string) => {
    const { id, token } = await org.person(name, { unit: 'D2' })
    attackers[name] = token
    return id
  }
  await join('no power at all')
  await org.grant(await join('owner of another district'), 'owner', 'D2')
  await org.grant(await join('owner of the booth beside'), 'owner', 'B2')
  const limited: Record<string, Limits> = {
    'everything in another wing only': { wing: ids.otherWingId },
    'everything for another workshop only': { workshop: ids.otherWorkshopId },
    'everything for another tier only': { tier: ids.otherTierId },
    'everything until just now': { until: now },
    'everything from the next second on': { from: now + 1 },
  }
  for (const [name, limits] of Object.entries(limited)) {
    const id = await join(name)
    for (const role of ALL_BUT_OWNER) await empower(org, id, role, 'ST', now, limits)
  }
  return attackers
}

/** One member for each role, who holds it everywhere in the victim. */
async function officers(org: TestOrganisation, now: number): Promise<Record<Role, string>> {
  const tokens: Partial<Record<Role, string>> = {}
  for (const role of ROLE_NAMES.filter((one) => one !== 'owner')) {
    const { id, token } = await org.person(`Only ${role}`, { unit: 'D2' })
    await empower(org, id, role, 'ST', now)
    tokens[role] = token
  }
  return tokens as Record<Role, string>
}

/** Somebody whose way in is shut, with offers that were made to him before. */
type ShutOut = Record<string, { token: string; offers: Ids }>

/** Owners whose way in is shut. */
async function shutOut(
  org: TestOrganisation,
  keys: Pick<Bindings, 'SIGNING_KEYS' | 'SEALING_KEY'>,
  ids: Ids,
  now: number,
): Promise<ShutOut> {
  const entered = async (name: string, sid: string | null, ending: string[]) => {
    const { id } = await org.person(name, { unit: 'D2' })
    await org.grant(id, 'owner', 'ST')
    const cardId = v7()
    await org.db.batch(
      [
        {
          sql: "insert into cards (id, number, person_id, secret_hash, issued_at) values (?, ?, ?, 'x', ?)",
          args: [cardId, cardId, id, now],
        },
        ...(sid
          ? [
              {
                sql: 'insert into entries (session_id, person_id, account_id, card_id, entered_at) values (?, ?, ?, ?, ?)',
                args: [sid, id, `card:${cardId}`, cardId, now],
              },
            ]
          : []),
        ...ending.map((sql) => ({ sql, args: [now, id] })),
      ],
      'write',
    )
    const claims = { sub: `card:${cardId}`, sid: sid ?? 'never', pid: id }
    const token = await signToken(keys, claims, { audience: org.slug, now, life: 3600 })
    return { token, offers: await offersTo(id, keys, ids, now) }
  }
  return {
    'an ended session': await entered('Ended session', 'ended', [
      'update entries set ended_at = ? where person_id = ? and card_id is not null',
    ]),
    'a revoked card': await entered('Revoked card', 'card', [
      'update cards set revoked_at = ? where person_id = ? and tries = 0',
    ]),
    'a session that never came in': await entered('Never came in', null, []),
  }
}

/** Offers as they are made to somebody. */
async function offersTo(personId: string, keys: Pick<Bindings, 'SEALING_KEY'>, ids: Ids, now: number) {
  const place = { workshopId: ids.workshopId, tierId: ids.tierId, personId, unitId: ids.unitId }
  const price = { amountMinor: 0, currency: 'INR', facts: {} }
  const one = { id: v7(), code: 'STOLEN22', registrationId: ids.registrationId, ...place, ...price }
  const sealed = (purpose: string, decision: Record<string, unknown>) =>
    seal(keys, decision, { organisation: 'victim', purpose, personId }, now)
  return {
    offer: await sealed('registration', one),
    groupOffer: await sealed('group', { ...one, people: [one] }),
    credentialOffer: await sealed('credentials', { ...one, generation: 1, trainers: [], credentials: [one] }),
  }
}

/** Starts a world (with other bindings, told first where its databases are) with a victim and everybody who attacks it. */
export async function siege(
  over: Record<string, string> = {},
  began: (databases: string) => void = () => {},
) {
  const w = await world(over)
  began(w.embedded.url)
  const { now } = w.clock
  const victim = await w.organisation({ slug: 'victim' })
  const rival = await w.organisation({ slug: 'rival' })
  const seeded = await seedVictim(victim)
  const ownerId = seeded.ownerId ?? ''
  const hidden = await seedHidden(victim, seeded)
  // Members who lack the power have got hold of the owner's offers.
  const offers = await offersTo(ownerId, w.keys, { ...seeded, ...hidden }, now)
  const ids: Ids = { ...seeded, ...hidden, ...offers, unitCode: 'B1', cardNumber: '1234', passkeyId: v7() }
  const intruder = await rival.person('Rival owner', { grants: ['owner@ST'] })
  const members = await powerless(victim, ids, now)
  const roles = await officers(victim, now)
  const strangers: Attackers = {
    ...(await forgeries({ keys: w.keys, slug: 'victim', personId: ownerId, sessionId: 'session', now })),
    'the owner of a rival': intruder.token,
  }
  const shut = await shutOut(victim, w.keys, ids, now)
  const nothing = idsOfNothing(ids)
  // A short word stands in many an answer by chance.
  const secrets = Object.entries(ids).flatMap(([name, value]) =>
    PUBLIC.includes(name) || value.length < 8 ? [] : [value],
  )
  const guard = watch(w.folder, 'o-victim')

  /** Everybody who is inside and lacks what the route needs; a route that asks for no capability has fewer. */
  const lacking = ({ access }: RouteFace): Attackers => {
    const holders: readonly string[] = rolesWith(access as never)
    const others = holders.length > 0 ? ROLE_NAMES.filter((role) => !holders.includes(role)) : []
    return { ...members, ...Object.fromEntries(others.map((role) => [`${role} everywhere`, roles[role]])) }
  }

  /** Sends a request with real ids of the victim, or the same with ids of nothing. */
  const send = (route: RouteFace, as: string | undefined, real: Ids | null = ids) => {
    const { method, path, how } = requestTo(route, 'victim', real ?? nothing, HINTS)
    return w.call(method, path, { ...how, as })
  }

  /** What lies in district D2: a unit, a person, a workshop and a registration, by the same names as the victim's. */
  async function holding(): Promise<Ids> {
    const { id: personId } = await victim.person('Neighbour', { unit: 'B3' })
    const [workshopId, registrationId] = [v7(), v7()]
    const unitId = victim.unitId('B3')
    await victim.db.batch(
      [
        {
          sql: `insert into workshops (id, tier_id, unit_id, name_en, name_hi, starts_on, ends_on, capacity, fee_minor,
            currency, opens_at, closes_at, published_at, created_at)
            select ?, tier_id, ?, 'Own', 'अपना', starts_on, ends_on, capacity, fee_minor, currency, opens_at, closes_at,
            published_at, created_at from workshops where id = ?`,
          args: [workshopId, victim.unitId('D2'), ids.workshopId ?? ''],
        },
        {
          sql: `insert into registrations (id, workshop_id, tier_id, person_id, unit_id, code, registered_by, registered_at)
            select ?, id, tier_id, ?, ?, 'OWN22222', ?, 0 from workshops where id = ?`,
          args: [registrationId, personId, unitId, personId, workshopId],
        },
      ],
      'write',
    )
    guard.changed()
    return { unitId, personId, workshopId, registrationId, unitCode: 'B3' }
  }

  return {
    w,
    victim,
    holding,
    rival,
    ids,
    nothing,
    secrets,
    strangers,
    shut,
    members,
    lacking,
    send,
    guard,
    async close() {
      guard.close()
      await w.close()
    },
  }
}

const FLEETING = new Set(['date', 'x-request-id', 'connection', 'keep-alive', 'content-length'])
const headersOf = ({ headers }: Answer) => [...headers].filter(([name]) => !FLEETING.has(name)).sort()

/** All of an answer that a caller can compare with another one, but for the ids that he sent and the request's own. */
export function faceOf(answer: Answer, ...sent: Ids[]): string {
  const request = answer.headers.get('x-request-id') ?? 'none'
  const text = withoutIds(answer.text, sent).replaceAll(request, '<request>')
  return `${answer.status} ${text} ${JSON.stringify(headersOf(answer))}`
}

/** What an answer lets out of the victim: an id or a text that only some of its people may know. */
export function leakIn(answer: Answer, secrets: readonly string[]): string | undefined {
  const all = `${answer.text}\n${JSON.stringify([...answer.headers])}`
  return secrets.find((secret) => all.includes(secret)) ?? SECRET.exec(all)?.[0]
}
